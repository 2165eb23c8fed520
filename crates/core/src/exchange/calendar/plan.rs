//! From a calendar to what an import would change.

use std::{ops::ControlFlow, sync::Arc};

use chrono::{NaiveDate, NaiveTime};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{CalendarRead, OURS, TaskDraft};
use crate::{
    domain::{Customer, Id, IdMaker, Moment, Task, Timestamp, limits},
    exchange::{
        duplicates::{DuplicateChoice, Sign},
        plan::{self, Cancelled, ImportPlan},
        things::{Fate, Tally},
    },
};

/// What an import of a calendar would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CalendarPlan {
    /// New tasks.
    pub tasks: Vec<Task>,
    /// Known tasks as they are and as they would be.
    pub update: Vec<(Arc<Task>, Task)>,
    /// What happens to each task of the file.
    pub tally: Tally,
    /// People: new ones, and known ones with a birthday they did not have.
    pub people: ImportPlan,
}

/// Makes the plan. Tasks of one UID are the same task; where one of two has none, those of one title, day and time
/// for one person are. Unless `choice` is to add.
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
        let whose = people.find(draft);
        let found = match choice {
            DuplicateChoice::Add => Found::Nothing,
            _ => known.find(draft, whose),
        };
        let fate = match &found {
            Found::Nothing => {
                made.tasks.push(new(draft, whose, ids, moment));
                Fate::New
            }
            Found::Task(task, _) if choice == DuplicateChoice::Update => {
                let edited = updated(task, draft, whose, moment);
                if edited == **task {
                    made.tally.leave()
                } else {
                    made.update.push((Arc::clone(task), edited));
                    made.tally.change(draft.row, task.id.raw())
                }
            }
            Found::Task(..) | Found::Before => made.tally.skip(),
        };
        made.tally.fates.push((draft.row, fate));
        if let Found::Task(_, Some(sign)) = found {
            made.tally.signs.push((draft.row, sign));
        }
        known.answer(&found, draft, whose);
    }
    let go_on = |_, _| ControlFlow::Continue(());
    made.people = plan::plan(
        read.birthdays.clone(),
        customers,
        for_birthdays(choice),
        ids,
        moment,
        go_on,
    )?;
    Ok(made)
}

/// What becomes of known people with birthdays: one is added to the person it belongs to, because that is what the
/// file was brought for.
pub const fn for_birthdays(choice: DuplicateChoice) -> DuplicateChoice {
    match choice {
        DuplicateChoice::Add => DuplicateChoice::Add,
        _ => DuplicateChoice::Update,
    }
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
    /// A task of the shop, and what told it but title and day.
    Task(Arc<Task>, Option<Sign>),
    /// What stood in the file before.
    Before,
}

/// A task that a title, a day and a time may mean.
struct Likely {
    /// The UID it came with, blank if it has none.
    code: String,
    customer: Option<Id<Customer>>,
    /// `None` if an entry of the file has answered for it.
    task: Option<Arc<Task>>,
}

/// Tasks by what tells them; `None` for one that an entry of the file has answered for.
#[derive(Default)]
struct Known {
    coded: FxHashMap<String, Option<Arc<Task>>>,
    keyed: FxHashMap<Key, Vec<Likely>>,
}

impl Known {
    fn of(tasks: &[Arc<Task>]) -> Self {
        let mut known = Self::default();
        // Of one that comes again the open one is meant, not those that are done.
        let (done, open): (Vec<_>, Vec<_>) = tasks.iter().partition(|task| task.done.is_some());
        for task in done.into_iter().chain(open) {
            for code in codes(task) {
                known.coded.insert(code, Some(Arc::clone(task)));
            }
            let key = (task.title.clone(), task.due, task.time);
            known.keyed.entry(key).or_default().push(Likely {
                code: task.code.clone(),
                customer: task.customer,
                task: Some(Arc::clone(task)),
            });
        }
        known
    }

    fn find(&self, draft: &TaskDraft, whose: Option<Id<Customer>>) -> Found {
        let by_code = self.coded.get(&draft.code);
        let by_code = by_code.filter(|_| !draft.code.is_empty());
        let by_key = || {
            let likely = self.keyed.get(&key(draft))?;
            let is_it = |one: &&Likely| {
                let uncoded = draft.code.is_empty() || one.code.is_empty();
                let same = whose.is_none() || one.customer.is_none() || whose == one.customer;
                uncoded && same
            };
            likely.iter().rev().find(is_it).map(|one| &one.task)
        };
        let sign = by_code.map(|_| Sign::Code);
        match by_code.or_else(by_key) {
            None => Found::Nothing,
            Some(None) => Found::Before,
            Some(Some(task)) => Found::Task(Arc::clone(task), sign),
        }
    }

    /// Remembers that an entry of the file was this.
    fn answer(&mut self, found: &Found, draft: &TaskDraft, whose: Option<Id<Customer>>) {
        if let Found::Task(task, _) = found {
            for code in codes(task) {
                self.coded.insert(code, None);
            }
            let key = (task.title.clone(), task.due, task.time);
            let likely = self.keyed.get_mut(&key).into_iter().flatten();
            for one in likely.filter(|one| one.task.as_ref().is_some_and(|it| it.id == task.id)) {
                one.task = None;
                if one.code.is_empty() {
                    one.code.clone_from(&draft.code);
                }
            }
        }
        if !draft.code.is_empty() {
            self.coded.insert(draft.code.clone(), None);
        }
        self.keyed.entry(key(draft)).or_default().push(Likely {
            code: draft.code.clone(),
            customer: whose,
            task: None,
        });
    }
}

/// What a task is known by in calendars: in ours, and in the one it came with.
fn codes(task: &Task) -> impl Iterator<Item = String> {
    let own = Some(task.code.clone()).filter(|code| !code.is_empty());
    std::iter::once(format!("{}{OURS}", task.id)).chain(own)
}

fn key(draft: &TaskDraft) -> Key {
    (draft.title.clone(), draft.due, draft.time)
}

/// When it was done: then if the file says so, else now.
fn done(draft: &TaskDraft, moment: &Moment) -> Option<Timestamp> {
    let at = draft.done_at.map_or(moment.now, |at| at.min(moment.now));
    draft.done.then_some(at)
}

fn new(draft: &TaskDraft, whose: Option<Id<Customer>>, ids: &mut IdMaker, moment: &Moment) -> Task {
    Task {
        due: draft.due,
        time: draft.time,
        repeat: draft.repeat.clone(),
        priority: draft.priority,
        done: done(draft, moment),
        note: draft.note.clone(),
        code: foreign(draft),
        remind: draft.remind,
        customer: whose,
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
fn updated(known: &Task, draft: &TaskDraft, whose: Option<Id<Customer>>, moment: &Moment) -> Task {
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
    edited.customer = known.customer.or(whose);
    edited.done = known.done.or(done(draft, moment));
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
