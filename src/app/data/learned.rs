//! How a person had a file read is known again, by the headers of the file. It is part of the shop's settings and
//! so of its backup; what an earlier version kept on this device only is taken over with the next that is learned.

use leptos::task::spawn_local;

use super::reading::{Columns, Decisions, Reading};
use crate::{
    app::App,
    domain::{Record, Shop, commands::Save},
    exchange::{
        customers::Field,
        learned::{self, Learned, Ways},
        sales,
        things::Target,
    },
    platform::prefs::Pref,
};

/// Where an earlier version kept it.
const LEARNED: Pref<Vec<Learned>> = Pref::new("regulars.columns");

/// Everything that is known, the newest first.
fn all(app: App) -> Vec<Learned> {
    let kept = app.peek(|all| {
        let learned = all.settings().map(|shop| shop.learned.clone());
        learned.unwrap_or_default()
    });
    let kept = kept.iter().filter_map(Learned::of_kept);
    kept.chain(LEARNED.get().unwrap_or_default()).collect()
}

/// Keeps it with the shop. Nobody is told, and there is nothing to take back: it is no data of the shop's.
async fn keep(app: App, all: Vec<Learned>) {
    let Some(base) = app.peek(|records| records.settings().cloned()) else {
        return;
    };
    let mut edited = Shop::clone(&base);
    edited.learned = all.iter().filter_map(Learned::as_kept).collect();
    if app
        .try_execute(&Save::new(Record::Shop(base), edited))
        .await
        .is_ok()
    {
        LEARNED.clear();
    }
}

/// What is known of files like the one of a card.
#[derive(Debug, Default)]
pub struct Memory {
    /// True once it was looked up.
    met: bool,
    /// The headers as they were before anything was decided.
    seen: Vec<String>,
    /// The encoding it was taken for then.
    encoding: String,
    /// Whose columns are still to be taken.
    known: Option<Learned>,
}

/// The columns of a file that names them: header and text form of what is under it.
fn columns(reading: &Reading) -> Vec<(&str, String)> {
    if reading.header == Some(0) {
        return Vec::new();
    }
    match &reading.columns {
        Columns::None => Vec::new(),
        Columns::Customers(mapping) => mapping
            .columns
            .iter()
            .map(|one| (one.title.as_str(), one.field.to_string()))
            .collect(),
        Columns::Sales(columns) => columns
            .iter()
            .map(|one| (one.title.as_str(), one.target.to_string()))
            .collect(),
        Columns::Things(columns) => columns
            .iter()
            .map(|one| (one.title.as_str(), one.target.to_string()))
            .collect(),
    }
}

fn columns_are_chosen(decisions: &Decisions) -> bool {
    decisions.choices.mapping.is_some()
        || decisions.sales_targets.is_some()
        || decisions.targets.is_some()
}

/// How the person said that the file is written that was taken for one in `encoding`. Of a workbook's sheet
/// nobody says it: its cells are known.
fn ways(decisions: &Decisions, encoding: &str) -> Ways {
    let choices = &decisions.choices;
    let text = Some(choices).filter(|choices| !choices.typed);
    Ways {
        encoding: text
            .and_then(|choices| choices.encoding.clone())
            .map(|said| (said, encoding.to_owned())),
        delimiter: text.and_then(|choices| choices.delimiter),
        header: choices.header,
        date_order: decisions.date_order,
        decimal_mark: decisions.decimal_mark,
    }
}

impl Memory {
    /// What to decide of a file that was looked at; nothing if nothing is known of such files, or if it is
    /// what was found out anyway. Columns come last, because they may be others once it is known how to read.
    pub fn meet(
        &mut self,
        app: App,
        reading: &Reading,
        decisions: &Decisions,
    ) -> Option<Decisions> {
        if !self.met {
            self.met = true;
            let seen = columns(reading).into_iter();
            self.seen = seen.map(|(title, _)| title.to_owned()).collect();
            self.encoding.clone_from(&reading.encoding);
            let titles: Vec<&str> = self.seen.iter().map(String::as_str).collect();
            if titles.is_empty() || columns_are_chosen(decisions) {
                return None;
            }
            let known = learned::recall(&all(app), &titles)?;
            let next = as_then(&known, reading, decisions);
            self.known = Some(known);
            if next != *decisions {
                return Some(next);
            }
        }
        let known = self.known.take()?;
        if reading.kind != known.kind || columns_are_chosen(decisions) {
            return None;
        }
        let (titles, proposed): (Vec<_>, Vec<_>) = columns(reading).into_iter().unzip();
        let fields = known
            .fields(&titles, &proposed)
            .filter(|one| *one != proposed)?;
        with_columns(reading, decisions, &fields)
    }

    /// Remembers how a file that was brought in was read, if the person decided anything of it by hand.
    pub fn keep(&self, app: App, reading: &Reading, decisions: &Decisions) {
        let columns = columns(reading);
        let ways = ways(decisions, &self.encoding);
        let decided =
            columns_are_chosen(decisions) || decisions.kind.is_some() || ways != Ways::default();
        if columns.is_empty() || !decided {
            return;
        }
        let seen: Vec<&str> = self.seen.iter().map(String::as_str).collect();
        let newest = learned::learned(reading.kind, ways, columns, &seen);
        let mut all = all(app);
        learned::remember(&mut all, newest);
        spawn_local(keep(app, all));
    }
}

/// The decisions with what is known of the whole file.
fn as_then(known: &Learned, reading: &Reading, decisions: &Decisions) -> Decisions {
    let mut next = decisions.clone();
    let ways = known.ways.clone();
    if known.kind != reading.kind {
        next.kind = Some(known.kind);
    }
    let choices = &mut next.choices;
    if !choices.typed {
        let same = ways
            .encoding
            .filter(|(_, taken)| *taken == reading.encoding);
        choices.encoding = same.map(|(said, _)| said);
        choices.delimiter = ways.delimiter;
    }
    choices.header = ways.header;
    next.date_order = ways.date_order;
    next.decimal_mark = ways.decimal_mark;
    next
}

/// The decisions with these columns.
fn with_columns(reading: &Reading, decisions: &Decisions, fields: &[String]) -> Option<Decisions> {
    let mut decisions = decisions.clone();
    match &reading.columns {
        Columns::None => return None,
        Columns::Customers(mapping) => {
            let mut chosen = mapping.clone();
            for (column, field) in chosen.columns.iter_mut().zip(fields) {
                column.field = Field::parse(field).unwrap_or_default();
            }
            decisions.choices.mapping = Some(chosen);
        }
        Columns::Sales(_) => {
            let targets = fields.iter().map(|field| sales::Target::parse(field));
            decisions.sales_targets = Some(targets.map(Option::unwrap_or_default).collect());
        }
        Columns::Things(_) => {
            let targets = fields.iter().map(|field| Target::parse(field));
            decisions.targets = Some(targets.map(Option::unwrap_or_default).collect());
        }
    }
    Some(decisions)
}
