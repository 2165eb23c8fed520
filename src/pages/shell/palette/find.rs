//! What the palette offers for what is typed.

use std::borrow::Cow;

use uuid::Uuid;

use super::record::record;
use crate::{
    app::App,
    domain::{Activity, Attachment, Deal, Records, TableName, ViewOf},
    i18n::{Locale, td_string},
    pages::shell::{
        actions::{Action, Doer},
        recent::{self, Visit},
    },
    query::{
        due::order,
        notes::{self, Notes},
        palette::{SaleNumber, answers, arrange, snippet},
    },
    search::small::matches,
};

/// Customers for whom there is room.
const PEOPLE: usize = 8;

/// A kind of offer; offers of one kind stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Recent,
    Customers,
    Deals,
    Sales,
    Products,
    Tasks,
    Cases,
    Files,
    Notes,
    Views,
    Templates,
    Team,
    Actions,
    Settings,
    Pages,
}

/// What choosing an offer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Opens a record.
    Open(Visit),
    /// Does something.
    Do(Action),
    /// Shows all customers with what is typed, in their list.
    Customers,
}

/// What tells an offer from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// As it was written down.
    Said(String),
    /// A view is one of this list.
    Of(ViewOf),
}

/// One line of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Where it stands.
    pub group: Group,
    /// What it does.
    pub target: Target,
    /// Icon before it.
    pub icon: &'static str,
    /// What it is called.
    pub title: String,
    /// What tells it from others.
    pub detail: Detail,
    /// Done, solved or no longer sold: behind what is not.
    pub over: bool,
    /// Somebody who asked not to be contacted.
    pub silent: bool,
}

/// Customers for a text, best first.
pub type FindCustomers<'a> = &'a dyn Fn(&str, usize) -> Vec<Uuid>;

/// The offers for `typed`, in the order they are shown.
pub fn offers(
    app: App,
    doer: Doer,
    locale: Locale,
    typed: &str,
    customers: FindCustomers<'_>,
    notes: &Notes,
) -> Vec<Offer> {
    let typed = typed.trim();
    if let Some(wanted) = typed.strip_prefix('>') {
        return actions(doer, locale, wanted.trim(), |_| true, usize::MAX);
    }
    let visits = recent::visits(app.workspace);
    if typed.is_empty() {
        let mut found: Vec<Offer> = app.peek(|records| {
            let opened = visits.iter().filter_map(|visit| record(records, *visit));
            opened.take(6).collect()
        });
        for offer in &mut found {
            offer.group = Group::Recent;
        }
        let new = |action: Action| {
            !matches!(
                action,
                Action::Theme(_) | Action::Language(_) | Action::Part(_) | Action::Setting(_)
            )
        };
        found.extend(actions(doer, locale, "", new, usize::MAX));
        return found;
    }
    let mut found = customers(typed, PEOPLE + 1);
    let more = found.len() > PEOPLE;
    found.truncate(PEOPLE);
    let mut groups: Vec<Vec<Offer>> = app.peek(|records| {
        let mut hits: Vec<Visit> = found
            .into_iter()
            .map(|id| visit(TableName::Customers, id))
            .collect();
        // Whom one dealt with last is whom one looks for again.
        hits.sort_by_key(|hit| !visits.contains(hit));
        let people = hits.into_iter().filter_map(|hit| record(records, hit));
        vec![
            people.collect(),
            deals(records, typed),
            sales(records, typed),
            products(records, typed),
            tasks(records, typed),
            cases(records, typed),
            files(records, typed),
            found_notes(records, typed, notes),
            views(records, typed),
            templates(records, typed),
            team(records, typed),
        ]
    });
    // The many settings take no room from the rest.
    let setting = |action: Action| matches!(action, Action::Part(_) | Action::Setting(_));
    let (to_do, pages): (Vec<_>, Vec<_>) = actions(doer, locale, typed, |one| !setting(one), 8)
        .into_iter()
        .partition(|offer| offer.group == Group::Actions);
    let settings = actions(doer, locale, typed, setting, 5);
    groups.extend([to_do, pages, settings]);
    // What is being spelled out stands above what only resembles it.
    let mut offers = arrange(groups, typed, |offer| &offer.title, |offer| offer.over);
    let last = offers
        .iter()
        .rposition(|offer| offer.group == Group::Customers);
    if let Some(last) = last.filter(|_| more) {
        offers.insert(last + 1, all_customers(locale, typed));
    }
    offers
}

