//! People in the shop: who made a change stands in the log, and work on many deals and products, as the
//! first answer to a lead, is one change that one undo takes back.
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

use common::shop::{Maker, NOW, everything, open, run};
use futures_executor::block_on;
use regulars::{
    domain::{
        Activity, ActivityKind, Currency, Lead, LeadStatus, Product, Values,
        commands::{
            Add, AnswerLead, DealChange, EditDeals, EditMany, ProductChange, TagDeals, Undo,
        },
    },
    storage::{MemoryStore, OpenShop},
};

type Shop = OpenShop<MemoryStore>;

fn undo(shop: &Shop, seq: u64) {
    let change = block_on(shop.change_at(seq))
        .expect("reads")
        .expect("there");
    run(shop, &Undo(change)).expect("undoes");
}

#[test]
fn a_change_is_signed_by_who_is_at_the_counter() {
    let shop = block_on(open(MemoryStore::default()));
    let mut make = Maker::new(31);
    run(&shop, &make.set_up()).expect("set up");
    shop.set_person("mona");
    let done = run(&shop, &Add::one(make.customer("Ann"))).expect("adds");
    shop.set_person("");
    run(&shop, &Add::one(make.customer("Bo"))).expect("adds");
    let log = block_on(shop.history(None, 9)).expect("reads");
    let people: Vec<&str> = log.iter().map(|change| change.person.as_str()).collect();
    assert_eq!(people, ["", "mona", ""]);
    shop.set_person("nils");
    undo(&shop, done.seq);
    let newest = block_on(shop.history(None, 1)).expect("reads");
    assert_eq!(newest[0].person, "nils", "taking back is signed too");
}

#[test]
fn many_deals_and_products_change_at_once_and_one_undo_leads_back() {
    let shop = block_on(open(MemoryStore::default()));
    let mut make = Maker::new(32);
    let set_up = make.set_up();
    run(&shop, &set_up).expect("set up");
    let board = set_up.board;
    let deals: Vec<_> = (0..40)
        .map(|n| make.deal(&format!("Deal {n}"), &board, None))
        .collect();
    let ids: Vec<_> = deals.iter().map(|deal| deal.id).collect();
    run(&shop, &Add(deals.into_iter().map(Into::into).collect())).expect("adds");
    let products: Vec<_> = (0..40)
        .map(|n| Product {
            id: make.id(),
            name: format!("Tea {n}"),
            sku: String::new(),
            category: String::new(),
            price: Some(n),
            currency: Currency::CNY,
            tax_rate: 0,
            archived: false,
            values: Values::new(),
            created: NOW,
            updated: NOW,
        })
        .collect();
    let goods: Vec<_> = products.iter().map(|product| product.id).collect();
    run(&shop, &Add(products.into_iter().map(Into::into).collect())).expect("adds");
    let before = everything(&shop.records());
    let last = board.stages.last().expect("a stage").id;
    let deals = |change| EditDeals {
        deals: ids.clone(),
        change,
    };
    let products = |change| EditMany {
        records: goods.clone(),
        change,
    };
    let moved = run(&shop, &deals(DealChange::Stage(last))).expect("moves");
    assert_eq!(moved.label.count, 40);
    assert!(shop.records().deals.iter().all(|deal| deal.stage == last));
    undo(&shop, moved.seq);
    assert_eq!(everything(&shop.records()), before);
    let day = "2026-12-24".parse().ok();
    let closed = run(&shop, &deals(DealChange::ExpectedClose(day))).expect("sets");
    let archived = run(&shop, &products(ProductChange::Archived(true))).expect("sets");
    let priced = run(&shop, &products(ProductChange::Price(None))).expect("sets");
    let tagged = TagDeals {
        deals: ids.clone(),
        add: vec!["urgent".to_owned()],
        remove: Vec::new(),
    };
    let tagged = run(&shop, &tagged).expect("tags");
    assert!(
        shop.records()
            .deals
            .iter()
            .all(|deal| deal.tags == ["urgent"])
    );
    for seq in [tagged.seq, priced.seq, archived.seq, closed.seq] {
        undo(&shop, seq);
    }
    assert_eq!(everything(&shop.records()), before);
}

#[test]
fn the_first_answer_is_one_change_and_undo_lets_the_lead_wait_again() {
    let shop = block_on(open(MemoryStore::default()));
    let mut make = Maker::new(33);
    run(&shop, &make.set_up()).expect("set up");
    let mut ann = make.customer("Ann");
    ann.lead = Some(Lead::new(NOW));
    run(&shop, &Add::one(ann.clone())).expect("adds");
    let before = everything(&shop.records());
    let touch = Activity::new(make.id(), ActivityKind::CallOut, Some(ann.id), NOW);
    let done = run(&shop, &AnswerLead { touch, by: None }).expect("answers");
    let lead = shop.records().get(ann.id).and_then(|one| one.lead.clone());
    assert_eq!(lead.map(|lead| lead.status), Some(LeadStatus::Working));
    assert_eq!(shop.records().activities.len(), 1);
    undo(&shop, done.seq);
    assert_eq!(everything(&shop.records()), before);
}
