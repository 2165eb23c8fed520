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

use common::shop::{Maker, NOW, everything, merging, moment, open, wrap};
use futures_executor::block_on;
use regulars::{
    domain::{
        Activity, ActivityKind, AttachedTo, Attachment, Case, CaseStatus, Command, Currency,
        Customer, Deal, FieldDef, FieldKind, FileCategory, Label, Lead, Member, PointsEntry,
        PointsReason, Product, Rank, TableName, Values, Verb,
        commands::{
            Add, AddFields, AddPoints, AnswerLead, AttachFiles, Checkout, CloseDeal, CompleteTask,
            CustomerChange, DealChange, Delete, EditCustomers, EditDeals, EditMany, EditSale,
            EraseCustomer, GiveReason, HandOver, Import, LogTouch, MergeCustomers, MoveCase,
            MoveDeal, MoveField, NewFile, NotTheSame, ProductChange, Purge, QualifyLead,
            RecordSale, Refund, RenameTag, ReopenDeals, Restore, Save, SaveBoard, TagCustomers,
            TagDeals, Unmerge,
        },
    },
    storage::{Batch, Health, MemoryStore, OpenShop, Space, StorageError, Store, faulty::Faulty},
};

type Tab = OpenShop<Faulty<MemoryStore>>;

/// The shops that scenarios start from, and what is done in them.
struct World {
    /// A shop in which much has happened.
    busy: MemoryStore,
    /// Nothing yet.
    empty: MemoryStore,
    scenarios: Vec<Scenario>,
}

/// One write.
struct Scenario {
    name: &'static str,
    command: Box<dyn Command>,
    /// It begins a shop.
    first: bool,
}

impl World {
    /// A copy of the store that a scenario starts from.
    fn start(&self, scenario: &Scenario) -> MemoryStore {
        copy(if scenario.first {
            &self.empty
        } else {
            &self.busy
        })
    }
}

/// Another store with the same content.
fn copy(store: &MemoryStore) -> MemoryStore {
    block_on(async {
        let mut batch = Batch::default();
        for space in Space::ALL {
            let all = store.read(space, "").await.expect("reads").into_iter();
            batch
                .put
                .extend(all.map(|(key, value)| (space, key, value)));
        }
        let made = MemoryStore::default();
        for generation in 0..store.generation().await.expect("counts") {
            let batch = std::mem::take(&mut batch);
            made.write(generation, batch).await.expect("writes");
        }
        made
    })
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
        created: NOW,
        updated: NOW,
    };
    NewFile::new(file, name.as_bytes().to_vec()).expect("small")
}

fn field(make: &mut Maker, name: &str) -> FieldDef {
    FieldDef {
        id: make.id(),
        of: TableName::Customers,
        name: name.to_owned(),
        kind: FieldKind::Text,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: NOW,
        updated: NOW,
    }
}

fn member(make: &mut Maker, name: &str) -> Member {
    Member {
        id: make.id(),
        name: name.to_owned(),
        left: false,
        created: NOW,
        updated: NOW,
    }
}

fn product(make: &mut Maker, name: &str) -> Product {
    Product {
        id: make.id(),
        name: name.to_owned(),
        sku: String::new(),
        category: String::new(),
        price: Some(1_800),
        currency: Currency::CNY,
        tax_rate: 0,
        archived: false,
        values: Values::new(),
        created: NOW,
        updated: NOW,
    }
}

fn delete(table: TableName, id: uuid::Uuid, seed: u64) -> Delete {
    Delete {
        records: vec![(table, id)],
        seed,
    }
}

