//! A whole shop as a backup, for tests that harm it: the shop, its file, what its store holds, and the way back.

use futures_executor::block_on;
use regulars::{
    domain::{
        Label, TableName, Verb,
        commands::{Add, Delete, RecordSale, Refund},
    },
    exchange::backup::{
        self,
        history::{LONGEST, MOST},
    },
    storage::{ExecuteError, MemoryStore, OpenShop, Replacement, Space, Store},
};

use super::shop::{Maker, moment, open, run};

/// Most bytes that are read.
pub const LIMIT: usize = 10_000_000;

/// A shop in memory.
pub type Tab = OpenShop<MemoryStore>;

/// A shop with a record of most kinds, one of them in the trash.
pub fn shop() -> (MemoryStore, Tab) {
    let store = MemoryStore::default();
    let mut make = Maker::new(31);
    let shop = block_on(open(store.clone()));
    let set_up = make.set_up();
    let board = set_up.board.clone();
    run(&shop, &set_up).expect("sets up");
    let people = ["Mei Lin", "Bo", "Gone"].map(|name| make.customer(name));
    let records = people.iter().cloned().map(Into::into).collect();
    run(&shop, &Add(records)).expect("adds");
    let deal = make.deal("Vase", &board, Some(&people[0]));
    run(&shop, &Add::one(deal)).expect("adds");
    run(&shop, &Add::one(make.task("Call", Some(&people[1])))).expect("adds");
    let sale = make.sale(Some(&people[0]), 8_800);
    let record = RecordSale {
        sale: sale.clone(),
        customer: None,
    };
    run(&shop, &record).expect("sells");
    run(&shop, &Refund(make.refund(&sale, 800))).expect("pays back");
    let delete = Delete {
        records: vec![(TableName::Customers, people[2].id.raw())],
        seed: 5,
    };
    run(&shop, &delete).expect("deletes");
    (store, shop)
}

/// Its backup.
pub fn written(shop: &Tab) -> String {
    let log = block_on(shop.log_for_file(shop.generation(), LONGEST, MOST));
    let (records, log) = (shop.records(), log.expect("reads"));
    let pieces: Result<Vec<String>, _> = backup::write(&records, &log).collect();
    pieces.expect("writes").concat()
}

/// Everything in the store.
pub fn bytes(store: &MemoryStore) -> Vec<(String, Vec<u8>)> {
    let read = |space: Space| block_on(store.read(space, "")).expect("reads");
    Space::ALL.into_iter().flat_map(read).collect()
}

/// Reads the backup and replaces everything by it, as the app does.
pub fn restore(shop: &Tab, file: &[u8]) -> Result<(), String> {
    let restored = backup::read(file, LIMIT).map_err(|error| error.to_string())?;
    let label = Label::new(Verb::Restore, TableName::Shop, 1, "backup.json");
    let pages = Replacement::new(restored.records).map_err(|error| error.to_string())?;
    let pages = pages.with_history(&restored.history).expect("plain data");
    match block_on(shop.replace(pages, label, moment(), async |_| ())) {
        Ok(_) => Ok(()),
        Err(ExecuteError::Refused(refusal)) => Err(refusal.to_string()),
        Err(ExecuteError::Storage(error)) => panic!("the store is sound: {error}"),
    }
}
