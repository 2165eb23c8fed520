//! Records that lead to others: what was deleted comes back, with the links that can be and a word about
//! those that can't, and no link is forgotten.
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
    links::{delete, entry_of, member, nothing_dangles, own_entries},
    shop::{Maker, NOW, Tab, begun, everything, merging, run, undo, undo_of},
};
use regulars::{
    domain::{
        Case, Customer, Member, PointsEntry, PointsReason, Refusal, Relation, RelationKind, Sale,
        TableName,
        commands::{Add, Delete, HandOver, MergeCustomers, Purge, Restore},
    },
    storage::ExecuteError,
};
use uuid::Uuid;

fn with_bob() -> (Tab, Maker, Member, Customer) {
    let (_, tab, mut make) = begun(61);
    let bob = member(&mut make, "Bob");
    let mei = make.customer("Mei");
    run(&tab, &Add(vec![bob.clone().into(), mei.clone().into()])).expect("added");
    (tab, make, bob, mei)
}

#[test]
fn a_customer_comes_back_whole_after_whoever_looked_after_them_left() {
    let (tab, mut make, bob, mei) = with_bob();
    let mut case = Case::new(make.id(), "Lid", NOW);
    (case.customer, case.owner) = (Some(mei.id), Some(bob.id));
    run(&tab, &Add::one(case.clone())).expect("added");
    let deleted = delete(&tab, (TableName::Customers, mei.id.raw()), 1);
    delete(&tab, (TableName::Members, bob.id.raw()), 2);
    let back = run(&tab, &Restore(vec![entry_of(&tab, mei.id.raw())])).expect("comes back");
    assert_eq!(tab.records().get(case.id).unwrap().owner, None);
    assert_eq!(back.unlinked, 1, "the person is told");
    nothing_dangles(&tab);
    // Bob comes back, too: the case is his again.
    let restored = run(&tab, &Restore(own_entries(&tab))).expect("comes back");
    assert_eq!(restored.unlinked, 0);
    assert_eq!(tab.records().get(case.id).unwrap().owner, Some(bob.id));
    // The same by undo, and where he is gone for good.
    undo(&tab, restored.seq);
    undo(&tab, back.seq);
    run(&tab, &Purge(vec![entry_of(&tab, bob.id.raw())])).expect("for good");
    let undone = run(&tab, &undo_of(&tab, deleted)).expect("comes back");
    assert_eq!(undone.unlinked, 1);
    assert_eq!(tab.records().get(case.id).unwrap().owner, None);
    assert!(tab.records().trash.is_empty());
}

#[test]
fn a_sale_comes_back_without_its_customer_and_finds_them_again() {
    for by_undo in [false, true] {
        let (tab, mut make, _, mei) = with_bob();
        let sale = make.sale(Some(&mei), 900);
        run(&tab, &Add::one(sale.clone())).expect("added");
        let before = everything(&tab.records());
        let of_sale = delete(&tab, (TableName::Sales, sale.id.raw()), 1);
        let of_mei = delete(&tab, (TableName::Customers, mei.id.raw()), 2);
        let back = |seq: u64, id: Uuid| match by_undo {
            true => run(&tab, &undo_of(&tab, seq)).expect("undone"),
            false => run(&tab, &Restore(vec![entry_of(&tab, id)])).expect("restored"),
        };
        assert_eq!(back(of_sale, sale.id.raw()).unlinked, 1);
        assert_eq!(tab.records().get(sale.id).unwrap().customer, None);
        back(of_mei, mei.id.raw());
        assert_eq!(tab.records().get(sale.id).unwrap().customer, Some(mei.id));
        assert_eq!(everything(&tab.records()), before);
    }
}