fn world() -> World {
    let (busy, empty) = (MemoryStore::default(), MemoryStore::default());
    let mut make = Maker::new(7);
    let set_up = make.set_up();
    let board = set_up.board.clone();
    let (ann, bo) = (member(&mut make, "Ann"), member(&mut make, "Bo"));
    let mut mei = make.customer("梅林");
    mei.owner = Some(ann.id);
    mei.add_tag("regular");
    let mut deal = make.deal("Wedding favours", &board, Some(&mei));
    deal.tags = vec!["regular".to_owned()];
    let closed = make.deal("Tea for the office", &board, Some(&mei));
    let sale = make.sale(Some(&mei), 8_800);
    let task = make.task("Call back", Some(&mei));
    let mut gone = make.customer("Gone Already");
    gone.add_tag("old");
    let files = ["kept.pdf", "old.pdf"].map(|name| file(&mut make, &mei, name));
    let mut lead = make.customer("Only Asked");
    lead.lead = Some(Lead::new(NOW));
    let tea = product(&mut make, "Tea");
    let fields = ["Size", "Colour"].map(|name| field(&mut make, name));
    let case = Case {
        customer: Some(mei.id),
        ..Case::new(make.id(), "The pot leaks", NOW)
    };
    let twins = ["Li Wei", "Wei Li", "Liwei"].map(|name| make.customer(name));
    let [kept, folded, other] = &twins;
    let close = |deal: &Deal, won| CloseDeal {
        deal: deal.id,
        won,
        on: moment().today,
        reason: String::new(),
        by: None,
    };

    let shop = block_on(open(busy.clone()));
    let run = |command: &dyn Command| {
        let done = block_on(shop.execute(command, moment()));
        done.expect("the start of the scenario").seq
    };
    run(&set_up);
    run(&Import {
        file: "start.csv".into(),
        table: TableName::Customers,
        create: wrap([mei.clone(), gone.clone(), lead.clone()])
            .into_iter()
            .chain(wrap(twins.clone()))
            .chain(wrap([ann.clone(), bo.clone()]))
            .chain(wrap([deal.clone(), closed.clone()]))
            .chain(wrap([task.clone()]))
            .chain(wrap([tea.clone()]))
            .chain(wrap([case.clone()]))
            .collect(),
        update: vec![],
    });
    run(&AddFields(fields.to_vec()));
    run(&RecordSale {
        sale: sale.clone(),
        customer: None,
    });
    run(&AttachFiles(files.to_vec()));
    run(&delete(TableName::Customers, gone.id.raw(), 3));
    run(&close(&closed, true));
    let merged = run(&MergeCustomers(vec![merging(kept, &[folded])]));
    let tagged = run(&TagCustomers {
        customers: vec![mei.id],
        add: vec!["silver".into()],
        remove: vec![],
    });
    let taken_back = common::shop::undo(&shop, tagged);
    let old = {
        let records = shop.records();
        let mut files = records.files.iter();
        files.find(|file| file.name == "old.pdf").expect("there").id
    };
    let last = run(&delete(TableName::Files, old.raw(), 4));

    let trashed = |table| {
        let records = shop.records();
        let mut trash = records.trash.iter();
        let found = trash.find(|entry| entry.record.table() == table);
        found.expect("in the trash").id
    };
    let (trashed, old) = (trashed(TableName::Customers), trashed(TableName::Files));
    let mei_now = shop.records().get(mei.id).expect("Mei").as_ref().clone();
    let sale_now = shop.records().get(sale.id).expect("sold").as_ref().clone();
    let unmerge = Unmerge {
        change: common::shop::undo_of(&shop, merged).0,
        keep: kept.id,
    };
    let undo = common::shop::undo_of(&shop, last);
    let redo = common::shop::undo_of(&shop, taken_back);

    let mut renamed = mei_now.clone();
    renamed.note = "likes roasted".to_owned();
    let mut shorter = board.clone();
    shorter.stages.remove(0);
    let mut dearer = sale_now.clone();
    dearer.note = "gift wrapped".to_owned();
    let touch = |make: &mut Maker, on: &Customer| Activity {
        text: "called".to_owned(),
        ..Activity::new(make.id(), ActivityKind::CallOut, Some(on.id), NOW)
    };
    let guests = (0..300).map(|n| make.customer(&format!("Guest {n}")));
    let guests: Vec<_> = guests.collect();
    let sales: Vec<_> = (0..300).map(|n| make.sale(Some(&mei), 100 + n)).collect();
    let points = PointsEntry {
        id: make.id(),
        customer: mei.id,
        points: 10,
        reason: PointsReason::Given,
        at: NOW,
        note: String::new(),
        by: None,
        created: NOW,
        updated: NOW,
    };
    let mut scenarios = Vec::new();
    let mut add = |name, command: Box<dyn Command>| {
        scenarios.push(Scenario {
            name,
            command,
            first: name == "set up",
        });
    };
    add("set up", Box::new(set_up));
    add("add", Box::new(Add::one(make.customer("Daniel Okafor"))));
    add("save", Box::new(Save::new(mei_now, renamed)));
    let to = MoveDeal {
        deal: deal.id,
        stage: board.stages[1].id,
        above: None,
    };
    add("move", Box::new(to));
    add("close", Box::new(close(&deal, false)));
    let reason = GiveReason {
        deal: closed.id,
        reason: "a quick answer".into(),
    };
    add("give a reason", Box::new(reason));
    add("reopen", Box::new(ReopenDeals(vec![closed.id])));
    let moves = vec![(board.stages[0].id, board.stages[1].id)];
    let save = SaveBoard {
        board: shorter,
        moves,
    };
    add("save a board", Box::new(save));
    let sell = RecordSale {
        sale: make.sale(None, 100),
        customer: Some(make.customer("New Comer")),
    };
    add("sell", Box::new(sell.clone()));
    let checkout = Checkout {
        sale: sell,
        products: vec![product(&mut make, "Cup")],
        proposed: Some(0),
    };
    add("check out", Box::new(checkout));
    add("refund", Box::new(Refund(make.refund(&sale, 800))));
    let edit = EditSale {
        base: sale_now,
        edited: dearer,
    };
    add("edit a sale", Box::new(edit));
    add(
        "delete",
        Box::new(delete(TableName::Customers, mei.id.raw(), 9)),
    );
    add("restore", Box::new(Restore(vec![trashed])));
    add("purge", Box::new(Purge(vec![trashed])));
    let attach = AttachFiles(vec![file(&mut make, &mei, "menu.pdf")]);
    add("attach", Box::new(attach));
    add("purge a file", Box::new(Purge(vec![old])));
    add("erase", Box::new(EraseCustomer(mei.id)));
    let tag = TagCustomers {
        customers: vec![mei.id],
        add: vec!["gold".into()],
        remove: vec![],
    };
    add("tag", Box::new(tag));
    let tag = TagDeals {
        deals: vec![deal.id],
        add: vec!["gold".into()],
        remove: vec!["regular".into()],
    };
    add("tag deals", Box::new(tag));
    let rename = RenameTag {
        from: "regular".into(),
        to: "friend".into(),
    };
    add("rename a tag", Box::new(rename));
    let edit = EditCustomers {
        customers: vec![mei.id, kept.id],
        change: CustomerChange::Source("fair".into()),
    };
    add("edit customers", Box::new(edit));
    let edit = EditDeals {
        deals: vec![deal.id],
        change: DealChange::Owner(Some(bo.id)),
    };
    add("edit deals", Box::new(edit));
    let edit = EditMany {
        records: vec![tea.id],
        change: ProductChange::Category("leaves".into()),
    };
    add("edit products", Box::new(edit));
    let merge = MergeCustomers(vec![merging(kept, &[other])]);
    add("merge", Box::new(merge));
    add("unmerge", Box::new(unmerge));
    add(
        "not the same",
        Box::new(NotTheSame(vec![kept.id, other.id])),
    );
    add("complete", Box::new(CompleteTask::done(task.id)));
    let log = LogTouch {
        touch: touch(&mut make, &mei),
        next: Some(make.task("Send the offer", Some(&mei))),
    };
    add("log a touch", Box::new(log));
    let answer = AnswerLead {
        touch: touch(&mut make, &lead),
        by: Some(ann.id),
    };
    add("answer a lead", Box::new(answer));
    let qualify = QualifyLead {
        customer: lead.id,
        deal: make.deal("First order", &board, None),
    };
    add("qualify a lead", Box::new(qualify));
    let hand_over = HandOver {
        from: ann.id,
        to: Some(bo.id),
    };
    add("hand over", Box::new(hand_over));
    add(
        "add fields",
        Box::new(AddFields(vec![field(&mut make, "Taste")])),
    );
    let up = MoveField {
        field: fields[1].id,
        by: -1,
    };
    add("move a field", Box::new(up));
    let solve = MoveCase {
        case: case.id,
        to: CaseStatus::Solved,
        solution: Some("a new pot".into()),
    };
    add("move a case", Box::new(solve));
    add("add points", Box::new(AddPoints(points)));
    add("undo", Box::new(undo));
    add("redo", Box::new(redo));
    let import = |file: &str, table, create| Import {
        file: file.to_owned(),
        table,
        create,
        update: vec![],
    };
    let guests = import("guests.csv", TableName::Customers, wrap(guests));
    add("import", Box::new(guests));
    let sales = import("sales.csv", TableName::Sales, wrap(sales));
    add("import sales", Box::new(sales));
    World {
        busy,
        empty,
        scenarios,
    }
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
    let world = world();
    for scenario in &world.scenarios {
        for error in errors() {
            let mut n = 1;
            while fails_whole(&world, scenario, &error, n) {
                n += 1;
                assert!(n < 50, "{}: the scenario ends", scenario.name);
            }
            assert!(n > 1, "{}: at least one operation failed", scenario.name);
        }
    }
}

