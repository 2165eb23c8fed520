//! Calendars that go out: which tasks, birthdays and closing days are in one. How an entry is written is not known
//! here.

use std::{collections::HashSet, sync::Arc};

use uuid::Uuid;

use super::{
    Failure, Out,
    write::{Order, Source, hand_over},
};
use crate::{
    app::{App, worker::Cancel},
    domain::{Customer, FieldDef, Id, Records, TableName, Task, field::fields_of},
    exchange::{
        calendar::{self, Everything, Telling},
        lists::Style,
    },
};

/// A day of a customer: the birthday, or the one in a field of the shop's own.
pub type DayOf = (Id<Customer>, Option<Id<FieldDef>>);

/// A calendar of everything that stands on a day, or of the days of one list.
pub(super) fn days(order: &Order, records: &Records, style: &Style) -> String {
    let ids: Option<HashSet<&Uuid>> = order.ids.as_ref().map(|ids| ids.iter().collect());
    let named = |id: Uuid| ids.as_ref().is_none_or(|ids| ids.contains(&id));
    let fields = fields_of(records, TableName::Customers);
    let customers = records.customers.iter().map(AsRef::as_ref);
    let tasks = records.tasks.iter().map(AsRef::as_ref);
    let rules = records.settings().map(|shop| shop.contact);
    let telling = Telling {
        today: order.today,
        ahead: rules.unwrap_or_default().birthday_days,
        words: style.words,
    };
    match order.table {
        Some(TableName::Customers) => {
            let customers = customers.filter(|one| named(one.id.raw()));
            calendar::write_days(customers, &fields, &telling)
        }
        Some(TableName::Deals) => {
            let deals = records.deals.iter().filter(|deal| named(deal.id.raw()));
            calendar::write_deals(deals.map(|deal| {
                let customer = deal.customer.and_then(|id| records.get(id));
                (deal.as_ref(), customer.map(AsRef::as_ref))
            }))
        }
        // Of a list of tasks those days are a part that stand among them; of everything all are.
        Some(_) => {
            let shown = order.days_of.iter().filter_map(|(customer, field)| {
                let field = match field {
                    Some(field) => Some(fields.iter().find(|one| one.id == *field)?.as_ref()),
                    None => None,
                };
                Some((records.get(*customer)?.as_ref(), field))
            });
            calendar::write_shown(tasks, customers, shown, style.zone, &telling)
        }
        None => {
            let everything = Everything {
                fields: &fields,
                deals: records.deals.iter().map(AsRef::as_ref).collect(),
                ..Everything::of(tasks, customers)
            };
            calendar::write(&everything, style.zone, &telling)
        }
    }
}

/// How many customers with days of their own are in no calendar, because they asked not to be contacted.
pub fn days_left_out(app: App) -> usize {
    app.peek(|records| {
        let left_out = |one: &&Arc<Customer>| !one.may_contact_somehow() && calendar::has_day(one);
        records.customers.iter().filter(left_out).count()
    })
}

/// Writes the named tasks as a calendar, with these days of customers among them, and hands it over as a download.
/// Only they and the customers they are for go to the worker.
pub async fn task_calendar(
    app: App,
    language: &str,
    ids: &[Id<Task>],
    days: Vec<DayOf>,
) -> Result<(), Failure> {
    let records = app.peek(|all| {
        let mut some = Records::default();
        if let Some(shop) = all.settings() {
            some.shop.put(0, shop.clone());
        }
        for field in fields_of(all, TableName::Customers) {
            some.fields.put(some.fields.slot_count(), field);
        }
        let with = |id: Id<Customer>, some: &mut Records| {
            let customer = all.get(id);
            if let Some(customer) = customer.filter(|_| some.get(id).is_none()) {
                let alone = Customer {
                    company: None,
                    owner: None,
                    not_same: Vec::new(),
                    ..Customer::clone(customer)
                };
                some.customers
                    .put(some.customers.slot_count(), Arc::new(alone));
            }
            customer.is_some()
        };
        for (customer, _) in &days {
            with(*customer, &mut some);
        }
        for (slot, task) in (0..).zip(ids.iter().filter_map(|id| all.get(*id))) {
            let known = task.customer.is_some_and(|id| with(id, &mut some));
            let alone = Task {
                customer: task.customer.filter(|_| known),
                deal: None,
                owner: None,
                calls: None,
                ..Task::clone(task)
            };
            some.tasks.put(slot, Arc::new(alone));
        }
        some
    });
    let order = Order {
        table: Some(TableName::Tasks),
        days_of: days,
        ..Order::new(app, language, Out::Calendar, Source::Backup)
    };
    let cancel = Cancel::default();
    hand_over(app, &records, &order, &cancel, |_| ()).await?;
    Ok(())
}
