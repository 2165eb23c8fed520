//! Ticking to-dos off.

use crate::domain::{
    change::{Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    id::Id,
    record::{Records, TableName},
    task::Task,
};

use super::updated;

/// Ticks a task off, or opens it again.
#[derive(Debug, Clone, Copy)]
pub struct CompleteTask {
    /// The task.
    pub task: Id<Task>,
    /// Done, or open again.
    pub done: bool,
}

impl Command for CompleteTask {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let task = records
            .get(self.task)
            .ok_or(Refusal::Gone(TableName::Tasks))?;
        if task.done.is_some() == self.done {
            return Err(Refusal::Nothing);
        }
        let edit = updated(task, moment.now, |task| {
            task.done = self.done.then_some(moment.now);
        })
        .ok_or(Refusal::Nothing)?;
        let verb = if self.done {
            Verb::Complete
        } else {
            Verb::Edit
        };
        let label = Label::new(verb, TableName::Tasks, 1, task.title.clone());
        Ok(Draft::new(label, vec![edit]))
    }
}
