//! The reports against published reference results, within the published tolerances, through the
//! same path as the example: CSV text, rows, facts, reports, printed JSON.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "../examples/reports/json.rs"]
mod json;

#[path = "common/lacking.rs"]
mod lacking;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;
use chrono_tz::Tz;
use regulars::domain::money::Currency;
use regulars::exchange::date_orders::DateOrders;
use regulars::exchange::dates::DateOrder;
use regulars::exchange::sales::{SalesOptions, SalesSheet, read_sales, sales_facts};
use regulars::reports::{Facts, LoyaltyReports, Options, PeriodKind, date_of};
use serde_json::Value;

/// Tolerance of shares and rates.
const SHARE: f64 = 1e-9;
/// Tolerance of money in major units.
const MONEY: f64 = 0.005;

/// A file of the shared data; nothing, with a word about it, where the data is not at hand.
fn shared(name: &str) -> Option<String> {
    let folder = std::env::var_os("REGULARS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join("data").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        lacking::skip(&path.display().to_string(), "set REGULARS_SHARED");
    }
    text
}

fn read(text: &str, zone: Tz) -> SalesSheet {
    let options = SalesOptions {
        delimiter: None,
        zone,
        currency: Currency::USD,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    read_sales(text, &options).unwrap()
}

fn compute(sheet: &SalesSheet, as_of: &str) -> (Facts, LoyaltyReports) {
    let facts = sales_facts(&sheet.rows, Currency::USD, Currency::USD)
        .unwrap()
        .facts;
    let as_of: NaiveDate = as_of.parse().unwrap();
    let quiet = &mut |_| ControlFlow::Continue(());
    let reports = LoyaltyReports::compute(&facts, as_of, &Options::default(), quiet).unwrap();
    (facts, reports)
}

/// Every difference between two JSON values; names of money fields have the tolerance of money.
fn differences(expected: &Value, found: &Value, path: &str, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            let names = |members: &serde_json::Map<String, Value>| -> Vec<String> {
                members.keys().cloned().collect()
            };
            if names(expected) != names(found) {
                out.push(format!(
                    "{path}: members {:?}, not {:?}",
                    names(found),
                    names(expected)
                ));
            }
            for (name, value) in expected {
                let other = found.get(name).unwrap_or(&Value::Null);
                differences(value, other, &format!("{path}/{name}"), out);
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            if expected.len() != found.len() {
                out.push(format!(
                    "{path}: {} items, not {}",
                    found.len(),
                    expected.len()
                ));
            }
            for (at, (value, other)) in expected.iter().zip(found).enumerate() {
                differences(value, other, &format!("{path}/{at}"), out);
            }
        }
        (Value::Number(one), Value::Number(other)) if one.is_f64() || other.is_f64() => {
            let is_share = path.contains("share") || path.contains("rate") || path.contains("gini");
            let money = ["revenue", "usage", "value"]
                .iter()
                .any(|word| path.contains(word));
            let tolerance = if money && !is_share { MONEY } else { SHARE };
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            if (one - other).abs() > tolerance {
                out.push(format!("{path}: {other}, not {one}"));
            }
        }
        _ if expected != found => out.push(format!("{path}: {found}, not {expected}")),
        _ => {}
    }
}

fn assert_same(expected: &Value, reports: &LoyaltyReports) {
    let printed = serde_json::to_string(&json::reports(reports)).unwrap();
    let mut out = Vec::new();
    differences(
        expected,
        &serde_json::from_str(&printed).unwrap(),
        "",
        &mut out,
    );
    assert!(out.is_empty(), "{}", out.join("\n"));
}

fn cdnow() -> Option<(Facts, LoyaltyReports)> {
    let sheet = read(&shared("cdnow_sample_transactions.csv")?, Tz::UTC);
    assert_eq!((sheet.rows.len(), sheet.problems.len()), (6_919, 0));
    Some(compute(&sheet, "1998-06-30"))
}

#[test]
fn cdnow_reports_are_the_published_ones() {
    let (Some((_, reports)), Some(expected)) =
        (cdnow(), shared("expected/cdnow_sample_reports.json"))
    else {
        return;
    };
    assert_same(&serde_json::from_str(&expected).unwrap(), &reports);
}

