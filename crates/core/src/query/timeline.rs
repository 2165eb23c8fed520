//! Everything that happened with a customer, from every table and from the change log, newest first, and
//! narrowed by kind, period, device and person.

use std::{iter, sync::Arc};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::{
    Activity, ActivityKind, Attachment, Case, Customer, Deal, Id, Member, Outcome, PointsEntry,
    Records, Sale, TableName, Task, Timestamp, change::FieldChange,
};

/// Kinds that the timeline can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Touches and notes.
    Touch,
    /// Sales and refunds.
    Sale,
    /// Deals with their stages.
    Deal,
    /// Cases.
    Case,
    /// Points.
    Points,
    /// Tasks.
    Task,
    /// Files.
    File,
    /// The record itself.
    Record,
}

/// A change of fields, as the log has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edited {
    /// Number of the change.
    pub seq: u64,
    /// The device it was made on.
    pub device: String,
    /// The fields.
    pub fields: Vec<FieldChange>,
    /// The deal or case that they are of, with its title; `None` for the record whose timeline it is.
    pub on: Option<(TableName, Uuid, String)>,
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
    /// A case came in.
    Case(Arc<Case>),
    /// A case was solved.
    Solved(Arc<Case>),
    /// Points came or went without a sale.
    Points(Arc<PointsEntry>),
    /// A task was written down, or done.
    Task(Arc<Task>),
    /// A file was attached, to the customer or to one of their deals, sales, cases or tasks.
    File(Arc<Attachment>),
    /// The record was made.
    Created,
    /// Fields of the record were changed.
    Changed(Arc<Edited>),
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
    /// Who did it, as the record or the log says; blank where neither does.
    pub by: String,
    /// Of the people of a company, whose it is; `None` for what is its own.
    pub of: Option<Id<Customer>>,
}

impl Entry {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self.what {
            What::Touch(_) => Kind::Touch,
            What::Sale(_) => Kind::Sale,
            What::Stage(..) | What::Closed(_) => Kind::Deal,
            What::Case(_) | What::Solved(_) => Kind::Case,
            What::Points(_) => Kind::Points,
            What::Task(_) => Kind::Task,
            What::File(_) => Kind::File,
            What::Created | What::Changed(_) => Kind::Record,
        }
    }
}

/// What a timeline is narrowed to; nothing narrows by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrow {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Of the touches only this one.
    pub touch: Option<ActivityKind>,
    /// Not before this instant.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// The first and the last day of the same period on the shop's clocks, for what is known by its day alone.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
    /// Of the changes of fields only those made on this device.
    pub device: Option<String>,
    /// Only what this person did.
    pub person: Option<String>,
    /// Nothing of the people of a company.
    pub own_only: bool,
}

impl Narrow {
    /// True if the entry passes.
    pub fn passes(&self, entry: &Entry) -> bool {
        let touch = match (&entry.what, self.touch) {
            (What::Touch(touch), Some(wanted)) => touch.kind == wanted,
            _ => true,
        };
        let device = match (&entry.what, &self.device) {
            (What::Changed(edited), Some(wanted)) => edited.device == *wanted,
            _ => true,
        };
        // What a sale earned belongs to the points as well.
        let earned = matches!(&entry.what, What::Sale(sale) if sale.points_that_count() != 0);
        let kind = self
            .kind
            .is_none_or(|kind| entry.kind() == kind || (kind == Kind::Points && earned));
        let person = (self.person.as_ref()).is_none_or(|person| entry.by == *person);
        let own = !(self.own_only && entry.of.is_some());
        let (from, to) = self.days;
        let period = match entry.day {
            // A civil day has no instant: noon somewhere is the day after in Auckland.
            Some(day) => from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to),
            None => {
                self.since.is_none_or(|since| entry.at >= since)
                    && self.until.is_none_or(|until| entry.at < until)
            }
        };
        kind && own && touch && device && person && period
    }
}

/// Newest first.
pub fn order(entries: &mut [Entry]) {
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.key)));
}

/// The timeline of a customer, whose sales come along: finding them among all of the shop's is another's
/// work (see [`super::Sold`]). For a company, that of its people is not part of it: see [`with_people`].
pub fn timeline(records: &Records, id: Id<Customer>, sales: &[Arc<Sale>]) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(customer) = records.get(id) {
        entries.push(instant(customer.created, (id.raw(), 0), What::Created));
    }
    let mine = Some(id);
    let touches = records.activities.iter();
    entries.extend(touches.filter(|one| one.customer == mine).map(touched));
    for sale in sales {
        entries.push(Entry {
            at: sale.at.unwrap_or_else(|| noon(sale.date)),
            day: Some(sale.date),
            key: (sale.id.raw(), 0),
            what: What::Sale(sale.clone()),
            by: String::new(),
            of: None,
        });
    }
    for deal in records.deals.iter().filter(|one| one.customer == mine) {
        entries.extend(stages(records, deal));
        entries.extend(closed(deal));
    }
    let cases = records.cases.iter();
    entries.extend(cases.filter(|one| one.customer == mine).flat_map(steps));
    for entry in records.points.iter().filter(|one| one.customer == id) {
        let what = What::Points(entry.clone());
        entries.push(Entry {
            by: signed(entry.by),
            ..instant(entry.at, (entry.id.raw(), 0), what)
        });
    }
    for task in records.tasks.iter().filter(|one| one.customer == mine) {
        let at = task.done.unwrap_or(task.created);
        entries.push(instant(at, (task.id.raw(), 0), What::Task(task.clone())));
    }
    for file in records.files.iter() {
        let deal = || records.deals.get_raw(file.to.id)?.customer;
        let sale = || records.sales.get_raw(file.to.id)?.customer;
        let task = || records.tasks.get_raw(file.to.id)?.customer;
        let case = || records.cases.get_raw(file.to.id)?.customer;
        let whose = match file.to.table {
            TableName::Customers => Some(Id::new(file.to.id)),
            TableName::Deals => deal(),
            TableName::Sales => sale(),
            TableName::Tasks => task(),
            TableName::Cases => case(),
            _ => None,
        };
        if whose == mine {
            entries.push(attached(file));
        }
    }
    order(&mut entries);
    entries
}

