//! Customers as cards, and who is left out of what goes out.

use std::borrow::Cow;

use super::{super::Failure, download};
use crate::{
    app::App,
    domain::{Customer, Id, Records},
    exchange::{
        reach,
        vcard::{self, Version},
    },
};

/// The customers with these identities, in their order; all if none are named.
fn pick(records: &Records, ids: Option<&[Id<Customer>]>) -> Vec<std::sync::Arc<Customer>> {
    match ids {
        Some(ids) => ids
            .iter()
            .filter_map(|id| records.get(*id).cloned())
            .collect(),
        None => records.customers.iter().cloned().collect(),
    }
}

/// How many of the customers asked not to be contacted in any way.
pub fn unreachable(app: App, ids: Option<&[Id<Customer>]>) -> usize {
    app.peek(|records| {
        let picked = pick(records, ids);
        let left_out = picked.iter().filter(|one| !one.may_contact_somehow());
        left_out.count()
    })
}

/// Customers as cards (vCard), for address books. Those who asked not to be contacted are left out if
/// `reachable_only`, and the ways that others refused; says how many were left out.
pub fn cards(
    app: App,
    ids: Option<&[Id<Customer>]>,
    version: Version,
    reachable_only: bool,
) -> Result<usize, Failure> {
    let mut left_out = 0;
    let text = app.peek(|records| {
        let picked = pick(records, ids);
        let customers = picked.iter().filter_map(|one| {
            let whole = Some(Cow::Borrowed(one.as_ref()));
            let out = if reachable_only {
                reach::reachable(one)
            } else {
                whole
            };
            left_out += usize::from(out.is_none());
            out
        });
        let customers: Vec<Cow<'_, Customer>> = customers.collect();
        let company = |customer: &Customer| {
            let company = records.get(customer.company?)?;
            let whole = Some(company.display_name());
            let name = if reachable_only {
                reach::called(company)
            } else {
                whole
            };
            name.map(str::to_owned)
        };
        vcard::write(customers.iter().map(AsRef::as_ref), version, company)
    });
    download(app, "customers", "vcf", "text/vcard;charset=utf-8", &text)?;
    Ok(left_out)
}
