//! The one way to change data: a command looks at the current records and answers with a draft of a
//! change, or with the reason why not. It is pure, so that it can be run again on fresher records
//! when another tab was first.

use std::sync::Arc;

use super::{
    change::{Edit, Label},
    clock::Moment,
    erase::Erasure,
    purge::Forgotten,
    record::{Records, TableName},
};

/// Something a person wants done.
pub trait Command {
    /// What would change. Must not depend on anything but its arguments.
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal>;

    /// False once the person has thought better of it. A long change is asked now and then while it is got
    /// ready, and a last time before the write begins; nothing of it is written then.
    fn is_wanted(&self) -> bool {
        true
    }

    /// Told when the write begins: from here on it can't be stopped. Where another tab was first it is told again.
    fn is_being_saved(&self) {}
}

/// A change that has not been written yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What to call it in the history.
    pub label: Label,
    /// The records it touches, none twice.
    pub edits: Vec<Edit>,
    /// The change it takes back.
    pub undoes: Option<u64>,
    /// Edits of an undone change that stay because the records were edited since.
    pub kept: usize,
    /// Links of what comes back that were left out because what they led to is gone.
    pub unlinked: usize,
    /// What leaves the change log too, with everything that was ever noted about it.
    pub forgets: Forgotten,
    /// The person who is erased: the log forgets more than the records then, and the change itself is
    /// logged without its edits.
    pub erases: Erasure,
    /// Bytes of files that come with it, by their address; written together with the records.
    pub files: Vec<(String, Arc<[u8]>)>,
    /// Bytes of files that nothing names any more are let go of. So they are whenever something is
    /// forgotten or erased.
    pub collects: bool,
}

impl Draft {
    /// A draft of an ordinary change.
    pub fn new(label: Label, edits: Vec<Edit>) -> Self {
        Self {
            label,
            edits,
            undoes: None,
            kept: 0,
            unlinked: 0,
            forgets: Forgotten::new(),
            erases: Erasure::default(),
            files: Vec::new(),
            collects: false,
        }
    }
}

/// Why a command can't be carried out. Pages turn it into a sentence in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record is not there any more.
    #[error("the {0:?} record is gone")]
    Gone(TableName),
    /// A name, title or other text that must not be blank is blank.
    #[error("{0} must not be blank")]
    Blank(&'static str),
    /// A text or list is over its limit.
    #[error("{0} is too long")]
    TooLong(&'static str),
    /// An amount, price or quantity is out of range.
    #[error("{0} is out of range")]
    OutOfRange(&'static str),
    /// It refers to a record that does not exist.
    #[error("refers to a {0:?} record that does not exist")]
    Dangling(TableName),
    /// A company can't belong to itself.
    #[error("a company can't belong to itself")]
    Cycle,
    /// Lines and discount don't add up to the total.
    #[error("lines and discount don't add up to the total")]
    TotalMismatch,
    /// More would be paid back than was paid.
    #[error("more would be paid back than was paid")]
    RefundTooLarge,
    /// More points would be taken than there are.
    #[error("there are only {0} points")]
    TooFewPoints(i64),
    /// A board needs at least one stage.
    #[error("a board needs at least one stage")]
    NoStage,
    /// Open deals stand on a stage or board that would go.
    #[error("{0} open deals stand there")]
    StageInUse(usize),
    /// A value does not fit its own field.
    #[error("a value does not fit its field")]
    BadValue,
    /// Another one has that name already.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// A file without bytes.
    #[error("the file is empty")]
    EmptyFile,
    /// A file with more bytes than one may have.
    #[error("the file has more than {0} MB")]
    FileTooLarge(u64),
    /// There is nothing to do.
    #[error("there is nothing to do")]
    Nothing,
    /// The person thought better of it.
    #[error("it is not wanted any more")]
    Unwanted,
    /// Everything that the change touched was edited since.
    #[error("everything was edited since")]
    AllEditedSince,
    /// A record can't be turned into JSON or back.
    #[error("a record can't be read: {0}")]
    Unreadable(String),
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
