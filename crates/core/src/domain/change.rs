//! A change: which records it touched and how, small enough to keep for ever and rich enough to be
//! undone weeks later. The log is read backwards from the present: a creation needs only the
//! identity, an update the fields that differ, a deletion the whole record.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    clock::Timestamp,
    record::{Record, TableName},
    runs,
    spread::spread,
};

/// One record before and after; both `None` means nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// As it was; `None` if it is new.
    pub before: Option<Record>,
    /// As it will be; `None` if it goes away.
    pub after: Option<Record>,
}

impl Edit {
    /// A new record.
    pub fn create(record: impl Into<Record>) -> Self {
        Self {
            before: None,
            after: Some(record.into()),
        }
    }

    /// A record that changes.
    pub fn update(before: impl Into<Record>, after: impl Into<Record>) -> Self {
        Self {
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    /// A record that goes away.
    pub fn remove(record: impl Into<Record>) -> Self {
        Self {
            before: Some(record.into()),
            after: None,
        }
    }

    /// Table and identity of the record it is about.
    pub fn key(&self) -> Option<(TableName, Uuid)> {
        self.after
            .as_ref()
            .or(self.before.as_ref())
            .map(|record| (record.table(), record.id()))
    }

    /// The form the log keeps; `None` if nothing changed.
    pub fn log(&self) -> Result<Option<LoggedEdit>, serde_json::Error> {
        Ok(match (&self.before, &self.after) {
            (None, Some(after)) => Some(LoggedEdit::Created {
                table: after.table(),
                id: after.id(),
            }),
            (Some(before), None) => Some(LoggedEdit::Deleted {
                record: before.clone(),
            }),
            (Some(before), Some(after)) => {
                let fields = fields_changed(before, after)?;
                (!fields.is_empty()).then(|| LoggedEdit::Updated {
                    table: after.table(),
                    id: after.id(),
                    fields,
                })
            }
            (None, None) => None,
        })
    }
}

/// A field with its values before and after, as JSON; `null` stands for absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Name of the field in the record's JSON.
    pub field: String,
    /// Value before.
    pub before: Value,
    /// Value after.
    pub after: Value,
}

/// An edit as the log keeps it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoggedEdit {
    /// The record came to be.
    Created {
        /// Its table.
        table: TableName,
        /// Its identity.
        id: Uuid,
    },
    /// Some of its fields changed.
    Updated {
        /// Its table.
        table: TableName,
        /// Its identity.
        id: Uuid,
        /// The fields.
        fields: Vec<FieldChange>,
    },
    /// It went away.
    Deleted {
        /// The record as it was.
        record: Record,
    },
}

impl LoggedEdit {
    /// Table and identity of the record it is about.
    pub fn key(&self) -> (TableName, Uuid) {
        match self {
            Self::Created { table, id } | Self::Updated { table, id, .. } => (*table, *id),
            Self::Deleted { record } => (record.table(), record.id()),
        }
    }
}

/// What a person did, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Set the shop up.
    SetUp,
    /// Made a record.
    Create,
    /// Changed one.
    Edit,
    /// Deleted to the trash.
    Delete,
    /// Brought back from the trash.
    Restore,
    /// Removed from the trash for good.
    Purge,
    /// Brought in from a file.
    Import,
    /// Moved on a board.
    Move,
    /// Won a deal.
    Win,
    /// Lost a deal.
    Lose,
    /// Put a closed deal back on the board.
    Reopen,
    /// Recorded a sale.
    Sell,
    /// Paid back a sale.
    Refund,
    /// Ticked a task off.
    Complete,
    /// Added or removed tags.
    Tag,
    /// Gave everything of a member of the team to another.
    HandOver,
    /// Made a lead a customer with a deal.
    Qualify,
    /// Took a change back.
    Undo,
    /// Did it again.
    Redo,
    /// Wrote a backup file.
    Backup,
    /// Folded duplicates into one record.
    Merge,
    /// Took merged records apart again.
    Unmerge,
    /// Removed a person for good, from the history too.
    Erase,
}

/// What happened, for the history: verb, kind of record, how many, and the name of the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What was done.
    pub verb: Verb,
    /// To which kind of record.
    pub table: TableName,
    /// To how many.
    pub count: u32,
    /// What the first one is called, or the name of the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl Label {
    /// A label for `count` records.
    pub fn new(verb: Verb, table: TableName, count: usize, name: impl Into<String>) -> Self {
        Self {
            verb,
            table,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            name: name.into(),
        }
    }
}

/// One entry of the change log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its number, from 1, without gaps; the shop's generation after it.
    pub seq: u64,
    /// Hybrid logical clock: wall time in milliseconds, but always after every earlier change,
    /// so that "edited since" is a comparison even when the clock steps back.
    pub at: Timestamp,
    /// The device it was made on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device: String,
    /// The member of the team who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// What happened, in short.
    pub label: Label,
    /// The change it takes back, if it is an undo or redo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// The records it touched.
    #[serde(with = "runs")]
    pub edits: Vec<LoggedEdit>,
    /// Everything was replaced (a restored backup): nothing before it can be undone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced_all: bool,
    /// The pages it rewrote, so that other tabs know what to read again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<(TableName, u32)>,
}

impl Change {
    /// The same change in a log that has `others` before it.
    #[must_use]
    pub fn after(mut self, others: u64) -> Self {
        self.seq = self.seq.saturating_add(others);
        self.undoes = self.undoes.map(|seq| seq.saturating_add(others));
        self
    }
}

/// The field that every change touches.
pub const UPDATED: &str = "updated";

/// Fields of the record's JSON that differ. The time of change is logged with them, so that undo puts
/// it back, but alone it is no change.
fn fields_changed(before: &Record, after: &Record) -> Result<Vec<FieldChange>, serde_json::Error> {
    let (before, after) = (before.to_json()?, after.to_json()?);
    let (Value::Object(before), Value::Object(after)) = (before, after) else {
        return Ok(Vec::new());
    };
    let (before, after) = (spread(before), spread(after));
    let mut names: Vec<&String> = before
        .keys()
        .chain(after.keys().filter(|name| !before.contains_key(*name)))
        .collect();
    names.sort();
    let value = |object: &serde_json::Map<String, Value>, name: &str| {
        object.get(name).cloned().unwrap_or(Value::Null)
    };
    let changes: Vec<FieldChange> = names
        .into_iter()
        .map(|name| FieldChange {
            field: name.clone(),
            before: value(&before, name),
            after: value(&after, name),
        })
        .filter(|change| change.before != change.after)
        .collect();
    let real = changes.iter().any(|change| change.field != UPDATED);
    Ok(if real { changes } else { Vec::new() })
}
