//! A touch between the shop and a customer, or a note about one.

use serde::{Deserialize, Serialize};

use super::{
    case::Case, clock::Timestamp, consent::Channel, customer::Customer, deal::Deal, id::Id,
    member::Member, task::Task,
};

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

    /// True for everything but a note: the two sides were in touch.
    pub const fn is_contact(self) -> bool {
        !matches!(self, Self::Note)
    }

    /// True if the shop began it and it may have led nowhere.
    pub const fn may_fail(self) -> bool {
        matches!(self, Self::CallOut | Self::Message | Self::Email)
    }

    /// The way the shop takes with it, which the customer may have refused; `None` for what they began
    /// themselves or agreed to.
    pub const fn channel(self) -> Option<Channel> {
        match self {
            Self::CallOut => Some(Channel::Phone),
            Self::Message => Some(Channel::Message),
            Self::Email => Some(Channel::Email),
            Self::Letter => Some(Channel::Post),
            Self::Note | Self::Visit | Self::CallIn | Self::Meeting => None,
        }
    }
}

/// How a touch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// They were reached.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// They asked to be called back.
    CallBack,
    /// They do not want it.
    NotInterested,
}

impl Reached {
    /// Every outcome, in the order buttons show them.
    pub const ALL: [Self; 4] = [
        Self::Reached,
        Self::NoAnswer,
        Self::CallBack,
        Self::NotInterested,
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
    /// About which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Id<Case>>,
    /// What was said or noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// How it ended, where that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Reached>,
    /// How content the customer was, 1 (not at all) to 5 (very).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<u8>,
    /// The call list it was made for. The list may be gone by now: nothing depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Id<Task>>,
    /// The member of the team who wrote it down. They may be gone by now: nothing depends on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Member>>,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Activity {
    /// A touch with a customer, happening now, of which nothing more is known.
    pub const fn new(
        id: Id<Self>,
        kind: ActivityKind,
        customer: Option<Id<Customer>>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            kind,
            at: now,
            customer,
            deal: None,
            case: None,
            text: String::new(),
            outcome: None,
            satisfaction: None,
            list: None,
            by: None,
            created: now,
            updated: now,
        }
    }

    /// True if shop and customer were in touch: no note, and not a call nobody took.
    pub fn counts(&self) -> bool {
        self.kind.is_contact() && self.outcome != Some(Reached::NoAnswer)
    }
}