#[test]
fn cdnow_customers_are_the_published_ones() {
    let (Some((facts, reports)), Some(expected)) =
        (cdnow(), shared("expected/cdnow_sample_customers.csv"))
    else {
        return;
    };
    let found = json::customer_table(&reports, facts.codes(), Currency::USD);
    for (line, other) in expected.lines().zip(found.lines()) {
        assert_eq!(other, line);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

fn edge() -> Option<(SalesSheet, Value)> {
    let sheet = read(&shared("edge_orders.csv")?, chrono_tz::America::New_York);
    let expected = serde_json::from_str(&shared("expected/edge_orders.json")?).unwrap();
    Some((sheet, expected))
}

#[test]
fn edge_rows_fall_on_the_local_date() {
    let Some((sheet, expected)) = edge() else {
        return;
    };
    let found: BTreeMap<&str, String> = sheet
        .rows
        .iter()
        .map(|row| (row.row_id.as_deref().unwrap(), row.date.to_string()))
        .collect();
    assert_eq!(
        serde_json::to_value(found).unwrap(),
        expected["local_dates"]
    );
    assert_eq!(sheet.problems, []);
}

#[test]
fn edge_people_have_the_published_occasions_scores_and_stages() {
    let Some((sheet, expected)) = edge() else {
        return;
    };
    let (facts, reports) = compute(&sheet, "2025-06-30");
    let visits: Vec<_> = reports.occasions.iter().collect();
    let money = |minor: i64| minor as f64 / 100.0;
    let known: Vec<Value> = reports
        .people
        .iter()
        .filter(|row| row.rows > 0)
        .map(|row| {
            let visits = visits[row.customer as usize];
            let occasions: Vec<_> = visits
                .days
                .iter()
                .zip(visits.values)
                .map(|(&day, &value)| (date_of(day).to_string(), money(value)))
                .collect();
            serde_json::json!({
                "customer_id": facts.codes()[row.customer as usize],
                "occasions": occasions,
                "net_revenue": money(row.net_revenue),
                "stage": row.stage,
            })
        })
        .collect();
    assert_eq!(Value::from(known), expected["customers"]);

    let scored: Vec<Value> = reports
        .people
        .iter()
        .filter(|row| row.scores.is_some())
        .map(|row| {
            serde_json::json!({
                "customer_id": facts.codes()[row.customer as usize],
                "days_since_last": row.days_since_last,
                "occasions": row.occasions,
                "net_revenue": money(row.net_revenue),
                "r": row.r(),
                "f": row.f(),
                "m": row.m(),
                "fm": row.fm(),
                "segment": row.segment().unwrap().label(),
                "abc": row.class.unwrap().label(),
                "stage": row.stage,
            })
        })
        .collect();
    assert_eq!(Value::from(scored), expected["rfm"]);
}

#[test]
fn edge_reports_are_the_published_ones() {
    let Some((sheet, expected)) = edge() else {
        return;
    };
    let (_, reports) = compute(&sheet, "2025-06-30");
    assert_same(&expected["reports"], &reports);
}

/// Months and years have no published file: they must add up to the quarters that have.
#[test]
fn months_and_years_add_up_to_the_quarters() {
    let Some((_, reports)) = cdnow() else { return };
    let sums = |kind: PeriodKind| {
        reports
            .periods(kind)
            .iter()
            .fold((0, 0, 0), |(net, occasions, new), row| {
                (
                    net + row.net_revenue,
                    occasions + row.occasions,
                    new + row.new,
                )
            })
    };
    assert_eq!(sums(PeriodKind::Quarter), (24_409_194, 6_696, 2_357));
    assert_eq!(sums(PeriodKind::Month), sums(PeriodKind::Quarter));
    assert_eq!(sums(PeriodKind::Year), sums(PeriodKind::Quarter));
}

#[test]
fn rows_of_another_currency_are_left_out_and_counted() {
    let text = "customer_id,date,amount,currency\n\
                a,2025-01-01,10,USD\na,2025-01-02,99,EUR\nb,2025-01-03,5,USD\n";
    let (_, reports) = compute(&read(text, Tz::UTC), "2025-01-31");
    let printed = serde_json::to_value(json::reports(&reports)).unwrap();
    assert_eq!(printed["rows_left_out_other_currency"], 1);
    assert_eq!(printed["concentration"]["revenue"], 15.0);
    assert_eq!(printed["repeat"]["occasions"], 2);
}
