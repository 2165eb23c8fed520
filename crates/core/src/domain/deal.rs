//! A deal: an opportunity that moves over a board until it is won or lost.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    clock::Timestamp,
    customer::Customer,
    exact,
    field::Values,
    id::Id,
    member::Member,
    money::Currency,
    pipeline::{Pipeline, Stage},
    rank::Rank,
};

/// How a deal stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Outcome {
    /// Still on the board.
    #[default]
    Open,
    /// It became business.
    Won {
        /// Civil day it was won.
        on: NaiveDate,
        /// Why, if known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// It did not.
    Lost {
        /// Civil day it was lost.
        on: NaiveDate,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

/// When a deal entered a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageVisit {
    /// The stage.
    pub stage: Id<Stage>,
    /// The instant it was moved there.
    pub at: Timestamp,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// Identity.
    pub id: Id<Deal>,
    /// What it is about.
    pub title: String,
    /// The customer (person or company) it is with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Id<Customer>>,
    /// The board.
    pub pipeline: Id<Pipeline>,
    /// The column; kept when the deal is closed.
    pub stage: Id<Stage>,
    /// Place inside the column.
    pub rank: Rank,
    /// Expected value in minor units of `currency`.
    pub value: i64,
    /// Currency of the value.
    pub currency: Currency,
    /// Civil day it is expected to close.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_close: Option<NaiveDate>,
    /// Open, won or lost.
    #[serde(default)]
    pub outcome: Outcome,
    /// The member of the team who closed it, if that was noted. They may be gone by now: nothing depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<Id<Member>>,
    /// Stages entered, oldest first; the last one is the current stage.
    #[serde(deserialize_with = "exact::list")]
    pub history: Vec<StageVisit>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Number or id in the shop's former system; links later imports.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id<Member>>,
    /// Words the shop put on it.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub tags: Vec<String>,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Deal {
    /// An open deal that enters its first stage now, of which nothing more is known.
    pub fn new(
        id: Id<Self>,
        title: impl Into<String>,
        (pipeline, stage): (Id<Pipeline>, Id<Stage>),
        currency: Currency,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            title: title.into(),
            customer: None,
            pipeline,
            stage,
            rank: Rank::first(),
            value: 0,
            currency,
            expected_close: None,
            outcome: Outcome::Open,
            closed_by: None,
            history: vec![StageVisit { stage, at: now }],
            source: String::new(),
            note: String::new(),
            code: String::new(),
            owner: None,
            tags: Vec::new(),
            values: Values::new(),
            created: now,
            updated: now,
        }
    }

    /// True while it is on the board.
    pub const fn is_open(&self) -> bool {
        matches!(self.outcome, Outcome::Open)
    }

    /// The instant it entered its present stage.
    pub fn in_stage_since(&self) -> Timestamp {
        self.history.last().map_or(self.created, |visit| visit.at)
    }

    /// Whole days in its present stage at `now`.
    pub fn days_in_stage(&self, now: Timestamp) -> i64 {
        (now.0 - self.in_stage_since().0).max(0) / 86_400_000
    }

    /// True if an open deal has stood in `stage` longer than the stage allows.
    pub fn is_stale(&self, stage: &Stage, now: Timestamp) -> bool {
        self.is_open()
            && stage
                .stale_after
                .is_some_and(|days| self.days_in_stage(now) > i64::from(days))
    }
}

/// Value × probability in hundredths of a minor unit, so that sums stay exact.
pub fn weighted(value: i64, probability: u8) -> i128 {
    i128::from(value) * i128::from(probability)
}
