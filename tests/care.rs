//! Points and cases as rules of the shop: what a sale earns comes and goes with it, whatever happens to
//! the sale; a case outlives its sale and goes with its customer.
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

use common::shop::{NOW, Tab, begun, everything, merging, run, undo};
use proptest::prelude::*;
use regulars::{
    domain::{
        Case, CaseStatus, Customer, Id, Member, PointsEntry, PointsReason, PointsRule, Refusal,
        Sale, Shop, TableName,
        commands::{
            Add, AddPoints, Delete, EditSale, EraseCustomer, HandOver, MergeCustomers, MoveCase,
            RecordSale, Refund, Restore, Save, SetBuyer,
        },
        points::balance,
    },
    query::cases,
    storage::ExecuteError,
};

/// The balance of a customer as the pages count it.
fn points(tab: &Tab, of: &Customer) -> i64 {
    let records = tab.records();
    let sales = records.sales.iter().map(AsRef::as_ref);
    let entries = records.points.iter().map(AsRef::as_ref);
    balance(
        sales.filter(|sale| sale.customer == Some(of.id)),
        entries.filter(|entry| entry.customer == of.id),
    )
}

fn sell(tab: &Tab, sale: &Sale) {
    let command = RecordSale {
        sale: sale.clone(),
        customer: None,
    };
    run(tab, &command).expect("sold");
}

/// A shop where ten of the currency earn a point, or where nothing does.
fn ruled(per: Option<i64>) -> (Tab, common::shop::Maker, Customer) {
    let (_, tab, mut make) = begun(40);
    let shop = Shop::clone(tab.records().settings().expect("set up"));
    let rule = Shop {
        points: per.map(|per| PointsRule { per }),
        ..shop.clone()
    };
    if per.is_some() {
        run(&tab, &Save::new(shop, rule)).expect("ruled");
    }
    let ann = make.customer("Ann Lee");
    run(&tab, &Add::one(ann.clone())).expect("added");
    (tab, make, ann)
}

fn entry(make: &mut common::shop::Maker, of: &Customer, points: i64) -> PointsEntry {
    PointsEntry {
        id: make.id(),
        customer: of.id,
        points,
        reason: if points < 0 {
            PointsReason::Redeemed
        } else {
            PointsReason::Given
        },
        at: NOW,
        note: String::new(),
        by: None,
        created: NOW,
        updated: NOW,
    }
}

fn delete(table: TableName, id: uuid::Uuid) -> Delete {
    Delete {
        records: vec![(table, id)],
        seed: 9,
    }
}

/// The complaint of other programs: a refund kept the points (endless points for nothing), or took them
/// twice; what is given back by hand earned again.
#[test]
fn h40_a_refund_takes_its_points_once_and_earns_none() {
    let (tab, mut make, ann) = ruled(Some(1_000));
    let sale = make.sale(Some(&ann), 12_500);
    sell(&tab, &sale);
    assert_eq!(points(&tab, &ann), 12);
    let part = make.refund(&sale, 5_000);
    let done = run(&tab, &Refund(part)).expect("refunded");
    assert_eq!(points(&tab, &ann), 7, "12 × 75 / 125 rounded down");
    undo(&tab, done.seq);
    assert_eq!(points(&tab, &ann), 12);
    let whole = make.refund(&sale, 12_500);
    run(&tab, &Refund(whole)).expect("refunded");
    assert_eq!(points(&tab, &ann), 0);
}

#[test]
fn points_follow_the_sale_through_edits_the_trash_and_another_rule() {
    let (tab, mut make, ann) = ruled(Some(1_000));
    let bo = make.customer("Bo Chen");
    run(&tab, &Add::one(bo.clone())).expect("added");
    let sale = make.sale(Some(&ann), 12_500);
    sell(&tab, &sale);
    let refund = make.refund(&sale, 2_500);
    run(&tab, &Refund(refund)).expect("refunded");
    assert_eq!(points(&tab, &ann), 9);
    // A walk-in's sale earns nothing, and nobody earns by a rule of another currency.
    let walk_in = make.sale(None, 50_000);
    sell(&tab, &walk_in);
    assert_eq!(tab.records().get(walk_in.id).unwrap().points, 0);
    // The customer moves: the points move with the sale and its refund.
    let edit = |change: &dyn Fn(&mut Sale)| {
        let base = Sale::clone(tab.records().get(sale.id).unwrap());
        let mut edited = base.clone();
        change(&mut edited);
        run(&tab, &EditSale { base, edited }).expect("edited").seq
    };
    let moved = edit(&|sale| sale.customer = Some(bo.id));
    assert_eq!((points(&tab, &ann), points(&tab, &bo)), (0, 9));
    undo(&tab, moved);
    // The rule changes: what was earned stays, and an edit of the amount goes by the rule of now.
    let shop = Shop::clone(tab.records().settings().unwrap());
    let dearer = Shop {
        points: Some(PointsRule { per: 2_000 }),
        ..shop.clone()
    };
    run(&tab, &Save::new(shop, dearer)).expect("ruled");
    assert_eq!(points(&tab, &ann), 9);
    edit(&|sale| sale.note = "gift".to_owned());
    assert_eq!(points(&tab, &ann), 9, "a note is no reason");
    edit(&|sale| {
        sale.lines[0].unit_price = 20_000;
        sale.total = 20_000;
    });
    assert_eq!(
        points(&tab, &ann),
        10 - 2,
        "10 less 10 × 25 / 200, rounded up"
    );
    // The sale goes to the trash: so do its points, and the refund that is left takes none.
    run(&tab, &delete(TableName::Sales, sale.id.raw())).expect("deleted");
    assert_eq!(points(&tab, &ann), 0);
    let trashed = tab.records().trash.iter().next().unwrap().id;
    run(&tab, &Restore(vec![trashed])).expect("restored");
    assert_eq!(points(&tab, &ann), 8);
}

