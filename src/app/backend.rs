//! The store the app really uses: `IndexedDB`, or memory where the browser refuses it.

use crate::{
    platform::{idb::IdbStore, turns},
    storage::{Batch, MemoryStore, Space, StorageError, Store},
};

/// One of the two stores.
#[derive(Debug)]
pub enum Backend {
    /// The browser's database.
    Idb(IdbStore),
    /// Nothing survives the page.
    Memory(MemoryStore),
}

impl Store for Backend {
    async fn generation(&self) -> Result<u64, StorageError> {
        match self {
            Self::Idb(store) => store.generation().await,
            Self::Memory(store) => store.generation().await,
        }
    }
    async fn read(
        &self,
        space: Space,
        prefix: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        match self {
            Self::Idb(store) => store.read(space, prefix).await,
            Self::Memory(store) => store.read(space, prefix).await,
        }
    }
    async fn get(
        &self,
        space: Space,
        keys: &[String],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        match self {
            Self::Idb(store) => store.get(space, keys).await,
            Self::Memory(store) => store.get(space, keys).await,
        }
    }
    async fn keys(&self, space: Space) -> Result<Vec<String>, StorageError> {
        match self {
            Self::Idb(store) => store.keys(space).await,
            Self::Memory(store) => store.keys(space).await,
        }
    }
    async fn last(
        &self,
        space: Space,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        match self {
            Self::Idb(store) => store.last(space, before, limit).await,
            Self::Memory(store) => store.last(space, before, limit).await,
        }
    }
    async fn write(&self, expected: u64, batch: Batch) -> Result<u64, StorageError> {
        match self {
            Self::Idb(store) => store.write(expected, batch).await,
            Self::Memory(store) => store.write(expected, batch).await,
        }
    }
    async fn pause(&self) {
        turns::yield_to_screen().await;
    }
}
