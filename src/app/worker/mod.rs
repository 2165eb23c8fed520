//! Work off the main thread. A page asks with [`run`]; the job runs in a worker of its own, so that
//! it can be ended at any moment, and its answer, error or death comes back typed.
//!
//! **To add a job:** write a type that implements [`Job`] in a file of this folder, give it a
//! variant of [`JobName`] and a line in the match of `registry.rs`. Small things travel as `Input`
//! and `Output` (JSON); whatever is large (a file, a backup, a table) travels as the bytes beside
//! them, which are handed over, not copied; a file that may be longer than memory comes back as a `Blob`.
//!
//! ```ignore
//! pub struct Preview;
//! impl Job for Preview {
//!     const NAME: JobName = JobName::Preview;
//!     type Input = Mapping;
//!     type Output = Plan;
//!     type Made = Vec<u8>;
//!     type Error = CsvError;
//!     async fn run(mapping: Mapping, file: Vec<u8>, progress: Progress<'_>)
//!         -> Result<(Plan, Vec<u8>), CsvError> { … }
//! }
//!
//! let cancel = Cancel::default();          // clone it into the Cancel button
//! match worker::run::<Preview>(&mapping, file, &cancel, move |share| done.set(share)).await {
//!     Ok((plan, _)) => …,
//!     Err(JobError::Refused(error)) => …,  // the job's own typed error
//!     Err(JobError::Cancelled) => …,
//!     Err(JobError::Broken(error)) => …,   // a panic, or the browser ended the worker
//! }
//! ```
//!
//! A job sees no records and no storage: the page hands it what it needs and writes what comes
//! back; only what goes out whole (recovery copies, lists, workbooks) is read from the store by [`stored`].
//! Where no worker can be started the job fails with
//! [`WorkerError`](crate::platform::worker::WorkerError) and the person is told.

mod copy;
mod duplicates;
mod glance;
mod pool;
mod registry;
mod reports;
mod sample;
mod stored;

pub use copy::{Copied, MakeCopy, NotCopied};
pub use duplicates::{Duplicates, NotCarried};
pub use glance::{Glance, GlanceInput};
pub use pool::{Cancel, rest, run, run_on};
pub use registry::{JobName, serve};
pub use reports::{Reports, ReportsFailure, ReportsInput};
pub use sample::{Sample, SampleSize};
pub use stored::stored;

use std::{future::Future, time::Duration};

use serde::{Serialize, de::DeserializeOwned};

use crate::platform::worker::{Handed, WorkerError};

/// Told the share done, from 0 to 1. May be called as often as convenient.
pub type Progress<'a> = &'a dyn Fn(f64);

/// Work that can be done elsewhere.
pub trait Job {
    /// What it is asked by.
    const NAME: JobName;
    /// How long its worker is kept for the next job. `None` if it takes so much memory that its worker is
    /// better ended at once; it has one of its own then, and what an idle one remembers stays.
    const KEPT_FOR: Option<Duration> = Some(Duration::from_secs(20));
    /// What it needs to know besides the bytes.
    type Input: Serialize + DeserializeOwned;
    /// What it answers besides the bytes. Keep it small.
    type Output: Serialize + DeserializeOwned;
    /// What it makes besides: bytes, or a file that the browser holds.
    type Made: Into<Handed> + TryFrom<Handed>;
    /// Why it may refuse.
    type Error: Serialize + DeserializeOwned;

    /// Does it. May be plain synchronous code: a cancelled job is ended from outside.
    fn run(
        input: Self::Input,
        bytes: Vec<u8>,
        progress: Progress<'_>,
    ) -> impl Future<Output = Result<(Self::Output, Self::Made), Self::Error>>;
}

/// Why a job has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError<E> {
    /// The job's own reason.
    #[error("the job refused")]
    Refused(E),
    /// [`Cancel::cancel`] was called.
    #[error("cancelled")]
    Cancelled,
    /// The worker died or did not understand.
    #[error(transparent)]
    Broken(WorkerError),
}
