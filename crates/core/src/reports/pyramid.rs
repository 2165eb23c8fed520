//! The customer pyramid of the last year (Curry & Curry 2000; definitions, section 3).

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::dense::{ceil_percent, count, ratio};
use super::kinds::Tier;
use super::occasions::{Occasions, Visits};

/// What one layer holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TierRow {
    /// Which layer.
    pub tier: Tier,
    /// Customers in it.
    pub customers: u32,
    /// Their revenue in the window, amounts above 0 only, minor units.
    pub revenue: i64,
    /// Their share of that revenue; nothing for the inactive.
    pub share_of_revenue: Option<f64>,
}

/// The layers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PyramidReport {
    /// Top, Big, Medium, Small, Inactive.
    pub tiers: Vec<TierRow>,
    /// First day of the window, days since 1970-01-01.
    pub from: i32,
    /// Revenue above 0 of everyone in the window, minor units.
    pub revenue: i64,
    /// Customers with an occasion in the window.
    pub buyers: u32,
}

/// Length of the window and where the layers end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PyramidLimits {
    /// Days looked back, `as_of` included.
    pub days: u32,
    /// End of Top, in per cent of the buyers.
    pub top: u32,
    /// End of Big.
    pub big: u32,
    /// End of Medium.
    pub medium: u32,
}

impl Default for PyramidLimits {
    fn default() -> Self {
        Self {
            days: 365,
            top: 1,
            big: 5,
            medium: 20,
        }
    }
}

/// The report, and the layer of every person by customer index (nothing for prospects).
///
/// `window` is [`Occasions::of`] the rows of the window alone, `whole` of the whole history.
pub fn pyramid(
    whole: &Occasions,
    window: &Occasions,
    codes: &[String],
    from: i32,
    limits: PyramidLimits,
) -> (PyramidReport, Vec<Option<Tier>>) {
    let mut buyers: Vec<Visits<'_>> = window.customers().collect();
    let last = |visits: &Visits<'_>| visits.days.last().copied();
    buyers.sort_unstable_by(|one, other| {
        let rank = |visits: &Visits<'_>| Reverse((visits.net, last(visits), visits.count()));
        let code = |visits: &Visits<'_>| codes.get(visits.customer as usize);
        rank(one)
            .cmp(&rank(other))
            .then_with(|| code(one).cmp(&code(other)))
    });

    let n = count(buyers.len());
    let ends = [limits.top, limits.big, limits.medium].map(|percent| ceil_percent(n, percent));
    let mut tiers: Vec<Option<Tier>> = whole
        .iter()
        .map(|visits| (visits.count() > 0).then_some(Tier::Inactive))
        .collect();
    let inactive_before = tiers.iter().flatten().count();
    let mut held = [(0_u32, 0_i64); 4];
    let mut active = 0;
    for (position, visits) in (0_u32..).zip(&buyers) {
        let at = ends.iter().filter(|&&end| position >= end).count();
        if let Some((customers, revenue)) = held.get_mut(at) {
            *customers += 1;
            *revenue += visits.net.max(0);
        }
        if let Some(slot) = tiers.get_mut(visits.customer as usize) {
            active += usize::from(slot.is_some());
            *slot = Tier::ALL.get(at).copied();
        }
    }

    let revenue: i64 = held.iter().map(|(_, revenue)| revenue).sum();
    let inactive = (count(inactive_before - active), 0);
    let rows = Tier::ALL
        .iter()
        .zip(held.into_iter().chain([inactive]))
        .map(|(&tier, (customers, earned))| TierRow {
            tier,
            customers,
            revenue: earned,
            share_of_revenue: ratio(earned, revenue).filter(|_| tier != Tier::Inactive),
        });
    (
        PyramidReport {
            tiers: rows.collect(),
            from,
            revenue,
            buyers: n,
        },
        tiers,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::facts::{Fact, Facts};
    use crate::reports::ledger::Ledger;

    #[test]
    fn ties_break_by_last_day_then_by_code() {
        let mut facts = Facts::new(vec!["b".into(), "a".into(), "c".into(), "d".into()], 2);
        for (customer, day) in [(0, 90), (1, 90), (2, 95), (3, 10)] {
            facts
                .push(Fact {
                    customer,
                    day,
                    amount: 5,
                    order: None,
                    refund_of: None,
                })
                .unwrap();
        }
        let ledger = Ledger::new(&facts, 100);
        let (whole, window) = (Occasions::of(&ledger), Occasions::of(&ledger.since(50)));
        let limits = PyramidLimits {
            days: 51,
            top: 30,
            big: 60,
            medium: 100,
        };
        let (report, tiers) = pyramid(&whole, &window, facts.codes(), 50, limits);
        let expected = [Tier::Medium, Tier::Big, Tier::Top, Tier::Inactive];
        assert_eq!(tiers, expected.map(Some));
        assert_eq!(report.buyers, 3);
        assert_eq!(report.revenue, 15);
        assert_eq!(report.tiers.iter().map(|row| row.customers).sum::<u32>(), 4);
    }
}
