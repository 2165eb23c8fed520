//! Why a file can't be used at all.

use serde::{Deserialize, Serialize};

use crate::{
    domain::TableName,
    exchange::{backup::BackupError, sales::SalesError, unpack::UnpackError},
    storage::StorageError,
};

/// The reason; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// Nothing in it.
    Empty,
    /// More bytes than can be read.
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Most that is read.
        limit: u64,
    },
    /// A workbook or an archive that can't be taken apart.
    Unpack(UnpackError),
    /// A picture, PDF or other file without text.
    Binary,
    /// A list of sales that is none.
    Sales(SalesError),
    /// JSON that is no JSON.
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The file ends in the middle.
    Truncated {
        /// Line, from 1.
        line: usize,
    },
    /// JSON, but not a backup.
    NotABackup,
    /// Written by a newer program.
    Newer(u64),
    /// A record of the backup that is wrong.
    Record {
        /// Its table.
        table: TableName,
        /// Its place in the table, from 1.
        position: usize,
        /// For developers.
        detail: String,
    },
    /// Contents of attached files that are not in the backup, or not as they were.
    Files {
        /// Names of the first of them.
        names: Vec<String>,
        /// How many.
        count: usize,
    },
    /// More bytes than one ZIP file can hold.
    ArchiveTooLarge,
    /// Another program has the file open.
    Locked,
    /// A folder, or a file that is not there any more.
    Gone,
    /// The browser could not read the file or do the work.
    Broken(String),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        let detail = error.to_string();
        match error {
            BackupError::TooLarge { bytes, limit } => Self::TooLarge {
                bytes: bytes as u64,
                limit: limit as u64,
            },
            BackupError::NotText(_) => Self::Binary,
            BackupError::Truncated { line } => Self::Truncated { line },
            BackupError::NotJson { line, column, .. } => Self::Json { line, column },
            BackupError::NotABackup => Self::NotABackup,
            BackupError::Newer(version) => Self::Newer(version),
            BackupError::Record {
                table, position, ..
            }
            | BackupError::DuplicateId {
                table, position, ..
            }
            | BackupError::Refused {
                table, position, ..
            } => Self::Record {
                table,
                position,
                detail,
            },
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
