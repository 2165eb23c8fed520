//! Several tabs over one store, and undo: random commands by random tabs, whose end every tab must
//! agree on; undoing everything backwards leads to the beginning.
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

use common::shop::{Maker, everything, open, run, state, wrap};
use futures_executor::block_on;
use proptest::prelude::*;
use regulars::{
    domain::{
        Customer, Refusal, TableName,
        commands::{
            Add, Delete, Import, RecordSale, Refund, RenameTag, Restore, Save, TagCustomers, Undo,
        },
    },
    storage::{ExecuteError, MemoryStore, OpenShop},
};

type Tab = OpenShop<MemoryStore>;

fn two_tabs() -> (MemoryStore, Tab, Tab, Maker) {
    let store = MemoryStore::default();
    let one = block_on(open(store.clone()));
    let two = block_on(open(store.clone()));
    let mut make = Maker::new(11);
    run(&one, &make.set_up()).expect("set up");
    (store, one, two, make)
}

fn edited(customer: &Customer, edit: impl FnOnce(&mut Customer)) -> Save {
    let mut after = customer.clone();
    edit(&mut after);
    Save::new(customer.clone(), after)
}

#[test]
fn two_tabs_edit_different_fields_of_one_customer() {
    let (_, one, two, mut make) = two_tabs();
    let mei = make.customer("梅林");
    run(&one, &Add::one(mei.clone())).expect("added");
    block_on(two.catch_up()).expect("reads");
    let base = one.records().get(mei.id).expect("Mei").as_ref().clone();
    run(&one, &edited(&base, |c| c.note = "likes roasted".into())).expect("saved");
    run(&two, &edited(&base, |c| c.job_title = "buyer".into()))
        .expect("saved, after reading again");
    block_on(one.catch_up()).expect("reads");
    for tab in [&one, &two] {
        let now = tab.records().get(mei.id).expect("Mei").as_ref().clone();
        assert_eq!(
            (now.note.as_str(), now.job_title.as_str()),
            ("likes roasted", "buyer")
        );
    }
}

#[test]
fn both_tabs_add_to_the_same_page_and_nothing_is_lost() {
    let (store, one, two, mut make) = two_tabs();
    for n in 0..150 {
        let tab = if n % 2 == 0 { &one } else { &two };
        run(tab, &Add::one(make.customer(&format!("Guest {n}")))).expect("added");
    }
    let fresh = block_on(open(store));
    assert_eq!(fresh.records().customers.len(), 150);
    block_on(one.catch_up()).expect("reads");
    assert_eq!(everything(&one.records()), everything(&fresh.records()));
}

#[test]
fn deleted_in_one_tab_edited_in_the_other_says_gone() {
    let (_, one, two, mut make) = two_tabs();
    let mei = make.customer("梅林");
    run(&one, &Add::one(mei.clone())).expect("added");
    block_on(two.catch_up()).expect("reads");
    let base = two.records().get(mei.id).expect("Mei").as_ref().clone();
    run(
        &one,
        &Delete {
            records: vec![(TableName::Customers, mei.id.raw())],
            seed: 1,
        },
    )
    .expect("gone");
    assert_eq!(
        run(&two, &edited(&base, |c| c.note = "too late".into())),
        Err(ExecuteError::Refused(Refusal::Gone(TableName::Customers)))
    );
}

#[test]
fn two_tabs_set_up_one_shop() {
    let store = MemoryStore::default();
    let one = block_on(open(store.clone()));
    let two = block_on(open(store.clone()));
    run(&one, &Maker::new(1).set_up()).expect("set up");
    assert_eq!(
        run(&two, &Maker::new(2).set_up()),
        Err(ExecuteError::Refused(Refusal::Nothing))
    );
    assert_eq!(block_on(open(store)).records().pipelines.len(), 1);
}

