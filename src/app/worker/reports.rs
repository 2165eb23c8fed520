//! The loyalty reports as a job: facts in, reports out, both as bytes.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::reports::{Facts, LoyaltyReports, Options, ReportError};

use super::{Job, JobName, Progress};

/// Computes the reports of encoded [`Facts`]; the bytes that come back are
/// [`LoyaltyReports::to_bytes`].
#[derive(Debug)]
pub struct Reports;

/// For which day, and with which choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportsInput {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// The owner's choices.
    pub options: Options,
}

/// Why there are no reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportsFailure {
    /// The reports' own reason.
    Report(ReportError),
    /// The facts or the reports could not be carried over.
    Transfer(String),
}

impl Job for Reports {
    const NAME: JobName = JobName::Reports;
    type Input = ReportsInput;
    type Output = ();
    type Made = Vec<u8>;
    type Error = ReportsFailure;

    async fn run(
        input: ReportsInput,
        facts: Vec<u8>,
        progress: Progress<'_>,
    ) -> Result<((), Vec<u8>), ReportsFailure> {
        let facts = Facts::from_bytes(&facts)
            .map_err(|error| ReportsFailure::Transfer(error.to_string()))?;
        let reports = LoyaltyReports::compute(&facts, input.as_of, &input.options, &mut |step| {
            progress(f64::from(step.done) / f64::from(step.total.max(1)));
            ControlFlow::Continue(())
        })
        .map_err(ReportsFailure::Report)?;
        reports
            .to_bytes()
            .map(|bytes| ((), bytes))
            .map_err(|error| ReportsFailure::Transfer(error.to_string()))
    }
}
