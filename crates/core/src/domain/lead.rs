//! A lead: interest that nobody has looked into yet. It is a customer with a state, so that nothing
//! is typed twice when it becomes one for good.

use serde::{Deserialize, Serialize};

use super::clock::Timestamp;

/// How far a lead has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum LeadStatus {
    /// Nobody has answered yet.
    #[default]
    New,
    /// Somebody is on it.
    Working,
    /// It became a customer with a deal.
    Qualified,
    /// Nothing will come of it.
    Rejected,
}

impl LeadStatus {
    /// Every state, in order.
    pub const ALL: [Self; 4] = [Self::New, Self::Working, Self::Qualified, Self::Rejected];
}

/// What makes a customer a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// How far it has come.
    #[serde(default)]
    pub status: LeadStatus,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When it came in.
    pub since: Timestamp,
    /// When somebody first answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<Timestamp>,
}

impl Lead {
    /// A lead that came in at `now`.
    pub const fn new(now: Timestamp) -> Self {
        Self {
            status: LeadStatus::New,
            reason: String::new(),
            since: now,
            answered: None,
        }
    }

    /// Moves on to `status` at `now`. Whoever sets to work on a new one answers it; to decide about it is no
    /// answer.
    pub fn move_to(&mut self, status: LeadStatus, reason: &str, now: Timestamp) {
        self.status = status;
        self.reason = match status {
            LeadStatus::Rejected => reason.trim().to_owned(),
            _ => String::new(),
        };
        if status == LeadStatus::Working && self.answered.is_none() {
            self.answered = Some(now);
        }
    }

    /// True while somebody should do something about it.
    pub const fn is_open(&self) -> bool {
        matches!(self.status, LeadStatus::New | LeadStatus::Working)
    }

    /// Milliseconds until the first answer.
    pub fn response(&self) -> Option<i64> {
        self.answered.map(|at| (at.0 - self.since.0).max(0))
    }
}
