//! The customers behind a figure: those its numerator counts, so that the list has as many lines
//! as the figure says. For a mean or a whole-shop measure that is everyone it is taken over.

use std::cmp::Reverse;

use super::LoyaltyReports;
use super::calendar::{PeriodId, first_day, last_day};
use super::customers::CustomerRow;
use super::dense::{ceil_percent, floor_percent};
use super::figure::Figure;
use super::occasions::Visits;

/// Customer indices behind a figure, ascending; for shares of the largest or smallest, by revenue.
pub fn customers_behind(figure: Figure, reports: &LoyaltyReports) -> Vec<u32> {
    let pick = |keep: &dyn Fn(&CustomerRow) -> bool| -> Vec<u32> {
        reports
            .people
            .iter()
            .filter(|row| keep(row))
            .map(|row| row.customer)
            .collect()
    };
    let n = reports.customers;
    match figure {
        Figure::RepeatRate => pick(&|row| row.occasions >= 2),
        Figure::RepeatWithin(days) => visiting(reports, |visits| {
            let days = i64::from(days);
            let eligible = visits
                .span()
                .is_some_and(|(first, _)| i64::from(reports.as_of - first) >= days);
            eligible
                && visits
                    .gaps()
                    .next()
                    .is_some_and(|gap| i64::from(gap) <= days)
        }),
        Figure::KaplanMeierWithin(days) => visiting(reports, |visits| {
            visits
                .gaps()
                .next()
                .is_some_and(|gap| i64::from(gap) <= i64::from(days))
        }),
        Figure::MeanGap | Figure::IntervalDays(_) => pick(&|row| row.occasions >= 2),
        Figure::OccasionsPerCustomer | Figure::AverageOccasionValue | Figure::Gini => {
            pick(&|row| row.occasions > 0)
        }
        Figure::TopShare(percent) => largest(reports, ceil_percent(n, percent)),
        Figure::CustomersFor80 => largest(
            reports,
            reports.concentration.customers_for_80pct.unwrap_or(0),
        ),
        Figure::BottomShare(percent) => {
            let mut all = largest(reports, n);
            all.reverse();
            all.truncate(floor_percent(n, percent) as usize);
            all
        }
        Figure::SegmentShare(segment)
        | Figure::SegmentRevenueShare(segment)
        | Figure::SegmentMeanDaysSinceLast(segment)
        | Figure::SegmentMeanOccasions(segment) => pick(&|row| row.segment() == Some(segment)),
        Figure::ScoreShare(by, score) => {
            pick(&|row| row.scores.is_some_and(|scores| scores.by(by) == score))
        }
        Figure::GridCell(r, fm) => pick(&|row| row.r() == Some(r) && row.fm() == Some(fm)),
        Figure::ClassRevenueShare(class) | Figure::ClassShareOfCustomers(class) => {
            pick(&|row| row.class == Some(class))
        }
        Figure::TierRevenueShare(tier) | Figure::TierShareOfCustomers(tier) => {
            pick(&|row| row.tier == Some(tier))
        }
        Figure::StagePeople(stage) | Figure::StageShare(stage) => {
            pick(&|row| row.stage == stage && row.rows > 0)
        }
        Figure::CohortRetention(month, age) | Figure::CohortRevenue(month, age) => {
            visiting(reports, |visits| {
                let Ok(age) = i32::try_from(age) else {
                    return false;
                };
                starts_in(visits, month) && bought(visits, month.saturating_add(age), 1)
            })
        }
        Figure::CohortCumulativeRevenuePerCustomer(month, _) => {
            visiting(reports, |visits| starts_in(visits, month))
        }
        Figure::WeightedRetention(age) => weighted(reports, age),
        Figure::PeriodRevenue(id)
        | Figure::PeriodBuyers(id)
        | Figure::UsagePerCustomer(id)
        | Figure::PeriodRevenueThreeTerms(id) => visiting(reports, |visits| bought_in(visits, id)),
        Figure::ReturningRateAll(id) | Figure::ReturningBuyerShare(id) => {
            visiting(reports, |visits| returning(visits, id))
        }
        Figure::PeriodNew(id) => visiting(reports, |visits| {
            bought_in(visits, id) && !returning(visits, id)
        }),
        Figure::PeriodExisting(id) => visiting(reports, |visits| existed(visits, id)),
        Figure::RetentionRate(id) => visiting(reports, |visits| {
            bought_in(visits, id) && bought_in(visits, before(id))
        }),
        Figure::Churned(id) => visiting(reports, |visits| {
            bought_in(visits, before(id)) && !bought_in(visits, id)
        }),
        Figure::Reactivated(id) => visiting(reports, |visits| {
            returning(visits, id) && !bought_in(visits, before(id))
        }),
    }
}

/// Customers whose occasions satisfy `keep`.
fn visiting(reports: &LoyaltyReports, keep: impl Fn(&Visits<'_>) -> bool) -> Vec<u32> {
    reports
        .occasions
        .customers()
        .filter(keep)
        .map(|visits| visits.customer)
        .collect()
}

/// The customers with the most net revenue, largest first.
fn largest(reports: &LoyaltyReports, how_many: u32) -> Vec<u32> {
    let mut all: Vec<(Reverse<i64>, u32)> = reports
        .occasions
        .customers()
        .map(|visits| (Reverse(visits.net), visits.customer))
        .collect();
    all.sort_unstable();
    all.truncate(how_many as usize);
    all.into_iter().map(|(_, customer)| customer).collect()
}

/// Members active at an age, over the cohorts whose month is complete.
fn weighted(reports: &LoyaltyReports, age: u32) -> Vec<u32> {
    let Ok(age) = i32::try_from(age) else {
        return Vec::new();
    };
    visiting(reports, |visits| {
        let Some((first, _)) = visits.span() else {
            return false;
        };
        let month = super::calendar::month_of(first).saturating_add(age);
        last_day(month) <= reports.as_of && bought(visits, month, 1)
    })
}

fn before(id: PeriodId) -> PeriodId {
    PeriodId {
        index: id.index - 1,
        ..id
    }
}

fn bought_in(visits: &Visits<'_>, id: PeriodId) -> bool {
    bought(visits, id.first_month(), id.kind.months())
}

fn existed(visits: &Visits<'_>, id: PeriodId) -> bool {
    let begins = first_day(id.first_month());
    visits.span().is_some_and(|(first, _)| first < begins)
}

fn returning(visits: &Visits<'_>, id: PeriodId) -> bool {
    existed(visits, id) && bought_in(visits, id)
}

/// Whether there is an occasion in the `months` months from `month`.
fn bought(visits: &Visits<'_>, month: i32, months: i32) -> bool {
    let (from, to) = (first_day(month), last_day(month + months - 1));
    let at = visits.days.partition_point(|&day| day < from);
    visits.days.get(at).is_some_and(|&day| day <= to)
}

fn starts_in(visits: &Visits<'_>, month: i32) -> bool {
    let months = first_day(month)..=last_day(month);
    visits
        .span()
        .is_some_and(|(first, _)| months.contains(&first))
}
