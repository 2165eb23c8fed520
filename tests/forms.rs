//! What forms do with one command: a customer first named in a form comes and goes with what names
//! them; a recorded sale is changed whole, and what was paid back stays paid back.
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

use common::shop::{Maker, everything, open, run};
use futures_executor::block_on;
use regulars::{
    domain::{
        Quantity, Refusal, Sale, SaleLine,
        commands::{Add, Along, EditSale, RecordSale, Refund, Save, Undo},
    },
    storage::{ExecuteError, MemoryStore, OpenShop},
};

type Tab = OpenShop<MemoryStore>;

fn shop(make: &mut Maker) -> (Tab, regulars::domain::Pipeline) {
    let shop = block_on(open(MemoryStore::default()));
    let set_up = make.set_up();
    run(&shop, &set_up).expect("sets up");
    (shop, set_up.board)
}

fn undo(shop: &Tab, seq: u64) {
    let change = block_on(shop.change_at(seq))
        .expect("reads")
        .expect("there");
    run(shop, &Undo(change)).expect("undoes");
}

#[test]
fn a_new_customer_is_one_change_with_the_deal_task_or_sale() {
    let mut make = Maker::new(21);
    let (shop, board) = shop(&mut make);
    let deal = make.deal("Vase", &board, None);
    let task = make.task("Call", None);
    let sale = make.sale(None, 500);
    run(&shop, &Add::one(deal.clone())).expect("adds");
    run(&shop, &Add::one(task.clone())).expect("adds");
    let record = RecordSale {
        sale: sale.clone(),
        customer: None,
    };
    run(&shop, &record).expect("sells");
    let before = everything(&shop.records());
    let who = make.customer("New Here");
    let mut with = (deal.clone(), task.clone(), sale.clone());
    with.0.customer = Some(who.id);
    with.1.customer = Some(who.id);
    with.2.customer = Some(who.id);
    let new = || [who.clone()];
    let save_sale = EditSale {
        base: sale,
        edited: with.2,
    };
    let done = [run(&shop, &Along::new(Save::new(deal, with.0), new())).expect("saves")];
    undo(&shop, done[0].seq);
    assert_eq!(everything(&shop.records()), before);
    let done = run(&shop, &Along::new(Save::new(task, with.1), new())).expect("saves");
    assert_eq!(shop.records().customers.len(), 1);
    undo(&shop, done.seq);
    assert_eq!(everything(&shop.records()), before);
    let done = run(&shop, &Along::new(save_sale, new())).expect("saves");
    assert_eq!((done.label.count, shop.records().customers.len()), (1, 1));
    undo(&shop, done.seq);
    assert_eq!(everything(&shop.records()), before);
    // The rules hold for both or for neither.
    let mut nobody = make.customer("x");
    nobody.name = Default::default();
    let refused = run(
        &shop,
        &Along::new(Add::one(make.task("Call", None)), [nobody]),
    );
    assert!(matches!(
        refused,
        Err(ExecuteError::Refused(Refusal::Blank(_)))
    ));
    assert_eq!(everything(&shop.records()), before);
}

fn tea(pieces: i64, price: i64) -> SaleLine {
    SaleLine {
        product: None,
        name: "Tea".to_owned(),
        quantity: Quantity(pieces * 1000),
        unit_price: price,
        discount: 0,
        tax_rate: 1300,
    }
}

fn edit(shop: &Tab, base: &Sale, change: impl FnOnce(&mut Sale)) -> Result<u64, Refusal> {
    let mut edited = base.clone();
    change(&mut edited);
    let command = EditSale {
        base: base.clone(),
        edited,
    };
    match run(shop, &command) {
        Ok(done) => Ok(done.seq),
        Err(ExecuteError::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn sales_without_a_number_are_numbered_as_they_are_written() {
    let mut make = Maker::new(27);
    let (shop, _) = shop(&mut make);
    for number in ["", "", "A-7", ""] {
        let mut sale = make.sale(None, 500);
        number.clone_into(&mut sale.number);
        let customer = None;
        run(&shop, &RecordSale { sale, customer }).expect("sells");
    }
    let records = shop.records();
    let mut sales: Vec<_> = records.sales.iter().collect();
    sales.sort_by_key(|sale| sale.id);
    let numbers: Vec<&str> = sales.iter().map(|sale| sale.number.as_str()).collect();
    assert_eq!(numbers, ["1", "2", "A-7", "A-8"]);
}

#[test]
fn lines_of_a_recorded_sale_change_in_one_undoable_step() {
    let mut make = Maker::new(22);
    let (shop, _) = shop(&mut make);
    let who = make.customer("Mei Lin");
    run(&shop, &Add::one(who.clone())).expect("adds");
    let sale = make.sale(Some(&who), 1_130);
    let record = RecordSale {
        sale: sale.clone(),
        customer: None,
    };
    run(&shop, &record).expect("sells");
    let before = everything(&shop.records());
    let seq = edit(&shop, &sale, |sale| {
        sale.lines = vec![tea(3, 1_130), tea(1, 500)];
        sale.discount = 90;
        sale.total = 3 * 1_130 + 500 - 90;
    })
    .expect("saves");
    let now = shop.records().get(sale.id).cloned().expect("there");
    assert_eq!((now.total, now.lines.len()), (3_800, 2));
    undo(&shop, seq);
    assert_eq!(everything(&shop.records()), before);
    assert_eq!(
        edit(&shop, &sale, |sale| sale.total += 1),
        Err(Refusal::TotalMismatch)
    );
    assert_eq!(
        edit(&shop, &sale, |sale| {
            sale.lines.clear();
            sale.total = -1;
        }),
        Err(Refusal::OutOfRange("total"))
    );
    assert_eq!(edit(&shop, &sale, |_| {}), Err(Refusal::Nothing));
    assert_eq!(everything(&shop.records()), before);
}

#[test]
fn what_was_paid_back_stays_paid_back_and_names_its_sale() {
    let mut make = Maker::new(23);
    let (shop, _) = shop(&mut make);
    let (mei, bo) = (make.customer("Mei Lin"), make.customer("Bo"));
    run(&shop, &Add(vec![mei.clone().into(), bo.clone().into()])).expect("adds");
    let sale = make.sale(Some(&mei), 2_000);
    let record = RecordSale {
        sale: sale.clone(),
        customer: None,
    };
    run(&shop, &record).expect("sells");
    let refund = make.refund(&sale, 700);
    run(&shop, &Refund(refund.clone())).expect("pays back");
    let before = everything(&shop.records());
    assert_eq!(
        edit(&shop, &sale, |sale| {
            sale.lines = vec![tea(1, 699)];
            sale.total = 699;
        }),
        Err(Refusal::RefundTooLarge)
    );
    assert_eq!(everything(&shop.records()), before);
    let seq = edit(&shop, &sale, |sale| {
        sale.lines = vec![tea(1, 700)];
        sale.total = 700;
        sale.customer = Some(bo.id);
    })
    .expect("saves");
    let back = shop.records().get(refund.id).cloned().expect("there");
    assert_eq!(
        (back.refund_of, back.customer),
        (Some(sale.id), Some(bo.id))
    );
    assert_eq!(back.total, -700);
    undo(&shop, seq);
    assert_eq!(everything(&shop.records()), before);
}
