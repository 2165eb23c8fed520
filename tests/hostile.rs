//! Backups made to do harm, or harmed on their way: each is refused with a reason that names the place,
//! or, where it only says what a shop may say, taken whole; whatever was there before a refusal is
//! there after it, byte for byte.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{
    backup::{LIMIT, bytes, restore, shop, written},
    shop::{Maker, run},
};
use regulars::domain::{TableName, commands::Add};
use serde_json::{Value, json};

fn good() -> String {
    written(&shop().1)
}

fn at(pointer: &str, value: Value) -> (String, Vec<u8>) {
    let mut json: Value = serde_json::from_str(&good()).expect("JSON");
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let place = json.pointer_mut(parent).expect(pointer);
    match place {
        Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value.clone(),
        Value::Object(map) => drop(map.insert(key.to_owned(), value.clone())),
        _ => panic!("{pointer}"),
    }
    let name = format!(
        "{pointer} = {}",
        value.to_string().chars().take(40).collect::<String>()
    );
    (name, json.to_string().into_bytes())
}

/// The good backup with some text in it replaced, which must be there.
fn with(from: &str, to: &str) -> (String, Vec<u8>) {
    let good = good();
    assert!(good.contains(from), "{from}");
    let short: String = to.chars().take(40).collect();
    (
        format!("{from} → {short}"),
        good.replacen(from, to, 1).into_bytes(),
    )
}

fn raw(name: &str, file: impl Into<Vec<u8>>) -> (String, Vec<u8>) {
    (name.to_owned(), file.into())
}

fn first_id(table: &str, place: usize) -> Value {
    let json: Value = serde_json::from_str(&good()).expect("JSON");
    json["tables"][table][place]["id"].clone()
}

fn hostile() -> Vec<(String, Vec<u8>)> {
    let good = good();
    let deep = |open: &str, close: &str, n: usize| {
        format!(
            "{{\"format\":\"regulars-backup\",\"version\":1,\"tables\":{{\"customers\":[{}{}]}}}}",
            open.repeat(n),
            close.repeat(n)
        )
    };
    let nobody = json!("00000000-0000-7000-8000-0000000000ff");
    vec![
        // Not the file it says it is.
        raw("nothing", ""),
        raw("blanks", " \n\t "),
        raw("null", "null"),
        raw("a list", "[]"),
        raw("a number", "1e400"),
        raw("zeros", vec![0_u8; 4096]),
        raw(
            "bytes that are no text",
            [good.as_bytes(), b"\xff\xfe"].concat(),
        ),
        raw(
            "UTF-16",
            good.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        ),
        raw("two files in one", format!("{good}{good}")),
        raw("a comment", format!("// backup\n{good}")),
        raw("NaN", good.replacen("\"version\":2", "\"version\":NaN", 1)),
        with("\"version\":2", "\"version\":3"),
        with("\"version\":2", "\"version\":18446744073709551616"),
        with("\"version\":2", "\"version\":-1"),
        with("\"version\":2", "\"version\":\"1\""),
        with("\"version\":2", "\"version\":1,\"version\":1"),
        with("regulars-backup", "other-backup"),
        // Depth and size.
        raw("deep lists", deep("[", "]", 200_000)),
        raw("deep objects", deep("{\"a\":", "}", 200_000)),
        raw("deep and cut", deep("[", "", 200_000)),
        raw("too many bytes", vec![b' '; LIMIT + 1]),
        at("/tables/customers/0/note", json!("x".repeat(1_000_001))),
        at("/tables/customers/0/name/full", json!("長".repeat(100_000))),
        at("/tables/customers/0/tags", json!(vec!["t"; 100_000])),
        // Wrong types.
        at("/tables", json!([])),
        at("/tables", json!("customers")),
        at("/tables/customers", json!({"0": {}})),
        at("/tables/customers/0", json!(null)),
        at("/tables/customers/0", json!([1, 2])),
        at("/tables/customers/0/name", json!("Mei")),
        at("/tables/customers/0/id", json!(7)),
        at("/tables/customers/0/id", json!("../../etc/passwd")),
        at("/tables/customers/0/tags", json!("vip")),
        at("/tables/customers/0/phones", json!([{"number": 7}])),
        at("/tables/sales/0/total", json!("8800")),
        at("/tables/sales/0/date", json!("2026-02-30")),
        at("/tables/sales/0/date", json!("+99999999-01-01")),
        at("/tables/sales/0/currency", json!("€€€")),
        at("/tables/deals/0/outcome", json!({"state": "stolen"})),
        at("/tables/tasks/0/priority", json!("urgent")),
        // Numbers out of bounds.
        at("/tables/sales/0/total", json!(i64::MAX)),
        at("/tables/sales/0/total", json!(-1)),
        at("/tables/sales/0/total", json!(1.5)),
        with("\"total\":8800", "\"total\":1e308"),
        with(
            "\"total\":8800",
            "\"total\":88000000000000000000000000000000",
        ),
        at("/tables/sales/0/lines/0/quantity", json!(i64::MAX)),
        at("/tables/sales/0/lines/0/unit_price", json!(i64::MIN)),
        at("/tables/sales/0/lines/0/tax_rate", json!(65_535)),
        at("/tables/deals/0/value", json!(-5)),
        at("/tables/shop/0/week_start", json!(0)),
        at("/tables/pipelines/0/stages/0/probability", json!(101)),
        at("/tables/pipelines/0/stages", json!([])),
        // Identities and links.
        at("/tables/customers/1/id", first_id("customers", 0)),
        at("/tables/sales/1/id", first_id("sales", 0)),
        at("/tables/customers/0/company", first_id("customers", 0)),
        at("/tables/customers/0/company", nobody.clone()),
        at("/tables/deals/0/customer", nobody.clone()),
        at("/tables/deals/0/pipeline", nobody.clone()),
        at("/tables/deals/0/stage", nobody.clone()),
        at("/tables/tasks/0/deal", nobody.clone()),
        at("/tables/sales/0/customer", nobody.clone()),
        at("/tables/sales/1/refund_of", nobody),
        // Blank where something must be.
        at("/tables/customers/0/name", json!({"full": "  "})),
        at("/tables/deals/0/title", json!("")),
        at("/tables/shop/0/time_zone", json!("")),
        with("\"Mei Lin\"", "\"\\ud800\""),
    ]
}