#[test]
fn a_hand_over_is_taken_back_after_whoever_left_was_removed() {
    let (tab, mut make, bob, mei) = with_bob();
    let ann = member(&mut make, "Ann");
    let mut task = make.task("Call", Some(&mei));
    task.owner = Some(bob.id);
    run(&tab, &Add(vec![ann.clone().into(), task.clone().into()])).expect("added");
    let handed = run(
        &tab,
        &HandOver {
            from: bob.id,
            to: Some(ann.id),
        },
    )
    .expect("handed over");
    delete(&tab, (TableName::Members, bob.id.raw()), 1);
    let undone = run(&tab, &undo_of(&tab, handed.seq)).expect("taken back");
    assert_eq!(undone.unlinked, 1);
    assert_eq!(tab.records().get(task.id).unwrap().owner, None);
    run(&tab, &Restore(own_entries(&tab))).expect("Bob comes back");
    assert_eq!(tab.records().get(task.id).unwrap().owner, Some(bob.id));
}

#[test]
fn what_was_merged_since_is_found_where_it_went() {
    let (tab, mut make, _, mei) = with_bob();
    let twin = make.customer("Mei Lin");
    let task = make.task("Call", Some(&twin));
    let between = Relation {
        id: make.id(),
        from: mei.id,
        to: twin.id,
        kind: RelationKind::Friend,
        role: String::new(),
        created: NOW,
        updated: NOW,
    };
    let all = vec![
        twin.clone().into(),
        task.clone().into(),
        between.clone().into(),
    ];
    run(&tab, &Add(all)).expect("added");
    let of_task = delete(&tab, (TableName::Tasks, task.id.raw()), 1);
    let of_relation = delete(&tab, (TableName::Relations, between.id.raw()), 2);
    run(&tab, &MergeCustomers(vec![merging(&mei, &[&twin])])).expect("merged");
    let undone = run(&tab, &undo_of(&tab, of_task)).expect("undone");
    assert_eq!(undone.unlinked, 0);
    assert_eq!(tab.records().get(task.id).unwrap().customer, Some(mei.id));
    // Nobody is related to himself.
    let refused = run(&tab, &undo_of(&tab, of_relation));
    assert!(matches!(
        refused,
        Err(ExecuteError::Refused(
            Refusal::Dangling(TableName::Customers) | Refusal::Nothing
        ))
    ));
    nothing_dangles(&tab);
}

#[test]
fn a_deal_comes_back_to_a_board_that_is_there() {
    let (tab, mut make, _, _) = with_bob();
    let (first, mut second) = (
        tab.records().pipelines.iter().next().unwrap().clone(),
        make.board(),
    );
    second.rank = first.rank.clone();
    run(&tab, &Add::one(second.clone())).expect("added");
    let (mut one, mut two) = (
        make.deal("One", &second, None),
        make.deal("Two", &second, None),
    );
    (one.stage, two.stage) = (second.stages[1].id, second.stages[2].id);
    run(&tab, &Add(vec![one.clone().into(), two.clone().into()])).expect("added");
    let of_one = delete(&tab, (TableName::Deals, one.id.raw()), 1);
    delete(&tab, (TableName::Deals, two.id.raw()), 2);
    // A column goes: the deal comes back in the first one.
    let mut fewer = second.clone();
    fewer.stages.remove(1);
    let save = regulars::domain::commands::SavePipeline(fewer.clone());
    run(&tab, &save).expect("saved");
    run(&tab, &undo_of(&tab, of_one)).expect("comes back");
    let now = tab.records().get(one.id).unwrap().clone();
    assert_eq!((now.pipeline, now.stage), (second.id, second.stages[0].id));
    assert_eq!(now.history.last().unwrap().stage, now.stage);
    // The whole board goes, for good: the deal comes back on another.
    delete(&tab, (TableName::Deals, one.id.raw()), 3);
    delete(&tab, (TableName::Pipelines, second.id.raw()), 4);
    run(&tab, &Purge(vec![entry_of(&tab, second.id.raw())])).expect("for good");
    run(&tab, &Restore(own_entries(&tab))).expect("come back");
    for id in [one.id, two.id] {
        let now = tab.records().get(id).unwrap().clone();
        assert_eq!((now.pipeline, now.stage), (first.id, first.stages[0].id));
    }
    nothing_dangles(&tab);
}