/// The way to everybody whom there was no room for.
fn all_customers(locale: Locale, typed: &str) -> Offer {
    Offer {
        group: Group::Customers,
        target: Target::Customers,
        icon: "search",
        title: td_string!(locale, customers.all_with, text = typed.to_owned()),
        detail: Detail::Said(String::new()),
        over: false,
        silent: false,
    }
}

const fn visit(table: TableName, id: Uuid) -> Visit {
    Visit { table, id }
}

fn actions(
    doer: Doer,
    locale: Locale,
    typed: &str,
    wanted: impl Fn(Action) -> bool,
    limit: usize,
) -> Vec<Offer> {
    let all: Vec<(Action, String)> = Action::all()
        .into_iter()
        .filter(|action| *action != Action::Palette && wanted(*action) && doer.may(*action))
        .map(|action| (action, action.text(locale)))
        .collect();
    let texts: Vec<&str> = all.iter().map(|(_, text)| text.as_str()).collect();
    let mut found: Vec<Offer> = matches(typed, &texts)
        .into_iter()
        .take(limit)
        .filter_map(|ranked| all.get(ranked.index))
        .map(|(action, text)| Offer {
            group: match action {
                Action::Go(_) => Group::Pages,
                Action::Part(_) | Action::Setting(_) => Group::Settings,
                _ => Group::Actions,
            },
            target: Target::Do(*action),
            icon: action.icon(),
            title: text.clone(),
            detail: Detail::Said(match action {
                Action::Setting(setting) => setting.part().text(locale).to_owned(),
                _ => String::new(),
            }),
            over: false,
            silent: false,
        })
        .collect();
    found.sort_by_key(|offer| offer.group != Group::Actions);
    found
}

fn deals(records: &Records, typed: &str) -> Vec<Offer> {
    let deals: Vec<&Deal> = records.deals.iter().map(AsRef::as_ref).collect();
    // By its number, too.
    let texts = deals.iter().map(|deal| match deal.code.as_str() {
        "" => Cow::Borrowed(deal.title.as_str()),
        code => Cow::Owned(format!("{} {code}", deal.title)),
    });
    let texts: Vec<Cow<'_, str>> = texts.collect();
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    matches(typed, &texts)
        .into_iter()
        .take(5)
        .filter_map(|ranked| deals.get(ranked.index))
        .filter_map(|deal| record(records, visit(TableName::Deals, deal.id.raw())))
        .collect()
}

fn sales(records: &Records, typed: &str) -> Vec<Offer> {
    let Some(wanted) = SaleNumber::new(typed) else {
        return Vec::new();
    };
    records
        .sales
        .iter()
        .rev()
        .filter(|sale| wanted.is_in(&sale.number))
        .take(5)
        .filter_map(|sale| record(records, visit(TableName::Sales, sale.id.raw())))
        .collect()
}

/// Products, those still sold before those that are archived.
fn products(records: &Records, typed: &str) -> Vec<Offer> {
    let all: Vec<_> = records.products.iter().collect();
    let texts = all
        .iter()
        .map(|product| format!("{} {}", product.name, product.sku));
    let texts: Vec<String> = texts.collect();
    let archived = |at: usize| all.get(at).is_some_and(|product| product.archived);
    answers(typed, &texts, archived, 4)
        .into_iter()
        .filter_map(|at| all.get(at))
        .filter_map(|product| record(records, visit(TableName::Products, product.id.raw())))
        .collect()
}

/// Tasks, those due first before those that are not; what is done after them, the last first.
fn tasks(records: &Records, typed: &str) -> Vec<Offer> {
    let mut all: Vec<_> = records.tasks.iter().collect();
    all.sort_by(|a, b| b.done.cmp(&a.done).then_with(|| order(a, b)));
    let titles: Vec<&str> = all.iter().map(|task| task.title.as_str()).collect();
    let done = |at: usize| all.get(at).is_some_and(|task| task.done.is_some());
    answers(typed, &titles, done, 4)
        .into_iter()
        .filter_map(|at| all.get(at))
        .filter_map(|task| record(records, visit(TableName::Tasks, task.id.raw())))
        .collect()
}

