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

#[path = "common/lacking.rs"]
mod lacking;

use std::{path::Path, process::Command, sync::Arc};

use chrono::NaiveDate;
use regulars::{
    domain::{
        Currency, FieldDef, FieldKind, IdMaker, Rank, Records, ShopKind, TableName, Timestamp,
        Values, field::parse,
    },
    exchange::{
        backup::Restored,
        customers::convert::Setting,
        date_orders::DateOrders,
        dates::DateOrder,
        import::{Choices, Opened},
        lists::{Pick, Style, Value as Cell, Words, lists, report, workbook},
        recognise,
        sales::{SalesOptions, read_sales},
        unpack::unpack,
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
        history: Vec::new(),
        records,
        warnings: Vec::new(),
        rescued: false,
    }
    .into_records()
}

/// A python with openpyxl.
fn python() -> Option<&'static str> {
    // A Python of its own on PATH need not have what the distribution brings.
    let pythons = ["python3", "/usr/bin/python3", "python"];
    let python = pythons.into_iter().find(|python| {
        let asked = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        asked.is_ok_and(|answer| answer.status.success())
    });
    if python.is_none() {
        lacking::skip_unless_ci("python3 with openpyxl", "`make setup`");
    }
    python
}

/// What openpyxl says of a file; `None` where there is no openpyxl.
fn read(bytes: &[u8], name: &str) -> Option<Value> {
    let python = python()?;
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
    workbook::write(&lists(records, pick, &style), day(), Vec::new, &|_| ()).expect("a workbook")
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
    let ways = |name: &str, title: &str| sheet(name)["ways"][title].clone();
    assert_eq!(ways("Deals", "Customer"), serde_json::json!(["Customers"]));
    assert_eq!(ways("Sales", "Customer"), serde_json::json!(["Customers"]));
    assert_eq!(ways("Sale lines", "Order"), serde_json::json!(["Sales"]));
    assert_eq!(
        ways("Sale lines", "Product"),
        serde_json::json!(["Products"])
    );
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

#[test]
fn own_fields_keep_their_types() {
    let mut records = shop("CNY", 5);
    let mut ids = IdMaker::new(3);
    let now = Timestamp(0);
    let mut values = Values::new();
    for (name, kind, text) in [
        ("Size", FieldKind::Number, "38.125"),
        ("Since", FieldKind::Date, "2024-02-29"),
        ("Budget", FieldKind::Money, "12.50"),
        ("Travel", FieldKind::Money, "12.50 USD"),
        ("Member", FieldKind::YesNo, "yes"),
    ] {
        let field = FieldDef {
            id: ids.next(now),
            of: TableName::Customers,
            name: name.to_owned(),
            kind,
            options: Vec::new(),
            rank: Rank::first(),
            hidden: false,
            yearly: false,
            created: now,
            updated: now,
        };
        let value = parse(&field, text, Currency::CNY).expect("reads");
        values.insert(field.id, value.expect("a value"));
        let slot = records.fields.slot_count();
        records.fields.put(slot, Arc::new(field));
    }
    let slot = 0;
    let mut customer = regulars::domain::Customer::clone(records.customers.at(slot).expect("one"));
    customer.values = values;
    records.customers.put(slot, Arc::new(customer));
    let bytes = write(&records, &Pick::List(TableName::Customers, None), "en");
    let Some(found) = read(&bytes, "own") else {
        return;
    };
    let sheet = &found["sheets"]["Customers"];
    for (title, kind) in [
        ("Size", "number"),
        ("Since", "day"),
        ("Budget", "number"),
        ("Travel", "text"),
        ("Member", "text"),
    ] {
        assert_eq!(sheet["kinds"][title], serde_json::json!([kind]), "{title}");
    }
}

#[test]
fn the_table_of_a_report_has_numbers_and_shares() {
    let rows = vec![
        vec![
            Cell::text("=Loyal"),
            Cell::count(12),
            Cell::share(Some(0.25)),
            Cell::Money(12_345, 2),
        ],
        vec![
            Cell::text("New"),
            Cell::count(36),
            Cell::share(None),
            Cell::Money(-5, 2),
        ],
    ];
    let columns = ["Segment", "Customers", "Share", "Revenue"]
        .map(str::to_owned)
        .to_vec();
    let list = report::table("Segments", columns, rows);
    let bytes = workbook::write(&[list.into_list()], day(), Vec::new, &|_| ()).expect("a workbook");
    let Some(found) = read(&bytes, "report") else {
        return;
    };
    let sheet = &found["sheets"]["Segments"];
    assert_eq!(
        (sheet["rows"].as_u64(), sheet["formulas"].as_u64()),
        (Some(2), Some(0))
    );
    assert_eq!(sheet["kinds"]["Segment"], serde_json::json!(["text"]));
    assert_eq!(sheet["kinds"]["Share"], serde_json::json!(["number"]));
    assert_eq!(sheet["formats"]["3"], "0.0%");
    assert_eq!(sheet["formats"]["4"], "#,##0.00");
    assert_eq!(sheet["sums"]["Revenue"], 12_340);
}

#[test]
fn workbooks_of_an_independent_writer_are_read() {
    let Some(python) = python() else { return };
    let file = std::env::temp_dir().join(format!("regulars-{}-theirs.xlsx", std::process::id()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbook.py");
    let answer = Command::new(python)
        .arg(script)
        .arg("write")
        .arg(&file)
        .output()
        .expect("python");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let bytes = std::fs::read(&file).expect("a file");
    std::fs::remove_file(&file).expect("removed");
    let unpacked = unpack(&bytes, &|_| ()).expect("a workbook");
    assert_eq!(unpacked.left_out, ["Hidden"]);
    let texts: Vec<(String, String)> = unpacked
        .parts
        .into_iter()
        .map(|part| (part.name, String::from_utf8(part.bytes).expect("text")))
        .collect();
    assert_eq!(texts[0].0, "会员");
    let choices = Choices {
        encoding: Some("UTF-8".into()),
        delimiter: Some(','),
        typed: true,
        ..Choices::default()
    };
    let opened = Opened::new(texts[0].1.as_bytes(), &choices, "zh-Hans");
    let read = opened.read(&Setting {
        language: "zh-Hans".into(),
        today: day(),
    });
    assert_eq!(read.problems, []);
    let people: Vec<_> = read.drafts.iter().map(|draft| &draft.customer).collect();
    let told: Vec<_> = people
        .iter()
        .map(|one| {
            let birthday = one.birthday.map(|day| day.to_string()).unwrap_or_default();
            (
                one.name.full.as_str(),
                one.phones[0].number.as_str(),
                birthday,
                one.code.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("张伟", "13800138000", "1990-05-04".to_owned(), "00017"),
            (
                "欧阳娜娜",
                "139 0013 9000",
                "1988-12-01".to_owned(),
                "00042"
            ),
        ]
    );
    let opened = Opened::new(texts[1].1.as_bytes(), &choices, "zh-Hans");
    assert_eq!(recognise::table(&opened), recognise::Kind::Sales);
    let options = SalesOptions {
        delimiter: Some(b','),
        zone: chrono_tz::Asia::Shanghai,
        currency: Currency::CNY,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: true,
        decimal_mark: None,
    };
    let sheet = read_sales(&texts[1].1, &options).expect("sales");
    let amounts: Vec<_> = sheet.rows.iter().map(|row| row.amount_minor).collect();
    assert_eq!((sheet.problems, amounts), (vec![], vec![3_625, -1_200]));
}
