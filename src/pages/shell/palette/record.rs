//! A record as a line of the palette: what it is called and what tells it from others.

use super::find::{Detail, Group, Offer, Target};
use crate::{
    domain::{Records, TableName},
    pages::{shell::recent::Visit, views::page_of},
};

/// The offer of a record; `None` if it is gone.
pub fn record(records: &Records, visit: Visit) -> Option<Offer> {
    let customer = |id: Option<_>| {
        id.and_then(|id| records.customers.get(id))
            .map(|customer| customer.display_name().to_owned())
            .unwrap_or_default()
    };
    let (mut over, mut silent, mut list) = (false, false, None);
    let (group, icon, title, detail) = match visit.table {
        TableName::Customers => {
            let one = records.customers.get_raw(visit.id)?;
            silent = !one.may_contact_somehow();
            let phone = one.phones.first().map(|phone| phone.number.clone());
            let email = one.emails.first().map(|email| email.address.clone());
            let detail = phone.or(email).unwrap_or_default();
            (
                Group::Customers,
                "user",
                one.display_name().to_owned(),
                detail,
            )
        }
        TableName::Deals => {
            let one = records.deals.get_raw(visit.id)?;
            let whose = customer(one.customer);
            let parts = [one.code.as_str(), whose.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (Group::Deals, "board", one.title.clone(), parts.join(" · "))
        }
        TableName::Sales => {
            let one = records.sales.get_raw(visit.id)?;
            (
                Group::Sales,
                "receipt",
                one.number.clone(),
                customer(one.customer),
            )
        }
        TableName::Products => {
            let one = records.products.get_raw(visit.id)?;
            over = one.archived;
            (
                Group::Products,
                "package",
                one.name.clone(),
                one.sku.clone(),
            )
        }
        TableName::Tasks => {
            let one = records.tasks.get_raw(visit.id)?;
            over = one.done.is_some();
            (
                Group::Tasks,
                "check",
                one.title.clone(),
                customer(one.customer),
            )
        }
        TableName::Cases => {
            let one = records.cases.get_raw(visit.id)?;
            over = !one.is_open();
            (
                Group::Cases,
                "wrench",
                one.title.clone(),
                customer(one.customer),
            )
        }
        TableName::Views => {
            let one = records.views.get_raw(visit.id)?;
            // What this version has no list for has no page.
            page_of(one.of())?;
            list = Some(one.of());
            (Group::Views, "list", one.name.clone(), String::new())
        }
        TableName::Templates => {
            let one = records.templates.get_raw(visit.id)?;
            (
                Group::Templates,
                "note",
                one.title.clone(),
                one.category.clone(),
            )
        }
        TableName::Members => {
            let one = records.members.get_raw(visit.id)?;
            over = one.left;
            (Group::Team, "users", one.name.clone(), String::new())
        }
        _ => return None,
    };
    Some(Offer {
        group,
        target: Target::Open(visit),
        icon,
        title,
        detail: list.map_or(Detail::Said(detail), Detail::Of),
        over,
        silent,
    })
}
