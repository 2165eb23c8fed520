//! From a calendar to what an import would change.

use std::{ops::ControlFlow, sync::Arc};

use rustc_hash::FxHashSet;

use super::CalendarRead;
use crate::{
    domain::{Customer, IdMaker, Moment, Task},
    exchange::{
        duplicates::DuplicateChoice,
        plan::{self, Cancelled, ImportPlan},
    },
};

/// What an import of a calendar would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CalendarPlan {
    /// New tasks.
    pub tasks: Vec<Task>,
    /// Tasks the shop has already.
    pub skipped: usize,
    /// People: new ones, and known ones with a birthday they did not have.
    pub people: ImportPlan,
}

/// Makes the plan. Tasks of one title, day and time are the same task unless `choice` is to add.
pub fn plan(
    read: &CalendarRead,
    customers: impl IntoIterator<Item = Arc<Customer>>,
    tasks: &[Arc<Task>],
    choice: DuplicateChoice,
    ids: &mut IdMaker,
    moment: &Moment,
) -> Result<CalendarPlan, Cancelled> {
    let mut known: FxHashSet<_> = tasks
        .iter()
        .map(|task| (task.title.clone(), task.due, task.time))
        .collect();
    let mut made = CalendarPlan::default();
    for draft in &read.tasks {
        let is_new = known.insert((draft.title.clone(), draft.due, draft.time));
        if !is_new && choice != DuplicateChoice::Add {
            made.skipped += 1;
            continue;
        }
        made.tasks.push(Task {
            due: draft.due,
            time: draft.time,
            repeat: draft.repeat.clone(),
            priority: draft.priority,
            done: draft.done.then_some(moment.now),
            note: draft.note.clone(),
            ..Task::new(ids.next(moment.now), draft.title.as_str(), moment.now)
        });
    }
    // A birthday is added to the person it belongs to; that is what the file was brought for.
    let people = match choice {
        DuplicateChoice::Add => DuplicateChoice::Add,
        _ => DuplicateChoice::Update,
    };
    let go_on = |_, _| ControlFlow::Continue(());
    made.people = plan::plan(
        read.birthdays.clone(),
        customers,
        people,
        ids,
        moment,
        go_on,
    )?;
    Ok(made)
}
