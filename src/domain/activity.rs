//! A touch between the shop and a customer, or a note about one.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, customer::Customer, deal::Deal, id::Id};

/// What kind of touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Something written down, no contact.
    Note,
    /// They came by, or we went there.
    Visit,
    /// They rang.
    CallIn,
    /// We rang.
    CallOut,
    /// Text message, chat.
    Message,
    /// E-mail.
    Email,
    /// Letter or parcel.
    Letter,
    /// An appointment.
    Meeting,
}

impl ActivityKind {
    /// Every kind, in the order pickers show them.
    pub const ALL: [Self; 8] = [
        Self::Note,
        Self::Visit,
        Self::CallIn,
        Self::CallOut,
        Self::Message,
        Self::Email,
        Self::Letter,
        Self::Meeting,
    ];
}

/// One touch, in the timeline of a customer, a deal or both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Identity.
    pub id: Id<Activity>,
    /// Kind of touch.
    pub kind: ActivityKind,
    /// When it took place.
    pub at: Timestamp,
    /// With whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Id<Customer>>,
    /// About which deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<Id<Deal>>,
    /// What was said or noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}
