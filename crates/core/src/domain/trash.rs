//! What was deleted and can still be brought back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    clock::Timestamp,
    id::Id,
    record::{Record, TableName},
};

/// A deleted record, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trashed {
    /// Identity of the trash entry (not of the record in it).
    pub id: Id<Trashed>,
    /// When it was deleted.
    pub at: Timestamp,
    /// The entry that was deleted on purpose, if this one only went along with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub along_with: Option<Id<Trashed>>,
    /// The record as it was.
    pub record: Record,
    /// References to it that were cleared, to be set again when it comes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// A reference from a record that stayed to one that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Table of the record that referred.
    pub table: TableName,
    /// Its identity.
    pub id: Uuid,
    /// Table of what it referred to.
    pub target: TableName,
    /// What it referred to.
    pub to: Uuid,
}
