//! The contract of a store, over memory.
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

use std::{cell::RefCell, collections::HashMap};

use regulars::storage::{MemoryStore, StorageError, faulty::Faulty};

#[test]
fn the_memory_store_keeps_the_contract() {
    let stores = RefCell::new(HashMap::<String, MemoryStore>::new());
    let open = async |name: &str| {
        stores
            .borrow_mut()
            .entry(name.to_owned())
            .or_default()
            .clone()
    };
    assert_eq!(
        futures_executor::block_on(common::contract::run(open)),
        Ok(())
    );
}

#[test]
fn the_faulty_store_keeps_the_contract_until_told_to_fail() {
    let stores = RefCell::new(HashMap::<String, MemoryStore>::new());
    let open = async |name: &str| {
        let inner = stores
            .borrow_mut()
            .entry(name.to_owned())
            .or_default()
            .clone();
        Faulty::new(inner, StorageError::Full)
    };
    assert_eq!(
        futures_executor::block_on(common::contract::run(open)),
        Ok(())
    );
}
