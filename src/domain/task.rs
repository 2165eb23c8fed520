//! Something to do, perhaps by a day.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, customer::Customer, deal::Deal, id::Id};

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
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}
