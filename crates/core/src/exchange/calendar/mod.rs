//! Calendars (RFC 5545): what is to be done and whose birthday it is, read from the files of other
//! programs and written for them. Knows nothing of how tasks are kept.

mod alarm;
mod birthday;
mod cut;
mod days;
mod entry;
mod lines;
mod local;
mod plan;
mod read;
mod rule;
mod series;
mod write;
mod zones;

#[cfg(test)]
mod again_tests;
#[cfg(test)]
mod alarm_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod repeat_tests;
#[cfg(test)]
mod round_tests;
#[cfg(test)]
mod series_tests;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    customers::Draft,
    problem::{Problem, ProblemKind},
};
use crate::domain::{Customer, Id, Priority, Repeat, Timestamp};

pub use cut::{in_words, verbatim};
pub use days::{Telling, has_day};
pub use plan::{CalendarPlan, for_birthdays, plan};
pub use read::read;
pub use write::{Everything, write, write_days, write_deals, write_shown};

/// Between the UID of an event and the occurrence that is one of its own.
const OCCURRENCE: &str = " RECURRENCE-ID:";
/// The property that names the customer of a task by identity.
const CUSTOMER: &str = "X-REGULARS-CUSTOMER";
/// The one that says what somebody is called.
const NAME: &str = "X-REGULARS-NAME";
/// Behind the identity of a task in its UID, where the calendar is ours.
const OURS: &str = "@regulars";

/// A task of a file, not yet one of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskDraft {
    /// Number of the entry in the file, from 1.
    pub row: usize,
    /// What is to be done.
    pub title: String,
    /// The civil day, in the shop's zone.
    pub due: Option<NaiveDate>,
    /// The time of that day.
    pub time: Option<NaiveTime>,
    /// How urgent.
    pub priority: Priority,
    /// How it comes again.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// True if it is done already.
    pub done: bool,
    /// When it was done, if the file says so.
    #[serde(default)]
    pub done_at: Option<Timestamp>,
    /// Description and place.
    pub note: String,
    /// What it is known by in its calendar, blank if it does not say.
    #[serde(default)]
    pub code: String,
    /// Minutes before its time at which it reminds.
    #[serde(default)]
    pub remind: Option<u32>,
    /// Identity of the customer it is about, in a calendar of ours.
    #[serde(default)]
    pub customer: Option<Id<Customer>>,
    /// What that customer is called there, blank if it does not say.
    #[serde(default)]
    pub who: String,
}

/// What a calendar says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CalendarRead {
    /// Tasks, in the order of the file.
    pub tasks: Vec<TaskDraft>,
    /// People whose birthdays it names.
    pub birthdays: Vec<Draft>,
    /// What could not be taken.
    pub problems: Vec<Problem>,
    /// Events that there is nothing left to do about, in the order of the file.
    pub left: Vec<LeftOut>,
}

/// Why an event is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Left {
    /// It is over.
    Over,
    /// It was called off.
    Cancelled,
}

/// An event that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Number of the entry in the file, from 1.
    pub row: usize,
    /// What it is about, blank if it does not say.
    pub title: String,
    /// When it took place or would have.
    pub at: Option<(NaiveDate, Option<NaiveTime>)>,
    /// Why.
    pub why: Left,
}

impl CalendarRead {
    /// How many events are left out for that reason.
    pub fn left_out(&self, why: Left) -> usize {
        self.left.iter().filter(|one| one.why == why).count()
    }

    /// Numbers of the entries that became nothing.
    pub fn rejected(&self) -> Vec<usize> {
        let rejects = |kind: &ProblemKind| kind.rejects_row() || *kind == ProblemKind::MissingEnd;
        let problems = self.problems.iter();
        let rejected = problems.filter(|problem| rejects(&problem.kind));
        rejected.map(|problem| problem.row).collect()
    }
}

/// True if a text is a calendar.
pub fn is_calendar(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start
        .get(..15)
        .is_some_and(|word| word.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}
