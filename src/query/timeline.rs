//! Everything that happened with a customer, from every table, newest first. No markup.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::{Activity, Customer, Deal, Id, Outcome, Records, Sale, Task, Timestamp};

/// Kinds that the timeline can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Touches and notes.
    Touch,
    /// Sales and refunds.
    Sale,
    /// Deals with their stages.
    Deal,
    /// Tasks.
    Task,
    /// The record itself.
    Record,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A touch or note.
    Touch(Arc<Activity>),
    /// A sale or refund.
    Sale(Arc<Sale>),
    /// A deal entered a stage; the name of the stage.
    Stage(Arc<Deal>, String),
    /// A deal was won or lost.
    Closed(Arc<Deal>),
    /// A task was written down, or done.
    Task(Arc<Task>),
    /// The record was made.
    Created,
}

/// One line of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When; civil days count from noon.
    pub at: Timestamp,
    /// The civil day, where no instant is known.
    pub day: Option<NaiveDate>,
    /// Tells it from the others.
    pub key: (Uuid, u32),
    /// What.
    pub what: What,
}

impl Entry {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self.what {
            What::Touch(_) => Kind::Touch,
            What::Sale(_) => Kind::Sale,
            What::Stage(..) | What::Closed(_) => Kind::Deal,
            What::Task(_) => Kind::Task,
            What::Created => Kind::Record,
        }
    }
}

/// The timeline of a customer. For a company, that of its people is not part of it.
pub fn timeline(records: &Records, id: Id<Customer>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let instant = |at: Timestamp, key: (Uuid, u32), what: What| Entry {
        at,
        day: None,
        key,
        what,
    };
    if let Some(customer) = records.get(id) {
        entries.push(instant(customer.created, (id.raw(), 0), What::Created));
    }
    let mine = Some(id);
    for touch in records.activities.iter().filter(|one| one.customer == mine) {
        let what = What::Touch(touch.clone());
        entries.push(instant(touch.at, (touch.id.raw(), 0), what));
    }
    for sale in records.sales.iter().filter(|one| one.customer == mine) {
        entries.push(Entry {
            at: sale.at.unwrap_or_else(|| noon(sale.date)),
            day: Some(sale.date),
            key: (sale.id.raw(), 0),
            what: What::Sale(sale.clone()),
        });
    }
    for deal in records.deals.iter().filter(|one| one.customer == mine) {
        let board = records.get(deal.pipeline);
        for (place, visit) in (1..).zip(&deal.history) {
            let stage = board.and_then(|board| board.stage(visit.stage));
            let name = stage.map(|stage| stage.name.clone()).unwrap_or_default();
            let what = What::Stage(deal.clone(), name);
            entries.push(instant(visit.at, (deal.id.raw(), place), what));
        }
        if let Outcome::Won { on, .. } | Outcome::Lost { on, .. } = deal.outcome {
            entries.push(Entry {
                at: noon(on),
                day: Some(on),
                key: (deal.id.raw(), 0),
                what: What::Closed(deal.clone()),
            });
        }
    }
    for task in records.tasks.iter().filter(|one| one.customer == mine) {
        let at = task.done.unwrap_or(task.created);
        entries.push(instant(at, (task.id.raw(), 0), What::Task(task.clone())));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.key)));
    entries
}

fn noon(day: NaiveDate) -> Timestamp {
    let at = day.and_hms_opt(12, 0, 0).unwrap_or_default();
    Timestamp(at.and_utc().timestamp_millis())
}
