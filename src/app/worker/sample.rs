//! A sample shop as a job: inventing a hundred thousand people takes seconds.

use serde::{Deserialize, Serialize};

use crate::{
    sample::{SampleOptions, generate},
    storage::Replacement,
};

use super::{Job, JobName, Progress};

/// Invents a shop; the bytes that come back are a [`Replacement`].
#[derive(Debug)]
pub struct Sample;

/// What the sample holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleSize {
    /// Records of all kinds.
    pub records: usize,
}

impl Job for Sample {
    const NAME: JobName = JobName::Sample;
    type Input = SampleOptions;
    type Output = SampleSize;
    type Made = Vec<u8>;
    type Error = String;

    async fn run(
        options: SampleOptions,
        _: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<(SampleSize, Vec<u8>), String> {
        let records = generate(&options);
        progress(0.5);
        let size = SampleSize {
            records: records.len(),
        };
        let made = Replacement::new(records).map_err(|error| error.to_string())?;
        Ok((size, made.into_bytes()))
    }
}
