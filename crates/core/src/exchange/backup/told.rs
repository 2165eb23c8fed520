//! What reading a backup tells: why it can't be restored, and what was put up with.

use uuid::Uuid;

use crate::domain::{Refusal, TableName};

/// Why a file can't be restored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BackupError {
    /// More bytes than a shop can have.
    #[error("the file has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Most that is read.
        limit: usize,
    },
    /// The bytes are no UTF-8 text.
    #[error("the file is no UTF-8 text from byte {0}")]
    NotText(usize),
    /// The file ends in the middle.
    #[error("the file ends too early, in line {line}")]
    Truncated {
        /// Line, from 1.
        line: usize,
    },
    /// The text is no JSON.
    #[error("line {line}, column {column}: {reason}")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// JSON, but not a backup of this program.
    #[error("this is no Regulars backup")]
    NotABackup,
    /// Written by a newer program.
    #[error("the backup has version {0}; update the app to read it")]
    Newer(u64),
    /// A record that is none.
    #[error("{} record {position}: {reason}", table.as_str())]
    Record {
        /// Its table.
        table: TableName,
        /// Its place in the table, from 1.
        position: usize,
        /// What is wrong.
        reason: String,
    },
    /// Two records of one identity.
    #[error("{} record {position}: the identity {id} is used twice", table.as_str())]
    DuplicateId {
        /// The table.
        table: TableName,
        /// Place of the second one, from 1.
        position: usize,
        /// The identity.
        id: Uuid,
    },
    /// A record that breaks a rule of the shop.
    #[error("{} record {position}: {refusal}", table.as_str())]
    Refused {
        /// Its table.
        table: TableName,
        /// Its place in the table, from 1.
        position: usize,
        /// The rule.
        refusal: Refusal,
    },
}

/// Something that was put up with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Something was changed since the file was written: by hand, or by a broken disk.
    Changed,
    /// A table this program does not know; it was left out.
    UnknownTable(String),
    /// A field this program does not know; it was left out of `count` records.
    UnknownField {
        /// The table.
        table: TableName,
        /// The field.
        field: String,
        /// In how many records.
        count: usize,
    },
    /// The file promises another number of records.
    CountMismatch {
        /// The table.
        table: TableName,
        /// Promised.
        promised: u64,
        /// Found.
        found: usize,
    },
    /// A rescued record referred to one that is lost; the reference was cleared.
    ClearedReference(TableName, Uuid),
    /// So many entries of the history can't be read; they were left out.
    LostHistory(usize),
    /// A rescued record could not be kept.
    LeftOut(TableName, Uuid, Refusal),
}
