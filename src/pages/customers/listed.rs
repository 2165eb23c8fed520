//! Who is listed and in what order, and how many pass a filter. Both follow an edit without looking at
//! everybody again where that is possible.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::{address::BY_NAME, around::Beside, state::ListState};
use crate::{
    app::{App, Loyalty, search::CustomerSearch},
    domain::{Customer, Id, Layout, TableName, Timestamp},
    platform::clock,
    query::{
        Around, Balances, Behind, Besides, Column, Condition, FactsById, Filter, Needs, Row, Sort,
        evaluate, groups::Groups, sort,
    },
};

impl ListState {
    /// How many customers pass a filter; followed. Of an edit only what moved is looked at.
    pub fn count(self, filter: Signal<Filter>) -> Memo<usize> {
        let last: StoredValue<Option<Counted>> = StoredValue::new(None);
        Memo::new(move |_| {
            let filter = filter.get();
            let facts = self.facts.get();
            let points = points_for(&filter, None, self.points);
            let around = self.beside.around(&Needs::of(&filter, None));
            let loyalty = self.loyalty.get();
            let today = self.app.moment().today;
            let before = last.try_get_value().flatten().filter(|before| {
                before.filter == filter
                    && before.today == today
                    && Arc::ptr_eq(&before.facts, &facts)
                    && same(before.points.as_ref(), points.as_ref())
                    && around.is(&before.around)
                    && same(before.loyalty.as_ref(), loyalty.as_ref())
            });
            let behind = before.as_ref().map_or_else(
                || Arc::new(behind(&filter, loyalty.as_deref())),
                |before| before.behind.clone(),
            );
            let known = Known {
                facts: &facts,
                points: points.as_deref(),
                loyalty: loyalty.as_deref(),
                behind: &behind,
                around: &around,
                today,
                civil: &clock::days(self.app.zone()),
            };
            let passes = |one: &Arc<Customer>| passes(&filter, one, known);
            let (version, count) = self.app.read(&[TableName::Customers], |records| {
                let customers = &records.customers;
                let moves = before
                    .and_then(|before| Some((before.count, customers.since(before.version)?)));
                let count = match moves {
                    Some((count, moves)) => moves.iter().fold(count, |count, step| {
                        let gone = usize::from(step.before.as_ref().is_some_and(passes));
                        let come = usize::from(step.after.as_ref().is_some_and(passes));
                        (count + come).saturating_sub(gone)
                    }),
                    None => customers.iter().filter(|one| passes(one)).count(),
                };
                (customers.version(), count)
            });
            last.try_set_value(Some(Counted {
                filter: filter.clone(),
                facts: facts.clone(),
                points: points.clone(),
                loyalty: loyalty.clone(),
                behind: behind.clone(),
                around: around.clone(),
                today,
                version,
                count,
            }));
            count
        })
    }
}

/// A count and what it was made from.
#[derive(Debug, Clone)]
struct Counted {
    filter: Filter,
    facts: Arc<FactsById>,
    points: Option<Arc<Balances>>,
    loyalty: Option<Arc<Loyalty>>,
    behind: Arc<Behind>,
    around: Around,
    today: NaiveDate,
    version: u64,
    count: usize,
}

fn same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Who is behind the figures that a filter names.
fn behind(filter: &Filter, loyalty: Option<&Loyalty>) -> Behind {
    Behind::of(filter, |figure| {
        loyalty.into_iter().flat_map(move |all| all.behind(figure))
    })
}

/// What a filter is judged by, beside the record.
#[derive(Clone, Copy)]
struct Known<'a> {
    facts: &'a FactsById,
    points: Option<&'a Balances>,
    loyalty: Option<&'a Loyalty>,
    behind: &'a Behind,
    around: &'a Around,
    today: NaiveDate,
    civil: &'a dyn Fn(Timestamp) -> NaiveDate,
}