/// One buyer for many sales is each sale edited alone, and one undo.
#[test]
fn a_buyer_set_on_many_sales_moves_points_and_refunds_as_edits_one_by_one_do() {
    let (tab, mut make, ann) = ruled(Some(1_000));
    let bo = make.customer("Bo Chen");
    run(&tab, &Add::one(bo.clone())).expect("added");
    let mine = make.sale(Some(&ann), 12_500);
    let walk_in = make.sale(None, 50_000);
    let his = make.sale(Some(&bo), 3_000);
    for sale in [&mine, &walk_in, &his] {
        sell(&tab, sale);
    }
    let refund = make.refund(&mine, 2_500);
    for refund in [
        &refund,
        &make.refund(&mine, 1_000),
        &make.refund(&walk_in, 20_000),
    ] {
        run(&tab, &Refund(refund.clone())).expect("refunded");
    }
    let all = || everything(&tab.records());
    // A refund that is named goes with its sale, and nothing is done twice.
    let sales = vec![refund.id, mine.id, his.id, walk_in.id, mine.id];
    for (customer, count) in [(Some(bo.id), 2), (None, 3)] {
        let before = all();
        let command = SetBuyer {
            sales: sales.clone(),
            customer,
        };
        let done = run(&tab, &command).expect("set");
        assert_eq!(done.label.count, count);
        let together = all();
        undo(&tab, done.seq);
        assert_eq!(all(), before, "one undo");
        for id in [mine.id, walk_in.id, his.id] {
            let base = Sale::clone(tab.records().get(id).unwrap());
            let edited = Sale {
                customer,
                ..base.clone()
            };
            if edited != base {
                run(&tab, &EditSale { base, edited }).expect("edited");
            }
        }
        assert_eq!(all(), together, "{customer:?}");
    }
    assert_eq!((points(&tab, &ann), points(&tab, &bo)), (0, 0));
    let alone = SetBuyer {
        sales: vec![refund.id],
        customer: Some(ann.id),
    };
    let refused = run(&tab, &alone);
    assert_eq!(refused, Err(ExecuteError::Refused(Refusal::Nothing)));
}

#[test]
fn nobody_redeems_more_than_there_is_and_an_entry_says_what_it_does() {
    let (tab, mut make, ann) = ruled(None);
    let sale = make.sale(Some(&ann), 99_999);
    sell(&tab, &sale);
    assert_eq!(points(&tab, &ann), 0, "a shop without a rule gives none");
    run(&tab, &AddPoints(entry(&mut make, &ann, 20))).expect("given");
    let refused = run(&tab, &AddPoints(entry(&mut make, &ann, -21)));
    assert_eq!(
        refused,
        Err(ExecuteError::Refused(Refusal::TooFewPoints(20)))
    );
    run(&tab, &AddPoints(entry(&mut make, &ann, -20))).expect("redeemed");
    assert_eq!(points(&tab, &ann), 0);
    for (points, reason) in [
        (0, PointsReason::Given),
        (5, PointsReason::Redeemed),
        (-5, PointsReason::Given),
    ] {
        let wrong = PointsEntry {
            points,
            reason,
            ..entry(&mut make, &ann, 5)
        };
        let refused = run(&tab, &Add::one(wrong));
        assert!(matches!(
            refused,
            Err(ExecuteError::Refused(Refusal::OutOfRange("points")))
        ));
    }
}

