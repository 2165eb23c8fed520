//! Explanations of figures over one group of customers: a segment, a class, a layer, a stage, a cohort.

use super::super::calendar::Month;
use super::super::cohort::Cohort;
use super::super::dense::ratio;
use super::super::{CustomerRow, Figure, LoyaltyReports, Segment, TermName};
use super::{Parts, counted, days, money};

/// Figures over one group of customers.
pub fn group(figure: Figure, reports: &LoyaltyReports) -> Option<Parts> {
    use TermName as N;
    let customers = counted(N::Customers, reports.customers);
    Some(match figure {
        Figure::SegmentShare(segment) => {
            let row = reports.rfm.segment(segment)?;
            (
                row.share_of_customers,
                vec![counted(N::GroupCustomers, row.customers), customers],
            )
        }
        Figure::SegmentRevenueShare(segment) => {
            let row = reports.rfm.segment(segment)?;
            let all = money(N::Revenue, reports.rfm.net_revenue);
            (
                row.share_of_revenue,
                vec![money(N::GroupRevenue, row.net_revenue), all],
            )
        }
        Figure::SegmentMeanDaysSinceLast(segment) => {
            let row = reports.rfm.segment(segment)?;
            let away = total(reports, segment, |one| one.days_since_last.map(i64::from));
            let size = counted(N::GroupCustomers, row.customers);
            (
                row.mean_days_since_last,
                vec![days(N::DaysAway, away), size],
            )
        }
        Figure::SegmentMeanOccasions(segment) => {
            let row = reports.rfm.segment(segment)?;
            let visits = total(reports, segment, |one| Some(i64::from(one.occasions)));
            let size = counted(N::GroupCustomers, row.customers);
            let visits = counted(N::Occasions, u32::try_from(visits).ok()?);
            (row.mean_occasions, vec![visits, size])
        }
        Figure::ScoreShare(by, score) => {
            let held = reports.rfm.with_score(by, score)?;
            (
                ratio(held, reports.customers),
                vec![counted(N::GroupCustomers, held), customers],
            )
        }
        Figure::GridCell(r, fm) => {
            let line = reports.rfm.grid.get(usize::from(r).checked_sub(1)?)?;
            let held = *line.get(usize::from(fm).checked_sub(1)?)?;
            (
                ratio(held, reports.customers),
                vec![counted(N::GroupCustomers, held), customers],
            )
        }
        Figure::ClassRevenueShare(class) => {
            let row = reports.abc.classes.iter().find(|row| row.class == class)?;
            let all = money(N::PositiveRevenue, reports.abc.positive_revenue);
            let size = counted(N::GroupCustomers, row.customers);
            (
                row.share_of_revenue,
                vec![money(N::GroupRevenue, row.revenue), all, size, customers],
            )
        }
        Figure::ClassShareOfCustomers(class) => {
            let row = reports.abc.classes.iter().find(|row| row.class == class)?;
            let size = counted(N::GroupCustomers, row.customers);
            (row.share_of_customers, vec![size, customers])
        }
        Figure::TierShareOfCustomers(tier) => {
            let tiers = &reports.pyramid.tiers;
            let row = tiers.iter().find(|row| row.tier == tier)?;
            let all: u32 = tiers.iter().map(|row| row.customers).sum();
            let size = counted(N::GroupCustomers, row.customers);
            (
                ratio(row.customers, all),
                vec![size, counted(N::Customers, all)],
            )
        }
        Figure::TierRevenueShare(tier) => {
            let row = reports.pyramid.tiers.iter().find(|row| row.tier == tier)?;
            let all = money(N::PositiveRevenue, reports.pyramid.revenue);
            let size = counted(N::GroupCustomers, row.customers);
            let buyers = counted(N::Buyers, reports.pyramid.buyers);
            (
                row.share_of_revenue,
                vec![money(N::GroupRevenue, row.revenue), all, size, buyers],
            )
        }
        Figure::StagePeople(stage) => {
            let row = reports
                .lifecycle
                .stages
                .iter()
                .find(|row| row.stage == stage)?;
            let terms = vec![
                counted(N::People, row.people),
                days(N::ActiveDays, reports.lifecycle.active_days),
                days(N::LapseDays, reports.lifecycle.lapse_days),
                counted(N::LoyalVisits, reports.lifecycle.loyal_occasions),
            ];
            (Some(f64::from(row.people)), terms)
        }
        Figure::StageShare(stage) => {
            let stages = &reports.lifecycle.stages;
            let row = stages.iter().find(|row| row.stage == stage)?;
            let all: u32 = stages.iter().map(|row| row.people).sum();
            let terms = vec![counted(N::People, row.people), counted(N::AllPeople, all)];
            (ratio(row.people, all), terms)
        }
        Figure::CohortRetention(month, age) => {
            let (cohort, age) = (cohort(month, reports)?, age as usize);
            let active = *cohort.active.get(age)?;
            let terms = vec![
                counted(N::Active, active),
                counted(N::CohortSize, cohort.size),
            ];
            (ratio(active, cohort.size), terms)
        }
        Figure::CohortRevenue(month, age) => {
            let (cohort, age) = (cohort(month, reports)?, age as usize);
            let revenue = *cohort.revenue.get(age)?;
            let before: i64 = cohort.revenue.get(..age)?.iter().sum();
            let terms = vec![
                money(N::RevenueSoFar, before + revenue),
                money(N::RevenueBefore, before),
                counted(N::Active, *cohort.active.get(age)?),
                counted(N::CohortSize, cohort.size),
            ];
            (Some(revenue as f64), terms)
        }
        Figure::CohortCumulativeRevenuePerCustomer(month, age) => {
            let (cohort, age) = (cohort(month, reports)?, age as usize);
            let so_far: i64 = cohort.revenue.get(..=age)?.iter().sum();
            let terms = vec![
                money(N::RevenueSoFar, so_far),
                counted(N::CohortSize, cohort.size),
            ];
            (ratio(so_far, cohort.size), terms)
        }
        Figure::WeightedRetention(age) => {
            let (active, size) = *reports.cohorts.weighted_counts.get(age as usize)?;
            (
                ratio(active, size),
                vec![counted(N::Active, active), counted(N::CohortSize, size)],
            )
        }
        _ => return None,
    })
}

fn cohort(month: Month, reports: &LoyaltyReports) -> Option<&Cohort> {
    let mut cohorts = reports.cohorts.cohorts.iter();
    cohorts.find(|cohort| cohort.month == month)
}

/// The sum of `of` over the customers of a segment.
fn total(
    reports: &LoyaltyReports,
    segment: Segment,
    of: impl Fn(&CustomerRow) -> Option<i64>,
) -> i64 {
    let members = reports.people.iter();
    members
        .filter(|one| one.segment() == Some(segment))
        .filter_map(of)
        .sum()
}