impl Known<'_> {
    fn groups(self, id: Id<Customer>) -> Groups {
        self.loyalty
            .map(|loyalty| loyalty.groups(id))
            .unwrap_or_default()
    }
}

/// Everybody's points, where the filter or the order asks for them: they are added up from all sales.
fn points_for(
    filter: &Filter,
    by: Option<Sort>,
    points: Memo<Arc<Balances>>,
) -> Option<Arc<Balances>> {
    let asked = by.is_some_and(|by| by.column == Column::Points)
        || filter.names(|condition| matches!(condition, Condition::Points(_)));
    asked.then(|| points.get())
}

fn passes(filter: &Filter, customer: &Customer, known: Known<'_>) -> bool {
    if filter.is_everything() {
        return true;
    }
    let row = Row {
        customer,
        facts: known.facts.get(customer.id),
        points: known.points,
        groups: known.groups(customer.id),
        behind: known.behind,
        around: known.around,
        today: known.today,
        civil: known.civil,
    };
    evaluate(filter, &row)
}

/// Who is listed, in order. Hits of a search come best first unless an order was chosen.
pub fn list(
    (app, search, beside): (App, CustomerSearch, Beside),
    (facts, points, loyalty): (
        Memo<Arc<FactsById>>,
        Memo<Arc<Balances>>,
        Memo<Option<Arc<Loyalty>>>,
    ),
    text: &str,
    wanted: Memo<(Filter, Option<Sort>)>,
) -> Arc<Vec<Id<Customer>>> {
    let (filter, by) = wanted.get();
    let facts = facts.get();
    let points = points_for(&filter, by, points);
    let loyalty = loyalty.get();
    let around = beside.around(&Needs::of(&filter, by));
    let known = Known {
        facts: &facts,
        points: points.as_deref(),
        loyalty: loyalty.as_deref(),
        behind: &behind(&filter, loyalty.as_deref()),
        around: &around,
        today: app.moment().today,
        civil: &clock::days(app.zone()),
    };
    let searching = !text.trim().is_empty();
    let found = searching.then(|| search.find(text, usize::MAX));
    search
        .with_names(|names| {
            let by_name = by.is_none_or(|by| by == BY_NAME);
            if found.is_none() && by_name && filter.is_everything() {
                // What the list shows as a rule, and after an edit still does.
                return names.everybody();
            }
            if found.is_none() && names.is_empty() {
                // The names are being read. Rows that change places a moment later are no list.
                return Arc::default();
            }
            app.read(&[TableName::Customers, TableName::Members], |records| {
                let customers = &records.customers;
                let passes = |one: &&Arc<Customer>| passes(&filter, one, known);
                let those = |ids: &mut dyn Iterator<Item = Id<Customer>>| -> Vec<Id<Customer>> {
                    if filter.is_everything() {
                        return ids.collect();
                    }
                    let there = ids.filter_map(|id| customers.get(id));
                    there.filter(passes).map(|one| one.id).collect()
                };
                let (mut ids, sorted) = match (found, by.unwrap_or(BY_NAME)) {
                    (Some(found), _) => (those(&mut found.into_iter()), by.is_none()),
                    (None, by) if by.column == Column::Name => {
                        (those(&mut names.in_order(by.direction)), true)
                    }
                    (None, _) => (those(&mut customers.iter().map(|one| one.id)), false),
                };
                if !sorted {
                    let by = by.unwrap_or(BY_NAME);
                    let nobodys = Balances::default();
                    let layout = match by.column {
                        Column::Complete => app.customer_layout(),
                        _ => Layout::default(),
                    };
                    let besides = Besides {
                        facts: known.facts,
                        points: known.points.unwrap_or(&nobodys),
                        layout: &layout,
                        team: &records.members,
                        around: known.around,
                        year: known.today.year(),
                    };
                    sort(&mut ids, by, customers, names, besides, |id| {
                        known.groups(id)
                    });
                }
                Arc::new(ids)
            })
        })
        .unwrap_or_default()
}
