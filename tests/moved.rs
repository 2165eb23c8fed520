//! A shop that moves to another browser takes its history along: what was done can be taken back there, the
//! merged taken apart, and what goes out again is what came.
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
    backup::{self, LIMIT, Tab, restore, written},
    shop::{Maker, begun, merging, run, state, undo, wrap},
};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Change, Customer, Label, TableName, Timestamp, Verb,
        commands::{Add, Delete, MergeCustomers, RecordSale, Save, Unmerge},
    },
    exchange::backup::{Warning, history::MOST, read},
    storage::{Batch, MemoryStore, OpenShop, Space, Store},
};
use serde_json::{Value, json};

fn empty() -> (MemoryStore, Tab) {
    let store = MemoryStore::default();
    let shop = OpenShop::new(store.clone(), "another browser");
    block_on(shop.load(TableName::ALL, async |_| ())).expect("loads");
    (store, shop)
}

fn log(shop: &Tab) -> Vec<Change> {
    let mut log = block_on(shop.history(None, 10_000)).expect("reads");
    log.reverse();
    log
}

/// What the page of the history tells of a change.
fn told(changes: &[Change]) -> Vec<(Timestamp, Label, usize)> {
    let told = |one: &Change| (one.at, one.label.clone(), one.edits.len());
    changes.iter().map(told).collect()
}

fn renamed(shop: &Tab, one: &Customer, note: &str) -> u64 {
    let before = Customer::clone(shop.records().get(one.id).expect("there"));
    let after = Customer {
        note: note.into(),
        ..before.clone()
    };
    run(shop, &Save::new(before, after)).expect("saved").seq
}

#[test]
fn what_was_done_in_one_browser_is_taken_back_in_another() {
    let (_, shop, mut make) = begun(41);
    let [mei, twin] = ["Mei Lin", "Lin Mei"].map(|name| make.customer(name));
    run(&shop, &Add(wrap([mei.clone(), twin.clone()]))).expect("added");
    let before = state(&shop.records());
    let edit = renamed(&shop, &mei, "Likes oolong");
    let merge = run(&shop, &MergeCustomers(vec![merging(&mei, &[&twin])])).expect("merged");
    let undone = undo(&shop, edit);
    let file = written(&shop);

    let (_, other) = empty();
    restore(&other, file.as_bytes()).expect("restored");
    assert_eq!(written(&other), file, "what goes out is what came");
    let (mut ours, theirs) = (log(&shop), log(&other));
    assert_eq!(theirs.last().map(|one| one.label.verb), Some(Verb::Restore));
    ours.push(theirs.last().expect("one").clone());
    assert_eq!(told(&theirs), told(&ours));
    let back = theirs.iter().find(|one| one.undoes.is_some());
    let back = back.expect("the undo").clone();
    let edited = theirs.iter().find(|one| Some(one.seq) == back.undoes);
    assert_eq!(edited.expect("there").label.verb, Verb::Edit);
    assert!(undone > edit);

    // Once more over itself: every number is new, as somebody might still hold an old one.
    restore(&other, file.as_bytes()).expect("restored");
    assert_eq!(written(&other), file);
    assert!(log(&other)[0].seq > theirs.last().expect("one").seq);
    let numbers: Vec<u64> = log(&other).iter().map(|one| one.seq).collect();
    let end = other.generation();
    assert_eq!(
        numbers,
        (end + 1 - numbers.len() as u64..=end).collect::<Vec<_>>()
    );

    // Weeks later: the edit is done again, then the two are taken apart and the edit is taken back.
    let redo = log(&other).into_iter().find(|one| one.undoes.is_some());
    undo(&other, redo.expect("the undo").seq);
    assert_eq!(
        other.records().get(mei.id).expect("there").note,
        "Likes oolong"
    );
    let kept = other.records().get(mei.id).expect("there").clone();
    let at = kept.merged.last().expect("folded").at;
    let change = block_on(other.change_made(at))
        .expect("reads")
        .expect("the merge");
    assert_eq!(change.label, merge.label);
    run(
        &other,
        &Unmerge {
            change,
            keep: mei.id,
        },
    )
    .expect("taken apart");
    let first = log(&other)
        .into_iter()
        .find(|one| one.label.verb == Verb::Edit);
    undo(&other, first.expect("the edit").seq);
    assert_eq!(state(&other.records()), before);
}