#[test]
fn what_cannot_stand_without_another_says_so_and_stays_in_the_trash() {
    let (tab, mut make, _, mei) = with_bob();
    let points = PointsEntry {
        id: make.id(),
        customer: mei.id,
        points: 5,
        reason: PointsReason::Given,
        at: NOW,
        note: String::new(),
        by: None,
        created: NOW,
        updated: NOW,
    };
    run(&tab, &Add::one(points.clone())).expect("added");
    delete(&tab, (TableName::Points, points.id.raw()), 1);
    let alone = own_entries(&tab);
    delete(&tab, (TableName::Customers, mei.id.raw()), 2);
    run(&tab, &Purge(vec![entry_of(&tab, mei.id.raw())])).expect("for good");
    let before = everything(&tab.records());
    let refused = run(&tab, &Restore(alone));
    let gone = Refusal::Dangling(TableName::Customers);
    assert_eq!(refused, Err(ExecuteError::Refused(gone)));
    assert_eq!(everything(&tab.records()), before);
}

#[test]
fn a_refund_finds_its_sale_and_its_customer_when_both_went_at_once() {
    let (tab, mut make, _, mei) = with_bob();
    let sale = make.sale(Some(&mei), 900);
    let refund = make.refund(&sale, 300);
    run(&tab, &Add(vec![sale.clone().into(), refund.clone().into()])).expect("added");
    let before = everything(&tab.records());
    let records = vec![
        (TableName::Customers, mei.id.raw()),
        (TableName::Sales, sale.id.raw()),
    ];
    run(&tab, &Delete { records, seed: 1 }).expect("both links are cleared");
    let left = Sale::clone(tab.records().get(refund.id).unwrap());
    assert_eq!((left.customer, left.refund_of), (None, None));
    run(&tab, &Restore(own_entries(&tab))).expect("restored");
    assert_eq!(everything(&tab.records()), before);
}

/// Fields that name a record without depending on it: nothing is cleared when that goes.
const NAMED_ONLY: [(&str, &str); 7] = [
    ("activity", "by"),
    ("activity", "list"),
    ("attachment", "stage"),
    ("deal", "closed_by"),
    ("deal", "stage"),
    ("points", "by"),
    ("sale", "product"),
];

/// A field with the identity of another record is declared as a link, or named above.
#[test]
fn no_link_is_forgotten() {
    let domain = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/core/src/domain/");
    let read = |file: &str| std::fs::read_to_string(format!("{domain}{file}.rs")).expect(file);
    let declared = read("validate/references");
    let mut links = 0;
    for (file, table) in [
        ("activity", "Activities"),
        ("attachment", "Files"),
        ("case", "Cases"),
        ("customer", "Customers"),
        ("deal", "Deals"),
        ("points", "Points"),
        ("product", "Products"),
        ("relation", "Relations"),
        ("sale", "Sales"),
        ("task", "Tasks"),
    ] {
        let line = declared
            .lines()
            .find(|line| line.contains(&format!(" {table} {{ ")));
        for field in read(file)
            .lines()
            .filter(|line| line.contains("Id<") && line.ends_with(','))
        {
            let Some((name, kind)) = field
                .trim()
                .strip_prefix("pub ")
                .and_then(|f| f.split_once(": "))
            else {
                continue;
            };
            let to_one = kind.starts_with("Id<") || kind.starts_with("Option<Id<");
            if name == "id" || !to_one || NAMED_ONLY.contains(&(file, name)) {
                continue;
            }
            links += 1;
            let needs = if kind.starts_with("Id<") {
                "required"
            } else {
                "optional"
            };
            let known = line.is_some_and(|line| line.contains(&format!("{needs} {name} ")));
            assert!(known, "{file}.{name} is no {needs} link of {table}");
        }
    }
    assert_eq!(links, 19, "the test sees them");
}
