//! How two customers belong together: family, friends, who brought whom. One record a pair, seen
//! from both sides.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, customer::Customer, id::Id};

/// What binds the two.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Relatives and partners.
    #[default]
    Family,
    /// Friends and neighbours.
    Friend,
    /// `to` was brought to the shop by `from`.
    Referrer,
    /// They work together.
    Colleague,
    /// Something else; the role says what.
    Other,
}

impl RelationKind {
    /// Every kind, in the order pickers show them.
    pub const ALL: [Self; 5] = [
        Self::Family,
        Self::Friend,
        Self::Referrer,
        Self::Colleague,
        Self::Other,
    ];
}

/// A relation between two customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Identity.
    pub id: Id<Relation>,
    /// One side; of a referral the one who brought the other.
    pub from: Id<Customer>,
    /// The other side.
    pub to: Id<Customer>,
    /// What binds them.
    #[serde(default)]
    pub kind: RelationKind,
    /// A word for what `to` is to `from`: mother, neighbour.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Relation {
    /// What two relations have in common that say the same. Without a role it is the same from both
    /// sides, but for who brought whom.
    pub fn tie(&self) -> (Id<Customer>, Id<Customer>, RelationKind, &str) {
        let mutual = self.role.is_empty() && self.kind != RelationKind::Referrer;
        let (one, two) = if mutual && self.to < self.from {
            (self.to, self.from)
        } else {
            (self.from, self.to)
        };
        (one, two, self.kind, &self.role)
    }

    /// The other side, seen from `one`; `None` if it is not one of the two.
    pub fn other(&self, one: Id<Customer>) -> Option<Id<Customer>> {
        if self.from == one {
            Some(self.to)
        } else {
            (self.to == one).then_some(self.from)
        }
    }
}
