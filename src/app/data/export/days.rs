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
    domain::{Customer, Id, Records, TableName, Task, field::fields_of},
    exchange::{calendar, lists::Style},
};

/// A calendar of what is to be done and whose birthday it is, or of the days of one list.
pub(super) fn days(order: &Order, records: &Records, style: &Style) -> String {
    let ids: Option<HashSet<&Uuid>> = order.ids.as_ref().map(|ids| ids.iter().collect());
    let named = |id: Uuid| ids.as_ref().is_none_or(|ids| ids.contains(&id));
    let customers = records.customers.iter().map(AsRef::as_ref);
    let rules = records.settings().map(|shop| shop.contact);
    let ahead = rules.unwrap_or_default().birthday_days;
    match order.table {
        Some(TableName::Customers) => {
            let fields = fields_of(records, TableName::Customers);
            let customers = customers.filter(|one| named(one.id.raw()));
            calendar::write_days(customers, &fields, order.today, ahead, style.words)
        }
        Some(TableName::Deals) => {
            let deals = records.deals.iter().filter(|deal| named(deal.id.raw()));
            calendar::write_deals(deals.map(|deal| {
                let customer = deal.customer.and_then(|id| records.get(id));
                (deal.as_ref(), customer.map(AsRef::as_ref))
            }))
        }
        // Of a list of tasks the birthdays are no part; of everything they are.
        Some(_) => {
            let tasks = records.tasks.iter().map(AsRef::as_ref);
            calendar::write_tasks(tasks, customers, style.zone)
        }
        None => {
            let tasks = records.tasks.iter().map(AsRef::as_ref);
            calendar::write(
                tasks,
                customers,
                style.zone,
                order.today,
                ahead,
                style.words,
            )
        }
    }
}

/// Writes the named tasks as a calendar, alone, and hands it over as a download. Only they and the customers they
/// are for go to the worker.
pub async fn task_calendar(app: App, language: &str, ids: &[Id<Task>]) -> Result<(), Failure> {
    let records = app.peek(|all| {
        let mut some = Records::default();
        if let Some(shop) = all.settings() {
            some.shop.put(0, shop.clone());
        }
        for (slot, task) in (0..).zip(ids.iter().filter_map(|id| all.get(*id))) {
            let customer = task.customer.and_then(|id| all.get(id));
            if let Some(customer) = customer.filter(|one| some.get(one.id).is_none()) {
                let alone = Customer {
                    company: None,
                    owner: None,
                    not_same: Vec::new(),
                    ..Customer::clone(customer)
                };
                some.customers.put(slot, Arc::new(alone));
            }
            let alone = Task {
                customer: task.customer.filter(|_| customer.is_some()),
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
        ..Order::new(app, language, Out::Calendar, Source::Backup)
    };
    let cancel = Cancel::default();
    hand_over(app, &records, &order, &cancel, |_| ()).await?;
    Ok(())
}
