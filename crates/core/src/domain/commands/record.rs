//! Making records and saving edited ones.

use uuid::Uuid;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    merge,
    record::{Record, Records, TableName},
};

use super::{name_of, updated};

/// Adds new records in one change; the first one names it in the history.
#[derive(Debug, Clone)]
pub struct Add(pub Vec<Record>);

impl Add {
    /// Adds one record.
    pub fn one(record: impl Into<Record>) -> Self {
        Self(vec![record.into()])
    }
}

impl Command for Add {
    fn decide(&self, _: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let first = self.0.first().ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Create, first.table(), self.0.len(), name_of(first));
        let edits = self
            .0
            .iter()
            .map(|record| Edit::create(record.clone().touched(moment.now)))
            .collect();
        Ok(Draft::new(label, edits))
    }
}

/// Saves an edited record. What somebody else changed meanwhile in other fields is kept. Once a deal says with
/// whom it is, so do its touches and tasks that were with nobody.
#[derive(Debug, Clone)]
pub struct Save {
    /// The record as it was when editing began.
    pub base: Record,
    /// The record as it should be.
    pub edited: Record,
}

impl Save {
    /// Saves `edited`, which began as `base`.
    pub fn new(base: impl Into<Record>, edited: impl Into<Record>) -> Self {
        Self {
            base: base.into(),
            edited: edited.into(),
        }
    }

    /// Table and identity of the record.
    pub fn key(&self) -> (TableName, Uuid) {
        (self.edited.table(), self.edited.id())
    }
}

impl Command for Save {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let table = self.edited.table();
        let current = records
            .find(table, self.edited.id())
            .ok_or(Refusal::Gone(table))?;
        let after = if current == self.base {
            self.edited.clone()
        } else {
            merge::three_way(&self.base, &self.edited, &current)?.record
        };
        if after == current {
            return Err(Refusal::Nothing);
        }
        let label = Label::new(Verb::Edit, table, 1, name_of(&after));
        let mut edits = of_named_deal(&current, &after, records, moment);
        edits.insert(0, Edit::update(current, after.touched(moment.now)));
        Ok(Draft::new(label, edits))
    }
}

/// The touches and tasks of a deal that get the customer whom the deal names at last: they belong to the
/// customer's timeline from then on.
fn of_named_deal(before: &Record, after: &Record, records: &Records, moment: &Moment) -> Vec<Edit> {
    let (Record::Deals(before), Record::Deals(after)) = (before, after) else {
        return Vec::new();
    };
    let (None, Some(customer)) = (before.customer, after.customer) else {
        return Vec::new();
    };
    let deal = Some(after.id);
    let touches = records.activities.iter();
    let touches = touches.filter(|one| one.deal == deal && one.customer.is_none());
    let touches =
        touches.filter_map(|one| updated(one, moment.now, |one| one.customer = Some(customer)));
    let tasks = records.tasks.iter();
    let tasks = tasks.filter(|one| one.deal == deal && one.customer.is_none());
    let tasks =
        tasks.filter_map(|one| updated(one, moment.now, |one| one.customer = Some(customer)));
    touches.chain(tasks).collect()
}
