//! Removed for good means for good: not a byte of a purged record is left in any space of the store,
//! no undo of anything brings it back, and what lived beside it stays whole.
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

use common::shop::{Maker, begun, bytes, everything, merging, moment, open, run, undo_of};
use futures_executor::block_on;
use regulars::{
    domain::{
        Case, Currency, Customer, Deal, FieldDef, FieldKind, FieldValue, Product, Rank, Record,
        Sale, TableName, Task, Trashed, Values, Verb, View,
        commands::{
            Add, AddFields, Along, Delete, EraseCustomers, Import, MergeCustomers, Purge,
            RecordSale, Restore, Save, Undo,
        },
    },
    storage::{MemoryStore, OpenShop},
};

/// A word that no other record has.
const SECRET: &str = "Xanthippe";

type Tab = OpenShop<MemoryStore>;

fn delete(shop: &Tab, table: TableName, id: uuid::Uuid, seed: u64) -> u64 {
    let command = Delete {
        records: vec![(table, id)],
        seed,
    };
    run(shop, &command).expect("deletes").seq
}

fn trash(shop: &Tab) -> Vec<regulars::domain::Id<Trashed>> {
    let records = shop.records();
    let own = records.trash.iter().filter(|e| e.along_with.is_none());
    own.map(|entry| entry.id).collect()
}

fn undo(shop: &Tab, seq: u64) -> Result<regulars::storage::Committed, String> {
    let change = block_on(shop.change_at(seq)).expect("reads");
    let change = change.ok_or("no such change")?;
    run(shop, &Undo(change)).map_err(|error| error.to_string())
}

/// A shop in which a person lived a full life: made with a deal and a task, edited, deleted, brought
/// back, its deletion undone, and at last deleted again. Another customer and a sale stay.
fn lived() -> (MemoryStore, Tab, Customer, Customer) {
    let store = MemoryStore::default();
    let mut make = Maker::new(11);
    let shop = block_on(open(store.clone()));
    let set_up = make.set_up();
    let board = set_up.board.clone();
    run(&shop, &set_up).expect("sets up");
    let mut who = make.customer(&format!("{SECRET} of Athens"));
    who.note = format!("note about {SECRET}");
    who.add_tag("philosophy");
    let other = make.customer("Mei Lin");
    run(&shop, &Add::one(other.clone())).expect("adds");
    let deal = make.deal(&format!("Vase for {SECRET}"), &board, Some(&who));
    run(&shop, &Along::new(Add::one(deal), [who.clone()])).expect("adds both");
    let task = make.task(&format!("Call {SECRET}"), Some(&who));
    run(&shop, &Add::one(task)).expect("adds");
    let sale = make.sale(Some(&who), 8_800);
    let record_sale = RecordSale {
        sale,
        customer: None,
    };
    run(&shop, &record_sale).expect("sells");
    let mut edited = who.clone();
    edited.source = format!("friend of {SECRET}");
    run(&shop, &Save::new(who.clone(), edited)).expect("edits");
    delete(&shop, TableName::Customers, who.id.raw(), 1);
    run(&shop, &Restore(trash(&shop))).expect("brings back");
    let seq = delete(&shop, TableName::Customers, who.id.raw(), 2);
    undo(&shop, seq).expect("undoes");
    delete(&shop, TableName::Customers, who.id.raw(), 3);
    (store, shop, who, other)
}

#[test]
fn not_a_byte_of_it_is_left() {
    let (store, shop, who, _) = lived();
    assert!(bytes(&store).contains(SECRET), "the test would see it");
    let purged = run(&shop, &Purge(trash(&shop))).expect("purges");
    assert!(!purged.may_be_undone());
    let left = bytes(&store);
    let line = left.lines().find(|line| line.contains(SECRET));
    assert_eq!(line, None, "the name is left");
    let id = who.id.to_string();
    let line = left.lines().find(|line| line.contains(&id));
    assert_eq!(line, None, "the identity is left");
    // The log still tells that something was removed, when, and how much.
    let entry = block_on(shop.change_at(purged.seq)).expect("reads");
    let entry = entry.expect("the entry");
    assert_eq!((entry.label.verb, entry.label.count), (Verb::Purge, 1));
    assert!(entry.edits.is_empty() && entry.label.name.is_empty());
}

/// Somebody into whom another record was folded, with that one's name, twice: one who was folded into the other
/// before. Deleted at last.
fn folded() -> (MemoryStore, Tab, Customer, Vec<u64>) {
    let (store, shop, mut make) = begun(16);
    let who = make.customer("Mei Lin");
    let twins = ["one", "two"].map(|n| make.customer(&format!("{SECRET} {n}")));
    let all = [&who, &twins[0], &twins[1]].map(|one| Record::from(one.clone()));
    run(&shop, &Add(all.to_vec())).expect("adds");
    let merges = [
        merging(&twins[0], &[&twins[1]]),
        merging(&who, &[&twins[0]]),
    ];
    let merged = merges.map(|one| run(&shop, &MergeCustomers(vec![one])).expect("merges").seq);
    let sale = Sale {
        note: format!("as {SECRET} likes it"),
        ..make.sale(Some(&who), 4_400)
    };
    let customer = None;
    run(&shop, &RecordSale { sale, customer }).expect("sells");
    delete(&shop, TableName::Customers, who.id.raw(), 6);
    (store, shop, who, merged.to_vec())
}