#[test]
fn every_one_is_refused_with_a_reason_and_nothing_changes() {
    let (store, shop) = shop();
    let before = bytes(&store);
    let all = hostile();
    assert!(all.len() >= 60);
    for (name, file) in all {
        let refused = restore(&shop, &file).expect_err(&name);
        assert!(refused.len() > 5, "{name}: {refused:?}");
        assert!(bytes(&store) == before, "{name}: something was written");
    }
    // And the shop goes on.
    let mut make = Maker::new(32);
    run(&shop, &Add::one(make.customer("Di"))).expect("writes");
    restore(&shop, good().as_bytes()).expect("a good one is taken");
    assert_eq!(shop.records().customers.len(), 2);
}

#[test]
fn cut_at_every_boundary_it_is_refused() {
    let good = good();
    let (store, shop) = shop();
    let before = bytes(&store);
    let whole = good.trim_end().len();
    let boundaries = good
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at < whole);
    for cut in boundaries {
        assert!(
            restore(&shop, &good.as_bytes()[..cut]).is_err(),
            "cut at {cut}"
        );
    }
    assert!(bytes(&store) == before);
}

#[test]
fn a_live_record_is_never_overwritten_by_one_in_the_trash() {
    let mut json: Value = serde_json::from_str(&good()).expect("JSON");
    let living = json["tables"]["customers"][0].clone();
    let inside = json["tables"]["trash"][0]["record"]["record"]
        .as_object_mut()
        .expect("a record");
    inside.insert("id".to_owned(), living["id"].clone());
    let (_, shop) = shop();
    restore(&shop, json.to_string().as_bytes()).expect("says nothing that is forbidden");
    let entry = shop.records().trash.iter().next().map(|entry| entry.id);
    let restore = regulars::domain::commands::Restore(entry.into_iter().collect());
    run(&shop, &restore).expect("empties the trash");
    let id = living["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an identity");
    let now = shop
        .records()
        .find(TableName::Customers, id)
        .expect("lives");
    assert_eq!(now.to_json().expect("JSON")["name"], living["name"]);
}
