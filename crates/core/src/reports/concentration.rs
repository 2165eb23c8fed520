//! How much of the revenue few customers bring: top shares, Gini, Lorenz (definitions, section 3).
//!
//! All sums are exact integers; a float appears only in the last division.

use serde::{Deserialize, Serialize};

use super::dense::{ceil_percent, count, floor_percent, ratio};
use super::occasions::Occasions;

/// Per cents for which the share of the largest customers is given.
pub const TOP_PERCENTS: [u32; 6] = [1, 5, 10, 20, 30, 50];
/// Per cents for which the share of the smallest customers is given.
pub const BOTTOM_PERCENTS: [u32; 2] = [30, 50];

/// The share some per cent of the customers hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PercentShare {
    /// Per cent of the customers.
    pub percent: u32,
    /// How many that are.
    pub customers: u32,
    /// Their revenue, minor units.
    pub revenue: i64,
    /// Their share.
    pub share: Option<f64>,
}

/// Concentration of x = max(net revenue, 0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConcentrationReport {
    /// Customers.
    pub customers: u32,
    /// Sum of x, minor units.
    pub revenue: i64,
    /// Shares of the largest, by [`TOP_PERCENTS`].
    pub top: Vec<PercentShare>,
    /// Shares of the smallest, by [`BOTTOM_PERCENTS`].
    pub bottom: Vec<PercentShare>,
    /// Gini coefficient without small-sample factor.
    pub gini: Option<f64>,
    /// Lorenz curve at 0, 10, … 100 % of the customers, smallest first; empty without revenue.
    pub lorenz_deciles: Vec<f64>,
    /// The smallest number of customers who together hold 80 %.
    pub customers_for_80pct: Option<u32>,
    /// The same as a share of all customers.
    pub share_of_customers_for_80pct: Option<f64>,
}

/// The report over all customers.
pub fn concentration(occasions: &Occasions) -> ConcentrationReport {
    of(occasions
        .customers()
        .map(|visits| visits.net.max(0))
        .collect())
}

/// The report over values of at least 0.
fn of(mut x: Vec<i64>) -> ConcentrationReport {
    x.sort_unstable();
    let n = count(x.len());
    // cumulated[k] = sum of the k smallest.
    let cumulated: Vec<i64> = std::iter::once(0)
        .chain(x.iter().scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        }))
        .collect();
    let total = cumulated.last().copied().unwrap_or(0);
    let smallest = |k: u32| cumulated.get(k as usize).copied().unwrap_or(total);

    let top = TOP_PERCENTS.map(|percent| {
        let customers = ceil_percent(n, percent);
        let revenue = total - smallest(n - customers);
        PercentShare {
            percent,
            customers,
            revenue,
            share: ratio(revenue, total),
        }
    });
    let bottom = BOTTOM_PERCENTS.map(|percent| {
        let customers = floor_percent(n, percent);
        let revenue = smallest(customers);
        PercentShare {
            percent,
            customers,
            revenue,
            share: ratio(revenue, total),
        }
    });
    let weighted: i128 = (1_i128..)
        .zip(&x)
        .map(|(i, &value)| i * i128::from(value))
        .sum();
    let (wide_n, wide_total) = (i128::from(n), i128::from(total));
    let gini = ratio(
        2 * weighted - (wide_n + 1) * wide_total,
        wide_n * wide_total,
    );
    // 80 % or more in the k largest means 20 % or less in the others.
    let others = cumulated.partition_point(|&sum| i128::from(sum) * 100 <= wide_total * 20);
    let for_80 = (total > 0).then(|| n - count(others.saturating_sub(1)));

    ConcentrationReport {
        customers: n,
        revenue: total,
        top: top.to_vec(),
        bottom: bottom.to_vec(),
        gini,
        lorenz_deciles: (0..=10)
            .filter_map(|decile| lorenz(&x, &cumulated, decile))
            .collect(),
        customers_for_80pct: for_80,
        share_of_customers_for_80pct: for_80.and_then(|k| ratio(k, n)),
    }
}

/// The Lorenz curve at `decile` tenths of the customers, linear between the points (k/n, share).
fn lorenz(x: &[i64], cumulated: &[i64], decile: u32) -> Option<f64> {
    let position = u64::from(decile) * x.len() as u64;
    let k = usize::try_from(position / 10).ok()?;
    let next = x.get(k).copied().unwrap_or(0);
    let tenths = i128::from(*cumulated.get(k)?) * 10 + i128::from(position % 10) * i128::from(next);
    ratio(tenths, i128::from(*cumulated.last()?) * 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_customers_are_not_concentrated() {
        let report = of(vec![5; 10]);
        assert_eq!(report.gini, Some(0.0));
        assert_eq!(report.customers_for_80pct, Some(8));
        assert_eq!(report.lorenz_deciles.get(3), Some(&0.3));
    }

    #[test]
    fn one_customer_with_everything() {
        let report = of(vec![0, 0, 0, 7]);
        assert_eq!(report.gini, Some(0.75));
        assert_eq!(report.customers_for_80pct, Some(1));
        assert_eq!(report.top.first().map(|share| share.share), Some(Some(1.0)));
    }

    #[test]
    fn without_revenue_shares_are_unknown() {
        for report in [of(vec![]), of(vec![0, 0])] {
            assert_eq!(report.gini, None);
            assert_eq!(report.customers_for_80pct, None);
            assert!(
                report
                    .top
                    .iter()
                    .chain(&report.bottom)
                    .all(|share| share.share.is_none())
            );
            assert!(report.lorenz_deciles.is_empty());
        }
    }

    proptest! {
        #[test]
        fn lorenz_rises_ever_faster_and_gini_is_a_fraction(
            x in prop::collection::vec(0i64..10_000, 1..80)
        ) {
            prop_assume!(x.iter().sum::<i64>() > 0);
            let report = of(x);
            let curve = &report.lorenz_deciles;
            prop_assert_eq!(curve.len(), 11);
            prop_assert!(curve[0] == 0.0 && (curve[10] - 1.0).abs() < 1e-12);
            let steps: Vec<f64> = curve.windows(2).map(|pair| pair[1] - pair[0]).collect();
            prop_assert!(steps.iter().all(|step| *step >= -1e-12));
            prop_assert!(steps.windows(2).all(|pair| pair[1] >= pair[0] - 1e-12));
            let gini = report.gini.unwrap();
            prop_assert!((0.0..=1.0).contains(&gini));
        }
    }
}