#[test]
fn who_was_folded_into_a_purged_one_goes_from_the_history_too() {
    let (store, shop, _, merged) = folded();
    run(&shop, &Purge(trash(&shop))).expect("purges");
    let left = bytes(&store);
    let line = left
        .lines()
        .find(|line| line.contains(SECRET) && !line.contains("likes it"));
    assert_eq!(line, None, "the twin is left");
    for seq in merged.into_iter().rev() {
        undo(&shop, seq).ok();
        assert_eq!(
            shop.records().customers.len(),
            0,
            "nobody comes back by {seq}"
        );
    }
}

#[test]
fn somebody_in_the_trash_is_erased_with_whom_was_folded_into_them_and_what_their_sales_say() {
    let (store, shop, who, _) = folded();
    let erase = EraseCustomers(vec![who.id]);
    assert_eq!(erase.names(&shop.records()), ["Mei Lin"]);
    let reach = erase.reach(&shop.records()).expect("is there");
    assert_eq!((reach.gone.len(), reach.sales.len()), (3, 1));
    run(&shop, &erase).expect("erases");
    let left = bytes(&store);
    assert!(
        !left.contains(SECRET) && !left.contains("Mei Lin"),
        "{left}"
    );
    assert!(shop.records().trash.is_empty());
    assert_eq!(shop.records().sales.len(), 1, "the money was real");
}

#[test]
fn no_undo_brings_it_back_and_the_rest_stays() {
    let (store, shop, who, other) = lived();
    let sales = shop.records().sales.len();
    let purged = run(&shop, &Purge(trash(&shop))).expect("purges");
    let before = everything(&shop.records());
    for seq in (2..=purged.seq).rev() {
        // Most have nothing left to do; what they still do must not name the person.
        undo(&shop, seq).ok();
        assert!(!shop.records().contains(TableName::Customers, who.id.raw()));
        assert!(!bytes(&store).contains(SECRET), "after undoing {seq}");
    }
    // The sale was made for the person and stays when the log no longer knows them; only undoing the
    // sale itself or the other customer takes those away.
    assert!(before.len() >= everything(&shop.records()).len());
    let again = block_on(open(store));
    assert_eq!(everything(&again.records()), everything(&shop.records()));
    assert!(sales > 0 && before.keys().any(|key| key.contains(&other.id.to_string())));
}

#[test]
fn a_file_called_after_somebody_who_is_erased_is_named_no_more_and_views_are_told() {
    let (store, shop, mut make) = begun(17);
    let who = make.customer(&format!("{SECRET} Lee"));
    let import = |file: &str, one: &Customer| Import {
        file: file.to_owned(),
        table: TableName::Customers,
        create: vec![Record::from(one.clone())],
        update: Vec::new(),
    };
    run(&shop, &import("spring.csv", &who)).expect("imports");
    let friend = make.customer("Bo");
    let named = format!("friends of {} lee.vcf", SECRET.to_lowercase());
    run(&shop, &import(&named, &friend)).expect("imports");
    let view = |name: &str, text: &str| View {
        id: Maker::new(text.len() as u64).id(),
        list: TableName::Customers,
        name: name.to_owned(),
        columns: Vec::new(),
        sort: String::new(),
        filter: String::new(),
        text: text.to_owned(),
        look: String::new(),
        created: moment().now,
        updated: moment().now,
    };
    let views = [view("Wine", &format!("{SECRET} Lee")), view("Tea", "tea")];
    run(&shop, &Add(views.map(Record::from).to_vec())).expect("adds");
    let erase = EraseCustomers(vec![who.id]);
    assert_eq!(erase.views(&shop.records()), ["Wine"]);
    run(&shop, &erase).expect("erases");
    let left = bytes(&store).to_lowercase();
    assert!(!left.contains(&named) && left.contains("spring.csv"));
}

/// A field of each table that may have some, with a value of it on a record of that table.
fn with_fields(make: &mut Maker) -> (Vec<FieldDef>, Vec<Record>) {
    let mut field = |of| FieldDef {
        id: make.id(),
        of,
        name: SECRET.to_owned(),
        kind: FieldKind::Text,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: moment().now,
        updated: moment().now,
    };
    let fields: Vec<FieldDef> = FieldDef::TABLES.into_iter().map(&mut field).collect();
    let board = make.board();
    let mut records = vec![Record::from(board.clone())];
    for field in &fields {
        let value = FieldValue::Text(format!("value of {SECRET}"));
        let values = Values::from([(field.id, value)]);
        let record: Record = match field.of {
            TableName::Customers => Customer {
                values,
                ..make.customer("Mei Lin")
            }
            .into(),
            TableName::Deals => Deal {
                values,
                ..make.deal("Vase", &board, None)
            }
            .into(),
            TableName::Sales => Sale {
                values,
                ..make.sale(None, 100)
            }
            .into(),
            TableName::Tasks => Task {
                values,
                ..make.task("Call", None)
            }
            .into(),
            TableName::Cases => Case {
                values,
                ..Case::new(make.id(), "Leaks", moment().now)
            }
            .into(),
            TableName::Products => Product {
                id: make.id(),
                name: "Tea".to_owned(),
                sku: String::new(),
                category: String::new(),
                price: None,
                currency: Currency::CNY,
                tax_rate: 0,
                archived: false,
                values,
                created: moment().now,
                updated: moment().now,
            }
            .into(),
            other => panic!("no record of {other:?} here"),
        };
        records.push(record);
    }
    (fields, records)
}