/// Cases, those that are not solved before those that are.
fn cases(records: &Records, typed: &str) -> Vec<Offer> {
    let mut all: Vec<_> = records.cases.iter().collect();
    all.sort_by_key(|case| std::cmp::Reverse(case.created));
    let titles: Vec<&str> = all.iter().map(|case| case.title.as_str()).collect();
    let solved = |at: usize| all.get(at).is_some_and(|case| !case.is_open());
    answers(typed, &titles, solved, 4)
        .into_iter()
        .filter_map(|at| all.get(at))
        .filter_map(|case| record(records, visit(TableName::Cases, case.id.raw())))
        .collect()
}

/// Files by their names; they open what they are attached to.
fn files(records: &Records, typed: &str) -> Vec<Offer> {
    let all: Vec<_> = records.files.iter().collect();
    let names: Vec<&str> = all.iter().map(|file| file.name.as_str()).collect();
    let offer = |file: &std::sync::Arc<Attachment>| {
        let on = visit(file.to.table, file.to.id);
        let whose = record(records, on)?;
        Some(Offer {
            group: Group::Files,
            target: Target::Open(on),
            icon: "file",
            title: file.name.clone(),
            detail: Detail::Said(whose.title),
            over: false,
            silent: false,
        })
    };
    matches(typed, &names)
        .into_iter()
        .take(4)
        .filter_map(|ranked| all.get(ranked.index))
        .filter_map(|file| offer(file))
        .collect()
}

/// Notes and what was written of touches, which open whom they are about, and what is written beside deals,
/// tasks, cases and sales, which opens them.
fn found_notes(records: &Records, typed: &str, notes: &Notes) -> Vec<Offer> {
    let offer = |(table, id): (TableName, Uuid)| {
        let (of, text) = match table {
            TableName::Deals => {
                let note = &records.deals.get_raw(id)?.note;
                (visit(table, id), Cow::Borrowed(note.as_str()))
            }
            TableName::Tasks => {
                let note = &records.tasks.get_raw(id)?.note;
                (visit(table, id), Cow::Borrowed(note.as_str()))
            }
            TableName::Cases => (visit(table, id), notes::of_case(records.cases.get_raw(id)?)),
            TableName::Sales => {
                let note = &records.sales.get_raw(id)?.note;
                (visit(table, id), Cow::Borrowed(note.as_str()))
            }
            _ => {
                let touch = records.activities.get_raw(id)?;
                (about(touch)?, Cow::Borrowed(touch.text.as_str()))
            }
        };
        Some(Offer {
            group: Group::Notes,
            target: Target::Open(of),
            icon: "note",
            title: snippet(&text, typed),
            detail: Detail::Said(record(records, of)?.title),
            over: false,
            silent: false,
        })
    };
    notes.find(typed, 5).into_iter().filter_map(offer).collect()
}

/// What a touch is about.
fn about(touch: &Activity) -> Option<Visit> {
    let customer = touch.customer.map(|id| (TableName::Customers, id.raw()));
    let deal = touch.deal.map(|id| (TableName::Deals, id.raw()));
    let case = touch.case.map(|id| (TableName::Cases, id.raw()));
    let (table, id) = customer.or(deal).or(case)?;
    Some(visit(table, id))
}

fn views(records: &Records, typed: &str) -> Vec<Offer> {
    let views: Vec<_> = records.views.iter().collect();
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    matches(typed, &names)
        .into_iter()
        .take(4)
        .filter_map(|ranked| views.get(ranked.index))
        .filter_map(|view| record(records, visit(TableName::Views, view.id.raw())))
        .collect()
}

/// Texts with placeholders, by their titles and categories.
fn templates(records: &Records, typed: &str) -> Vec<Offer> {
    let all: Vec<_> = records.templates.iter().collect();
    let texts = all
        .iter()
        .map(|one| format!("{} {}", one.title, one.category));
    let texts: Vec<String> = texts.collect();
    matches(typed, &texts)
        .into_iter()
        .take(4)
        .filter_map(|ranked| all.get(ranked.index))
        .filter_map(|one| record(records, visit(TableName::Templates, one.id.raw())))
        .collect()
}

/// Those of the team, who left after the others.
fn team(records: &Records, typed: &str) -> Vec<Offer> {
    let all: Vec<_> = records.members.iter().collect();
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    let left = |at: usize| all.get(at).is_some_and(|one| one.left);
    answers(typed, &names, left, 4)
        .into_iter()
        .filter_map(|at| all.get(at))
        .filter_map(|one| record(records, visit(TableName::Members, one.id.raw())))
        .collect()
}