#[test]
fn a_deleted_customer_takes_along_what_belongs_and_comes_back_whole() {
    let (_, tab, _, mut make) = two_tabs();
    let board = tab
        .records()
        .pipelines
        .iter()
        .next()
        .expect("board")
        .as_ref()
        .clone();
    let (mei, other) = (make.customer("梅林"), make.customer("Other"));
    let sale = make.sale(Some(&mei), 500);
    run(
        &tab,
        &Import {
            file: "x".into(),
            table: TableName::Customers,
            create: {
                let mut all = wrap([mei.clone(), other]);
                all.extend(wrap([make.deal("A", &board, Some(&mei))]));
                all.extend(wrap([make.task("T", Some(&mei))]));
                all.extend(wrap([sale.clone()]));
                all
            },
            update: vec![],
        },
    )
    .expect("imported");
    let before = state(&tab.records());
    run(
        &tab,
        &Delete {
            records: vec![(TableName::Customers, mei.id.raw())],
            seed: 5,
        },
    )
    .expect("deleted");
    {
        let records = tab.records();
        assert_eq!(
            (
                records.customers.len(),
                records.deals.len(),
                records.tasks.len()
            ),
            (1, 0, 0)
        );
        let kept = records.get(sale.id).expect("the money stays");
        assert_eq!(kept.customer, None);
        assert_eq!(records.trash.len(), 3);
    }
    let entry = tab
        .records()
        .trash
        .iter()
        .find(|e| e.along_with.is_none())
        .expect("entry")
        .id;
    run(&tab, &Restore(vec![entry])).expect("restored");
    assert_eq!(state(&tab.records()), before);
    assert_eq!(tab.records().trash.len(), 0);
}

#[test]
fn a_deleted_sale_takes_its_refunds_link_and_gives_it_back() {
    let (_, tab, _, mut make) = two_tabs();
    let sale = make.sale(None, 1_000);
    run(
        &tab,
        &RecordSale {
            sale: sale.clone(),
            customer: None,
        },
    )
    .expect("sold");
    let refund = make.refund(&sale, 400);
    run(&tab, &Refund(refund.clone())).expect("part");
    let before = state(&tab.records());
    run(
        &tab,
        &Delete {
            records: vec![(TableName::Sales, sale.id.raw())],
            seed: 2,
        },
    )
    .expect("deleted");
    assert_eq!(tab.records().get(refund.id).expect("stays").refund_of, None);
    let entry = tab.records().trash.iter().next().expect("entry").id;
    run(&tab, &Restore(vec![entry])).expect("restored");
    assert_eq!(state(&tab.records()), before);
}

#[test]
fn undoing_an_import_keeps_what_was_edited_or_used_since() {
    let (_, tab, _, mut make) = two_tabs();
    let people: Vec<_> = (0..10)
        .map(|n| make.customer(&format!("Guest {n}")))
        .collect();
    let done = run(
        &tab,
        &Import {
            file: "x".into(),
            table: TableName::Customers,
            create: wrap(people.clone()),
            update: vec![],
        },
    )
    .expect("imported");
    let base = tab.records().get(people[0].id).expect("0").as_ref().clone();
    run(&tab, &edited(&base, |c| c.note = "mine".into())).expect("edited");
    run(
        &tab,
        &RecordSale {
            sale: make.sale(Some(&people[1]), 100),
            customer: None,
        },
    )
    .expect("sold");
    let change = block_on(tab.change_at(done.seq))
        .expect("reads")
        .expect("there");
    let undone = run(&tab, &Undo(change)).expect("undone");
    assert_eq!(undone.kept, 2);
    let left: Vec<_> = tab.records().customers.iter().map(|c| c.id).collect();
    assert_eq!(left, [people[0].id, people[1].id]);
    assert_eq!(
        tab.records().trash.len(),
        0,
        "an undone import is not a deletion"
    );
}

#[test]
fn refunds_never_exceed_their_sale() {
    let (_, tab, _, mut make) = two_tabs();
    let sale = make.sale(None, 1_000);
    run(
        &tab,
        &RecordSale {
            sale: sale.clone(),
            customer: None,
        },
    )
    .expect("sold");
    run(&tab, &Refund(make.refund(&sale, 600))).expect("part");
    assert_eq!(
        run(&tab, &Refund(make.refund(&sale, 401))),
        Err(Refusal::RefundTooLarge.into())
    );
    run(&tab, &Refund(make.refund(&sale, 400))).expect("the rest");
}

#[derive(Debug, Clone)]
enum Step {
    Add(u8),
    Note(usize, u8),
    Tag(usize, u8),
    Rename(u8, u8),
    Sell(usize, i64),
    Delete(usize),
    Restore(usize),
    Undo(usize),
}

fn step() -> impl Strategy<Value = (bool, Step)> {
    let index = 0usize..50;
    (
        any::<bool>(),
        prop_oneof![
            4 => (0u8..9).prop_map(Step::Add),
            3 => (index.clone(), 0u8..5).prop_map(|(c, n)| Step::Note(c, n)),
            2 => (index.clone(), 0u8..4).prop_map(|(c, t)| Step::Tag(c, t)),
            1 => (0u8..4, 0u8..4).prop_map(|(a, b)| Step::Rename(a, b)),
            2 => (index.clone(), 0i64..9_999).prop_map(|(c, p)| Step::Sell(c, p)),
            2 => index.clone().prop_map(Step::Delete),
            1 => index.clone().prop_map(Step::Restore),
            2 => index.prop_map(Step::Undo),
        ],
    )
}