/// Carries a scenario out while its operation `n` fails; false if it has no so many operations.
fn fails_whole(world: &World, scenario: &Scenario, error: &StorageError, n: u32) -> bool {
    let (name, command) = (scenario.name, scenario.command.as_ref());
    let store = world.start(scenario);
    let faulty = Faulty::new(store.clone(), error.clone());
    let tab: Tab = block_on(open(faulty.clone()));
    let before = on_disk(&store);
    faulty.fail_at(n);
    let result = block_on(tab.execute(command, moment()));
    let after = on_disk(&store);
    assert_eq!(
        everything(&tab.records()),
        after,
        "{name}, operation {n}: the screen shows what is on disk"
    );
    if result.is_ok() {
        assert_ne!(before, after, "{name}: something was written");
    } else {
        assert_eq!(
            before, after,
            "{name}, operation {n}: nothing of it is there ({result:?})"
        );
        assert_eq!(tab.health(), Health::ReadOnly(error.clone()));
        assert!(
            block_on(tab.execute(command, moment())).is_err(),
            "{name}: read-only until the store is proven"
        );
        block_on(tab.probe()).expect("the store works again");
        block_on(tab.execute(command, moment())).expect("and takes the command");
    }
    faulty.fired()
}

#[test]
fn a_restore_is_whole_or_not_at_all() {
    let world = world();
    for error in errors() {
        let mut n = 1;
        loop {
            let store = copy(&world.busy);
            let faulty = Faulty::new(store.clone(), error.clone());
            let tab: Tab = block_on(open(faulty.clone()));
            let before = on_disk(&store);
            let mut make = Maker::new(99);
            let fresh = wrap((0..200).map(|n| make.customer(&format!("Restored {n}"))));
            faulty.fail_at(n);
            let label = Label::new(Verb::Restore, TableName::Customers, 200, "backup.json");
            let result = block_on(tab.replace_all(fresh, label, moment()));
            let after = on_disk(&store);
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
    let full = on_disk(&world.busy).len();
    let mut n = 1;
    loop {
        let faulty = Faulty::new(world.busy.clone(), StorageError::Lost("gone".into()));
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
