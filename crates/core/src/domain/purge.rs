//! Forgetting: what a person removes for good leaves the history too. The log keeps that something
//! was done, when and to how many records, but nothing of what they said, and nothing of it can be
//! brought back.

use std::collections::HashSet;

use serde_json::Value;
use uuid::Uuid;

use super::{
    change::{Change, LoggedEdit, Verb},
    record::{Record, TableName},
    spread::own_field,
};

/// Records that are forgotten: those in the trash, and the trash entries around them.
pub type Forgotten = HashSet<(TableName, Uuid)>;

/// Takes everything about `gone` out of a change of the log. True if there was something.
pub fn forget(change: &mut Change, gone: &Forgotten) -> bool {
    let before = change.edits.len();
    change.edits.retain(|edit| !concerns(edit, gone));
    let mut found = change.edits.len() != before;
    if found && !matches!(change.label.verb, Verb::Import | Verb::SetUp | Verb::Backup) {
        // It may be the name of one of them.
        change.label.name.clear();
    }
    for edit in &mut change.edits {
        if let LoggedEdit::Updated { fields, .. } = edit {
            let before = fields.len();
            // A link to what is gone: undo would tie a record to nothing.
            fields.retain(|field| {
                !names(&field.before, gone)
                    && !names(&field.after, gone)
                    && !is_value_of(&field.field, gone)
            });
            found |= fields.len() != before;
        }
    }
    change
        .edits
        .retain(|edit| !matches!(edit, LoggedEdit::Updated { fields, .. } if fields.is_empty()));
    found
}

/// True if the edit is about one of them, or holds one of them as it was in the trash before.
fn concerns(edit: &LoggedEdit, gone: &Forgotten) -> bool {
    let held = match edit {
        LoggedEdit::Deleted {
            record: Record::Trash(entry),
        } => gone.contains(&(entry.record.table(), entry.record.id())),
        _ => false,
    };
    held || gone.contains(&edit.key())
}

/// True for a value of an own field that is forgotten.
fn is_value_of(name: &str, gone: &Forgotten) -> bool {
    let id = own_field(name).and_then(|text| Uuid::try_parse(text).ok());
    id.is_some_and(|id| gone.contains(&(TableName::Fields, id)))
}

fn names(value: &Value, gone: &Forgotten) -> bool {
    let id = value.as_str().and_then(|text| Uuid::try_parse(text).ok());
    id.is_some_and(|id| gone.iter().any(|(_, other)| *other == id))
}