#[test]
fn a_field_that_is_gone_for_good_leaves_no_value_in_any_record() {
    let (store, shop, mut make) = begun(14);
    let (fields, records) = with_fields(&mut make);
    run(&shop, &AddFields(fields.clone())).expect("adds");
    let added = run(&shop, &Add(records)).expect("adds").seq;
    for (n, field) in (20..).zip(&fields) {
        let count = bytes(&store).matches("value of").count();
        delete(&shop, TableName::Fields, field.id.raw(), n);
        assert_eq!(
            bytes(&store).matches("value of").count(),
            count,
            "hidden, not lost"
        );
    }
    run(&shop, &Purge(trash(&shop))).expect("purges");
    let left = bytes(&store);
    let line = left
        .lines()
        .find(|line| line.contains(SECRET) && line.starts_with("pages/"));
    assert_eq!(line, None, "the value is left in a record");
    assert_eq!(shop.records().fields.len(), 0);
    assert_eq!(shop.records().sales.len(), 1, "the record stays");
    // Nobody edited the records: what made them is taken back whole.
    let undone = run(&shop, &undo_of(&shop, added)).expect("undone");
    assert_eq!((undone.kept, shop.records().sales.len()), (0, 0));
}

#[test]
fn a_value_of_a_field_of_another_kind_of_record_is_refused() {
    let (_, shop, mut make) = begun(15);
    let (fields, records) = with_fields(&mut make);
    let wrong: Vec<FieldDef> = fields
        .iter()
        .zip(FieldDef::TABLES.iter().cycle().skip(1))
        .map(|(field, of)| FieldDef {
            of: *of,
            ..field.clone()
        })
        .collect();
    run(&shop, &AddFields(wrong)).expect("adds");
    run(&shop, &Add(vec![records[0].clone()])).expect("adds the board");
    for record in &records[1..] {
        let refused = run(&shop, &Add(vec![record.clone()]));
        assert!(
            refused.is_err(),
            "{:?} took a value that is not its own",
            record.table()
        );
    }
}

#[test]
fn others_in_the_same_change_keep_their_history() {
    let store = MemoryStore::default();
    let mut make = Maker::new(12);
    let shop = block_on(open(store.clone()));
    run(&shop, &make.set_up()).expect("sets up");
    let who = make.customer(SECRET);
    let others: Vec<Customer> = ["Bo", "Cy"].map(|name| make.customer(name)).to_vec();
    let people = std::iter::once(&who).chain(&others).cloned();
    let import = Import {
        file: "people.csv".to_owned(),
        table: TableName::Customers,
        create: people.map(Record::from).collect(),
        update: Vec::new(),
    };
    let imported = run(&shop, &import).expect("imports").seq;
    delete(&shop, TableName::Customers, who.id.raw(), 4);
    let bo = delete(&shop, TableName::Customers, others[0].id.raw(), 5);
    let entry = shop.records();
    let of_who: Vec<_> = entry
        .trash
        .iter()
        .filter(|entry| entry.record.id() == who.id.raw())
        .map(|entry| entry.id)
        .collect();
    drop(entry);
    run(&shop, &Purge(of_who)).expect("purges");
    assert!(!bytes(&store).contains(SECRET));
    undo(&shop, bo).expect("Bo comes back");
    assert!(shop.records().get(others[0].id).is_some());
    let entry = block_on(shop.change_at(imported)).expect("reads");
    let entry = entry.expect("the import");
    assert_eq!(
        (entry.label.name.as_str(), entry.edits.len()),
        ("people.csv", 2)
    );
    undo(&shop, imported).expect("the import of the others can be undone");
    assert_eq!(shop.records().customers.len(), 0);
}

#[test]
fn another_tab_that_was_open_sees_nothing_of_it() {
    let (store, shop, who, _) = lived();
    let other = block_on(open(store));
    run(&shop, &Purge(trash(&shop))).expect("purges");
    assert!(block_on(other.catch_up()).expect("catches up"));
    assert_eq!(everything(&other.records()), everything(&shop.records()));
    assert!(other.records().trash.is_empty());
    // It can go on writing.
    let mut make = Maker::new(13);
    let new = make.customer("Di");
    block_on(other.execute(&Add::one(new), moment())).expect("writes");
    assert!(!other.records().contains(TableName::Customers, who.id.raw()));
}
