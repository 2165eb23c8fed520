//! From a calendar to what an import would change.

use std::{ops::ControlFlow, sync::Arc};

use chrono::{NaiveDate, NaiveTime};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{CalendarRead, OURS, TaskDraft};
use crate::{
    domain::{Customer, Id, IdMaker, Moment, Task, limits},
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
    /// Known tasks as they are and as they would be.
    pub update: Vec<(Arc<Task>, Task)>,
    /// Tasks the shop has already.
    pub skipped: usize,
    /// Known tasks of which the file says nothing new.
    pub unchanged: usize,
    /// People: new ones, and known ones with a birthday they did not have.
    pub people: ImportPlan,
}

/// Makes the plan. Tasks of one UID are the same task, and those of one title, day and time, unless `choice`
/// is to add.
pub fn plan(
    read: &CalendarRead,
    customers: impl IntoIterator<Item = Arc<Customer>>,
    tasks: &[Arc<Task>],
    choice: DuplicateChoice,
    ids: &mut IdMaker,
    moment: &Moment,
) -> Result<CalendarPlan, Cancelled> {
    let customers: Vec<Arc<Customer>> = customers.into_iter().collect();
    let people = People::of(&customers);
    let mut known = Known::of(tasks);
    let mut made = CalendarPlan::default();
    for draft in &read.tasks {
        match known.find(draft) {
            found if found == Found::Nothing || choice == DuplicateChoice::Add => {
                let task = new(draft, &people, ids, moment);
                known.insert(&task, None);
                made.tasks.push(task);
            }
            Found::Task(task) if choice == DuplicateChoice::Update => {
                let edited = updated(&task, draft, &people, moment);
                known.insert(&edited, None);
                if edited == *task {
                    made.unchanged += 1;
                } else {
                    made.update.push((task, edited));
                }
            }
            _ => made.skipped += 1,
        }
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

/// Whom tasks may be about.
struct People {
    ids: FxHashSet<Id<Customer>>,
    /// By what they are called; nothing where several are.
    names: FxHashMap<String, Option<Id<Customer>>>,
}

impl People {
    fn of(customers: &[Arc<Customer>]) -> Self {
        let mut names = FxHashMap::default();
        for one in customers {
            let name = one.display_name().trim().to_owned();
            let entry = names.entry(name).and_modify(|taken| *taken = None);
            entry.or_insert(Some(one.id));
        }
        let ids = customers.iter().map(|one| one.id).collect();
        Self { ids, names }
    }

    /// The customer that a task names: by identity, else by a name that only one has.
    fn find(&self, draft: &TaskDraft) -> Option<Id<Customer>> {
        let named = || self.names.get(&draft.who).copied().flatten();
        let known = draft.customer.filter(|id| self.ids.contains(id));
        known.or_else(|| named().filter(|_| !draft.who.is_empty()))
    }
}

type Key = (String, Option<NaiveDate>, Option<NaiveTime>);

/// What a draft is.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    /// A new task.
    Nothing,
    /// A task of the shop.
    Task(Arc<Task>),
    /// What stood in the file before.
    Before,
}

/// Tasks by what tells them; `None` for one that a row of the file has answered for.
#[derive(Default)]
struct Known {
    coded: FxHashMap<String, Option<Arc<Task>>>,
    keyed: FxHashMap<Key, Option<Arc<Task>>>,
}

impl Known {
    fn of(tasks: &[Arc<Task>]) -> Self {
        let mut known = Self::default();
        // Of one that comes again the open one is meant, not those that are done.
        let (done, open): (Vec<_>, Vec<_>) = tasks.iter().partition(|task| task.done.is_some());
        for task in done.into_iter().chain(open) {
            known.insert(task, Some(task));
        }
        known
    }

    fn insert(&mut self, task: &Task, whole: Option<&Arc<Task>>) {
        let whole = whole.cloned();
        let key = (task.title.clone(), task.due, task.time);
        self.keyed.insert(key, whole.clone());
        let ours = format!("{}{OURS}", task.id);
        self.coded.insert(ours, whole.clone());
        if !task.code.is_empty() {
            self.coded.insert(task.code.clone(), whole);
        }
    }

    fn find(&self, draft: &TaskDraft) -> Found {
        let by_code = self.coded.get(&draft.code);
        let by_code = by_code.filter(|_| !draft.code.is_empty());
        let key = (draft.title.clone(), draft.due, draft.time);
        match by_code.or_else(|| self.keyed.get(&key)) {
            None => Found::Nothing,
            Some(None) => Found::Before,
            Some(Some(task)) => Found::Task(Arc::clone(task)),
        }
    }
}

fn new(draft: &TaskDraft, people: &People, ids: &mut IdMaker, moment: &Moment) -> Task {
    Task {
        due: draft.due,
        time: draft.time,
        repeat: draft.repeat.clone(),
        priority: draft.priority,
        done: draft.done.then_some(moment.now),
        note: draft.note.clone(),
        code: foreign(draft),
        remind: draft.remind,
        customer: people.find(draft),
        ..Task::new(ids.next(moment.now), draft.title.as_str(), moment.now)
    }
}

/// The UID, unless it is one that we gave ourselves.
fn foreign(draft: &TaskDraft) -> String {
    if draft.code.ends_with(OURS) {
        return String::new();
    }
    draft.code.clone()
}

/// A known task with what the file says of it. What is done stays done.
fn updated(known: &Task, draft: &TaskDraft, people: &People, moment: &Moment) -> Task {
    let mut edited = known.clone();
    edited.title.clone_from(&draft.title);
    edited.time = draft.time;
    // How far one that comes again has come is known here, not there.
    if draft.repeat.is_none() || draft.repeat != known.repeat {
        edited.due = draft.due;
        edited.repeat.clone_from(&draft.repeat);
    }
    edited.priority = draft.priority;
    edited.remind = draft.remind.or(known.remind);
    edited.customer = known.customer.or_else(|| people.find(draft));
    edited.done = known.done.or(draft.done.then_some(moment.now));
    if !draft.note.is_empty() && !known.note.contains(&draft.note) {
        let both = [known.note.as_str(), draft.note.as_str()];
        let filled: Vec<&str> = both.into_iter().filter(|part| !part.is_empty()).collect();
        edited.note = filled.join("\n").chars().take(limits::NOTE).collect();
    }
    if edited.code.is_empty() {
        edited.code = foreign(draft);
    }
    if edited != *known {
        edited.updated = moment.now;
    }
    edited
}
