//! Who comes back: repeat rate, time to the second occasion, occasion counts (definitions,
//! section 5). Kaplan & Meier (1958) uses everyone, also those who had little time so far.

use serde::{Deserialize, Serialize};

use super::dense::{DayHistogram, count, ratio};
use super::occasions::Occasions;

/// Days after the first occasion for which the repeat rate is given.
pub const HORIZONS: [u32; 5] = [30, 60, 90, 180, 365];

/// Repeat within some days of the first occasion.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RepeatWithin {
    /// The days.
    pub days: u32,
    /// Customers whose first occasion is at least so long ago.
    pub eligible: u32,
    /// Those of them whose second occasion came in time.
    pub repeated: u32,
    /// `repeated / eligible`.
    pub rate: Option<f64>,
    /// 1 − Kaplan–Meier survival at that many days; nothing without customers.
    pub kaplan_meier: Option<f64>,
}

/// One step of the Kaplan–Meier curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SurvivalStep {
    /// Days from the first to the second occasion.
    pub days: u32,
    /// Customers still waiting just before.
    pub at_risk: u32,
    /// Customers whose second occasion came on that day.
    pub events: u32,
    /// Share without a second occasion after that day.
    pub survival: f64,
}

/// How many customers have between `from` and `to` occasions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccasionBucket {
    /// Fewest occasions.
    pub from: u32,
    /// Most occasions; nothing for "or more".
    pub to: Option<u32>,
    /// Customers.
    pub customers: u32,
}

impl OccasionBucket {
    /// `1`, `4–6` or `11+`: the same in every language.
    pub fn name(&self) -> String {
        match self.to {
            Some(to) if to == self.from => to.to_string(),
            Some(to) => format!("{}–{to}", self.from),
            None => format!("{}+", self.from),
        }
    }
}

/// Repeat purchase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RepeatReport {
    /// Customers.
    pub customers: u32,
    /// Customers with two occasions or more.
    pub repeat_customers: u32,
    /// `repeat_customers / customers`.
    pub repeat_rate: Option<f64>,
    /// Occasions of all customers.
    pub occasions: u32,
    /// `occasions / customers`.
    pub occasions_per_customer: Option<f64>,
    /// Sum of the occasions' values, minor units.
    pub occasion_value: i64,
    /// `occasion_value / occasions`, minor units.
    pub average_occasion_value: Option<f64>,
    /// One entry a horizon.
    pub within: Vec<RepeatWithin>,
    /// The whole curve to the second occasion.
    pub survival: Vec<SurvivalStep>,
    /// 1, 2, 3, 4, 5, 6–10, 11+.
    pub distribution: Vec<OccasionBucket>,
}

/// The report with the given horizons.
pub fn repeat(occasions: &Occasions, as_of: i32, horizons: &[u32]) -> RepeatReport {
    let mut waits = DayHistogram::default();
    let mut censored = DayHistogram::default();
    let mut within: Vec<RepeatWithin> = horizons
        .iter()
        .map(|&days| RepeatWithin {
            days,
            eligible: 0,
            repeated: 0,
            rate: None,
            kaplan_meier: None,
        })
        .collect();
    let mut distribution = buckets();
    for visits in occasions.customers() {
        let Some((first, _)) = visits.span() else {
            continue;
        };
        let observed = as_of - first;
        let wait = visits.gaps().next();
        match wait {
            Some(days) => waits.add(days),
            None => censored.add(observed),
        }
        for entry in &mut within {
            if i64::from(observed) >= i64::from(entry.days) {
                entry.eligible += 1;
                entry.repeated +=
                    u32::from(wait.is_some_and(|days| i64::from(days) <= i64::from(entry.days)));
            }
        }
        let f = visits.count();
        let fits = |bucket: &&mut OccasionBucket| bucket.to.is_none_or(|to| f <= to);
        if let Some(bucket) = distribution.iter_mut().find(fits) {
            bucket.customers += 1;
        }
    }

    let survival = kaplan_meier(&waits, &censored);
    let customers = waits.total() + censored.total();
    for entry in &mut within {
        entry.rate = ratio(entry.repeated, entry.eligible);
        let passed = survival.iter().take_while(|step| step.days <= entry.days);
        let left = passed.last().map_or(1.0, |step| step.survival);
        entry.kaplan_meier = (customers > 0).then_some(1.0 - left);
    }
    let occasion_value = occasions.total_value();
    let occasion_count = count(occasions.len());
    RepeatReport {
        customers,
        repeat_customers: waits.total(),
        repeat_rate: ratio(waits.total(), customers),
        occasions: occasion_count,
        occasions_per_customer: ratio(occasion_count, customers),
        occasion_value,
        average_occasion_value: ratio(occasion_value, occasion_count),
        within,
        survival,
        distribution,
    }
}

/// The product-limit estimate: someone censored on a day is still at risk on it.
fn kaplan_meier(waits: &DayHistogram, censored: &DayHistogram) -> Vec<SurvivalStep> {
    let mut at_risk = waits.total() + censored.total();
    let mut survival = 1.0;
    let mut steps = Vec::new();
    for days in 0..waits.span() {
        let events = waits.at(days);
        if events > 0 {
            survival *= f64::from(at_risk - events) / f64::from(at_risk);
            steps.push(SurvivalStep {
                days: count(days),
                at_risk,
                events,
                survival,
            });
        }
        at_risk -= events + censored.at(days);
    }
    steps
}

fn buckets() -> Vec<OccasionBucket> {
    let bounded = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 10)];
    let open = OccasionBucket {
        from: 11,
        to: None,
        customers: 0,
    };
    let bounded = bounded.map(|(from, to)| OccasionBucket {
        from,
        to: Some(to),
        customers: 0,
    });
    bounded.into_iter().chain([open]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn survival_is_the_textbook_product() {
        let (mut waits, mut censored) = (DayHistogram::default(), DayHistogram::default());
        for days in [6, 6, 6, 7, 10] {
            waits.add(days);
        }
        for days in [6, 9, 10, 11] {
            censored.add(days);
        }
        let curve: Vec<_> = kaplan_meier(&waits, &censored)
            .iter()
            .map(|step| (step.days, step.at_risk))
            .collect();
        assert_eq!(curve, [(6, 9), (7, 5), (10, 3)]);
        let last = kaplan_meier(&waits, &censored).last().unwrap().survival;
        assert!((last - (6.0 / 9.0) * (4.0 / 5.0) * (2.0 / 3.0)).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn survival_falls_within_one_and_nothing(
            events in prop::collection::vec(0i32..50, 0..40),
            open in prop::collection::vec(0i32..50, 0..40),
        ) {
            let (mut waits, mut censored) = (DayHistogram::default(), DayHistogram::default());
            for days in events { waits.add(days); }
            for days in open { censored.add(days); }
            let mut before = 1.0;
            for step in kaplan_meier(&waits, &censored) {
                prop_assert!((0.0..=before).contains(&step.survival));
                before = step.survival;
            }
        }
    }
}
