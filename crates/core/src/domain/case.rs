//! An after-sales request: a question, a complaint, a repair, something that comes back. It is open until
//! somebody solves it, and says what was done about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    clock::Timestamp, customer::Customer, field::Values, id::Id, member::Member, sale::Sale,
    task::Priority,
};

/// What a case is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// They want to know something.
    #[default]
    Question,
    /// They are not content.
    Complaint,
    /// Something is to be mended.
    Repair,
    /// Something comes back or is exchanged.
    Return,
    /// Something else.
    Other,
}

impl CaseKind {
    /// Every kind, in the order pickers show them.
    pub const ALL: [Self; 5] = [
        Self::Question,
        Self::Complaint,
        Self::Repair,
        Self::Return,
        Self::Other,
    ];
}

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// The shop has to do something.
    Open,
    /// The customer, a supplier or a workshop has to do something.
    Waiting,
    /// It is done.
    Solved,
}

impl CaseStatus {
    /// Every status, in the order a case goes through them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Waiting, Self::Solved];
}

/// An after-sales request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Identity.
    pub id: Id<Case>,
    /// What it is about, in a line.
    pub title: String,
    /// What kind of request.
    #[serde(default)]
    pub kind: CaseKind,
    /// Whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Id<Customer>>,
    /// About which sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale: Option<Id<Sale>>,
    /// Somebody else has to do something before the shop can go on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waiting: bool,
    /// When it was solved; `None` until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solved: Option<Timestamp>,
    /// Civil day by which it is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Urgency.
    #[serde(default)]
    pub priority: Priority,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id<Member>>,
    /// More about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What was done about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub solution: String,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// When it came in.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Case {
    /// A case of that title that came in now.
    pub fn new(id: Id<Self>, title: impl Into<String>, now: Timestamp) -> Self {
        Self {
            id,
            title: title.into(),
            kind: CaseKind::default(),
            customer: None,
            sale: None,
            waiting: false,
            solved: None,
            due: None,
            priority: Priority::default(),
            owner: None,
            note: String::new(),
            solution: String::new(),
            values: Values::new(),
            created: now,
            updated: now,
        }
    }

    /// How far it is.
    pub const fn status(&self) -> CaseStatus {
        match (self.solved, self.waiting) {
            (Some(_), _) => CaseStatus::Solved,
            (None, true) => CaseStatus::Waiting,
            (None, false) => CaseStatus::Open,
        }
    }

    /// True until it is solved.
    pub const fn is_open(&self) -> bool {
        self.solved.is_none()
    }

    /// True if it should have been solved before `today`.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// Moves it on, or back; a case that is solved already keeps its instant.
    pub fn move_to(&mut self, status: CaseStatus, now: Timestamp) {
        self.waiting = status == CaseStatus::Waiting;
        self.solved = match status {
            CaseStatus::Solved => self.solved.or(Some(now)),
            _ => None,
        };
    }
}