#[test]
fn another_tab_reads_everything_anew() {
    let (_, shop) = backup::shop();
    let file = written(&shop);
    let (store, tab) = empty();
    let other = OpenShop::new(store.clone(), "a tab");
    run(&tab, &Maker::new(7).set_up()).expect("sets up");
    block_on(other.load(TableName::ALL, async |_| ())).expect("loads");
    restore(&tab, file.as_bytes()).expect("restored");
    assert!(block_on(other.catch_up()).expect("reads"));
    assert_eq!(state(&other.records()), state(&shop.records()));
    assert_eq!(other.generation(), tab.generation());
    assert_eq!(block_on(store.generation()), Ok(tab.generation()));
}

#[test]
fn entries_that_are_none_are_left_out_and_no_record_with_them() {
    let (_, shop) = backup::shop();
    let good: Value = serde_json::from_str(&written(&shop)).expect("json");
    let whole = read(good.to_string().as_bytes(), LIMIT).expect("reads");
    let count = whole.history.len();
    assert!(count > 5);
    let times: Vec<i64> = whole.history.iter().map(|one| one.at.0).collect();
    let cases = [
        ("/history/3", json!(7), count - 1, 1),
        ("/history/3/edits", json!("none"), count - 1, 1),
        ("/history/3/label/verb", json!("burn"), count - 1, 1),
        ("/history/3/at", json!(i64::MAX), count - 1, 1),
        ("/history/3/at", json!(times[2]), count - 1, 1),
        ("/history/0/at", json!(-5), count - 1, 1),
        ("/history/3/seq", json!(0), count, 0),
        ("/history/3/undoes", json!(900), count, 0),
        ("/history/3/undoes", json!(4), count, 0),
        ("/history/3/replaced_all", json!(true), count - 1, 0),
        ("/history", json!([[[], {}], null]), 0, 2),
    ];
    for (place, value, left, lost) in cases {
        let mut json = good.clone();
        let at = json.pointer_mut(place);
        if let Some(at) = at {
            *at = value.clone();
        } else {
            let (parent, field) = place.rsplit_once('/').expect("a field");
            json.pointer_mut(parent).expect(place)[field] = value.clone();
        }
        let file = json.to_string();
        let found = read(file.as_bytes(), LIMIT).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert_eq!(found.records, whole.records, "{place}");
        assert_eq!(found.history.len(), left, "{place} {value}");
        let told = found.warnings.contains(&Warning::LostHistory(lost));
        assert_eq!(told, lost > 0, "{place} {value}");
        let numbers: Vec<u64> = found.history.iter().map(|one| one.seq).collect();
        assert_eq!(numbers, (1..=left as u64).collect::<Vec<_>>(), "{place}");
        assert!(
            found
                .history
                .iter()
                .all(|one| one.undoes.is_none_or(|seq| seq < one.seq))
        );
        let (_, other) = empty();
        restore(&other, file.as_bytes()).unwrap_or_else(|error| panic!("{place}: {error}"));
    }
    for value in [json!(5), json!({"a": 1}), json!("x")] {
        let mut json = good.clone();
        json["history"] = value;
        assert!(read(json.to_string().as_bytes(), LIMIT).is_err());
    }
}

