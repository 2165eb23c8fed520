//! The method of `SQLite`'s fault tests: every write scenario, failing its first, second, third …
//! storage operation with every kind of error, until it runs through untouched. After each failure
//! nothing is half done, nothing acknowledged is lost, and nothing pretends to be saved.
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

use common::shop::{Maker, everything, moment, open, wrap};
use futures_executor::block_on;
use regulars::{
    domain::{
        AttachedTo, Attachment, Command, Customer, FileCategory, Label, TableName, Verb,
        commands::{
            Add, AttachFiles, CloseDeal, Delete, EraseCustomer, Import, MoveDeal, NewFile, Purge,
            RecordSale, Refund, Restore, Save, TagCustomers, Undo,
        },
    },
    storage::{Health, MemoryStore, OpenShop, Space, StorageError, Store, faulty::Faulty},
};

type Tab = OpenShop<Faulty<MemoryStore>>;

/// What a scenario needs to know of the shop it starts from.
struct World {
    store: MemoryStore,
    commands: Vec<(&'static str, Box<dyn Command>)>,
}

/// A file on its way onto a customer.
fn file(make: &mut Maker, on: &Customer, name: &str) -> NewFile {
    let file = Attachment {
        id: make.id(),
        to: AttachedTo {
            table: TableName::Customers,
            id: on.id.raw(),
        },
        name: name.to_owned(),
        mime: String::new(),
        size: 0,
        hash: String::new(),
        category: FileCategory::Other,
        stage: None,
        created: common::shop::NOW,
        updated: common::shop::NOW,
    };
    NewFile::new(file, name.as_bytes().to_vec()).expect("small")
}

fn world() -> World {
    let store = MemoryStore::default();
    let mut make = Maker::new(7);
    let set_up = make.set_up();
    let board = set_up.board.clone();
    let mei = make.customer("梅林");
    let deal = make.deal("Wedding favours", &board, Some(&mei));
    let sale = make.sale(Some(&mei), 8_800);
    let task = make.task("Call back", Some(&mei));
    let mut gone = make.customer("Gone Already");
    gone.add_tag("old");
    let files = ["kept.pdf", "old.pdf"].map(|name| file(&mut make, &mei, name));
    block_on(async {
        let shop = open(store.clone()).await;
        for command in [
            &set_up as &dyn Command,
            &Add::one(mei.clone()),
            &Add::one(deal.clone()),
            &RecordSale {
                sale: sale.clone(),
                customer: None,
            },
            &Add::one(task),
            &AttachFiles(files.to_vec()),
            &Add::one(gone.clone()),
            &Delete {
                records: vec![(TableName::Customers, gone.id.raw())],
                seed: 3,
            },
        ] {
            shop.execute(command, moment())
                .await
                .expect("the start of the scenario");
        }
        let old = {
            let records = shop.records();
            let mut files = records.files.iter();
            files.find(|file| file.name == "old.pdf").expect("there").id
        };
        let delete = Delete {
            records: vec![(TableName::Files, old.raw())],
            seed: 4,
        };
        shop.execute(&delete, moment()).await.expect("deleted");
    });
    let (trashed, old, last, mei_now) = block_on(async {
        let shop = open(store.clone()).await;
        let of = |table| {
            let records = shop.records();
            let mut trash = records.trash.iter();
            trash
                .find(|entry| entry.record.table() == table)
                .expect("in the trash")
                .id
        };
        let (trashed, old) = (of(TableName::Customers), of(TableName::Files));
        let last = shop.history(None, 1).await.expect("history").remove(0);
        let mei_now = shop.records().get(mei.id).expect("Mei").as_ref().clone();
        (trashed, old, last, mei_now)
    });
    let mut renamed = mei_now.clone();
    renamed.note = "likes roasted".to_owned();
    let customers: Vec<_> = (0..300)
        .map(|n| make.customer(&format!("Guest {n}")))
        .collect();
    let file = file(&mut make, &mei, "menu.pdf");
    let refund = make.refund(&sale, 800);
    let (new_sale, newcomer) = (make.sale(None, 100), make.customer("New Comer"));
    let commands: Vec<(&'static str, Box<dyn Command>)> = vec![
        ("add", Box::new(Add::one(make.customer("Daniel Okafor")))),
        ("save", Box::new(Save::new(mei_now, renamed))),
        (
            "move",
            Box::new(MoveDeal {
                deal: deal.id,
                stage: board.stages[1].id,
                above: None,
            }),
        ),
        (
            "close",
            Box::new(CloseDeal {
                deal: deal.id,
                won: true,
                on: moment().today,
                reason: String::new(),
                by: None,
            }),
        ),
        (
            "sell",
            Box::new(RecordSale {
                sale: new_sale,
                customer: Some(newcomer),
            }),
        ),
        ("refund", Box::new(Refund(refund))),
        (
            "delete",
            Box::new(Delete {
                records: vec![(TableName::Customers, mei.id.raw())],
                seed: 9,
            }),
        ),
        ("restore", Box::new(Restore(vec![trashed]))),
        ("purge", Box::new(Purge(vec![trashed]))),
        ("attach", Box::new(AttachFiles(vec![file]))),
        ("purge a file", Box::new(Purge(vec![old]))),
        ("erase", Box::new(EraseCustomer(mei.id))),
        (
            "tag",
            Box::new(TagCustomers {
                customers: vec![mei.id],
                add: vec!["gold".into()],
                remove: vec![],
            }),
        ),
        ("undo", Box::new(Undo(last))),
        (
            "import",
            Box::new(Import {
                file: "guests.csv".into(),
                table: TableName::Customers,
                create: wrap(customers),
                update: vec![],
            }),
        ),
    ];
    World { store, commands }
}

fn errors() -> [StorageError; 5] {
    [
        StorageError::Full,
        StorageError::Lost("closing".into()),
        StorageError::Denied("blocked".into()),
        StorageError::Damaged("torn".into()),
        StorageError::Other("UnknownError".into()),
    ]
}

/// What is really in the store, as another browser start would see it.
fn on_disk(store: &MemoryStore) -> std::collections::BTreeMap<String, serde_json::Value> {
    let seen = block_on(async { everything(&open(store.clone()).await.records()) });
    let hash = |one: &serde_json::Value| one["hash"].as_str().map(str::to_owned);
    let mut named: Vec<_> = seen
        .values()
        .filter_map(|one| hash(one).or_else(|| hash(&one["record"]["record"])))
        .collect();
    named.sort_unstable();
    let bytes = block_on(store.keys(Space::Files)).expect("reads");
    assert_eq!(bytes, named, "the bytes of every file, and no others");
    seen
}

#[test]
fn every_write_is_whole_or_not_at_all() {
    let names: Vec<&str> = world().commands.iter().map(|(name, _)| *name).collect();
    for (index, name) in names.iter().enumerate() {
        for error in errors() {
            let mut n = 1;
            loop {
                let world = world();
                let faulty = Faulty::new(world.store.clone(), error.clone());
                let tab: Tab = block_on(open(faulty.clone()));
                let before = on_disk(&world.store);
                faulty.fail_at(n);
                let result = block_on(tab.execute(world.commands[index].1.as_ref(), moment()));
                let after = on_disk(&world.store);
                let seen = everything(&tab.records());
                assert_eq!(
                    seen, after,
                    "{name}, operation {n}: the screen shows what is on disk"
                );
                if result.is_ok() {
                    assert_ne!(before, after, "{name}: something was written");
                } else {
                    assert_eq!(
                        before, after,
                        "{name}, operation {n}: nothing of it is there"
                    );
                    assert_eq!(tab.health(), Health::ReadOnly(error.clone()));
                    let again = block_on(tab.execute(world.commands[index].1.as_ref(), moment()));
                    assert!(
                        again.is_err(),
                        "{name}: read-only until the store is proven"
                    );
                    block_on(tab.probe()).expect("the store works again");
                    block_on(tab.execute(world.commands[index].1.as_ref(), moment()))
                        .expect("and takes the command");
                }
                if !faulty.fired() {
                    break;
                }
                n += 1;
                assert!(n < 50, "{name}: the scenario ends");
            }
            assert!(n > 1, "{name}: at least one operation was made to fail");
        }
    }
}

#[test]
fn a_restore_is_whole_or_not_at_all() {
    for error in errors() {
        let mut n = 1;
        loop {
            let world = world();
            let faulty = Faulty::new(world.store.clone(), error.clone());
            let tab: Tab = block_on(open(faulty.clone()));
            let before = on_disk(&world.store);
            let mut make = Maker::new(99);
            let fresh = wrap((0..200).map(|n| make.customer(&format!("Restored {n}"))));
            faulty.fail_at(n);
            let label = Label::new(Verb::Restore, TableName::Customers, 200, "backup.json");
            let result = block_on(tab.replace_all(fresh, label, moment()));
            let after = on_disk(&world.store);
            if result.is_ok() {
                assert_eq!(after.len(), 200);
            } else {
                assert_eq!(before, after, "operation {n}: the old data is untouched");
            }
            assert_eq!(everything(&tab.records()), after);
            if !faulty.fired() {
                break;
            }
            n += 1;
        }
        assert!(n > 1);
    }
}

#[test]
fn a_failed_start_shows_an_error_not_an_empty_shop() {
    let world = world();
    let full = on_disk(&world.store).len();
    let mut n = 1;
    loop {
        let faulty = Faulty::new(world.store.clone(), StorageError::Lost("gone".into()));
        faulty.fail_at(n);
        let tab: Tab = OpenShop::new(faulty.clone(), "test");
        let result = block_on(tab.load(TableName::ALL, async |_| {}));
        if faulty.fired() {
            assert!(result.is_err(), "operation {n}");
        } else {
            assert!(result.is_ok());
            assert_eq!(everything(&tab.records()).len(), full);
            break;
        }
        n += 1;
    }
    assert!(n > 5);
}
