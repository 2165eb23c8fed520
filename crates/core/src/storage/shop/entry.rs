//! An entry of the change log as bytes under its key. One of an import or of its undo is a hundred
//! megabytes long; it is made in parts, so that the screen has its turns, and read no further than asked.

use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    domain::{Change, Label, LoggedEdit, Timestamp, runs},
    storage::error::StorageError,
};

/// Edits written between two turns of the screen.
const PART: usize = 50_000;

/// Edits looked at to know how long an entry will be.
const SAMPLE: usize = 64;

/// Where the edits of an entry stand. No text of it says this: there a backslash is before each mark.
const NO_EDITS: &str = "\"edits\":[]";

/// The key of the entry of a change.
pub(super) fn log_key(seq: u64) -> String {
    format!("{seq:012}")
}

/// An entry that is short.
pub(in crate::storage) fn to_bytes(change: &Change) -> Result<Vec<u8>, StorageError> {
    serde_json::to_vec(change).map_err(other)
}

/// An entry of any length; `pause` is called between its parts.
pub(super) async fn to_bytes_in_parts(
    change: &mut Change,
    pause: impl AsyncFn(),
) -> Result<Vec<u8>, StorageError> {
    if change.edits.len() <= PART {
        return to_bytes(change);
    }
    let edits = std::mem::take(&mut change.edits);
    let frame = serde_json::to_string(change).map_err(other);
    change.edits = edits;
    let frame = frame?;
    let (before, after) = frame
        .split_once(NO_EDITS)
        .ok_or_else(|| StorageError::Other("an entry has no place for its edits".to_owned()))?;
    // A place of the right size at once: to grow by doubling would leave the memory of a page, which
    // never shrinks, twice as large for good.
    let mut bytes = Vec::with_capacity(frame.len() + length(&change.edits)?);
    bytes.extend_from_slice(before.as_bytes());
    bytes.extend_from_slice(b"\"edits\":");
    let mut parts = change.edits.chunks(PART).peekable();
    let mut join = b'[';
    while let Some(part) = parts.next() {
        let begun = bytes.len();
        runs::serialize(part, &mut serde_json::Serializer::new(&mut bytes)).map_err(other)?;
        // Each part is a list of its own; together they are one.
        if let Some(bracket) = bytes.get_mut(begun) {
            *bracket = join;
        }
        join = b',';
        if parts.peek().is_some() {
            bytes.pop();
            pause().await;
        }
    }
    bytes.extend_from_slice(after.as_bytes());
    Ok(bytes)
}

/// About how many bytes edits take, rather more than less.
fn length(edits: &[LoggedEdit]) -> Result<usize, StorageError> {
    let every = (edits.len() / SAMPLE).max(1);
    let mut bytes = Vec::new();
    for edit in edits.iter().step_by(every) {
        serde_json::to_writer(&mut bytes, edit).map_err(other)?;
    }
    Ok(bytes.len() * every)
}

/// Reads an entry.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<Change, StorageError> {
    serde_json::from_slice(bytes).map_err(damaged)
}

/// Reads an entry without its edits, however many there are.
pub(super) fn outline(bytes: &[u8]) -> Result<Change, StorageError> {
    Ok(glance(bytes)?.0)
}

/// Reads an entry with those of its edits that are about records that are `wanted`, and without its pages.
pub(super) fn about(bytes: &[u8], wanted: impl Fn(Uuid) -> bool) -> Result<Change, StorageError> {
    let (change, edits) = glance(bytes)?;
    let edits = runs::only(edits.get(), wanted).map_err(damaged)?;
    Ok(Change { edits, ..change })
}

/// An entry without its edits, and those as they stand there.
fn glance(bytes: &[u8]) -> Result<(Change, &RawValue), StorageError> {
    #[derive(Deserialize)]
    struct Outline<'a> {
        seq: u64,
        at: Timestamp,
        #[serde(default)]
        device: String,
        #[serde(default)]
        person: String,
        label: Label,
        #[serde(default)]
        undoes: Option<u64>,
        #[serde(borrow)]
        edits: &'a RawValue,
        #[serde(default)]
        replaced_all: bool,
    }
    let read: Outline<'_> = serde_json::from_slice(bytes).map_err(damaged)?;
    let change = Change {
        seq: read.seq,
        at: read.at,
        device: read.device,
        person: read.person,
        label: read.label,
        undoes: read.undoes,
        edits: Vec::new(),
        replaced_all: read.replaced_all,
        pages: Vec::new(),
    };
    Ok((change, read.edits))
}

/// The identities that an entry names anywhere, some of them more than once: they stand there in quotes.
/// Nothing is made of the rest, so that an entry that is not about somebody costs no more than its bytes.
pub(super) fn named(bytes: &[u8]) -> impl Iterator<Item = Uuid> {
    bytes.windows(38).filter_map(|window| match window {
        [b'"', id @ .., b'"'] if id.get(8) == Some(&b'-') => Uuid::try_parse_ascii(id).ok(),
        _ => None,
    })
}

fn damaged(error: serde_json::Error) -> StorageError {
    StorageError::Damaged(error.to_string())
}

fn other(error: serde_json::Error) -> StorageError {
    StorageError::Other(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures_executor::block_on;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{TableName, Verb};

    #[test]
    fn a_long_entry_is_made_in_parts_and_read_as_one() {
        let created = |number: usize| LoggedEdit::Created {
            table: TableName::ALL[number % 2],
            id: Uuid::from_u128(number as u128),
        };
        for count in [0, 1, PART, PART + 1, 2 * PART, 2 * PART + 7] {
            let mut change = Change {
                seq: 7,
                at: Timestamp(8),
                device: "\"edits\":[]".to_owned(),
                person: String::new(),
                label: Label::new(Verb::Import, TableName::Sales, count, "a\"edits\":[].csv"),
                undoes: Some(3),
                edits: (0..count).map(|number| created(number / 3)).collect(),
                replaced_all: false,
                pages: vec![(TableName::Sales, 4)],
            };
            let pauses = Cell::new(0);
            let pause = async || pauses.set(pauses.get() + 1);
            let bytes = block_on(to_bytes_in_parts(&mut change, pause)).expect("plain data");
            assert_eq!(
                pauses.get(),
                count.div_ceil(PART).saturating_sub(1),
                "{count}"
            );
            let outlined = Change {
                edits: Vec::new(),
                pages: Vec::new(),
                ..change.clone()
            };
            assert_eq!(outline(&bytes), Ok(outlined), "{count}");
            assert_eq!(from_bytes(&bytes), Ok(change), "{count}");
        }
    }
}
