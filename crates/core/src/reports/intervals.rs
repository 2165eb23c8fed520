//! Days between occasions, and when a customer should be back (definitions, section 7).

use serde::{Deserialize, Serialize};

use super::dense::{DayHistogram, median, ratio};
use super::occasions::{Occasions, Visits};

/// Gaps a customer needs before their own median is used.
const OWN_GAPS: usize = 3;

/// All gaps between consecutive occasions of the same customer, pooled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IntervalReport {
    /// Number of gaps.
    pub gaps: u32,
    /// Mean gap in days.
    pub mean_days: Option<f64>,
    /// 25 % of the gaps are at most this long (nearest rank).
    pub p25_days: Option<i32>,
    /// The median gap.
    pub p50_days: Option<i32>,
    /// The 80th percentile.
    pub p80_days: Option<i32>,
    /// The 90th percentile.
    pub p90_days: Option<i32>,
    /// The 95th percentile.
    pub p95_days: Option<i32>,
}

impl IntervalReport {
    /// The percentiles the report has.
    pub const PERCENTS: [u32; 5] = [25, 50, 80, 90, 95];

    /// One of them.
    pub const fn percentile(&self, percent: u32) -> Option<i32> {
        match percent {
            25 => self.p25_days,
            50 => self.p50_days,
            80 => self.p80_days,
            90 => self.p90_days,
            95 => self.p95_days,
            _ => None,
        }
    }
}

/// The pooled gaps.
pub fn intervals(occasions: &Occasions) -> IntervalReport {
    let mut pooled = DayHistogram::default();
    for visits in occasions.customers() {
        visits.gaps().for_each(|gap| pooled.add(gap));
    }
    IntervalReport {
        gaps: pooled.total(),
        mean_days: pooled.mean(),
        p25_days: pooled.percentile(25),
        p50_days: pooled.percentile(50),
        p80_days: pooled.percentile(80),
        p90_days: pooled.percentile(90),
        p95_days: pooled.percentile(95),
    }
}

/// The gap a customer is held to: the median of their own if they have three, else the shop's.
pub fn reference_gap(visits: &Visits<'_>, shop: Option<i32>, own: &mut Vec<i32>) -> Option<i32> {
    own.clear();
    own.extend(visits.gaps());
    if own.len() >= OWN_GAPS {
        median(own)
    } else {
        shop
    }
}

/// `days_since_last / reference gap`: above 1 means later than usual.
pub fn overdue_ratio(days_since_last: i32, reference_gap: Option<i32>) -> Option<f64> {
    ratio(days_since_last, reference_gap?)
}
