//! A recovery copy, as a job.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{exchange::backup, storage::StorageError};

use super::{Job, JobName, Progress, stored::stored_whole};

/// Makes a copy of the shop in a database; the bytes that come back are the backup's JSON as gzip. Writes
/// nothing.
#[derive(Debug)]
pub struct MakeCopy;

/// What the copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Records of all kinds.
    pub records: u64,
    /// Bytes of the JSON.
    pub size: u64,
}

/// There is no copy; the text says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCopied(pub String);

impl From<StorageError> for NotCopied {
    fn from(error: StorageError) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for NotCopied {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl Job for MakeCopy {
    const NAME: JobName = JobName::MakeCopy;
    /// A whole shop stood in its memory.
    const KEPT_FOR: Option<Duration> = None;
    /// Name of the database.
    type Input = String;
    type Output = Copied;
    type Made = Vec<u8>;
    type Error = NotCopied;

    async fn run(
        database: String,
        _: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<(Copied, Vec<u8>), NotCopied> {
        let (records, log) = stored_whole(&database, |share| progress(share / 2.0)).await?;
        if records.settings().is_none() {
            return Err(NotCopied("there is no shop".to_owned()));
        }
        let packed = backup::pack(&records, &log)?;
        let copied = Copied {
            records: records.total(),
            size: packed.size,
        };
        Ok((copied, packed.bytes))
    }
}
