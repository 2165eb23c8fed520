//! What the change log says of one record is found however long the log is, and who did what with it.
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

use std::collections::HashSet;

use common::shop::{Maker, Tab, begun, open, run, undo};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Change, Customer, Id, LoggedEdit, TableName,
        commands::{Add, Import, Save},
    },
    query::authors::Authors,
};
use uuid::Uuid;

fn edit(tab: &Tab, id: Id<Customer>, note: &str) {
    let base = Customer::clone(tab.records().get(id).expect("there"));
    let mut after = base.clone();
    after.note = note.to_owned();
    run(tab, &Save::new(base, after)).expect("saved");
}

/// Everything the log says about `ids`, however often one has to ask.
fn told(tab: &Tab, ids: &HashSet<Uuid>) -> Vec<Change> {
    let mut all = Vec::new();
    let mut before = None;
    loop {
        let stretch = block_on(tab.history_about(ids, before)).expect("reads");
        all.extend(stretch.changes);
        match stretch.reached {
            Some((seq, _)) => before = Some(seq),
            None => return all,
        }
    }
}

/// The same, by reading everything.
fn plainly(tab: &Tab, ids: &HashSet<Uuid>) -> Vec<Change> {
    let mut log = block_on(tab.history(None, u32::MAX)).expect("reads");
    for change in &mut log {
        change.edits.retain(|edit| ids.contains(&edit.key().1));
        change.pages.clear();
    }
    log.retain(|change| !change.edits.is_empty());
    log
}

fn ids(of: &[Id<Customer>]) -> HashSet<Uuid> {
    of.iter().map(|id| id.raw()).collect()
}

fn added(tab: &Tab, make: &mut Maker, name: &str) -> Id<Customer> {
    let customer = make.customer(name);
    let id = customer.id;
    run(tab, &Add::one(customer)).expect("added");
    id
}

#[test]
fn a_change_of_long_ago_is_found_with_who_made_it() {
    let (_, tab, mut make) = begun(51);
    tab.set_person("mei");
    let ann = added(&tab, &mut make, "Ann");
    let bo = added(&tab, &mut make, "Bo");
    edit(&tab, ann, "old street 1");
    let sale = make.sale(tab.records().get(ann).map(AsRef::as_ref), 700);
    let sold = sale.id.raw();
    run(&tab, &Add::one(sale)).expect("sold");
    tab.set_person("nils");
    for number in 0..1_500 {
        edit(&tab, bo, &format!("note {number}"));
    }
    let wanted = HashSet::from([ann.raw(), sold]);
    let newest = block_on(tab.history_about(&wanted, None)).expect("reads");
    let (_, since) = newest.reached.expect("there is more");
    let latest = block_on(tab.history(None, 1)).expect("reads")[0].at;
    assert!(since < latest && newest.changes.is_empty());
    let log = told(&tab, &wanted);
    assert_eq!(log.len(), 3);
    assert_eq!(log, plainly(&tab, &wanted));
    let mut authors = Authors::default();
    authors.note(&log);
    let records = tab.records();
    let mut entries = regulars::query::timeline::timeline(
        &records,
        ann,
        &records.sales.iter().cloned().collect::<Vec<_>>(),
    );
    authors.sign(&mut entries);
    assert!(entries.iter().all(|entry| entry.by == "mei"));
    drop(records);
    // Once the way back was gone, all of it is known at once, and what came since too.
    edit(&tab, ann, "new street 2");
    let again = block_on(tab.history_about(&wanted, None)).expect("reads");
    assert_eq!((again.changes.len(), again.reached), (4, None));
}

#[test]
fn what_another_tab_wrote_is_found_and_what_was_restored_too() {
    let (store, one, mut make) = begun(52);
    let ann = added(&one, &mut make, "Ann");
    let wanted = ids(&[ann]);
    assert_eq!(told(&one, &wanted).len(), 1);
    let two = block_on(open(store));
    for number in 0..600 {
        edit(&two, ann, &format!("note {number}"));
    }
    assert_eq!(told(&one, &wanted).len(), 601);
    assert_eq!(told(&one, &wanted), plainly(&one, &wanted));
}

#[test]
fn of_a_large_import_and_its_end_only_what_is_asked_for_is_made() {
    let (_, tab, mut make) = begun(53);
    let many: Vec<Customer> = (0..3_000)
        .map(|number| make.customer(&format!("Guest {number}")))
        .collect();
    let (first, last) = (many[0].id, many[2_999].id);
    let import = Import {
        file: "guests.csv".to_owned(),
        table: TableName::Customers,
        create: common::shop::wrap(many),
        update: Vec::new(),
    };
    let seq = run(&tab, &import).expect("imports").seq;
    undo(&tab, seq);
    let wanted = ids(&[first, last]);
    let log = told(&tab, &wanted);
    assert_eq!(log, plainly(&tab, &wanted));
    let of = |change: &Change| change.edits.len();
    assert_eq!(log.iter().map(of).collect::<Vec<_>>(), [2, 2]);
    assert!(matches!(log[0].edits[0], LoggedEdit::Deleted { .. }));
    assert_eq!(told(&tab, &HashSet::new()), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// However the questions fall between the changes, the answer is that of reading everything.
    #[test]
    fn asked_at_any_time_it_is_all_there(steps in proptest::collection::vec((0usize..4, 0u8..40), 1..700)) {
        let (_, tab, mut make) = begun(54);
        let all: Vec<_> = (0..4).map(|n| added(&tab, &mut make, &format!("Guest {n}"))).collect();
        for (number, (who, then)) in steps.into_iter().enumerate() {
            edit(&tab, all[who], &format!("note {number}"));
            if then == 0 {
                // Only the newest is looked at.
                block_on(tab.history_about(&ids(&all[..1]), None)).expect("reads");
            }
        }
        for id in &all {
            let wanted = ids(&[*id]);
            prop_assert_eq!(told(&tab, &wanted), plainly(&tab, &wanted));
        }
    }
}
