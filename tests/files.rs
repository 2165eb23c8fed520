//! Attached files: their bytes are written with their records or not at all, kept once and for as long
//! as anything names them, and gone with the person they were about.
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

use std::sync::Arc;

use common::shop::{Maker, NOW, Tab, begun, bytes, everything, merging, moment, open, run, undo};
use futures_executor::block_on;
use regulars::{
    domain::{
        AttachedTo, Attachment, Customer, Entity, FileCategory, Id, Record, Refusal, TableName,
        Trashed,
        attachment::content_hash,
        commands::{
            Add, AttachFiles, Delete, DropLooseBytes, EraseCustomer, KeepBytes, MergeCustomers,
            NewFile, Purge, RecordSale, Restore, Save, WithFiles,
        },
        limits,
    },
    exchange::person,
    storage::{ExecuteError, MemoryStore, Space, Store},
};
use uuid::Uuid;

fn record(make: &mut Maker, table: TableName, id: Uuid, name: &str) -> Attachment {
    Attachment {
        id: make.id(),
        to: AttachedTo { table, id },
        name: name.to_owned(),
        mime: String::new(),
        size: 0,
        hash: String::new(),
        category: FileCategory::Contract,
        stage: None,
        created: NOW,
        updated: NOW,
    }
}

fn attach(
    tab: &Tab,
    make: &mut Maker,
    (table, id): (TableName, Uuid),
    name: &str,
    content: &str,
) -> (Id<Attachment>, u64) {
    let record = record(make, table, id, name);
    let (id, content) = (record.id, content.as_bytes().to_vec());
    let new = NewFile::new(record, content).expect("may be kept");
    let done = run(tab, &AttachFiles(vec![new])).expect("attached");
    (id, done.seq)
}

fn on<T: Entity>(record: &T) -> (TableName, Uuid) {
    (T::TABLE, record.raw_id())
}

fn keys(store: &MemoryStore) -> Vec<String> {
    block_on(store.keys(Space::Files)).expect("reads")
}

fn delete(tab: &Tab, table: TableName, id: Uuid, seed: u64) {
    let records = vec![(table, id)];
    run(tab, &Delete { records, seed }).expect("deletes");
}

fn trash(tab: &Tab) -> Vec<Id<Trashed>> {
    let records = tab.records();
    let own = records.trash.iter().filter(|e| e.along_with.is_none());
    own.map(|entry| entry.id).collect()
}

fn someone(tab: &Tab, make: &mut Maker, name: &str) -> Customer {
    let who = make.customer(name);
    run(tab, &Add::one(who.clone())).expect("added");
    who
}

#[test]
fn bytes_come_with_their_record_and_equal_ones_are_kept_once() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Mei");
    let (first, seq) = attach(&tab, &mut make, on(&who), "a.txt", "hello");
    attach(&tab, &mut make, on(&who), "b.txt", "hello");
    assert_eq!(keys(&store), [content_hash(b"hello")]);
    let file = tab.records().get(first).expect("there").clone();
    assert_eq!((file.size, file.name.as_str()), (5, "a.txt"));
    assert_eq!(block_on(tab.file(&file.hash)), Ok(Some(b"hello".to_vec())));
    assert_eq!(block_on(tab.file(&content_hash(b"other"))), Ok(None));
    // Undone and done again, weeks later or in another tab, it is whole.
    let undone = undo(&tab, seq);
    assert!(tab.records().get(first).is_none());
    assert_eq!(keys(&store).len(), 1);
    undo(&tab, undone);
    assert_eq!(tab.records().get(first).expect("back").name, "a.txt");
    let other = block_on(open(store));
    assert_eq!(everything(&other.records()), everything(&tab.records()));
}

#[test]
fn a_task_and_the_files_chosen_before_it_was_saved_are_one_change() {
    let (store, tab, mut make) = begun(31);
    let task = make.task("Frame the photo", None);
    let (table, id) = on(&task);
    let new = |name: &str, make: &mut Maker| {
        let record = record(make, table, id, name);
        NewFile::new(record, name.as_bytes().to_vec()).expect("may be kept")
    };
    let files = vec![new("a.png", &mut make), new("b.pdf", &mut make)];
    let before = everything(&tab.records());
    let command = Add::one(task.clone());
    let done = run(&tab, &WithFiles { command, files }).expect("added");
    assert_eq!(done.label.table, TableName::Tasks);
    assert_eq!(tab.records().files.len(), 2);
    assert_eq!(keys(&store).len(), 2);
    let names = |tab: &Tab| {
        let records = tab.records();
        let mut names: Vec<String> = records.files.iter().map(|one| one.name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&tab), ["a.png", "b.pdf"]);
    let undone = undo(&tab, done.seq);
    assert_eq!(everything(&tab.records()), before);
    undo(&tab, undone);
    assert_eq!(names(&block_on(open(store))), ["a.png", "b.pdf"]);
    // What the rules refuse comes without its files.
    let command = Add::one(make.task(" ", None));
    let files = vec![new("c.txt", &mut make)];
    let refused = run(&tab, &WithFiles { command, files });
    assert!(matches!(refused, Err(ExecuteError::Refused(_))));
    assert_eq!(tab.records().files.len(), 2);
}

