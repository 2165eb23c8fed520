//! What is to be done and what was, of the JSON of another program, as rows of one list: each keeps whom it
//! is about by that one's number and name, so that it finds its person whichever list comes in first.

use super::json::{Row, put};
use crate::domain::name::Name;

/// Whom something is about.
#[derive(Debug, Clone, Default)]
pub(super) struct Whom {
    /// Number in the other program.
    pub code: String,
    /// The whole name.
    pub name: String,
}

impl Whom {
    /// A person by number and the two parts of the name.
    pub fn new(code: String, family: &str, given: &str) -> Self {
        let name = Name::from_parts(family.trim(), given.trim()).full;
        Self { code, name }
    }
}

/// One thing to do, or one that was; what is blank is not said.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// The word for its kind, as lists name it: call, meeting, note.
    pub what: String,
    /// What is to be done.
    pub title: String,
    /// When it is due.
    pub due: String,
    /// True if it is done.
    pub done: bool,
    /// When it was done.
    pub done_at: String,
    /// When it took place.
    pub when: String,
    /// Free text.
    pub note: String,
    /// Who does it, or did.
    pub owner: String,
}

impl Work {
    /// As a row. The columns that tell such a list are there whatever its rows say.
    pub fn row(&self, whom: &Whom) -> Row {
        let mut row = Row::new();
        for column in ["title", "type", "due date", "done"] {
            row.insert(column.to_owned(), String::new());
        }
        let done = if self.done { "yes" } else { "" };
        for (column, text) in [
            ("title", self.title.as_str()),
            ("type", &self.what),
            ("due date", &self.due),
            ("done", done),
            ("done time", &self.done_at),
            ("when", &self.when),
            ("note", &self.note),
            ("assigned to", &self.owner),
            ("contact id", &whom.code),
            ("contact", &whom.name),
        ] {
            put(&mut row, column, text);
        }
        row
    }
}
