//! Backups damaged by rule rather than by hand: every value of a whole shop in turn replaced by one of
//! another kind, every mark of the JSON in turn left out or doubled. Each is refused with a reason and
//! writes nothing; the few that still say what a shop may say are taken whole and come out again.
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
    backup::{LIMIT, Tab, bytes, restore, shop, written},
    shop::{Maker, run},
};
use regulars::{domain::commands::Add, exchange::backup, storage::MemoryStore};
use serde_json::{Value, json};

/// The places of all values below `value`.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |key: &str, value: &Value| {
        let place = format!("{at}/{key}");
        found.push(place.clone());
        places(value, &place, found);
    };
    match value {
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                below(&index.to_string(), value);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                below(key, value);
            }
        }
        _ => {}
    }
}

/// What no value of that kind may become.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(_) => vec![json!(7), json!([]), json!({ "a": 1 }), json!(true)],
        Value::Number(_) => vec![
            json!("x"),
            json!(1.5),
            json!([1]),
            json!(false),
            json!(1e300),
        ],
        Value::Bool(_) => vec![json!("yes"), json!(1), json!([])],
        Value::Array(_) => vec![json!(7), json!("x"), json!({ "0": [] })],
        Value::Object(_) => vec![json!(7), json!("x"), json!([[]])],
        Value::Null => Vec::new(),
    }
}

/// Fails unless the file is refused with a reason and nothing written. True if it was taken, which is
/// tried on a shop of its own: it must come out as it went in.
fn taken(
    store: &MemoryStore,
    shop: &Tab,
    before: &[(String, Vec<u8>)],
    name: &str,
    file: &[u8],
) -> bool {
    if backup::read(file, LIMIT).is_ok() {
        let (_, other) = common::backup::shop();
        if restore(&other, file).is_ok() {
            let first = written(&other);
            restore(&other, first.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(written(&other), first, "{name}");
            return true;
        }
    }
    let refused = restore(shop, file).expect_err(name);
    assert!(refused.len() > 5, "{name}: {refused:?}");
    assert!(bytes(store) == before, "{name}: something was written");
    false
}

#[test]
fn every_value_in_turn_of_another_kind() {
    let (store, shop) = shop();
    let good: Value = serde_json::from_str(&written(&shop)).expect("JSON");
    let before = bytes(&store);
    let mut found = Vec::new();
    places(&good["tables"], "/tables", &mut found);
    let (mut refused, mut passed) = (0, Vec::new());
    for place in &found {
        for other in others(good.pointer(place).expect("a place")) {
            let mut json = good.clone();
            *json.pointer_mut(place).expect("a place") = other.clone();
            let name = format!("{place} = {other}");
            if taken(&store, &shop, &before, &name, json.to_string().as_bytes()) {
                passed.push(name);
            } else {
                refused += 1;
            }
        }
    }
    assert!(refused >= 400, "{refused} of {} places", found.len());
    assert!(passed.len() * 20 < refused, "{passed:#?}");
    // The shop goes on.
    let mut make = Maker::new(42);
    run(&shop, &Add::one(make.customer("Di"))).expect("writes");
}

#[test]
fn every_place_in_turn_left_out() {
    let (store, shop) = shop();
    let good: Value = serde_json::from_str(&written(&shop)).expect("JSON");
    let before = bytes(&store);
    let mut found = Vec::new();
    places(&good["tables"], "/tables", &mut found);
    let mut refused = 0;
    for place in &found {
        let mut json = good.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        if let Some(map) = json.pointer_mut(parent).and_then(Value::as_object_mut) {
            map.remove(key);
        }
        // What may be left out is as it was before there was such a field; the rest is refused.
        refused += usize::from(!taken(
            &store,
            &shop,
            &before,
            place,
            json.to_string().as_bytes(),
        ));
    }
    assert!(refused >= 30, "{refused}");
}

#[test]
fn every_mark_in_turn_left_out_or_doubled() {
    let (store, shop) = shop();
    let good = written(&shop);
    let before = bytes(&store);
    let marks = good
        .char_indices()
        .filter(|(_, c)| matches!(c, '{' | '}' | '[' | ']' | ':' | ',' | '"'));
    let mut tried = 0;
    for (at, mark) in marks {
        for file in [
            [&good[..at], &good[at + 1..]].concat(),
            [&good[..at], &mark.to_string(), &good[at..]].concat(),
        ] {
            tried += 1;
            taken(
                &store,
                &shop,
                &before,
                &format!("{mark} at {at}"),
                file.as_bytes(),
            );
        }
    }
    assert!(tried >= 400, "{tried}");
}
