//! Ticking to-dos off.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    id::{Id, IdMaker},
    record::{Records, TableName},
    task::Task,
};

use super::updated;

/// Ticks a task off, or opens it again. One that repeats comes again in the same change, on the first
/// day of its rule that is still to come; opening it again leaves that one alone, undo takes it back.
#[derive(Debug, Clone, Copy)]
pub struct CompleteTask {
    /// The task.
    pub task: Id<Task>,
    /// Done, or open again.
    pub done: bool,
}

impl CompleteTask {
    /// Ticks it off.
    pub const fn done(task: Id<Task>) -> Self {
        Self { task, done: true }
    }
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
        let again = self.done.then(|| again(task, moment)).flatten();
        let edits = std::iter::once(edit).chain(again.map(Edit::create));
        Ok(Draft::new(label, edits.collect()))
    }
}

/// The task as it comes next; `None` if it does not repeat.
pub(super) fn again(task: &Task, moment: &Moment) -> Option<Task> {
    let from = task.counts_from()?;
    let (due, rest) = task.repeat.as_ref()?.next(from, moment.today)?;
    Some(Task {
        // Of the task and the time: the same when it is decided again, another one the next time.
        id: IdMaker::new(task.id.raw().as_u64_pair().1 ^ moment.now.0.unsigned_abs())
            .next(moment.now),
        due: Some(due),
        repeat: Some(rest),
        series: None,
        done: None,
        created: moment.now,
        updated: moment.now,
        ..task.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Repeat, Timestamp, repeat::Frequency};

    #[test]
    fn a_task_that_repeats_comes_again_in_the_same_change() {
        let day = |text: &str| text.parse().expect("a date");
        let id = IdMaker::new(1).next(Timestamp(1));
        let mut records = Records::default();
        let task = Task {
            due: Some(day("2026-11-02")),
            time: chrono::NaiveTime::from_hms_opt(9, 0, 0),
            repeat: Some(Repeat::every(Frequency::Weekly, 1)),
            ..Task::new(id, "Order tea", Timestamp(1))
        };
        records.tasks.put(0, std::sync::Arc::new(task.clone()));
        let moment = Moment {
            now: Timestamp(1_800_000_000_000),
            today: day("2026-11-10"),
        };
        let draft = CompleteTask::done(id)
            .decide(&records, &moment)
            .expect("done");
        assert_eq!(draft.edits.len(), 2);
        let Some(crate::domain::Record::Tasks(next)) = &draft.edits[1].after else {
            panic!("a task");
        };
        assert_eq!(
            (next.due, next.time, next.done),
            (Some(day("2026-11-16")), task.time, None)
        );
        assert_ne!(next.id, id);
        let again = CompleteTask::done(id)
            .decide(&records, &moment)
            .expect("done");
        assert_eq!(again, draft, "deciding again gives the same");
    }
}
