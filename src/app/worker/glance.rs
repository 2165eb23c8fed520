//! Reading the beginning of a file as text, as a job: telling encodings apart takes tables that the page
//! does not carry.

use serde::{Deserialize, Serialize};

use crate::exchange::glance::glance;

use super::{Job, JobName, Progress};

/// Reads bytes as text; the bytes that come back are the text.
#[derive(Debug)]
pub struct Glance;

/// What is known of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlanceInput {
    /// There are more behind them.
    pub cut: bool,
    /// The person's language as a BCP 47 tag; it decides where the bytes leave a choice.
    pub language: String,
}

impl Job for Glance {
    const NAME: JobName = JobName::Glance;
    type Input = GlanceInput;
    /// WHATWG name of the encoding.
    type Output = String;
    type Made = Vec<u8>;
    type Error = String;

    async fn run(
        input: GlanceInput,
        bytes: Vec<u8>,
        _: Progress<'_>,
    ) -> Result<(String, Vec<u8>), String> {
        let seen = glance(&bytes, input.cut, &input.language);
        Ok((seen.encoding.to_owned(), seen.text.into_bytes()))
    }
}
