//! Every job there is, by name: the one match between what a page asks and the code that does it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    app::data::{ReadFile, ShowRows, TakePlan, Unpack, export::WriteFile},
    platform::worker::{self, Handed},
};

use super::{Duplicates, Glance, Job, MakeCopy, Progress, Reports, Sample};

/// The jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobName {
    /// Compute the loyalty reports.
    Reports,
    /// Look at a file, plan its import, hand out its records.
    ReadFile,
    /// Hand out the records of the plan that was just made.
    TakePlan,
    /// Show a page of the rows of the plan that was just made.
    ShowRows,
    /// Find who is in the list twice.
    Duplicates,
    /// Take a workbook or an archive apart.
    Unpack,
    /// Write a workbook or another file to take away.
    WriteFile,
    /// Invent a shop.
    Sample,
    /// Read the beginning of a file as text.
    Glance,
    /// Make a recovery copy.
    MakeCopy,
}

/// What crosses to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Question<I> {
    pub job: JobName,
    pub input: I,
}

/// What comes back: the job's output or its own error, and what it made.
type Answer = (Result<Value, Value>, Handed);

/// Answers the page's requests; the whole of the worker's `main`.
pub fn serve() {
    console_error_panic_hook::set_once();
    worker::serve(
        async |question: Question<Value>, bytes: Option<Vec<u8>>, job: &worker::Job| {
            let progress = |share| job.progress(share);
            perform(question, bytes.unwrap_or_default(), &progress).await
        },
    );
}

async fn perform(
    question: Question<Value>,
    bytes: Vec<u8>,
    progress: Progress<'_>,
) -> Result<Answer, serde_json::Error> {
    let Question { job, input } = question;
    match job {
        JobName::Reports => answer::<Reports>(input, bytes, progress).await,
        JobName::ReadFile => answer::<ReadFile>(input, bytes, progress).await,
        JobName::TakePlan => answer::<TakePlan>(input, bytes, progress).await,
        JobName::ShowRows => answer::<ShowRows>(input, bytes, progress).await,
        JobName::Duplicates => answer::<Duplicates>(input, bytes, progress).await,
        JobName::Unpack => answer::<Unpack>(input, bytes, progress).await,
        JobName::WriteFile => answer::<WriteFile>(input, bytes, progress).await,
        JobName::Sample => answer::<Sample>(input, bytes, progress).await,
        JobName::Glance => answer::<Glance>(input, bytes, progress).await,
        JobName::MakeCopy => answer::<MakeCopy>(input, bytes, progress).await,
    }
}

async fn answer<J: Job>(
    input: Value,
    bytes: Vec<u8>,
    progress: Progress<'_>,
) -> Result<Answer, serde_json::Error> {
    let input = serde_json::from_value(input)?;
    Ok(match J::run(input, bytes, progress).await {
        Ok((output, made)) => (Ok(serde_json::to_value(output)?), made.into()),
        Err(error) => (Err(serde_json::to_value(error)?), Handed::Nothing),
    })
}