#[test]
fn what_can_not_be_kept_is_refused() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Mei");
    let (table, id) = on(&who);
    let new = |make: &mut Maker, bytes| NewFile::new(record(make, table, id, "a"), bytes).err();
    assert_eq!(new(&mut make, Vec::new()), Some(Refusal::EmptyFile));
    let too_many = vec![0; usize::try_from(limits::FILE).expect("small") + 1];
    assert_eq!(new(&mut make, too_many), Some(Refusal::FileTooLarge(25)));
    let refused = |attachment: Attachment| {
        let new = NewFile::new(attachment, b"x".to_vec()).expect("small");
        match run(&tab, &AttachFiles(vec![new])) {
            Err(ExecuteError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    };
    let nameless = record(&mut make, table, id, " ");
    assert_eq!(refused(nameless), Refusal::Blank("name"));
    let nowhere = record(&mut make, table, Uuid::from_u128(1), "a");
    assert_eq!(refused(nowhere), Refusal::Dangling(TableName::Customers));
    let shop = tab.records().settings().expect("set up").id.raw();
    let on_shop = record(&mut make, TableName::Shop, shop, "a");
    assert_eq!(refused(on_shop), Refusal::OutOfRange("to"));
    assert!(keys(&store).is_empty());
    // A file may be renamed, not exchanged.
    let (id, _) = attach(&tab, &mut make, on(&who), "a.txt", "hello");
    let base = tab.records().get(id).expect("there").as_ref().clone();
    let renamed = Attachment {
        name: "b.txt".into(),
        category: FileCategory::Invoice,
        ..base.clone()
    };
    run(&tab, &Save::new(base, renamed.clone())).expect("renamed");
    let base = tab.records().get(id).expect("there").as_ref().clone();
    assert_eq!(
        (&base.name, base.category),
        (&renamed.name, FileCategory::Invoice)
    );
    let exchanged = Attachment {
        hash: content_hash(b"other"),
        ..base.clone()
    };
    let refusal = run(&tab, &Save::new(base, exchanged));
    assert_eq!(refusal, Err(Refusal::BadValue.into()));
}

#[test]
fn files_go_with_what_they_are_on_and_come_back_with_it() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Mei");
    let board = tab
        .records()
        .pipelines
        .iter()
        .next()
        .expect("board")
        .as_ref()
        .clone();
    let deal = make.deal("Vase", &board, Some(&who));
    let mut task = make.task("Call", None);
    task.deal = Some(deal.id);
    run(&tab, &Add::one(deal.clone())).expect("added");
    run(&tab, &Add::one(task.clone())).expect("added");
    let sale = make.sale(Some(&who), 500);
    run(
        &tab,
        &RecordSale {
            sale: sale.clone(),
            customer: None,
        },
    )
    .expect("sold");
    attach(&tab, &mut make, on(&who), "who", "1");
    attach(&tab, &mut make, on(&deal), "deal", "2");
    attach(&tab, &mut make, on(&task), "task", "3");
    attach(&tab, &mut make, on(&sale), "sale", "4");
    let before = everything(&tab.records());
    delete(&tab, TableName::Customers, who.id.raw(), 1);
    // The money was real: the sale stays, with its receipt.
    assert_eq!(tab.records().files.len(), 1);
    run(&tab, &Restore(trash(&tab))).expect("restored");
    assert_eq!(everything(&tab.records()), before);
    // A file that was deleted first waits for what it is on.
    let of_who = tab
        .records()
        .files
        .iter()
        .find(|file| file.name == "who")
        .expect("there")
        .id;
    delete(&tab, TableName::Files, of_who.raw(), 2);
    let alone = trash(&tab);
    delete(&tab, TableName::Customers, who.id.raw(), 3);
    run(&tab, &Restore(alone)).expect("waits");
    assert!(tab.records().get(of_who).is_none());
    run(&tab, &Restore(trash(&tab))).expect("restored");
    assert_eq!(everything(&tab.records()), before);
    assert_eq!(keys(&store).len(), 4);
}

