//! Loyalty reports: what a shop learns from its sales. One report a file, each a pure function of
//! [`Facts`] and a day.
//!
//! The layer owns the definitions (purchase occasion, scores, classes, cohorts, periods, stages)
//! and the explanation of each figure. It must not know records, storage, languages or the clock:
//! money is minor units, days are local civil dates as whole numbers, names are typed enums.

pub mod abc;
mod behind;
mod bytes;
pub mod calendar;
pub mod cohort;
pub mod concentration;
pub mod customers;
pub mod dense;
pub mod explain;
pub mod facts;
pub mod figure;
pub mod intervals;
pub mod kinds;
pub mod ledger;
pub mod lifecycle;
pub mod occasions;
pub mod periods;
pub mod pyramid;
pub mod repeat;
pub mod rfm;
pub mod what_if;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use behind::customers_behind;
pub use calendar::{PeriodId, PeriodKind};
pub use customers::CustomerRow;
pub use dense::{date_of, day_of};
pub use explain::explain;
pub use facts::{Fact, Facts, FactsError};
pub use figure::{Explanation, Figure, Term, TermName, TermValue};
pub use kinds::{Class, Score, Segment, Stage, Tier};
pub use what_if::{WhatIf, WhatIfOutcome, what_if};

use calendar::Calendar;
use ledger::Ledger;
use occasions::Occasions;

/// What an owner may choose; the defaults are the published ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Where A and B end.
    pub abc: abc::AbcLimits,
    /// The pyramid's window and layers.
    pub pyramid: pyramid::PyramidLimits,
    /// Stage thresholds.
    pub lifecycle: lifecycle::LifecycleLimits,
    /// Days for the repeat rates.
    pub horizons: Vec<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            abc: abc::AbcLimits::default(),
            pyramid: pyramid::PyramidLimits::default(),
            lifecycle: lifecycle::LifecycleLimits::default(),
            horizons: repeat::HORIZONS.to_vec(),
        }
    }
}

/// A step of the computation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Grouping rows by customer.
    Rows,
    /// Purchase occasions.
    Occasions,
    /// Scores and segments.
    Rfm,
    /// Classes and concentration.
    Classes,
    /// The pyramid.
    Pyramid,
    /// Repeat purchase.
    Repeat,
    /// Gaps, stages and the table of customers.
    Stages,
    /// Cohorts.
    Cohorts,
    /// Months, quarters and years.
    Periods,
}

impl Step {
    /// The steps in the order they run.
    pub const ALL: [Self; 9] = [
        Self::Rows,
        Self::Occasions,
        Self::Rfm,
        Self::Classes,
        Self::Pyramid,
        Self::Repeat,
        Self::Stages,
        Self::Cohorts,
        Self::Periods,
    ];
}

/// Where the computation stands, told before each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The step about to run.
    pub step: Step,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

/// Why there are no reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum ReportError {
    /// The listener asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The day lies outside 1900 to 2199.
    #[error("the report day is outside the years 1900 to 2199")]
    AsOfOutOfRange,
}

/// Every report of one shop, currency and day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyReports {
    /// The last day, inclusive, days since 1970-01-01.
    pub as_of: i32,
    /// Decimals of the currency.
    pub exponent: u8,
    /// Rows left out for another currency.
    pub rows_left_out: u32,
    /// Rows looked at: those dated up to `as_of`.
    pub rows: u32,
    /// People with at least one occasion.
    pub customers: u32,
    /// Scores and segments.
    pub rfm: rfm::RfmReport,
    /// A/B/C.
    pub abc: abc::AbcReport,
    /// Top shares, Gini, Lorenz.
    pub concentration: concentration::ConcentrationReport,
    /// The pyramid of the window.
    pub pyramid: pyramid::PyramidReport,
    /// Repeat purchase.
    pub repeat: repeat::RepeatReport,
    /// Gaps.
    pub intervals: intervals::IntervalReport,
    /// Stages.
    pub lifecycle: lifecycle::LifecycleReport,
    /// Cohorts by month.
    pub cohorts: cohort::CohortReport,
    /// Calendar months.
    pub months: Vec<periods::PeriodRow>,
    /// Calendar quarters.
    pub quarters: Vec<periods::PeriodRow>,
    /// Calendar years.
    pub years: Vec<periods::PeriodRow>,
    /// One row a person, by customer index.
    #[serde(skip)]
    pub people: Vec<CustomerRow>,
    /// Every occasion, for the records behind a figure.
    #[serde(skip)]
    pub occasions: Occasions,
}

