//! Cohorts by the month of the first occasion (definitions, section 4).

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Month, last_day};
use super::dense::{count, ratio};
use super::ledger::Ledger;
use super::occasions::Occasions;

/// The customers who first bought in one month. All lists run over ages 0, 1, … up to `as_of`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cohort {
    /// The month of their first occasion.
    pub month: Month,
    /// How many they are.
    pub size: u32,
    /// Members with an occasion in month + age.
    pub active: Vec<u32>,
    /// `active / size`.
    pub retention: Vec<f64>,
    /// Members whose second occasion was in or before that month.
    pub cumulative_repeaters: Vec<u32>,
    /// Their net revenue dated in that month, minor units.
    pub revenue: Vec<i64>,
    /// Revenue so far per member, minor units.
    pub cumulative_revenue_per_customer: Vec<f64>,
    /// Whether `as_of` is the last day of its month, so that the last entry is a whole month.
    pub last_month_complete: bool,
}

/// All cohorts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CohortReport {
    /// Oldest first; months in which nobody started are absent.
    pub cohorts: Vec<Cohort>,
    /// By age: Σ active / Σ size over the cohorts for which that month is complete.
    pub weighted_retention: Vec<Option<f64>>,
    /// The numerators and denominators of `weighted_retention`.
    pub weighted_counts: Vec<(u32, u32)>,
}

/// The table, over the months of `calendar`, whose last day is `as_of`.
pub fn cohorts(
    ledger: &Ledger,
    occasions: &Occasions,
    calendar: &Calendar,
    as_of: i32,
) -> CohortReport {
    let months = calendar.len() as usize;
    let mut cohorts: Vec<Option<Cohort>> = vec![None; months];
    let offset = |day: &i32| calendar.offset(*day);
    for (visits, (_, rows)) in occasions.iter().zip(ledger.iter()) {
        let Some(start) = visits.days.first().and_then(offset) else {
            continue;
        };
        let Some(slot) = cohorts.get_mut(start) else {
            continue;
        };
        let month = calendar.first_month() + i32::try_from(start).unwrap_or(0);
        let cohort = slot.get_or_insert_with(|| Cohort::new(month, months - start));
        cohort.size += 1;
        let ages = visits.days.iter().filter_map(offset).map(|at| at - start);
        let mut previous = usize::MAX;
        for age in ages {
            if age != previous
                && let Some(active) = cohort.active.get_mut(age)
            {
                *active += 1;
            }
            previous = age;
        }
        let second = visits.days.get(1).and_then(offset).map(|at| at - start);
        if let Some(slot) = second.and_then(|age| cohort.cumulative_repeaters.get_mut(age)) {
            *slot += 1;
        }
        for row in rows {
            let age = offset(&row.day).and_then(|at| at.checked_sub(start));
            if let Some(slot) = age.and_then(|age| cohort.revenue.get_mut(age)) {
                *slot += row.amount;
            }
        }
    }

    let last_month = calendar.first_month() + i32::try_from(months).unwrap_or(0) - 1;
    let complete = last_day(last_month) <= as_of;
    let mut cohorts: Vec<Cohort> = cohorts.into_iter().flatten().collect();
    for cohort in &mut cohorts {
        cohort.finish(complete);
    }
    let oldest = cohorts.first().map_or(0, |cohort| cohort.active.len());
    let weighted_counts: Vec<(u32, u32)> = (0..oldest)
        .map(|age| {
            let whole = |cohort: &&Cohort| age + usize::from(!complete) < cohort.active.len();
            cohorts
                .iter()
                .filter(whole)
                .fold((0, 0), |(active, size), cohort| {
                    (
                        active + cohort.active.get(age).copied().unwrap_or(0),
                        size + cohort.size,
                    )
                })
        })
        .collect();
    CohortReport {
        cohorts,
        weighted_retention: weighted_counts
            .iter()
            .map(|&(active, size)| ratio(active, size))
            .collect(),
        weighted_counts,
    }
}

impl Cohort {
    fn new(month: Month, ages: usize) -> Self {
        Self {
            month,
            size: 0,
            active: vec![0; ages],
            retention: Vec::new(),
            cumulative_repeaters: vec![0; ages],
            revenue: vec![0; ages],
            cumulative_revenue_per_customer: Vec::new(),
            last_month_complete: true,
        }
    }

    /// Turns counts by age into running totals and rates.
    fn finish(&mut self, complete: bool) {
        let size = self.size;
        self.last_month_complete = complete;
        self.retention = self
            .active
            .iter()
            .filter_map(|&active| ratio(active, size))
            .collect();
        let mut repeaters = 0;
        for slot in &mut self.cumulative_repeaters {
            repeaters += *slot;
            *slot = repeaters;
        }
        let running = self.revenue.iter().scan(0_i64, |sum, revenue| {
            *sum += revenue;
            ratio(*sum, size)
        });
        self.cumulative_revenue_per_customer = running.collect();
    }

    /// Number of ages the cohort has, the incomplete one included.
    pub fn ages(&self) -> u32 {
        count(self.active.len())
    }
}