#[test]
fn bytes_stay_until_nothing_names_them() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Mei");
    let (secret, _) = attach(&tab, &mut make, on(&who), "secret.txt", "Xanthippe");
    let (twin, _) = attach(&tab, &mut make, on(&who), "twin.txt", "same");
    let (_, seq) = attach(&tab, &mut make, on(&who), "other.txt", "same");
    undo(&tab, seq);
    delete(&tab, TableName::Files, secret.raw(), 1);
    assert_eq!(keys(&store).len(), 2);
    run(&tab, &Purge(trash(&tab))).expect("purged");
    assert_eq!(keys(&store), [content_hash(b"same")]);
    let left = bytes(&store);
    assert!(!left.contains("Xanthippe") && !left.contains("secret.txt"));
    // The other one is only in the history by now, which can still bring it back.
    delete(&tab, TableName::Files, twin.raw(), 2);
    run(&tab, &Purge(trash(&tab))).expect("purged");
    assert_eq!(keys(&store), [content_hash(b"same")]);
}

#[test]
fn of_an_erased_person_no_byte_is_left_and_no_byte_of_others_is_lost() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Xanthippe");
    let other = someone(&tab, &mut make, "Mei");
    let sale = make.sale(Some(&who), 500);
    let kept = make.sale(Some(&other), 700);
    for sale in [&sale, &kept] {
        let sale = sale.clone();
        run(
            &tab,
            &RecordSale {
                sale,
                customer: None,
            },
        )
        .expect("sold");
    }
    let mut files = Vec::new();
    for (at, name, content) in [
        (on(&who), "Xanthippe.pdf", "contract of Xanthippe"),
        (on(&who), "shared.txt", "terms for everybody"),
        (on(&sale), "receipt.txt", "sold to Xanthippe"),
        (on(&other), "terms.txt", "terms for everybody"),
        (on(&kept), "receipt.txt", "sold to Mei"),
    ] {
        files.push(attach(&tab, &mut make, at, name, content).0);
    }
    // Also what was undone, deleted, and deleted for good meanwhile.
    let (_, seq) = attach(&tab, &mut make, on(&who), "undone", "undone by Xanthippe");
    undo(&tab, seq);
    let (gone, _) = attach(&tab, &mut make, on(&sale), "gone", "deleted by Xanthippe");
    delete(&tab, TableName::Files, gone.raw(), 3);
    assert_eq!(keys(&store).len(), 6);
    let about = person::about(&tab.records(), who.id);
    let named = |name: &str| {
        about
            .iter()
            .any(|one| matches!(one, Record::Files(file) if file.name == name))
    };
    assert!(named("Xanthippe.pdf") && named("receipt.txt") && !named("terms.txt"));
    run(&tab, &EraseCustomer(who.id)).expect("erased");
    let left = bytes(&store);
    let line = left.lines().find(|line| line.contains("Xanthippe"));
    assert_eq!(line, None);
    let mut expected = [
        content_hash(b"terms for everybody"),
        content_hash(b"sold to Mei"),
    ];
    expected.sort();
    assert_eq!(keys(&store), expected);
    assert_eq!(tab.records().files.len(), 2);
    assert_eq!(tab.records().sales.len(), 2);
}

#[test]
fn a_merge_takes_the_files_along_and_can_be_undone() {
    let (_, tab, mut make) = begun(31);
    let keep = someone(&tab, &mut make, "Mei Lin");
    let fold = someone(&tab, &mut make, "Mei L.");
    let (file, _) = attach(&tab, &mut make, on(&fold), "a", "1");
    let before = everything(&tab.records());
    let merging = merging(&keep, &[&fold]);
    let merged = run(&tab, &MergeCustomers(vec![merging])).expect("merged");
    assert_eq!(tab.records().get(file).expect("there").to.id, keep.id.raw());
    undo(&tab, merged.seq);
    assert_eq!(everything(&tab.records()), before);
}

#[test]
fn a_restore_brings_its_bytes_first_and_takes_away_what_was_there() {
    let (store, tab, mut make) = begun(31);
    let who = someone(&tab, &mut make, "Mei");
    attach(&tab, &mut make, on(&who), "old", "old bytes");
    let staged: Arc<[u8]> = b"new bytes".to_vec().into();
    let hash = content_hash(&staged);
    let keep = KeepBytes(vec![(hash.clone(), staged)]);
    run(&tab, &keep).expect("kept");
    assert_eq!(keys(&store).len(), 2);
    // Given up: only what nothing names goes.
    run(&tab, &DropLooseBytes).expect("dropped");
    assert_eq!(keys(&store), [content_hash(b"old bytes")]);
    run(&tab, &keep).expect("kept");
    let mut fresh = record(&mut make, TableName::Customers, who.id.raw(), "new");
    (fresh.hash, fresh.size) = (hash.clone(), 9);
    let mut records: Vec<Record> = vec![who.into(), fresh.into()];
    records.extend(tab.records().shop.iter().cloned().map(Record::Shop));
    let label = regulars::domain::Label::new(
        regulars::domain::Verb::Restore,
        TableName::Shop,
        1,
        "b.json",
    );
    block_on(tab.replace_all(records, label, moment())).expect("replaced");
    assert_eq!(keys(&store), [hash]);
    let again = block_on(open(store));
    assert_eq!(everything(&again.records()), everything(&tab.records()));
}