#[test]
fn of_what_is_too_long_the_file_tells_only_that_it_was() {
    let (_, shop, mut make) = begun(43);
    let one = make.customer("Mei Lin");
    run(&shop, &Add::one(one.clone())).expect("added");
    for note in [
        "a".repeat(3_000),
        "b".repeat(400),
        "c".repeat(400),
        "d".repeat(400),
    ] {
        renamed(&shop, &one, &note);
    }
    let entries = |longest, most| -> Vec<(u64, usize)> {
        let log = block_on(shop.log_for_file(shop.generation(), longest, most)).expect("reads");
        let read = |bytes: &Vec<u8>| serde_json::from_slice::<Change>(bytes).expect("an entry");
        log.iter()
            .map(read)
            .map(|one| (one.seq, one.edits.len()))
            .collect()
    };
    let all: Vec<u64> = (1..=6).collect();
    let numbers = |found: &[(u64, usize)]| found.iter().map(|one| one.0).collect::<Vec<_>>();
    let whole = entries(MOST, MOST);
    assert_eq!(numbers(&whole), all);
    assert!(whole.iter().all(|one| one.1 > 0));
    // The two alone in which the long note stands, after and before.
    let short: Vec<_> = whole.iter().map(|one| one.0 != 3 && one.0 != 4).collect();
    let found = entries(3_000, MOST);
    assert_eq!(numbers(&found), all);
    assert_eq!(found.iter().map(|one| one.1 > 0).collect::<Vec<_>>(), short);
    // The newest two are whole, for as long as there is room.
    let found = entries(MOST, 2_500);
    assert_eq!(numbers(&found), all);
    assert_eq!(
        found.iter().map(|one| one.1 > 0).collect::<Vec<_>>()[2..],
        [false, false, true, true]
    );
    let log = block_on(shop.log_for_file(2, MOST, MOST)).expect("reads");
    assert_eq!(log.len(), 2, "what came later is not in it");
}

#[test]
fn an_entry_that_cannot_be_read_keeps_nobody_from_a_backup() {
    let (store, shop) = backup::shop();
    let count = log(&shop).len();
    let torn = Batch {
        put: vec![(
            Space::Log,
            "000000000003".to_owned(),
            b"{\"seq\":3,".to_vec(),
        )],
        ..Batch::default()
    };
    block_on(store.write(shop.generation(), torn)).expect("written");
    let file = written(&shop);
    let found = read(file.as_bytes(), LIMIT).expect("reads");
    assert_eq!((found.history.len(), found.warnings.len()), (count - 1, 0));
}

/// Things done to a shop, by number.
fn act(shop: &Tab, make: &mut Maker, people: &mut Vec<Customer>, what: u8) {
    let someone = people.get(usize::from(what) % people.len().max(1)).cloned();
    match (what % 6, someone) {
        (0, _) | (_, None) => {
            let one = make.customer(&format!("Person {what}"));
            run(shop, &Add::one(one.clone())).expect("added");
            people.push(one);
        }
        (1, Some(one)) => {
            let sale = make.sale(Some(&one), i64::from(what) + 1);
            run(
                shop,
                &RecordSale {
                    sale,
                    customer: None,
                },
            )
            .ok();
        }
        (2, Some(one)) => {
            let records = vec![(TableName::Customers, one.id.raw())];
            run(
                shop,
                &Delete {
                    records,
                    seed: u64::from(what),
                },
            )
            .ok();
        }
        (3, Some(one)) if shop.records().get(one.id).is_some() => {
            renamed(shop, &one, &format!("note {}", log(shop).len()));
        }
        _ => {
            let newest = log(shop).len() as u64;
            let seq = newest - u64::from(what) % newest;
            if seq > 1 {
                let change = block_on(shop.change_at(seq))
                    .expect("reads")
                    .expect("there");
                run(shop, &regulars::domain::commands::Undo(change)).ok();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was done, in whatever browser it arrives: records, history and file stay the same.
    #[test]
    fn moving_changes_nothing(done in proptest::collection::vec(any::<u8>(), 0..25), there in 0u8..4) {
        let (_, shop, mut make) = begun(44);
        let mut people = Vec::new();
        for what in done {
            act(&shop, &mut make, &mut people, what);
        }
        let file = written(&shop);
        let (_, other) = empty();
        for _ in 0..there {
            // Something was there before.
            restore(&other, file.as_bytes()).expect("restored");
        }
        restore(&other, file.as_bytes()).expect("restored");
        prop_assert_eq!(&written(&other), &file);
        prop_assert_eq!(state(&other.records()), state(&shop.records()));
        let theirs = log(&other);
        prop_assert_eq!(told(&theirs[..theirs.len() - 1]), told(&log(&shop)));
    }
}
