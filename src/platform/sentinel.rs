//! A note outside the database that data was there. If the browser clears the database but not this,
//! the app says so instead of greeting the owner as new.

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;

use super::prefs::{Pref, Workspace};

/// What was last seen in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How many records.
    pub records: u64,
    /// When they were written.
    pub saved: Timestamp,
    /// The number of writes by then; 0 where a version that did not note it wrote last.
    #[serde(default)]
    pub generation: u64,
}

const OWN: Pref<Seen> = Pref::new("regulars.sentinel");
const SAMPLE: Pref<Seen> = Pref::new("regulars.sentinel.sample");

const fn of(workspace: Workspace) -> &'static Pref<Seen> {
    match workspace {
        Workspace::Own => &OWN,
        Workspace::Sample => &SAMPLE,
    }
}

/// What was last seen, if anything.
pub fn get(workspace: Workspace) -> Option<Seen> {
    of(workspace).get()
}

/// Notes what is there now.
pub fn set(workspace: Workspace, seen: Seen) {
    of(workspace).set(&seen);
}

/// Forgets it: the person chose to begin anew.
pub fn clear(workspace: Workspace) {
    of(workspace).clear();
}