impl LoyaltyReports {
    /// Computes every report over the facts dated up to `as_of`. `progress` is called before each
    /// step and may stop the work.
    pub fn compute(
        facts: &Facts,
        as_of: NaiveDate,
        options: &Options,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, ReportError> {
        let as_of = day_of(as_of);
        if !(facts::FIRST_DAY..=facts::LAST_DAY).contains(&as_of) {
            return Err(ReportError::AsOfOutOfRange);
        }
        let mut steps = (0_u32..).zip(Step::ALL);
        let mut next = || -> Result<(), ReportError> {
            let Some((done, step)) = steps.next() else {
                return Ok(());
            };
            match progress(Progress {
                step,
                done,
                total: dense::count(Step::ALL.len()),
            }) {
                ControlFlow::Continue(()) => Ok(()),
                ControlFlow::Break(()) => Err(ReportError::Cancelled),
            }
        };

        next()?;
        let ledger = Ledger::new(facts, as_of);
        next()?;
        let occasions = Occasions::of(&ledger);
        next()?;
        let (rfm, scores) = rfm::rfm(&occasions, as_of);
        next()?;
        let (abc, classes) = abc::abc(&occasions, options.abc);
        let concentration = concentration::concentration(&occasions);
        next()?;
        let days = i32::try_from(options.pyramid.days).unwrap_or(i32::MAX);
        let from = as_of.saturating_sub(days).saturating_add(1);
        let window = Occasions::of(&ledger.since(from));
        let (pyramid, tiers) =
            pyramid::pyramid(&occasions, &window, facts.codes(), from, options.pyramid);
        drop(window);
        next()?;
        let repeat = repeat::repeat(&occasions, as_of, &options.horizons);
        next()?;
        let intervals = intervals::intervals(&occasions);
        let (lifecycle, stages) =
            lifecycle::lifecycle(&occasions, &intervals, as_of, options.lifecycle);
        let ranks = (scores, classes);
        let people = customers::rows(
            &occasions,
            as_of,
            intervals.p50_days,
            ranks,
            (stages, tiers),
        );
        next()?;
        // From the first of January, so that rows before the first occasion of its period count.
        let start = occasions.first_day().map_or(as_of, |day| {
            calendar::first_day(
                PeriodId::of(PeriodKind::Year, calendar::month_of(day)).first_month(),
            )
        });
        let calendar = Calendar::new(start, as_of);
        let cohorts = cohort::cohorts(&ledger, &occasions, &calendar, as_of);
        next()?;
        let periods = |kind| periods::periods(kind, &ledger, &occasions, &calendar, as_of);
        Ok(Self {
            as_of,
            exponent: facts.exponent(),
            rows_left_out: facts.left_out(),
            rows: dense::count(ledger.iter().map(|(_, rows)| rows.len()).sum()),
            customers: repeat.customers,
            rfm,
            abc,
            concentration,
            pyramid,
            repeat,
            intervals,
            lifecycle,
            cohorts,
            months: periods(PeriodKind::Month),
            quarters: periods(PeriodKind::Quarter),
            years: periods(PeriodKind::Year),
            people,
            occasions,
        })
    }

    /// The form that the worker hands back: the figures as JSON, people and occasions as columns.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let figures = serde_json::to_vec(self)?;
        let mut out = Vec::new();
        out.extend(dense::count(figures.len()).to_le_bytes());
        out.extend(figures);
        self.occasions.write(&mut out);
        customers::write(&self.people, &mut out);
        Ok(out)
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` if it is anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut input = bytes::Input(bytes);
        let length = u32::from_le_bytes(input.array().ok()?) as usize;
        let figures = input.text(length).ok()?;
        let mut reports: Self = serde_json::from_str(&figures).ok()?;
        reports.occasions = Occasions::read(&mut input).ok()?;
        reports.people = customers::read(&mut input, &reports.occasions, reports.as_of).ok()?;
        (input.left() == 0).then_some(reports)
    }

    /// The periods of a kind.
    pub fn periods(&self, kind: PeriodKind) -> &[periods::PeriodRow] {
        match kind {
            PeriodKind::Month => &self.months,
            PeriodKind::Quarter => &self.quarters,
            PeriodKind::Year => &self.years,
        }
    }

    /// One period, if it is listed.
    pub fn period(&self, id: PeriodId) -> Option<&periods::PeriodRow> {
        self.periods(id.kind).iter().find(|row| row.period == id)
    }
}

#[cfg(test)]
mod tests;
