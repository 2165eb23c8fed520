//! Small arithmetic every report shares: exact ratios, nearest ranks, histograms by day, epoch days.
//!
//! It must not know any report. Thresholds are compared in integers; a ratio becomes a float only
//! here and only for display.

use chrono::{Datelike, NaiveDate};

/// Days from 0001-01-01 (day 1 of the common era) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

/// The civil date as days since 1970-01-01.
pub fn day_of(date: NaiveDate) -> i32 {
    date.num_days_from_ce().saturating_sub(EPOCH_FROM_CE)
}

/// The civil date of a day count since 1970-01-01; the ends of the calendar for counts beyond it.
pub fn date_of(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(EPOCH_FROM_CE)).unwrap_or(if day < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// A length as `u32`; more than four thousand million of anything does not fit a browser.
pub fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A day difference known to be non-negative as an index.
pub fn index(days: i32) -> usize {
    usize::try_from(days).unwrap_or(0)
}

/// `numerator / denominator`, or nothing when the denominator is 0.
pub fn ratio(numerator: impl Into<i128>, denominator: impl Into<i128>) -> Option<f64> {
    let denominator = denominator.into();
    (denominator != 0).then(|| numerator.into() as f64 / denominator as f64)
}

/// `ceil(percent · n / 100)`: how many of `n` the first `percent` per cent are.
pub fn ceil_percent(n: u32, percent: u32) -> u32 {
    u32::try_from((u64::from(n) * u64::from(percent)).div_ceil(100)).unwrap_or(u32::MAX)
}

/// `floor(percent · n / 100)`.
pub fn floor_percent(n: u32, percent: u32) -> u32 {
    u32::try_from(u64::from(n) * u64::from(percent) / 100).unwrap_or(u32::MAX)
}

/// Counts of day lengths 0, 1, 2, …; lengths are bounded by the calendar, so this stays small and
/// a percentile of a million gaps costs no sort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayHistogram {
    counts: Vec<u32>,
    total: u32,
    sum: i64,
}

impl DayHistogram {
    /// Adds one length; a negative one counts as 0.
    pub fn add(&mut self, days: i32) {
        let at = index(days);
        if at >= self.counts.len() {
            self.counts.resize(at + 1, 0);
        }
        if let Some(slot) = self.counts.get_mut(at) {
            *slot += 1;
        }
        self.total += 1;
        self.sum += i64::from(days.max(0));
    }

    /// How many lengths were added.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The mean length.
    pub fn mean(&self) -> Option<f64> {
        ratio(self.sum, self.total)
    }

    /// How many lengths equal `days`.
    pub fn at(&self, days: usize) -> u32 {
        self.counts.get(days).copied().unwrap_or(0)
    }

    /// One more than the longest length added.
    pub fn span(&self) -> usize {
        self.counts.len()
    }

    /// Nearest rank: the value at position `ceil(percent · n / 100)`, counted from 1.
    pub fn percentile(&self, percent: u32) -> Option<i32> {
        let rank = ceil_percent(self.total, percent).max(1);
        let mut seen = 0;
        for (days, held) in self.counts.iter().enumerate() {
            seen += held;
            if seen >= rank {
                return i32::try_from(days).ok();
            }
        }
        None
    }
}

/// The nearest-rank median of a few values, which are sorted in place.
pub fn median(values: &mut [i32]) -> Option<i32> {
    values.sort_unstable();
    let rank = values.len().div_ceil(2);
    values.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epoch_days_go_there_and_back() {
        let date = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        assert_eq!(day_of(date), 0);
        let leap = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(day_of(leap), 19_782);
        assert_eq!(date_of(19_782), leap);
        assert_eq!(date_of(i32::MAX), NaiveDate::MAX);
        assert_eq!(date_of(i32::MIN), NaiveDate::MIN);
    }

    #[test]
    fn percentile_is_the_nearest_rank() {
        let mut gaps = DayHistogram::default();
        for gap in [31, 74, 97, 31, 30] {
            gaps.add(gap);
        }
        let ranks: Vec<_> = [25, 50, 80, 90].map(|p| gaps.percentile(p)).to_vec();
        assert_eq!(ranks, [Some(31), Some(31), Some(74), Some(97)]);
        assert_eq!(DayHistogram::default().percentile(50), None);
        assert_eq!(median(&mut [9, 1, 5, 7]), Some(5));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn a_rate_over_nothing_is_nothing() {
        assert_eq!(ratio(0, 0), None);
        assert_eq!(ratio(1, 4), Some(0.25));
    }
}
