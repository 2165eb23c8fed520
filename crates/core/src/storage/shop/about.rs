//! What the change log says about a few records, however long it is: read backwards, a stretch at a time.
//! Which entries name whom is remembered while the shop is open, so that the way back is gone once, not once
//! for each customer. It is kept in memory alone: the stored form needs no index, and no migration for one.

use std::collections::{BTreeSet, HashSet};

use uuid::Uuid;

use crate::{
    domain::{Change, Timestamp},
    storage::{
        error::StorageError,
        store::{Space, Store},
    },
};

use super::{
    OpenShop,
    entry::{about, log_key, named, outline},
};

/// Entries read between two turns of the screen.
const BLOCK: u32 = 250;

/// What a stretch of the log says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    /// The changes that are about the records asked for, newest first, each with no other edits and no pages.
    pub changes: Vec<Change>,
    /// How far back it reaches: number and instant of its oldest entry. `None` if there is nothing before it:
    /// the whole log was read.
    pub reached: Option<(u64, Timestamp)>,
}

/// The part of the log that was read, from `low` to before `high`, without a gap.
#[derive(Debug, Default)]
pub(super) struct Read {
    low: u64,
    /// When the entry `low` was made.
    since: Timestamp,
    high: u64,
    /// Nothing is before `low`.
    whole: bool,
    /// A number for each identity that an entry names, and the entry. Eight bytes each, because there are as
    /// many as records were ever made; who shares a number with another is told apart by reading the entry.
    names: Vec<(u32, u32)>,
}

impl Read {
    fn note(&mut self, seq: u64, bytes: &[u8]) {
        let seq = u32::try_from(seq).unwrap_or(u32::MAX);
        let numbers: BTreeSet<u32> = named(bytes).map(number).collect();
        let names = numbers.into_iter().map(|number| (number, seq));
        self.names.extend(names);
    }

    /// The entries before `before` that may be about `ids`, newest first.
    fn about(&self, ids: &HashSet<Uuid>, before: u64) -> Vec<u64> {
        let numbers: HashSet<u32> = ids.iter().copied().map(number).collect();
        let named = self.names.iter();
        let named =
            named.filter(|(number, seq)| numbers.contains(number) && u64::from(*seq) < before);
        let entries: BTreeSet<u64> = named.map(|(_, seq)| u64::from(*seq)).collect();
        entries.into_iter().rev().collect()
    }
}

/// The last four bytes are random in every identity that was made here.
#[expect(clippy::cast_possible_truncation, reason = "the part that is random")]
const fn number(id: Uuid) -> u32 {
    id.as_u128() as u32
}

impl<S: Store> OpenShop<S> {
    /// What the log says about the records `ids` in its entries before `before` (or from the end): all of it
    /// that was read since the shop was opened, or else the next few hundred entries. Who wants to know what
    /// is before that asks again with what was [reached](Stretch::reached).
    ///
    /// # Errors
    /// What the store says. Entries that can't be read are passed over: no undo can read them either.
    pub async fn history_about(
        &self,
        ids: &HashSet<Uuid>,
        before: Option<u64>,
    ) -> Result<Stretch, StorageError> {
        let mut read = self.read.lock().await;
        self.read_newest(&mut read).await?;
        let before = before.unwrap_or(u64::MAX);
        if before <= read.low && !read.whole {
            self.read_on(&mut read).await?;
        }
        let keys: Vec<String> = read.about(ids, before).into_iter().map(log_key).collect();
        let mut changes = Vec::new();
        for keys in keys.chunks(BLOCK as usize) {
            for bytes in self.store.get(Space::Log, keys).await?.iter().flatten() {
                let change = about(bytes, |id| ids.contains(&id)).ok();
                changes.extend(change.filter(|change| !change.edits.is_empty()));
            }
            self.store.pause().await;
        }
        Ok(Stretch {
            changes,
            reached: (!read.whole).then_some((read.low, read.since)),
        })
    }

    /// Reads what came since the newest entry that was read.
    async fn read_newest(&self, read: &mut Read) -> Result<(), StorageError> {
        if read.high == 0 {
            // Nothing was: begin at the end.
            read.high = self.store.generation().await? + 1;
            read.low = read.high;
            return self.read_on(read).await;
        }
        let known = log_key(read.high);
        let mut before: Option<String> = None;
        let mut newest = read.high;
        let mut found = Vec::new();
        loop {
            let block = self
                .store
                .last(Space::Log, before.as_deref(), BLOCK)
                .await?;
            let full = block.len() == BLOCK as usize;
            before = block.last().map(|(key, _)| key.clone());
            for (key, bytes) in block {
                if key < known {
                    before = None;
                    break;
                }
                if let Ok(seq) = key.parse::<u64>() {
                    newest = newest.max(seq + 1);
                    found.push((seq, bytes));
                }
            }
            if !full || before.is_none() {
                break;
            }
        }
        for (seq, bytes) in found {
            read.note(seq, &bytes);
        }
        read.high = newest;
        Ok(())
    }

    /// Reads the entries before those that were read.
    async fn read_on(&self, read: &mut Read) -> Result<(), StorageError> {
        let before = log_key(read.low);
        let block = self.store.last(Space::Log, Some(&before), BLOCK).await?;
        for (key, bytes) in &block {
            let Ok(seq) = key.parse() else { continue };
            read.note(seq, bytes);
            read.low = seq;
        }
        if let Some((_, oldest)) = block.last() {
            read.since = outline(oldest).map_or(read.since, |entry| entry.at);
        }
        read.whole = block.len() < BLOCK as usize;
        self.store.pause().await;
        Ok(())
    }
}