/// Runs a step; `None` if the rules refuse it, which is fine.
fn apply(tab: &Tab, step: &Step, make: &mut Maker) -> Option<u64> {
    let pick = |index: usize| {
        let records = tab.records();
        let all: Vec<_> = records.customers.iter().cloned().collect();
        (!all.is_empty()).then(|| all[index % all.len()].as_ref().clone())
    };
    let result = match step {
        Step::Add(n) => run(tab, &Add::one(make.customer(&format!("C{n}")))),
        Step::Note(c, n) => run(tab, &edited(&pick(*c)?, |c| c.note = format!("note {n}"))),
        Step::Tag(c, t) => run(
            tab,
            &TagCustomers {
                customers: vec![pick(*c)?.id],
                add: vec![format!("t{t}")],
                remove: vec![],
            },
        ),
        Step::Rename(a, b) => run(
            tab,
            &RenameTag {
                from: format!("t{a}"),
                to: format!("t{b}"),
            },
        ),
        Step::Sell(c, p) => run(
            tab,
            &RecordSale {
                sale: make.sale(pick(*c).as_ref(), *p),
                customer: None,
            },
        ),
        Step::Delete(c) => run(
            tab,
            &Delete {
                records: vec![(TableName::Customers, pick(*c)?.id.raw())],
                seed: make.id::<()>().raw().as_u64_pair().1,
            },
        ),
        Step::Restore(n) => {
            let entries: Vec<_> = tab
                .records()
                .trash
                .iter()
                .filter(|e| e.along_with.is_none())
                .map(|e| e.id)
                .collect();
            if entries.is_empty() {
                return None;
            }
            run(tab, &Restore(vec![entries[n % entries.len()]]))
        }
        Step::Undo(n) => {
            let history = block_on(tab.history(None, 100)).expect("history");
            let change = history[n % history.len()].clone();
            if change.label.table == TableName::Shop {
                return None;
            }
            run(tab, &Undo(change))
        }
    };
    match result {
        Ok(done) => Some(done.seq),
        Err(ExecuteError::Refused(
            Refusal::Nothing | Refusal::AllEditedSince | Refusal::Gone(_),
        )) => None,
        // Sold to somebody whom the other tab had deleted: said, and nothing is written. What comes back out of
        // the trash or the history is never refused so.
        Err(ExecuteError::Refused(Refusal::Dangling(_))) if matches!(step, Step::Sell(..)) => None,
        Err(error) => panic!("{step:?}: {error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn tabs_agree_and_the_disk_agrees_with_them(steps in proptest::collection::vec(step(), 1..60)) {
        let (store, one, two, mut make) = two_tabs();
        for (first, step) in &steps {
            apply(if *first { &one } else { &two }, step, &mut make);
        }
        block_on(one.catch_up()).expect("reads");
        block_on(two.catch_up()).expect("reads");
        let fresh = block_on(open(store));
        prop_assert_eq!(everything(&one.records()), everything(&fresh.records()));
        prop_assert_eq!(everything(&two.records()), everything(&fresh.records()));
        prop_assert!(fresh.damage().is_empty());
    }

    #[test]
    fn undoing_everything_backwards_leads_to_the_beginning(steps in proptest::collection::vec(step(), 1..40)) {
        let (_, tab, _, mut make) = two_tabs();
        let beginning = everything(&tab.records());
        let mut done = Vec::new();
        for (_, step) in &steps {
            if !matches!(step, Step::Undo(_)) {
                done.extend(apply(&tab, step, &mut make));
            }
        }
        for seq in done.into_iter().rev() {
            let change = block_on(tab.change_at(seq)).expect("reads").expect("there");
            let undone = run(&tab, &Undo(change)).expect("undone");
            prop_assert_eq!(undone.kept, 0);
        }
        prop_assert_eq!(everything(&tab.records()), beginning);
    }

    #[test]
    fn redo_is_undo_of_undo(steps in proptest::collection::vec(step(), 1..25)) {
        let (_, tab, _, mut make) = two_tabs();
        let mut last = None;
        for (_, step) in &steps {
            last = apply(&tab, step, &mut make).or(last);
        }
        if let Some(seq) = last {
            let end = everything(&tab.records());
            let change = block_on(tab.change_at(seq)).expect("reads").expect("there");
            let undone = run(&tab, &Undo(change)).expect("undone");
            let change = block_on(tab.change_at(undone.seq)).expect("reads").expect("there");
            run(&tab, &Undo(change)).expect("redone");
            prop_assert_eq!(everything(&tab.records()), end);
        }
    }
}
