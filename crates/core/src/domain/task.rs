//! Something to do, perhaps by a day.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    clock::Timestamp, customer::Customer, deal::Deal, field::Values, id::Id, member::Member,
    repeat::Repeat,
};

/// How urgent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When there is time.
    Low,
    /// The usual.
    #[default]
    Normal,
    /// Before everything else.
    High,
}

impl Priority {
    /// Every urgency, in the order pickers show them.
    pub const ALL: [Self; 3] = [Self::Low, Self::Normal, Self::High];
}

/// Customers to call one after the other. Who has been called stands in the touches that name the
/// task as their list, so that taking a call back puts the customer back into the queue.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallList {
    /// Whom to call, in order. Who was deleted since is passed over.
    pub customers: Vec<Id<Customer>>,
    /// What to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub script: String,
}

/// A to-do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Identity.
    pub id: Id<Task>,
    /// What is to be done.
    pub title: String,
    /// Civil day it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Time of that day, local to the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveTime>,
    /// Minutes before that time at which to be reminded, or before the morning of its day where it has no time; `None`
    /// for no reminder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind: Option<u32>,
    /// How it comes again once it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
    /// The day of its series that it stands for, where it was put off; `None` where that is `due`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<NaiveDate>,
    /// Urgency.
    #[serde(default)]
    pub priority: Priority,
    /// When it was ticked off; `None` while open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Timestamp>,
    /// For which customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Id<Customer>>,
    /// For which deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<Id<Deal>>,
    /// More about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Its UID in the calendar it came from, empty if none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id<Member>>,
    /// Customers to call, if the task is to work through a call list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<CallList>,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Task {
    /// A task of that title, due on no day.
    pub fn new(id: Id<Self>, title: impl Into<String>, now: Timestamp) -> Self {
        Self {
            id,
            title: title.into(),
            due: None,
            time: None,
            remind: None,
            repeat: None,
            series: None,
            priority: Priority::Normal,
            done: None,
            customer: None,
            deal: None,
            note: String::new(),
            code: String::new(),
            owner: None,
            calls: None,
            values: Values::new(),
            created: now,
            updated: now,
        }
    }

    /// The day that the days to come are counted from.
    pub fn counts_from(&self) -> Option<NaiveDate> {
        self.series.or(self.due)
    }

    /// Puts this one off to another day. Where it comes again, the series goes on from its own day.
    pub fn put_off(&mut self, to: Option<NaiveDate>) {
        let own = self.counts_from();
        let goes_on = self.repeat.is_some() && to.is_some() && own != to;
        self.series = own.filter(|_| goes_on);
        self.due = to;
    }
}
