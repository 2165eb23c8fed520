//! Who did what on a timeline, as far as the change log says: records of today are signed themselves, those of
//! before are not.

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::timeline::{Entry, Narrow, What};
use crate::domain::{Change, LoggedEdit, Timestamp};

/// Milliseconds by which a civil day and the instant something was written down may differ.
const DAY: i64 = 86_400_000;

/// How far back the log has to be read so that nothing is missing among the first `shown` of the entries that
/// pass: to the last of them, or, if there are fewer, to the oldest thing known of the customer, because what
/// is older than that was not written down here. `all` are the entries with nothing narrowed.
pub fn needed(all: &[Entry], passing: &[Entry], shown: usize, narrow: &Narrow) -> Timestamp {
    let last = shown.checked_sub(1).and_then(|place| passing.get(place));
    let oldest = || all.iter().map(|entry| entry.at).min();
    let from = last.map(|entry| entry.at).or_else(oldest);
    let from = from
        .unwrap_or_default()
        .max(narrow.since.unwrap_or_default());
    Timestamp(from.0 - DAY)
}

/// Who made which record, who touched it at which instant and who closed which deal, as far as the log was
/// read. What records carry themselves needs no log; those of before did not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authors {
    made: FxHashMap<Uuid, String>,
    touched: FxHashMap<(Uuid, i64), String>,
    closed: FxHashMap<Uuid, String>,
}

impl Authors {
    /// Notes what entries of the log say, the newest first, after newer ones; those of nobody in particular say
    /// nothing.
    pub fn note(&mut self, log: &[Change]) {
        for change in log.iter().filter(|change| !change.person.is_empty()) {
            for edit in &change.edits {
                let id = edit.key().1;
                if let LoggedEdit::Updated { fields, .. } = edit
                    && fields.iter().any(|field| field.field == "outcome")
                {
                    // The newest step is what led to the outcome of now.
                    let by = || change.person.clone();
                    self.closed.entry(id).or_insert_with(by);
                }
                match edit {
                    // What was brought back from the trash was made before it was deleted.
                    LoggedEdit::Created { .. } => self.made.insert(id, change.person.clone()),
                    _ => (self.touched).insert((id, change.at.0), change.person.clone()),
                };
            }
        }
    }

    /// Signs the entries that are not signed yet: a step by who took it at that instant, everything
    /// else by who wrote the record down.
    pub fn sign(&self, entries: &mut [Entry]) {
        for entry in entries.iter_mut().filter(|entry| entry.by.is_empty()) {
            let id = entry.key.0;
            let step = match &entry.what {
                What::Closed(_) => self.closed.get(&id),
                _ => self.touched.get(&(id, entry.at.0)),
            };
            let whole = match &entry.what {
                What::Stage(..) => entry.key.1 == 1,
                What::Task(task) => task.done.is_none(),
                What::Closed(_) | What::Solved(_) => false,
                _ => true,
            };
            let by = step.or_else(|| self.made.get(&id).filter(|_| whole));
            entry.by = by.cloned().unwrap_or_default();
        }
    }
}
