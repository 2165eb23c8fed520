//! The history of changes in the file: oldest first and numbered from 1, without what concerns only the
//! browser it was made in, so that equal shops give equal files. An entry that is none is left out when
//! it is read: without it something can't be taken back any more, but no record is lost.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::de::{self, DeserializeSeed, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::{Change, Timestamp, Verb};

/// The last millisecond of the year 9999: what claims to be later would leave no time for what follows.
const LATEST: Timestamp = Timestamp(253_402_300_799_999);

/// Bytes of the longest entry that is written whole. Only a large import that was taken back has more;
/// of that the file tells that it was, not everything that went.
pub const LONGEST: usize = 4 << 20;
/// Bytes of the newest entries that are written whole; with more, there would be no room for the records
/// in a file that can still be read.
pub const MOST: usize = 48 << 20;

/// Gives the entries of a log their numbers in a file, one after the other.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    numbers: FxHashMap<u64, u64>,
    count: u64,
    last: Timestamp,
}

impl Numbering {
    /// The entry as it stands in the file; `None` for a replacement, which no other browser saw, for a
    /// backup, which would make each differ from the one before, and for what is out of order.
    pub(super) fn next(&mut self, mut change: Change) -> Option<Change> {
        let in_order = self.last < change.at && change.at <= LATEST;
        if is_of_here(&change) || !in_order {
            return None;
        }
        self.last = change.at;
        self.count += 1;
        let undone = change.undoes.and_then(|seq| self.numbers.get(&seq));
        change.undoes = undone.copied();
        self.numbers.insert(change.seq, self.count);
        change.seq = self.count;
        change.pages.clear();
        Some(change)
    }

    /// An entry of the log as a line of the file.
    pub(super) fn line(&mut self, entry: &[u8]) -> Option<Result<String, serde_json::Error>> {
        let change = self.next(serde_json::from_slice(entry).ok()?)?;
        Some(serde_json::to_string(&change))
    }
}

/// True for what only the browser it was made in need remember.
fn is_of_here(change: &Change) -> bool {
    change.replaced_all || change.label.verb == Verb::Backup
}

/// The entries of a file as they are read.
#[derive(Debug, Default)]
pub(super) struct Entries {
    numbering: Numbering,
    /// Those that are sound.
    pub(super) sound: Vec<Change>,
    /// How many are not.
    pub(super) broken: usize,
}

impl Entries {
    fn add(&mut self, json: &RawValue) {
        let Ok(change) = serde_json::from_str::<Change>(json.get()) else {
            self.broken += 1;
            return;
        };
        // The page that rescues a shop writes the log as it finds it.
        if !is_of_here(&change) {
            let numbered = self.numbering.next(change);
            self.broken += usize::from(numbered.is_none());
            self.sound.extend(numbered);
        }
    }
}

/// The entries of the history.
pub(super) struct History<'a>(pub(super) &'a mut Entries);

impl<'de> DeserializeSeed<'de> for History<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for History<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of changes")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(json) = seq.next_element::<&RawValue>()? {
            self.0.add(json);
        }
        Ok(())
    }
}
