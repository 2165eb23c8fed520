//! Each figure explains itself: the terms of its formula with their values, and the customers it
//! is about. Texts are made elsewhere from the enums' names.

use super::concentration::PercentShare;
use super::figure::{Explanation, Figure, Term, TermName, TermValue};
use super::periods::PeriodRow;
use super::{LoyaltyReports, dense::ratio};

fn counted(name: TermName, value: impl Into<i64>) -> Term {
    Term {
        name,
        value: TermValue::Count(value.into()),
    }
}

fn money(name: TermName, value: i64) -> Term {
    Term {
        name,
        value: TermValue::Money(value),
    }
}

fn share(name: TermName, value: Option<f64>) -> Term {
    Term {
        name,
        value: TermValue::Share(value),
    }
}

/// Explains a figure; nothing when the reports do not have it (an age or period not listed).
pub fn explain(figure: Figure, reports: &LoyaltyReports) -> Option<Explanation> {
    let (value, terms) = match figure {
        Figure::PeriodRevenue(id)
        | Figure::ReturningRateAll(id)
        | Figure::UsagePerCustomer(id)
        | Figure::ReturningBuyerShare(id)
        | Figure::RetentionRate(id)
        | Figure::Churned(id)
        | Figure::Reactivated(id)
        | Figure::PeriodRevenueThreeTerms(id) => period(figure, reports.period(id)?)?,
        Figure::SegmentShare(_)
        | Figure::SegmentRevenueShare(_)
        | Figure::GridCell(..)
        | Figure::ClassRevenueShare(_)
        | Figure::TierRevenueShare(_)
        | Figure::StagePeople(_)
        | Figure::CohortRetention(..)
        | Figure::WeightedRetention(_) => group(figure, reports)?,
        _ => whole(figure, reports)?,
    };
    Some(Explanation {
        figure,
        value,
        terms,
    })
}

type Parts = (Option<f64>, Vec<Term>);

/// Figures over all customers.
fn whole(figure: Figure, reports: &LoyaltyReports) -> Option<Parts> {
    use TermName as N;
    let (repeat, concentration) = (&reports.repeat, &reports.concentration);
    let held = |held: &PercentShare| {
        let terms = vec![
            money(N::GroupRevenue, held.revenue),
            money(N::PositiveRevenue, concentration.revenue),
            counted(N::GroupCustomers, held.customers),
            counted(N::Customers, concentration.customers),
        ];
        (held.share, terms)
    };
    Some(match figure {
        Figure::RepeatRate => (
            repeat.repeat_rate,
            vec![
                counted(N::RepeatCustomers, repeat.repeat_customers),
                counted(N::Customers, repeat.customers),
            ],
        ),
        Figure::RepeatWithin(days) => {
            let within = repeat.within.iter().find(|within| within.days == days)?;
            let terms = vec![
                counted(N::RepeatedInTime, within.repeated),
                counted(N::Eligible, within.eligible),
            ];
            (within.rate, terms)
        }
        Figure::KaplanMeierWithin(days) => {
            let within = repeat.within.iter().find(|within| within.days == days)?;
            let left = within.kaplan_meier.map(|repeated| 1.0 - repeated);
            (
                within.kaplan_meier,
                vec![
                    share(N::Survival, left),
                    counted(N::AtRisk, repeat.customers),
                ],
            )
        }
        Figure::OccasionsPerCustomer => (
            repeat.occasions_per_customer,
            vec![
                counted(N::Occasions, repeat.occasions),
                counted(N::Customers, repeat.customers),
            ],
        ),
        Figure::AverageOccasionValue => (
            repeat.average_occasion_value,
            vec![
                money(N::OccasionValue, repeat.occasion_value),
                counted(N::Occasions, repeat.occasions),
            ],
        ),
        Figure::MeanGap => {
            let gaps = reports.intervals.gaps;
            let days = reports
                .occasions
                .customers()
                .filter_map(|visits| visits.span());
            let days: i64 = days
                .map(|(first, last)| i64::from(last) - i64::from(first))
                .sum();
            let total = Term {
                name: N::GapDays,
                value: TermValue::Days(days),
            };
            (
                reports.intervals.mean_days,
                vec![total, counted(N::Gaps, gaps)],
            )
        }
        Figure::Gini => (
            concentration.gini,
            vec![
                money(N::PositiveRevenue, concentration.revenue),
                counted(N::Customers, concentration.customers),
            ],
        ),
        Figure::TopShare(percent) => held(
            concentration
                .top
                .iter()
                .find(|held| held.percent == percent)?,
        ),
        Figure::BottomShare(percent) => held(
            concentration
                .bottom
                .iter()
                .find(|held| held.percent == percent)?,
        ),
        Figure::CustomersFor80 => (
            concentration.share_of_customers_for_80pct,
            vec![
                counted(N::GroupCustomers, concentration.customers_for_80pct?),
                counted(N::Customers, concentration.customers),
            ],
        ),
        _ => return None,
    })
}

