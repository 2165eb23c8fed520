//! What each member of the team looks after, so that work can be shared out and handed over.

use crate::domain::{Id, Member, Records};

/// How much somebody looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Workload {
    /// Customers, leads included.
    pub customers: usize,
    /// Leads that are new or being worked on.
    pub leads: usize,
    /// Open deals.
    pub open_deals: usize,
    /// Deals won or lost.
    pub closed_deals: usize,
    /// Cases not solved yet.
    pub open_cases: usize,
    /// Cases that were solved.
    pub solved_cases: usize,
    /// To-dos not done yet.
    pub open_tasks: usize,
    /// To-dos done.
    pub done_tasks: usize,
}

impl Workload {
    /// True if there is nothing to hand over.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What `owner` looks after; `None`: what nobody does.
pub fn workload(records: &Records, owner: Option<Id<Member>>) -> Workload {
    let mut load = Workload::default();
    for customer in records.customers.iter().filter(|one| one.owner == owner) {
        load.customers += 1;
        load.leads += usize::from(
            customer
                .lead
                .as_ref()
                .is_some_and(super::super::domain::lead::Lead::is_open),
        );
    }
    for deal in records.deals.iter().filter(|one| one.owner == owner) {
        if deal.is_open() {
            load.open_deals += 1;
        } else {
            load.closed_deals += 1;
        }
    }
    for case in records.cases.iter().filter(|one| one.owner == owner) {
        if case.is_open() {
            load.open_cases += 1;
        } else {
            load.solved_cases += 1;
        }
    }
    for task in records.tasks.iter().filter(|one| one.owner == owner) {
        if task.done.is_none() {
            load.open_tasks += 1;
        } else {
            load.done_tasks += 1;
        }
    }
    load
}
