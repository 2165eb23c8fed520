//! Making records and saving edited ones.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    merge,
    record::{Record, Records},
};

use super::name_of;

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

/// Saves an edited record. What somebody else changed meanwhile in other fields is kept.
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
        Ok(Draft::new(
            label,
            vec![Edit::update(current, after.touched(moment.now))],
        ))
    }
}