/// Figures over one group of customers.
fn group(figure: Figure, reports: &LoyaltyReports) -> Option<Parts> {
    use TermName as N;
    let customers = counted(N::Customers, reports.customers);
    Some(match figure {
        Figure::SegmentShare(segment) => {
            let row = reports
                .rfm
                .segments
                .iter()
                .find(|row| row.segment == segment)?;
            (
                row.share_of_customers,
                vec![counted(N::GroupCustomers, row.customers), customers],
            )
        }
        Figure::SegmentRevenueShare(segment) => {
            let row = reports
                .rfm
                .segments
                .iter()
                .find(|row| row.segment == segment)?;
            let all = money(N::Revenue, reports.rfm.net_revenue);
            (
                row.share_of_revenue,
                vec![money(N::GroupRevenue, row.net_revenue), all],
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
            let days = |name, days: i32| Term {
                name,
                value: TermValue::Days(days.into()),
            };
            let terms = vec![
                counted(N::People, row.people),
                days(N::ActiveDays, reports.lifecycle.active_days),
                days(N::LapseDays, reports.lifecycle.lapse_days),
            ];
            (Some(f64::from(row.people)), terms)
        }
        Figure::CohortRetention(month, age) => {
            let cohort = reports
                .cohorts
                .cohorts
                .iter()
                .find(|cohort| cohort.month == month)?;
            let active = *cohort.active.get(age as usize)?;
            let terms = vec![
                counted(N::Active, active),
                counted(N::CohortSize, cohort.size),
            ];
            (ratio(active, cohort.size), terms)
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

/// Figures of one period.
fn period(figure: Figure, row: &PeriodRow) -> Option<Parts> {
    use TermName as N;
    let usage = row.usage_per_customer.map(|usage| Term {
        name: N::UsagePerCustomer,
        value: TermValue::MeanMoney(usage),
    });
    let (buyers, returning) = (
        counted(N::Buyers, row.buyers),
        counted(N::Returning, row.returning),
    );
    Some(match figure {
        Figure::PeriodRevenue(_) => {
            let mut terms = vec![
                counted(N::New, row.new),
                counted(N::ExistingAll, row.existing_all),
                share(N::ReturningRateAll, row.returning_rate_all),
            ];
            terms.extend(usage);
            (Some(row.net_revenue as f64), terms)
        }
        Figure::ReturningRateAll(_) => (
            row.returning_rate_all,
            vec![returning, counted(N::ExistingAll, row.existing_all)],
        ),
        Figure::UsagePerCustomer(_) => (
            row.usage_per_customer,
            vec![money(N::NetRevenue, row.net_revenue), buyers],
        ),
        Figure::ReturningBuyerShare(_) => (row.returning_buyer_share, vec![returning, buyers]),
        _ => {
            let against = row.against_previous?;
            let previous = counted(N::PreviousBuyers, against.previous_buyers);
            let retained = counted(N::Retained, against.retained);
            match figure {
                Figure::RetentionRate(_) => (against.retention_rate, vec![retained, previous]),
                Figure::Churned(_) => (Some(f64::from(against.churned)), vec![previous, retained]),
                Figure::Reactivated(_) => (
                    Some(f64::from(against.reactivated)),
                    vec![returning, retained],
                ),
                Figure::PeriodRevenueThreeTerms(_) => {
                    let rate = share(N::RetentionRate, against.retention_rate);
                    let back = counted(N::Reactivated, against.reactivated);
                    let mut terms = vec![counted(N::New, row.new), previous, rate, back];
                    terms.extend(usage);
                    (Some(row.net_revenue as f64), terms)
                }
                _ => return None,
            }
        }
    })
}
