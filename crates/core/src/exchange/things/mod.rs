//! Rows of deals, products, tasks and touches to records: what each column means, how its values are read, and what
//! an import would change. A row of deals may say who the deal is with, as fully as a list of
//! customers does; people, companies, boards, stages and members of the team that nobody knew come
//! along in the same change.

pub mod deals;
pub mod header;
pub mod part;
pub mod points;
pub mod products;
mod programs;
mod read;
mod row;
pub mod todos;
mod ways;
mod whom;

#[cfg(test)]
mod more_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod todo_tests;
#[cfg(test)]
mod whom_tests;

#[cfg(test)]
pub(super) use programs::programs;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    amount::DecimalMark,
    customers::{convert::Setting, layout::Layout},
    dates::DateOrder,
    duplicates::Sign,
    own::OwnFields,
    own_target::OwnTarget,
    problem::Problem,
    recognise::Kind,
    sheet::{Row, Sheet},
};
use crate::domain::{Currency, Customer, Id, IdMaker, Timestamp};

pub use part::{Part, Target};
pub use read::read;
pub use row::{CaseRow, DealRow, Numbered, PointsRow, ProductRow, Status, TodoRow};
pub use whom::People;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub title: String,
    /// The first value that is not blank.
    pub example: String,
    /// What it holds.
    pub target: Target,
}

/// What a reader may know besides the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reader {
    /// Language and day.
    pub setting: Setting,
    /// Currency of amounts that name none.
    pub currency: Currency,
    /// What a person said of dates that can be read in several ways.
    pub date_order: Option<DateOrder>,
    /// What stands before the decimals, where a column of numbers leaves it open.
    pub decimal_mark: Option<DecimalMark>,
    /// True for cells of a workbook, which carry no guard.
    pub typed: bool,
    /// The shop's zone, for moments that name none.
    pub zone: Tz,
}

/// Everything a file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// Deals in the order of the file.
    pub deals: Vec<DealRow>,
    /// Products in the order of the file.
    pub products: Vec<ProductRow>,
    /// Tasks and touches in the order of the file.
    pub todos: Vec<TodoRow>,
    /// Points that came or went in the order of the file.
    pub points: Vec<PointsRow>,
    /// Who the rows are about.
    pub people: Vec<super::customers::Draft>,
    /// What could not be taken.
    pub problems: Vec<Problem>,
    /// Rows that became nothing.
    pub rejected: Vec<usize>,
    /// Numbers of the rows that only add up others, left out.
    pub totals: Vec<usize>,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A new record.
    New,
    /// It changes a known one.
    Update,
    /// It is known and left as it is, or says nothing new.
    Known,
}

/// How the rows of a list fare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows left out because they are known, or because the person chose to skip known ones.
    pub skipped: usize,
    /// Known records of which the file says nothing new.
    pub unchanged: usize,
    /// What happens to each row.
    pub fates: Vec<(usize, Fate)>,
    /// What told that a row is a known one, where a number or a name did.
    pub signs: Vec<(usize, Sign)>,
    /// The known record that a row changes.
    pub changes: Vec<(usize, Uuid)>,
    /// Who of the shop the rows are about, or may be.
    pub whom: Vec<(usize, Id<Customer>)>,
}

impl Tally {
    /// A row that is left out.
    pub(super) const fn skip(&mut self) -> Fate {
        self.skipped += 1;
        Fate::Known
    }

    /// A row that changes a known record.
    pub(super) fn change(&mut self, row: usize, known: Uuid) -> Fate {
        self.changes.push((row, known));
        Fate::Update
    }

    /// A row that says nothing new.
    pub(super) const fn leave(&mut self) -> Fate {
        self.unchanged += 1;
        Fate::Known
    }
}

/// Rows looked at to find the header.
const DEPTH: usize = 12;

/// The rows of a list by their role: the header is the row a person named, else the one that is of
/// such a list, else the one that names most of its columns.
pub fn layout(kind: Kind, sheet: &Sheet, header: Option<usize>) -> Layout<'_> {
    if header.is_some() {
        return Layout::with(sheet, header);
    }
    let rows = sheet.rows.iter().take(DEPTH);
    let of_kind = rows
        .clone()
        .find(|row| header::recognise(row.cells()).is_some_and(|(found, _)| found == kind));
    let known = |row: &Row| {
        let targets = header::targets(kind, row.cells());
        targets
            .iter()
            .filter(|target| **target != Target::Ignore)
            .count()
    };
    let most = || {
        let counts = rows.map(|row| (known(row), row));
        let best = counts.rev().max_by_key(|(count, _)| *count);
        best.filter(|(count, _)| *count >= 2).map(|(_, row)| row)
    };
    match of_kind.or_else(most) {
        Some(row) => Layout::with(sheet, Some(row.number)),
        None => Layout::of(sheet),
    }
}

/// The columns of a list: as a person chose them, else by their headers and the own fields.
pub fn columns(
    kind: Kind,
    layout: &Layout<'_>,
    chosen: Option<&[Target]>,
    own: &OwnFields,
) -> Vec<Column> {
    let header = layout.header.into_iter();
    let rows = header.chain(layout.rows.iter().copied());
    let width = rows.map(Row::len).max().unwrap_or(0);
    let titles: Vec<String> = (0..width).map(|at| layout.title(at)).collect();
    let mut targets = match (chosen, layout.header) {
        (Some(chosen), _) => chosen.to_vec(),
        (None, Some(_)) => header::targets(kind, titles.iter().map(String::as_str)),
        (None, None) => Vec::new(),
    };
    targets.resize(width, Target::Ignore);
    if chosen.is_none() {
        let mut seen = Vec::new();
        for (title, target) in titles.iter().zip(&mut targets) {
            let named = own.named(title).filter(|_| *target == Target::Ignore);
            if let Some(field) = named.filter(|field| !seen.contains(&field.id)) {
                seen.push(field.id);
                *target = Target::Own(OwnTarget::Known(field.id));
            }
        }
    }
    let example = |at: usize| {
        let mut cells = layout.cells(at).map(str::trim);
        cells
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    titles
        .into_iter()
        .zip(targets)
        .enumerate()
        .map(|(at, (title, target))| Column {
            title,
            example: example(at),
            target,
        })
        .collect()
}

/// Makes the fields that columns become; afterwards each column says of what kind it is.
pub fn make_fields(
    columns: &mut [Column],
    layout: &Layout<'_>,
    own: &mut OwnFields,
    ids: &mut IdMaker,
    now: Timestamp,
) {
    for (at, column) in columns.iter_mut().enumerate() {
        if let Target::Own(one) = column.target {
            let made = one.made(&column.title, layout.cells(at), own, ids, now);
            column.target = made.map_or(Target::Ignore, Target::Own);
        }
    }
}

/// True if rows could become something: the title or the name is there.
pub fn is_usable(kind: Kind, columns: &[Column]) -> bool {
    let has = |part| {
        columns
            .iter()
            .any(|column| column.target == Target::Part(part))
    };
    match kind {
        Kind::Products => has(Part::Name),
        Kind::Points => has(Part::Points),
        // A note has no title, but a day on which it was made.
        Kind::Activities => has(Part::Title) || (has(Part::When) && has(Part::Note)),
        _ => has(Part::Title),
    }
}
