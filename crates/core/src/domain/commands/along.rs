//! A change that brings new records with it: the customer who was first named in the form of a deal,
//! a task or a sale. One change, one undo.

use crate::domain::{
    change::Edit,
    clock::Moment,
    command::{Command, Draft, Refusal},
    record::{Record, Records},
};

/// Carries out a command together with the records that it refers to and that are new.
#[derive(Debug, Clone)]
pub struct Along<C> {
    /// What is done; names the change in the history.
    pub command: C,
    /// The records that come with it; may be none.
    pub new: Vec<Record>,
}

impl<C> Along<C> {
    /// `command` with the records it brings.
    pub fn new(command: C, new: impl IntoIterator<Item = impl Into<Record>>) -> Self {
        Self {
            command,
            new: new.into_iter().map(Into::into).collect(),
        }
    }
}

impl<C: Command> Command for Along<C> {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut draft = self.command.decide(records, moment)?;
        let new = self.new.iter().cloned();
        draft
            .edits
            .extend(new.map(|record| Edit::create(record.touched(moment.now))));
        Ok(draft)
    }
}
