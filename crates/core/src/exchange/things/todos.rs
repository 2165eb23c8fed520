//! From rows of tasks, touches and cases to what the import would change: what is still to be done becomes a
//! task, what took place stands in the timeline of its customer and deal. One plan is one change and
//! one undo.

use std::{ops::ControlFlow, sync::Arc};

use chrono::{NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{
        deciding::Deciding,
        duplicates::{DuplicateChoice, name_key},
        plan::{Cancelled, ImportPlan},
        problem::{Problem, ProblemKind},
        sales::plan::KnownSale,
        team::Team,
    },
    Fate, Read, Tally, TodoRow,
    whom::{People, Whom},
};
use crate::domain::{
    Activity, ActivityKind, Case, CaseStatus, Customer, Deal, Id, IdMaker, Member, Moment, Sale,
    Task, Timestamp, limits,
};

/// What the shop has already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its customers and its team.
    pub people: People,
    /// Its deals.
    pub deals: Vec<Arc<Deal>>,
    /// Its tasks.
    pub tasks: Vec<Arc<Task>>,
    /// Its notes and touches.
    pub touches: Vec<Arc<Activity>>,
    /// Its cases.
    pub cases: Vec<Arc<Case>>,
    /// Its sales that have a number.
    pub sales: Vec<KnownSale>,
}

/// What an import would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TodosPlan {
    /// People and companies.
    pub people: ImportPlan,
    /// Members of the team nobody knew.
    pub members: Vec<Member>,
    /// New tasks, in the order of the file.
    pub tasks: Vec<Task>,
    /// New touches, in the order of the file.
    pub touches: Vec<Activity>,
    /// New cases, in the order of the file.
    pub cases: Vec<Case>,
    /// Known cases as they are and as they would be.
    pub moved: Vec<(Arc<Case>, Case)>,
    /// Known tasks as they are and as they would be.
    pub update: Vec<(Arc<Task>, Task)>,
    /// How the rows fare.
    pub tally: Tally,
    /// What is named and not known.
    pub problems: Vec<Problem>,
}

