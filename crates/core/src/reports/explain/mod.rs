//! Each figure explains itself: the terms of its formula with their values, and the customers it
//! is about. Texts are made elsewhere from the enums' names.

mod group;
mod period;

use super::LoyaltyReports;
use super::concentration::PercentShare;
use super::dense::ceil_percent;
use super::figure::{Explanation, Figure, Term, TermName, TermValue};
use super::intervals::IntervalReport;

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

fn days(name: TermName, value: impl Into<i64>) -> Term {
    Term {
        name,
        value: TermValue::Days(value.into()),
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
    let (value, terms) = match figure.period() {
        Some(id) => period::period(figure, reports.period(id)?, reports)?,
        None => whole(figure, reports).or_else(|| group::group(figure, reports))?,
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
            (
                reports.intervals.mean_days,
                vec![self::days(N::GapDays, days), counted(N::Gaps, gaps)],
            )
        }
        Figure::IntervalDays(percent) if IntervalReport::PERCENTS.contains(&percent) => {
            let report = &reports.intervals;
            let place = ceil_percent(report.gaps, percent).max(1);
            let terms = vec![counted(N::GapPlace, place), counted(N::Gaps, report.gaps)];
            (report.percentile(percent).map(f64::from), terms)
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
