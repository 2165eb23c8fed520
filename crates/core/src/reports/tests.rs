use super::*;
use proptest::prelude::*;

type Raw = (u32, i32, i64, Option<u32>, Option<u32>);

fn facts(rows: &[Raw]) -> Facts {
    let mut facts = Facts::new((0..8).map(|n| format!("c{n}")).collect(), 2);
    for &(customer, day, amount, order, refund_of) in rows {
        facts
            .push(Fact {
                customer,
                day,
                amount,
                order,
                refund_of,
            })
            .unwrap();
    }
    facts
}

fn rows() -> impl Strategy<Value = Vec<Raw>> {
    let link = prop::option::weighted(0.3, 0u32..12);
    let row = (
        0u32..8,
        19_000i32..20_000,
        -3_000i64..9_000,
        link.clone(),
        link,
    );
    prop::collection::vec(row, 0..90)
}

fn compute(facts: &Facts, as_of: i32) -> LoyaltyReports {
    let quiet = &mut |_| ControlFlow::Continue(());
    LoyaltyReports::compute(facts, date_of(as_of), &Options::default(), quiet).unwrap()
}

#[test]
fn the_listener_can_stop_before_any_step() {
    let facts = facts(&[(0, 19_000, 5, None, None)]);
    for stop in 0..Step::ALL.len() {
        let mut seen = Vec::new();
        let result = LoyaltyReports::compute(
            &facts,
            date_of(19_100),
            &Options::default(),
            &mut |progress| {
                seen.push(progress.step);
                if seen.len() > stop {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(result, Err(ReportError::Cancelled));
        assert_eq!(seen, Step::ALL[..=stop]);
    }
}

#[test]
fn a_day_beyond_the_calendar_is_refused() {
    let quiet = &mut |_| ControlFlow::Continue(());
    let result = LoyaltyReports::compute(&facts(&[]), NaiveDate::MAX, &Options::default(), quiet);
    assert_eq!(result, Err(ReportError::AsOfOutOfRange));
}

#[test]
fn a_shop_without_sales_has_reports_without_numbers() {
    let reports = compute(&facts(&[]), 19_000);
    assert_eq!(reports.customers, 0);
    assert_eq!(reports.repeat.repeat_rate, None);
    assert_eq!(reports.lifecycle.people_without_rows, 8);
    assert!(reports.cohorts.cohorts.is_empty() && reports.quarters.is_empty());
}

#[test]
fn later_rows_do_not_exist() {
    let early = [(0, 19_000, 500, Some(1), None), (1, 19_010, 70, None, None)];
    let mut later = early.to_vec();
    later.extend([(0, 19_020, -500, None, Some(1)), (2, 19_030, 9, None, None)]);
    assert_eq!(
        compute(&facts(&early), 19_015),
        compute(&facts(&later), 19_015)
    );
}

#[test]
fn the_unfinished_month_is_left_out_of_the_weighted_retention() {
    // 2022-01-08 and 2022-02-10; as of 2022-02-15.
    let reports = compute(
        &facts(&[(0, 19_000, 1, None, None), (0, 19_033, 1, None, None)]),
        19_038,
    );
    assert_eq!(reports.cohorts.cohorts[0].active, [1, 1]);
    assert!(!reports.cohorts.cohorts[0].last_month_complete);
    assert_eq!(reports.cohorts.weighted_retention, [Some(1.0), None]);
    let whole = compute(
        &facts(&[(0, 19_000, 1, None, None), (0, 19_033, 1, None, None)]),
        19_051,
    );
    assert_eq!(whole.cohorts.weighted_retention, [Some(1.0), Some(1.0)]);
}

#[test]
fn what_if_moves_one_factor() {
    let reports = compute(
        &facts(&[
            (0, 18_993, 1_000, None, None),
            (1, 18_994, 1_000, None, None),
            (0, 19_083, 600, None, None),
            (2, 19_084, 400, None, None),
        ]),
        19_170,
    );
    let quarter = &reports.quarters[1];
    assert_eq!(
        (quarter.new, quarter.returning, quarter.existing_all),
        (1, 1, 2)
    );
    let more = what_if(quarter, WhatIf::ReturningRatePoints(25.0)).unwrap();
    assert!((more.net_revenue - 1_250.0).abs() < 1e-9);
    assert!((more.difference - 250.0).abs() < 1e-9);
    let all = what_if(quarter, WhatIf::ReturningRatePoints(900.0)).unwrap();
    assert!(
        (all.net_revenue - 1_500.0).abs() < 1e-9,
        "a rate stays below one"
    );
    let kept = what_if(quarter, WhatIf::RetainedPercent(10.0)).unwrap();
    assert!((kept.net_revenue - 1_050.0).abs() < 1e-9);
    assert_eq!(
        what_if(&reports.quarters[0], WhatIf::RetainedPercent(10.0)),
        None
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn row_order_never_matters(rows in rows(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(compute(&facts(&rows), 19_900), compute(&facts(&shuffled), 19_900));
    }

    #[test]
    fn bytes_change_nothing(rows in rows()) {
        let facts = facts(&rows);
        let reports = compute(&facts, 19_900);
        let travelled = Facts::from_bytes(&facts.to_bytes()).unwrap();
        prop_assert_eq!(&compute(&travelled, 19_900), &reports);
        let bytes = reports.to_bytes().unwrap();
        let back = LoyaltyReports::from_bytes(&bytes).unwrap();
        for cut in [0, 3, 4, bytes.len() / 2, bytes.len() - 1] {
            prop_assert!(LoyaltyReports::from_bytes(&bytes[..cut]).is_none());
        }
        prop_assert_eq!(back.people, reports.people);
        prop_assert_eq!(back.occasions, reports.occasions);
        prop_assert_eq!(back.quarters.len(), reports.quarters.len());
    }

    #[test]
    fn groups_partition_the_customers(rows in rows()) {
        let reports = compute(&facts(&rows), 19_900);
        let n = reports.customers;
        prop_assert_eq!(reports.rfm.segments.iter().map(|row| row.customers).sum::<u32>(), n);
        prop_assert_eq!(reports.rfm.grid.iter().flatten().sum::<u32>(), n);
        prop_assert_eq!(reports.abc.classes.iter().map(|row| row.customers).sum::<u32>(), n);
        prop_assert_eq!(reports.repeat.distribution.iter().map(|row| row.customers).sum::<u32>(), n);
        prop_assert_eq!(reports.cohorts.cohorts.iter().map(|cohort| cohort.size).sum::<u32>(), n);
        let people = reports.lifecycle.stages.iter().map(|row| row.people).sum::<u32>();
        prop_assert_eq!(people + reports.lifecycle.people_without_rows, 8);
        prop_assert_eq!(reports.people.len(), 8);
    }

    #[test]
    fn the_revenue_formula_is_exact_to_the_cent(rows in rows()) {
        let reports = compute(&facts(&rows), 19_900);
        for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year] {
            for row in reports.periods(kind).iter().filter(|row| row.buyers > 0) {
                let rate = row.returning_rate_all.unwrap_or(0.0);
                let buyers = f64::from(row.new) + f64::from(row.existing_all) * rate;
                let revenue = buyers * row.usage_per_customer.unwrap();
                prop_assert!((revenue - row.net_revenue as f64).abs() < 1e-6);
                if let Some(against) = row.against_previous {
                    let kept = f64::from(against.previous_buyers) * against.retention_rate.unwrap_or(0.0);
                    let buyers = f64::from(row.new) + kept + f64::from(against.reactivated);
                    let revenue = buyers * row.usage_per_customer.unwrap();
                    prop_assert!((revenue - row.net_revenue as f64).abs() < 1e-6);
                }
            }
        }
    }

    #[test]
    fn rates_are_fractions(rows in rows()) {
        let reports = compute(&facts(&rows), 19_900);
        let unit = 0.0..=1.0;
        for cohort in &reports.cohorts.cohorts {
            prop_assert!(cohort.retention.iter().all(|rate| unit.contains(rate)));
            prop_assert!(cohort.cumulative_repeaters.is_sorted());
        }
        for within in &reports.repeat.within {
            prop_assert!(within.kaplan_meier.is_none_or(|rate| unit.contains(&rate)));
            prop_assert!(within.rate.is_none_or(|rate| unit.contains(&rate)));
        }
        prop_assert!(reports.concentration.gini.is_none_or(|gini| unit.contains(&gini)));
    }

    #[test]
    fn a_count_has_as_many_customers_behind_it(rows in rows()) {
        let reports = compute(&facts(&rows), 19_900);
        let behind = |figure| customers_behind(figure, &reports).len() as u64;
        let first = |figure| {
            let terms = explain(figure, &reports).map(|found| found.terms);
            match terms.and_then(|terms| terms.first().copied()).map(|term| term.value) {
                Some(TermValue::Count(count)) => u64::try_from(count).unwrap(),
                _ => u64::MAX,
            }
        };
        let mut figures = vec![Figure::RepeatRate, Figure::RepeatWithin(90)];
        figures.extend(Segment::ALL.iter().map(|&segment| Figure::SegmentShare(segment)));
        figures.extend(Stage::ALL.iter().map(|&stage| Figure::StagePeople(stage)));
        figures.extend((1..=5).map(|r| Figure::GridCell(r, 3)));
        for &by in Score::ALL {
            figures.extend((1..=5).map(|score| Figure::ScoreShare(by, score)));
        }
        let ages = u32::try_from(reports.cohorts.weighted_counts.len()).unwrap();
        figures.extend((0..ages).map(Figure::WeightedRetention));
        for cohort in &reports.cohorts.cohorts {
            figures.extend((0..cohort.ages()).map(|age| Figure::CohortRetention(cohort.month, age)));
        }
        figures.extend(Stage::ALL.iter().map(|&stage| Figure::StageShare(stage)));
        figures.extend(Class::ALL.iter().map(|&class| Figure::ClassShareOfCustomers(class)));
        for row in &reports.quarters {
            figures.push(Figure::ReturningRateAll(row.period));
            prop_assert_eq!(behind(Figure::PeriodBuyers(row.period)), u64::from(row.buyers));
            prop_assert_eq!(behind(Figure::PeriodNew(row.period)), u64::from(row.new));
            prop_assert_eq!(behind(Figure::PeriodExisting(row.period)), u64::from(row.existing_all));
            if let Some(against) = row.against_previous {
                figures.push(Figure::RetentionRate(row.period));
                prop_assert_eq!(behind(Figure::Churned(row.period)), u64::from(against.churned));
                prop_assert_eq!(behind(Figure::Reactivated(row.period)), u64::from(against.reactivated));
            }
            prop_assert_eq!(behind(Figure::UsagePerCustomer(row.period)), u64::from(row.buyers));
        }
        for figure in figures {
            prop_assert_eq!(behind(figure), first(figure), "{:?}", figure);
        }
        for class in Class::ALL {
            let row = reports.abc.classes.iter().find(|row| row.class == *class).unwrap();
            let figure = Figure::ClassRevenueShare(*class);
            prop_assert_eq!(behind(figure), u64::from(row.customers));
        }
        for tier in Tier::ALL.iter().filter(|tier| **tier != Tier::Inactive) {
            let row = reports.pyramid.tiers.iter().find(|row| row.tier == *tier).unwrap();
            prop_assert_eq!(behind(Figure::TierRevenueShare(*tier)), u64::from(row.customers));
        }
    }
    /// Formulas that are no plain rate, with the numbers that the explanation gives.
    #[test]
    fn formulas_give_their_figures(rows in rows()) {
        let reports = compute(&facts(&rows), 19_900);
        let terms = |figure| -> (Option<f64>, Vec<f64>) {
            let found = explain(figure, &reports).expect("explained");
            let terms = found.terms.iter().map(|term| match term.value {
                TermValue::Count(n) | TermValue::Money(n) | TermValue::Days(n) => n as f64,
                TermValue::MeanMoney(n) => n,
                TermValue::Share(n) => n.unwrap_or(f64::NAN),
            });
            (found.value, terms.collect())
        };
        let ratio = |figure| {
            let (value, terms) = terms(figure);
            match value {
                Some(value) => (value - terms[0] / terms[1]).abs() < 1e-9,
                None => terms[1] == 0.0,
            }
        };
        let difference = |figure| {
            let (value, terms) = terms(figure);
            value == Some(terms[0] - terms[1])
        };
        let sum = |figure| {
            let (value, terms) = terms(figure);
            value == Some(terms[0] + terms[1])
        };
        for cohort in &reports.cohorts.cohorts {
            for age in 0..cohort.ages() {
                let (revenue, each) = (
                    Figure::CohortRevenue(cohort.month, age),
                    Figure::CohortCumulativeRevenuePerCustomer(cohort.month, age),
                );
                prop_assert!(difference(revenue) && ratio(each), "{cohort:?} {age}");
                let at = age as usize;
                prop_assert_eq!(terms(revenue).0, Some(cohort.revenue[at] as f64));
                prop_assert_eq!(terms(each).0, Some(cohort.cumulative_revenue_per_customer[at]));
                let members = customers_behind(each, &reports).len();
                prop_assert_eq!(members, cohort.size as usize);
            }
        }
        for &segment in Segment::ALL {
            let row = reports.rfm.segment(segment).unwrap();
            let figures = [
                (Figure::SegmentMeanDaysSinceLast(segment), row.mean_days_since_last),
                (Figure::SegmentMeanOccasions(segment), row.mean_occasions),
            ];
            for (figure, mean) in figures {
                prop_assert!(ratio(figure));
                prop_assert_eq!(terms(figure).0, mean);
            }
        }
        for row in &reports.abc.classes {
            let figure = Figure::ClassShareOfCustomers(row.class);
            prop_assert!(ratio(figure));
            prop_assert_eq!(terms(figure).0, row.share_of_customers);
        }
        for row in &reports.pyramid.tiers {
            let figure = Figure::TierShareOfCustomers(row.tier);
            prop_assert!(ratio(figure));
            let customers = f64::from(row.customers);
            prop_assert_eq!(terms(figure).1.first().copied(), Some(customers));
        }
        for &stage in Stage::ALL {
            prop_assert!(ratio(Figure::StageShare(stage)));
            let limits = &reports.lifecycle;
            let (people, terms) = terms(Figure::StagePeople(stage));
            prop_assert_eq!(people, Some(terms[0]));
            let expected = [limits.active_days, limits.lapse_days, 4].map(f64::from);
            prop_assert_eq!(&terms[1..], &expected[..]);
        }
        for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year] {
            for row in reports.periods(kind) {
                prop_assert!(sum(Figure::PeriodBuyers(row.period)));
                prop_assert!(difference(Figure::PeriodNew(row.period)));
                prop_assert!(sum(Figure::PeriodExisting(row.period)), "{:?}", row.period);
            }
        }
        let mut gaps: Vec<i32> = reports.occasions.customers().flat_map(|one| one.gaps().collect::<Vec<_>>()).collect();
        gaps.sort_unstable();
        for percent in intervals::IntervalReport::PERCENTS {
            let (value, terms) = terms(Figure::IntervalDays(percent));
            prop_assert_eq!(terms.get(1).copied(), Some(gaps.len() as f64));
            let found = (1_u32..)
                .zip(&gaps)
                .find(|(place, _)| terms.first() == Some(&f64::from(*place)));
            prop_assert_eq!(value, found.map(|(_, days)| f64::from(*days)));
        }
    }
}
