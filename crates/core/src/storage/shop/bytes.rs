//! The bytes of attached files: read back and checked against their address, put beside the records that
//! name them, and let go of once no record, no deleted record and no entry of the change log does.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use memchr::memmem;

use crate::{
    domain::{
        Edit, Record, Records,
        attachment::{content_hash, file_of, is_hash},
    },
    storage::{
        error::StorageError,
        store::{Space, Store},
    },
};

use super::{ExecuteError, OpenShop};

/// What stands before an address in the JSON of a record; in the text of a person its quotes would
/// be escaped.
const BEFORE: &[u8] = b"\"hash\":\"";
/// Digits of an address.
const DIGITS: usize = 64;

impl<S: Store> OpenShop<S> {
    /// The bytes at an address; `None` if they are not there. Bytes that are not what they were are
    /// [`StorageError::Damaged`].
    pub async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let found = self.store.get(Space::Files, &[hash.to_owned()]).await?;
        let Some(bytes) = found.into_iter().flatten().next() else {
            return Ok(None);
        };
        if content_hash(&bytes) == hash {
            Ok(Some(bytes))
        } else {
            Err(StorageError::Damaged("a file is not as it was".to_owned()))
        }
    }

    /// Bytes that nothing names once `edits` and `put` are written. Where part of the shop can't be read,
    /// what it names can't be known: then only what the edits take away counts.
    pub(super) async fn loose_bytes(
        &self,
        edits: &[Edit],
        put: &[(Space, String, Vec<u8>)],
    ) -> Result<Vec<(Space, String)>, ExecuteError> {
        let keys = self.store.keys(Space::Files).await?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut kept = {
            let records = self.records.borrow();
            let touched: HashSet<_> = edits.iter().filter_map(Edit::key).collect();
            let stays = |record: &Record| !touched.contains(&(record.table(), record.id()));
            let mut kept = named_where(&records, stays);
            kept.extend(names(edits.iter().filter_map(|edit| edit.after.as_ref())));
            kept
        };
        let log: HashMap<&str, &[u8]> = put
            .iter()
            .filter(|(space, ..)| *space == Space::Log)
            .map(|(_, key, bytes)| (key.as_str(), bytes.as_slice()))
            .collect();
        for bytes in log.values() {
            note(bytes, &mut kept);
        }
        self.each_block(|key, bytes| {
            if !log.contains_key(key) {
                note(bytes, &mut kept);
            }
            Ok(())
        })
        .await?;
        let taken = names(edits.iter().filter_map(|edit| edit.before.as_ref()));
        let whole = self.damage.borrow().is_empty();
        Ok(keys
            .into_iter()
            .filter(|key| !kept.contains(key) && (whole || taken.contains(key)))
            .map(|key| (Space::Files, key))
            .collect())
    }

    /// Bytes in the store besides those named.
    pub(super) async fn bytes_besides(
        &self,
        named: &HashSet<String>,
    ) -> Result<Vec<(Space, String)>, StorageError> {
        let keys = self.store.keys(Space::Files).await?.into_iter();
        Ok(keys
            .filter(|key| !named.contains(key))
            .map(|key| (Space::Files, key))
            .collect())
    }
}

/// Bytes as they are written.
pub(super) fn puts(
    files: Vec<(String, Arc<[u8]>)>,
) -> impl Iterator<Item = (Space, String, Vec<u8>)> {
    files
        .into_iter()
        .map(|(hash, bytes)| (Space::Files, hash, bytes.to_vec()))
}

/// Every address that the records name, the deleted ones included.
pub(super) fn named(records: &Records) -> HashSet<String> {
    named_where(records, |_| true)
}

fn named_where(records: &Records, stays: impl Fn(&Record) -> bool) -> HashSet<String> {
    let files = records.files.iter().cloned().map(Record::Files);
    let trash = records.trash.iter().cloned().map(Record::Trash);
    let all: Vec<Record> = files.chain(trash).filter(stays).collect();
    names(all.iter())
}

fn names<'a>(records: impl Iterator<Item = &'a Record>) -> HashSet<String> {
    records
        .filter_map(file_of)
        .map(|file| file.hash.clone())
        .collect()
}

/// Notes the addresses in an entry of the log.
pub(super) fn note(entry: &[u8], kept: &mut HashSet<String>) {
    for at in memmem::find_iter(entry, BEFORE) {
        let from = at + BEFORE.len();
        let digits = entry.get(from..from + DIGITS);
        let text = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        kept.extend(text.filter(|text| is_hash(text)).map(str::to_owned));
    }
}
