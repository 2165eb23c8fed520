//! A member of the team, as far as records need one: who looks after which customer and deal. It is
//! no account; whoever opens the shop may do everything.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, id::Id};

/// Somebody who works in the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Identity.
    pub id: Id<Member>,
    /// What everybody calls them.
    pub name: String,
    /// Works here no more: kept for the records, not offered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}