/// Makes the plan. `progress` is told how many rows are done and may stop it.
pub fn plan(
    read: Read,
    known: &Known,
    deciding: impl Into<Deciding>,
    zone: Tz,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<TodosPlan, Cancelled> {
    let deciding = deciding.into();
    let choice = deciding.choice;
    let (whom, team) = Whom::plan(read.people, &known.people, &deciding, ids, moment)?;
    let mut work = Work::new(known, zone, team);
    work.know_orders(&read.todos, &known.sales);
    let total = read.todos.len();
    for (done, row) in read.todos.into_iter().enumerate() {
        if done % 500 == 0 && progress(done, total).is_break() {
            return Err(Cancelled);
        }
        let customer = whom.of(row.row, &row.codes);
        let may_be = whom.may_be(row.row, &row.codes);
        work.plan.tally.whom.extend(may_be.map(|id| (row.row, id)));
        let number = row.row;
        let fate = match (row.case.clone(), row.took_place()) {
            (Some(case), _) => work.case(row, case, customer, choice, ids, moment),
            (None, Some(kind)) => work.touch(row, kind, customer, choice, ids, moment),
            (None, None) => work.task(row, customer, choice, ids, moment),
        };
        work.plan.tally.fates.push((number, fate));
    }
    let mut plan = work.plan;
    plan.people = whom.people;
    let edited = plan.update.iter().map(|(_, edited)| edited);
    let owners: Vec<_> = plan
        .tasks
        .iter()
        .chain(edited)
        .filter_map(|one| one.owner)
        .chain(plan.touches.iter().filter_map(|one| one.by))
        .chain(plan.cases.iter().filter_map(|one| one.owner))
        .chain(plan.moved.iter().filter_map(|(_, one)| one.owner))
        .collect();
    plan.members = work.team.made_for(&plan.people, owners.into_iter());
    Ok(plan)
}

type TaskKey = (
    String,
    Option<NaiveDate>,
    Option<NaiveTime>,
    Option<Id<Customer>>,
);
/// What a case is known by; one that came in at another minute is another one.
type CaseKey = (String, Option<Id<Customer>>);
/// Moments are written to the minute.
type TouchKey = (ActivityKind, i64, Option<Id<Customer>>, String);

/// A sale, and who bought.
type Sold = (Id<Sale>, Option<Id<Customer>>);

const MINUTE: i64 = 60_000;

struct Work {
    zone: Tz,
    team: Team,
    /// Tasks the shop has that no row has answered for yet.
    tasks: FxHashMap<TaskKey, Vec<Arc<Task>>>,
    /// How many touches of each kind the shop has that no row has answered for yet.
    touches: FxHashMap<TouchKey, usize>,
    /// Cases the shop has that no row has answered for yet.
    cases: FxHashMap<CaseKey, Vec<Arc<Case>>>,
    coded: FxHashMap<String, (Id<Deal>, Option<Id<Customer>>)>,
    titled: FxHashMap<String, Vec<(Id<Deal>, Option<Id<Customer>>)>>,
    /// The sales that rows name, by number.
    orders: FxHashMap<String, Vec<Sold>>,
    plan: TodosPlan,
}

impl Work {
    fn new(known: &Known, zone: Tz, team: Team) -> Self {
        let mut work = Self {
            zone,
            team,
            tasks: FxHashMap::default(),
            touches: FxHashMap::default(),
            cases: FxHashMap::default(),
            coded: FxHashMap::default(),
            titled: FxHashMap::default(),
            orders: FxHashMap::default(),
            plan: TodosPlan::default(),
        };
        for task in known.tasks.iter().rev() {
            let key = (name_key(&task.title), task.due, task.time, task.customer);
            work.tasks.entry(key).or_default().push(task.clone());
        }
        for case in known.cases.iter().rev() {
            let key = (name_key(&case.title), case.customer);
            work.cases.entry(key).or_default().push(case.clone());
        }
        for one in &known.touches {
            let key = (
                one.kind,
                one.at.0.div_euclid(MINUTE),
                one.customer,
                name_key(&one.text),
            );
            *work.touches.entry(key).or_default() += 1;
        }
        for deal in &known.deals {
            let found = (deal.id, deal.customer);
            if !deal.code.is_empty() {
                work.coded.entry(deal.code.clone()).or_insert(found);
            }
            work.titled
                .entry(name_key(&deal.title))
                .or_default()
                .push(found);
        }
        work
    }

    /// The deal a row names: by number, else by title, that of the row's customer first. A title that
    /// several deals of others have is none of them.
    fn deal(
        &self,
        row: &TodoRow,
        customer: Option<Id<Customer>>,
    ) -> Option<(Id<Deal>, Option<Id<Customer>>)> {
        let codes = [row.deal_code.as_str(), row.deal.as_str()];
        let by_code = codes.into_iter().find_map(|code| self.coded.get(code));
        if let Some(found) = by_code {
            return Some(*found);
        }
        let all = self.titled.get(&name_key(&row.deal))?;
        let theirs = all
            .iter()
            .find(|(_, whose)| customer.is_some() && *whose == customer);
        theirs.or(all.first().filter(|_| all.len() == 1)).copied()
    }

    /// Whom and which deal a row is about, and its text; a deal nobody knows stays in the text.
    fn about(
        &self,
        row: &TodoRow,
        customer: Option<Id<Customer>>,
        lines: &[&str],
    ) -> (Option<Id<Customer>>, Option<Id<Deal>>, String) {
        let deal = self.deal(row, customer);
        let lost = deal.is_none() && !row.deal.is_empty();
        let line = format!("{}: {}", row.deal_column, row.deal);
        let mut text: Vec<&str> = lines
            .iter()
            .copied()
            .filter(|line| !line.is_empty())
            .collect();
        if lost {
            text.push(&line);
        }
        let text: String = text.join("\n").chars().take(limits::NOTE).collect();
        let customer = customer.or(deal.and_then(|(_, whose)| whose));
        (customer, deal.map(|(id, _)| id), text)
    }

    fn touch(
        &mut self,
        row: TodoRow,
        kind: ActivityKind,
        customer: Option<Id<Customer>>,
        choice: DuplicateChoice,
        ids: &mut IdMaker,
        moment: &Moment,
    ) -> Fate {
        let at = self.took_place_at(&row).unwrap_or(moment.now);
        let (customer, deal, text) = self.about(&row, customer, &[&row.title, &row.note]);
        let key = (kind, at.0.div_euclid(MINUTE), customer, name_key(&text));
        if let Some(left) = self.touches.get_mut(&key).filter(|left| **left > 0) {
            if choice != DuplicateChoice::Add {
                *left -= 1;
                return self.plan.tally.skip();
            }
        }
        let by = self.team.member(&row.owner, ids, moment);
        self.plan.touches.push(Activity {
            at,
            by,
            deal,
            text,
            created: moment.now,
            updated: moment.now,
            ..Activity::new(ids.next(moment.now), kind, customer, at)
        });
        Fate::New
    }

    /// The instant something took place; at noon where only the day is known.
    fn took_place_at(&self, row: &TodoRow) -> Option<Timestamp> {
        let (day, at) = match row.when {
            Some((day, at)) => (Some(day), at),
            None if row.done_at.is_some() => (row.done_on, row.done_at),
            None => (row.done_on.or(row.due), None),
        };
        if let Some(at) = at {
            return Some(Timestamp(at));
        }
        let day = day?;
        let time = row.time.filter(|_| row.due == Some(day));
        self.instant(day, time)
    }

    /// The instant of a day of the shop at that time, at noon where none is known.
    fn instant(&self, day: NaiveDate, time: Option<NaiveTime>) -> Option<Timestamp> {
        let time = time.or_else(|| NaiveTime::from_hms_opt(12, 0, 0))?;
        let local = day.and_time(time);
        let local = self.zone.from_local_datetime(&local).earliest()?;
        Some(Timestamp(local.timestamp_millis()))
    }

    fn task(
        &mut self,
        row: TodoRow,
        customer: Option<Id<Customer>>,
        choice: DuplicateChoice,
        ids: &mut IdMaker,
        moment: &Moment,
    ) -> Fate {
        let (customer, deal, note) = self.about(&row, customer, &[&row.note]);
        let owner = |work: &mut Self, ids: &mut IdMaker| work.team.member(&row.owner, ids, moment);
        let done_at = row.done_at.map(Timestamp);
        let done_at = done_at.or_else(|| self.instant(row.done_on?, None));
        let done = row.done.then(|| done_at.unwrap_or(moment.now));
        let key = (name_key(&row.title), row.due, row.time, customer);
        let found = match choice {
            DuplicateChoice::Add => None,
            _ => self.tasks.get_mut(&key).and_then(Vec::pop),
        };
        let Some(known) = found else {
            let owner = owner(self, ids);
            self.plan.tasks.push(Task {
                due: row.due,
                time: row.time.filter(|_| row.due.is_some()),
                priority: row.priority,
                done,
                customer,
                deal,
                note,
                owner,
                values: row.values,
                ..Task::new(ids.next(moment.now), row.title, moment.now)
            });
            return Fate::New;
        };
        if choice == DuplicateChoice::Skip {
            return self.plan.tally.skip();
        }
        let mut edited = Task::clone(&known);
        edited.done = known.done.or(done);
        edited.deal = known.deal.or(deal);
        edited.owner = owner(self, ids).or(known.owner);
        if !note.is_empty() && !known.note.contains(&note) {
            let both = [known.note.as_str(), note.as_str()];
            let filled: Vec<&str> = both.into_iter().filter(|part| !part.is_empty()).collect();
            edited.note = filled.join("\n");
        }
        edited.values.extend(row.values);
        if edited == *known {
            return self.plan.tally.leave();
        }
        edited.updated = moment.now;
        let fate = self.plan.tally.change(row.row, known.id.raw());
        self.plan.update.push((known, edited));
        fate
    }
}

#[path = "case.rs"]
mod case;
