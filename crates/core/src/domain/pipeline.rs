//! A board: the stages a deal passes through, each with the probability of winning from there.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, id::Id, rank::Rank};

/// One column of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Identity.
    pub id: Id<Stage>,
    /// The shop's own word for it.
    pub name: String,
    /// Chance of winning a deal that stands here, in percent (0 to 100).
    pub probability: u8,
    /// Days without movement after which a deal here is called stale; `None` never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_after: Option<u16>,
}

/// A board with its stages from first contact to last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Identity.
    pub id: Id<Pipeline>,
    /// The shop's own word for it.
    pub name: String,
    /// Columns, left to right; at least one.
    pub stages: Vec<Stage>,
    /// Reasons offered when a deal is lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost_reasons: Vec<String>,
    /// Place among the boards.
    pub rank: Rank,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Pipeline {
    /// The stage with that identity.
    pub fn stage(&self, id: Id<Stage>) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}
