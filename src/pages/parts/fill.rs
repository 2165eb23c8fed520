//! A text of the shop's library with its placeholders filled in: those of the app, and the own fields of whom or
//! what it is written about, by their names.

use std::sync::Arc;

use crate::{
    app::{App, fields, format::Fmt},
    domain::{
        Case, Customer, Deal, FieldDef, Id, Records, TableName, Values,
        field::fields_of,
        template::{Placeholder, fill},
    },
    query::own::named,
};

/// Whom and what a text is written about, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// To whom.
    pub customer: Option<Id<Customer>>,
    /// About which deal.
    pub deal: Option<Id<Deal>>,
    /// About which case.
    pub case: Option<Id<Case>>,
}

/// The text as it is to be said; followed.
pub fn filled(app: App, fmt: Fmt, about: Written, text: &str) -> String {
    let tables = [
        TableName::Shop,
        TableName::Customers,
        TableName::Deals,
        TableName::Cases,
        TableName::Pipelines,
        TableName::Fields,
    ];
    let today = fmt.date(app.moment().today);
    app.read(&tables, |records| {
        let value = |one| match one {
            Placeholder::Today => Some(today.clone()),
            other => known(records, fmt, about, other),
        };
        // A field of somebody is known to be blank only if it is known whose it is.
        let own = |word: &str| {
            own_values(records, about)
                .into_iter()
                .find_map(|(all, values)| {
                    let field = named(&all, word)?;
                    let value = values.get(&field.id);
                    Some(value.map_or_else(String::new, |value| fields::text(fmt, field, value)))
                })
        };
        fill(text, value, own)
    })
}

fn known(records: &Records, fmt: Fmt, about: Written, one: Placeholder) -> Option<String> {
    let customer = || records.get(about.customer?);
    let deal = || records.get(about.deal?);
    let case = || records.get(about.case?);
    Some(match one {
        Placeholder::Name => customer()?.display_name().to_owned(),
        Placeholder::GivenName => customer()?.name.given.clone(),
        Placeholder::Shop => records.settings()?.name.clone(),
        Placeholder::Deal => deal()?.title.clone(),
        Placeholder::Stage => {
            let deal = deal()?;
            let board = records.get(deal.pipeline)?;
            let stage = board.stages.iter().find(|stage| stage.id == deal.stage);
            stage?.name.clone()
        }
        Placeholder::Amount => {
            let deal = deal()?;
            fmt.money(deal.value, deal.currency)
        }
        Placeholder::Case => case()?.title.clone(),
        Placeholder::Promised => fmt.date(case()?.due?),
        Placeholder::Today => return None,
    })
}

/// Own fields with their values: the customer's first, then those of the deal and of the case.
fn own_values(records: &Records, about: Written) -> Vec<(Vec<Arc<FieldDef>>, &Values)> {
    let customer = about.customer.and_then(|id| records.get(id));
    let deal = about.deal.and_then(|id| records.get(id));
    let case = about.case.and_then(|id| records.get(id));
    let all = [
        (TableName::Customers, customer.map(|one| &one.values)),
        (TableName::Deals, deal.map(|one| &one.values)),
        (TableName::Cases, case.map(|one| &one.values)),
    ];
    let known = all
        .into_iter()
        .filter_map(|(table, values)| Some((fields_of(records, table), values?)));
    known.collect()
}