#[test]
fn points_and_cases_go_where_their_customer_goes() {
    let (tab, mut make, ann) = ruled(Some(1_000));
    let twin = make.customer("Anne Lee");
    let kim = Member {
        id: make.id(),
        name: "Kim".to_owned(),
        left: false,
        created: NOW,
        updated: NOW,
    };
    run(&tab, &Add(vec![twin.clone().into(), kim.clone().into()])).expect("added");
    run(&tab, &AddPoints(entry(&mut make, &twin, 5))).expect("given");
    let sale = make.sale(Some(&twin), 30_000);
    sell(&tab, &sale);
    let mut case = Case::new(make.id(), "Lid does not close", NOW);
    case.customer = Some(twin.id);
    case.sale = Some(sale.id);
    case.owner = Some(kim.id);
    run(&tab, &Add::one(case.clone())).expect("added");
    let before = everything(&tab.records());
    // Merged and taken apart again.
    let merge = run(&tab, &MergeCustomers(vec![merging(&ann, &[&twin])])).expect("merged");
    assert_eq!(points(&tab, &ann), 35);
    assert_eq!(cases::open_of(&tab.records(), ann.id).len(), 1);
    undo(&tab, merge.seq);
    assert_eq!(everything(&tab.records()), before);
    // Handed over and back.
    let hand = HandOver {
        from: kim.id,
        to: None,
    };
    let handed = run(&tab, &hand).expect("handed over");
    assert_eq!(tab.records().get(case.id).unwrap().owner, None);
    undo(&tab, handed.seq);
    assert_eq!(everything(&tab.records()), before);
    // The case outlives the sale that it is about, and finds it again.
    let gone = run(&tab, &delete(TableName::Sales, sale.id.raw())).expect("deleted");
    assert_eq!(tab.records().get(case.id).unwrap().sale, None);
    undo(&tab, gone.seq);
    assert_eq!(tab.records().get(case.id).unwrap().sale, Some(sale.id));
    // Solved, and solved once.
    let solve = MoveCase {
        case: case.id,
        to: CaseStatus::Solved,
        solution: Some("A new lid".to_owned()),
    };
    run(&tab, &solve).expect("solved");
    assert_eq!(
        run(&tab, &solve),
        Err(ExecuteError::Refused(Refusal::Nothing))
    );
    // With the customer they go, and nothing of the two is left once the person is erased.
    run(&tab, &delete(TableName::Customers, twin.id.raw())).expect("deleted");
    assert!(tab.records().cases.is_empty() && tab.records().points.is_empty());
    let trashed = |tab: &Tab, id: uuid::Uuid| {
        let records = tab.records();
        let found = records.trash.iter().find(|one| one.record.id() == id);
        found.map(|one| one.id)
    };
    let entry = trashed(&tab, twin.id.raw()).expect("in the trash");
    run(&tab, &Restore(vec![entry])).expect("restored");
    assert_eq!((tab.records().cases.len(), points(&tab, &twin)), (1, 35));
    run(&tab, &EraseCustomer(twin.id)).expect("erased");
    assert!(tab.records().cases.is_empty() && tab.records().points.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever is sold, paid back, given and redeemed: no balance is ever below zero, and taking
    /// everything back in turn leaves what was before.
    #[test]
    fn no_order_of_things_gives_points_for_nothing(
        steps in prop::collection::vec((0_u8..4, 1_i64..40_000), 1..25),
        per in 1_i64..5_000,
    ) {
        let (tab, mut make, ann) = ruled(Some(per));
        let before = everything(&tab.records());
        let mut sold: Vec<Id<Sale>> = Vec::new();
        let mut done = Vec::new();
        for (what, amount) in steps {
            let result = match what {
                0 => {
                    let sale = make.sale(Some(&ann), amount);
                    sold.push(sale.id);
                    run(&tab, &RecordSale { sale, customer: None })
                }
                1 => {
                    let Some(last) = sold.last() else { continue };
                    let sale = Sale::clone(tab.records().get(*last).unwrap());
                    let refund = make.refund(&sale, amount);
                    run(&tab, &Refund(refund))
                }
                2 => run(&tab, &AddPoints(entry(&mut make, &ann, amount % 50 + 1))),
                _ => run(&tab, &AddPoints(entry(&mut make, &ann, -(amount % 50 + 1)))),
            };
            // What sales earned may be spent before they are paid back: only that leads below zero.
            if let Ok(made) = result {
                done.push(made.seq);
            }
            let records = tab.records();
            let earned: i64 = records.sales.iter().map(|sale| sale.points_that_count()).sum();
            prop_assert!(earned >= 0);
        }
        for seq in done.into_iter().rev() {
            undo(&tab, seq);
        }
        prop_assert_eq!(everything(&tab.records()), before);
    }
}