/// The timeline of a company and, each entry with whom it was, of the people who belong to it.
pub fn with_people(
    records: &Records,
    id: Id<Customer>,
    people: impl IntoIterator<Item = Id<Customer>>,
    sales_of: impl Fn(Id<Customer>) -> Vec<Arc<Sale>>,
) -> Vec<Entry> {
    let mut entries = timeline(records, id, &sales_of(id));
    for person in people {
        let theirs = timeline(records, person, &sales_of(person)).into_iter();
        // That they were written down is nothing that happened with the company.
        let theirs = theirs.filter(|entry| entry.what != What::Created);
        entries.extend(theirs.map(|entry| Entry {
            of: Some(person),
            ..entry
        }));
    }
    order(&mut entries);
    entries
}

/// What happened to a case: that it came in, touches about it, its files, that it was solved.
pub fn of_case(records: &Records, id: Id<Case>) -> Vec<Entry> {
    let Some(case) = records.get(id) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = steps(case).collect();
    let touches = records.activities.iter();
    entries.extend(touches.filter(|one| one.case == Some(id)).map(touched));
    let files = records.files.iter();
    entries.extend(files.filter(|file| file.to.id == id.raw()).map(attached));
    order(&mut entries);
    entries
}

/// What happened to a deal: touches about it, its stages and files; how it ended first, whatever was noted since.
pub fn of_deal(records: &Records, id: Id<Deal>) -> Vec<Entry> {
    let Some(deal) = records.get(id) else {
        return Vec::new();
    };
    let mut entries = stages(records, deal);
    let touches = records.activities.iter();
    entries.extend(touches.filter(|one| one.deal == Some(id)).map(touched));
    let files = records.files.iter();
    entries.extend(files.filter(|file| file.to.id == id.raw()).map(attached));
    order(&mut entries);
    closed(deal).into_iter().chain(entries).collect()
}

/// An entry that nobody signed yet.
pub(super) const fn instant(at: Timestamp, key: (Uuid, u32), what: What) -> Entry {
    Entry {
        at,
        day: None,
        key,
        what,
        by: String::new(),
        of: None,
    }
}

fn touched(touch: &Arc<Activity>) -> Entry {
    let what = What::Touch(touch.clone());
    Entry {
        by: signed(touch.by),
        ..instant(touch.at, (touch.id.raw(), 0), what)
    }
}

fn attached(file: &Arc<Attachment>) -> Entry {
    instant(file.created, (file.id.raw(), 0), What::File(file.clone()))
}

/// The stages that a deal entered; one that is gone has no name.
fn stages(records: &Records, deal: &Arc<Deal>) -> Vec<Entry> {
    let board = records.get(deal.pipeline);
    let entered = (1..).zip(&deal.history).map(|(place, visit)| {
        let stage = board.and_then(|board| board.stage(visit.stage));
        let name = stage.map(|stage| stage.name.clone()).unwrap_or_default();
        let what = What::Stage(deal.clone(), name);
        instant(visit.at, (deal.id.raw(), place), what)
    });
    entered.collect()
}

/// That a deal was won or lost.
fn closed(deal: &Arc<Deal>) -> Option<Entry> {
    let (Outcome::Won { on, .. } | Outcome::Lost { on, .. }) = deal.outcome else {
        return None;
    };
    Some(Entry {
        day: Some(on),
        by: signed(deal.closed_by),
        ..instant(noon(on), (deal.id.raw(), 0), What::Closed(deal.clone()))
    })
}

/// That a case came in, and that it was solved.
fn steps(case: &Arc<Case>) -> impl Iterator<Item = Entry> {
    let id = case.id.raw();
    let came = instant(case.created, (id, 0), What::Case(case.clone()));
    let solved = case
        .solved
        .map(|at| instant(at, (id, 1), What::Solved(case.clone())));
    iter::once(came).chain(solved)
}

fn signed(by: Option<Id<Member>>) -> String {
    by.map(|id| id.to_string()).unwrap_or_default()
}

/// The instant that stands for a civil day among instants.
pub fn noon(day: NaiveDate) -> Timestamp {
    let at = day.and_hms_opt(12, 0, 0).unwrap_or_default();
    Timestamp(at.and_utc().timestamp_millis())
}

#[cfg(test)]
#[path = "timeline_company_tests.rs"]
mod company_tests;
#[cfg(test)]
#[path = "timeline_narrow_tests.rs"]
mod narrow_tests;
#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
