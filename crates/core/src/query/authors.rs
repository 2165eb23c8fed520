//! Who did what on a timeline, as far as the change log says: records of today are signed themselves, those of
//! before are not.

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::timeline::{Entry, What};
use crate::domain::{Change, LoggedEdit};

/// Who made which record, who touched it at which instant and who closed which deal, as far as the log was
/// read. What records carry themselves needs no log; those of before did not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authors {
    made: FxHashMap<Uuid, String>,
    touched: FxHashMap<(Uuid, i64), String>,
    closed: FxHashMap<Uuid, String>,
}

impl Authors {
    /// Notes what entries of the log say, the newest first; those of nobody in particular say nothing.
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
                    LoggedEdit::Created { .. } => self.made.insert(id, change.person.clone()),
                    _ => (self.touched).insert((id, change.at.0), change.person.clone()),
                };
            }
        }
    }

    /// Takes in what is known of older entries.
    pub fn join(&mut self, older: Self) {
        for (id, by) in older.made {
            self.made.entry(id).or_insert(by);
        }
        for (step, by) in older.touched {
            self.touched.entry(step).or_insert(by);
        }
        for (id, by) in older.closed {
            self.closed.entry(id).or_insert(by);
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
