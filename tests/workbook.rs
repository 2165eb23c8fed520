//! Workbooks that go out, opened by a reader we did not write (openpyxl, where python has it).
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::{path::Path, process::Command};

use chrono::NaiveDate;
use regulars::{
    domain::{Currency, Records, ShopKind, TableName, Timestamp},
    exchange::{
        backup::Restored,
        lists::{Pick, Style, Words, lists, workbook},
    },
    sample::{Language, SampleOptions, generate},
};
use serde_json::Value;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn shop(currency: &str, customers: u32) -> Records {
    let records = generate(&SampleOptions {
        seed: 7,
        customers,
        language: Language::ZhHans,
        kind: ShopKind::Retail,
        currency: Currency::parse(currency).expect("a code"),
        today: day(),
        now: Timestamp(1_795_000_000_000),
        time_zone: "Asia/Shanghai".into(),
    });
    Restored {
        records,
        warnings: Vec::new(),
        rescued: false,
    }
    .into_records()
}

/// What openpyxl says of a file; `None` where there is no openpyxl.
fn read(bytes: &[u8], name: &str) -> Option<Value> {
    let python = ["python3", "python"].into_iter().find(|python| {
        let asked = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        asked.is_ok_and(|answer| answer.status.success())
    });
    let Some(python) = python else {
        eprintln!("SKIPPED: python3 with openpyxl is needed (pip install openpyxl)");
        return None;
    };
    let file = std::env::temp_dir().join(format!("regulars-{}-{name}.xlsx", std::process::id()));
    std::fs::write(&file, bytes).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbook.py");
    let answer = Command::new(python)
        .arg(script)
        .arg(&file)
        .output()
        .expect("python");
    std::fs::remove_file(&file).expect("removed");
    let error = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{error}");
    Some(serde_json::from_slice(&answer.stdout).expect("json"))
}

fn write(records: &Records, pick: &Pick, language: &str) -> Vec<u8> {
    let style = Style {
        words: Words::of(language),
        zone: chrono_tz::Asia::Shanghai,
        reachable_only: false,
    };
    workbook::write(&lists(records, pick, &style), day(), &|_| ()).expect("a workbook")
}

#[test]
fn everything_opens_in_an_independent_reader_with_types_and_links() {
    let records = shop("CNY", 60);
    let Some(found) = read(&write(&records, &Pick::Everything, "en"), "everything") else {
        return;
    };
    let sheet = |name: &str| &found["sheets"][name];
    assert_eq!(found["order"][0], "Customers");
    assert_eq!(sheet("Customers")["rows"], records.customers.len());
    assert_eq!(sheet("Sales")["rows"], records.sales.len());
    assert_eq!(sheet("Deals")["rows"], records.deals.len());
    assert_eq!(sheet("Products")["rows"], records.products.len());
    assert_eq!(sheet("Sales")["kinds"]["Date"], serde_json::json!(["day"]));
    assert_eq!(
        sheet("Sales")["kinds"]["Amount"],
        serde_json::json!(["number"])
    );
    let cents: i64 = records.sales.iter().map(|sale| sale.total).sum();
    assert_eq!(sheet("Sales")["sums"]["Amount"], cents);
    assert_eq!(sheet("Sales")["formats"]["4"], "#,##0.00");
    assert!(sheet("Sales")["links"].as_u64().unwrap() > 0);
    for name in found["order"].as_array().unwrap() {
        assert_eq!(sheet(name.as_str().unwrap())["formulas"], 0);
    }
}

#[test]
fn money_has_the_decimals_of_its_currency_and_titles_the_language() {
    let records = shop("JPY", 20);
    let bytes = write(&records, &Pick::List(TableName::Sales, None), "zh-Hant");
    let Some(found) = read(&bytes, "sales") else {
        return;
    };
    assert_eq!(found["order"][0], "銷售");
    let sheet = &found["sheets"]["銷售"];
    assert_eq!(sheet["head"][3], "金額");
    assert_eq!(sheet["formats"]["4"], "#,##0");
    let yen: i64 = records.sales.iter().map(|sale| sale.total * 100).sum();
    assert_eq!(sheet["sums"]["金額"], yen);
}
