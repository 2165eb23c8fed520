//! Calendar periods and the revenue formula (definitions, section 6):
//!
//! net revenue = (new + existing × returning rate) × usage per customer
//!
//! exact in every period with a buyer, because *existing* is everyone who first bought before it.
//! Held against the previous period only, the formula needs its third term, the reactivated.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, PeriodId, PeriodKind};
use super::dense::ratio;
use super::ledger::Ledger;
use super::occasions::Occasions;

/// What one period has against the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgainstPrevious {
    /// Buyers of the previous period.
    pub previous_buyers: u32,
    /// Buyers of both.
    pub retained: u32,
    /// `retained / previous_buyers`.
    pub retention_rate: Option<f64>,
    /// `previous_buyers − retained`.
    pub churned: u32,
    /// Returning buyers who did not buy in the previous period.
    pub reactivated: u32,
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PeriodRow {
    /// Which month, quarter or year.
    pub period: PeriodId,
    /// Whether it ended by `as_of`.
    pub complete: bool,
    /// Customers with an occasion in it.
    pub buyers: u32,
    /// Those whose first occasion lies in it.
    pub new: u32,
    /// `buyers − new`.
    pub returning: u32,
    /// Occasions in it.
    pub occasions: u32,
    /// Sum of all amounts dated in it, refunds included, minor units.
    pub net_revenue: i64,
    /// Customers whose first occasion was before it.
    pub existing_all: u32,
    /// `returning / existing_all`.
    pub returning_rate_all: Option<f64>,
    /// `net_revenue / buyers`, minor units.
    pub usage_per_customer: Option<f64>,
    /// `returning / buyers`, the loyalty rate.
    pub returning_buyer_share: Option<f64>,
    /// `occasions / buyers`.
    pub occasions_per_buyer: Option<f64>,
    /// Nothing for the first period.
    pub against_previous: Option<AgainstPrevious>,
}

/// Counts of one period while they are gathered.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    buyers: u32,
    new: u32,
    occasions: u32,
    retained: u32,
    net_revenue: i64,
}

/// All periods of a kind, from that of the first occasion to that of `as_of`.
///
/// `calendar` must begin with the first occasion's day or earlier and end with `as_of`.
pub fn periods(
    kind: PeriodKind,
    ledger: &Ledger,
    occasions: &Occasions,
    calendar: &Calendar,
    as_of: i32,
) -> Vec<PeriodRow> {
    let Some(start) = occasions.first_day() else {
        return Vec::new();
    };
    let month = |at: usize| calendar.first_month() + i32::try_from(at).unwrap_or(0);
    let by_month: Vec<i32> = (0..calendar.len() as usize)
        .map(|at| PeriodId::of(kind, month(at)).index)
        .collect();
    let index_of = |day: i32| {
        calendar
            .offset(day)
            .and_then(|at| by_month.get(at))
            .copied()
    };
    let (Some(first), Some(last)) = (index_of(start), index_of(as_of)) else {
        return Vec::new();
    };

    let mut tallies = vec![Tally::default(); usize::try_from(last - first + 1).unwrap_or(0)];
    let place = |day: i32| index_of(day).and_then(|at| usize::try_from(at - first).ok());
    for (visits, (_, rows)) in occasions.iter().zip(ledger.iter()) {
        let mut before = None;
        for at in visits.days.iter().filter_map(|&day| place(day)) {
            let Some(tally) = tallies.get_mut(at) else {
                continue;
            };
            tally.occasions += 1;
            if before == Some(at) {
                continue;
            }
            tally.buyers += 1;
            tally.new += u32::from(before.is_none());
            tally.retained += u32::from(before.is_some_and(|before| before + 1 == at));
            before = Some(at);
        }
        for row in rows {
            if let Some(tally) = place(row.day).and_then(|at| tallies.get_mut(at)) {
                tally.net_revenue += row.amount;
            }
        }
    }

    let mut existing_all = 0;
    let mut previous: Option<u32> = None;
    let rows = (first..).zip(tallies).map(|(index, tally)| {
        let period = PeriodId { kind, index };
        let row = row(
            period,
            tally,
            existing_all,
            previous,
            period.last_day() <= as_of,
        );
        existing_all += tally.new;
        previous = Some(tally.buyers);
        row
    });
    rows.collect()
}

fn row(
    period: PeriodId,
    tally: Tally,
    existing_all: u32,
    previous: Option<u32>,
    complete: bool,
) -> PeriodRow {
    let returning = tally.buyers - tally.new;
    let against_previous = previous.map(|previous_buyers| AgainstPrevious {
        previous_buyers,
        retained: tally.retained,
        retention_rate: ratio(tally.retained, previous_buyers),
        churned: previous_buyers - tally.retained,
        reactivated: returning - tally.retained,
    });
    PeriodRow {
        period,
        complete,
        buyers: tally.buyers,
        new: tally.new,
        returning,
        occasions: tally.occasions,
        net_revenue: tally.net_revenue,
        existing_all,
        returning_rate_all: ratio(returning, existing_all),
        usage_per_customer: ratio(tally.net_revenue, tally.buyers),
        returning_buyer_share: ratio(returning, tally.buyers),
        occasions_per_buyer: ratio(tally.occasions, tally.buyers),
        against_previous,
    }
}
