//! A long change that the person thinks better of: at whichever moment that is, nothing of it is written, and
//! the same change goes through afterwards.
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

use std::cell::Cell;

use common::shop::{Maker, moment, wrap};
use futures_executor::block_on;
use regulars::{
    domain::{Command, Draft, Moment, Records, Refusal, TableName, commands::Import},
    storage::{ExecuteError, MemoryStore, OpenShop, Space, Store},
};

/// A change that is wanted so many times that somebody asks.
struct Asked<'a> {
    command: &'a dyn Command,
    left: Cell<usize>,
    /// How often it was told that it is too late to ask.
    late: Cell<usize>,
}

impl Command for Asked<'_> {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        self.command.decide(records, moment)
    }

    fn is_wanted(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn is_being_saved(&self) {
        self.late.set(self.late.get() + 1);
    }
}

#[test]
fn nothing_is_written_of_what_is_not_wanted_any_more() {
    let mut maker = Maker::new(7);
    // More than the pages that are made between two questions.
    let create = (0..20_000).map(|n| maker.customer(&format!("Guest {n}")));
    let import = Import {
        file: "guests.csv".into(),
        table: TableName::Customers,
        create: wrap(create.collect::<Vec<_>>()).into_iter().collect(),
        update: vec![],
    };
    let store = MemoryStore::default();
    let shop = OpenShop::new(store.clone(), "test");
    block_on(shop.load(TableName::ALL, async |_| {})).expect("an empty shop");
    let mut questions = 0;
    loop {
        let asked = Asked {
            command: &import,
            left: Cell::new(questions),
            late: Cell::new(0),
        };
        let done = block_on(shop.execute(&asked, moment()));
        // Whoever may still cancel is never told that it is too late, and is told in time.
        assert_eq!(asked.late.get(), usize::from(done.is_ok()));
        if done.is_ok() {
            break;
        }
        assert_eq!(done, Err(ExecuteError::Refused(Refusal::Unwanted)));
        assert_eq!(shop.records().customers.iter().count(), 0);
        assert_eq!(block_on(store.generation()), Ok(0));
        assert_eq!(block_on(store.keys(Space::Pages)), Ok(vec![]));
        questions += 1;
    }
    assert!(questions > 4, "it is asked all along: {questions}");
    assert_eq!(shop.records().customers.iter().count(), 20_000);
}
