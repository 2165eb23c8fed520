//! The store in the browser's `IndexedDB`, and the only module that touches `indexed_db_futures`.
//! One database a shop, version 1, one object store a [`Space`], text keys, bytes as `Uint8Array`.
//! Owns connections, transactions and the meaning of the browser's error names; knows nothing of
//! what the bytes say. It never deletes a database that holds anything.

mod bookkeeping;
mod connection;
mod errors;
mod open;
mod operations;
mod rotation;

use std::{cell::RefCell, rc::Rc};

use crate::storage::{Batch, Space, StorageError, Store};
use connection::Connections;

pub use errors::classify;
pub use rotation::begin_new_log;

/// A database of this origin. Clones share the connection; dropping the last one closes it.
#[derive(Debug, Clone)]
pub struct IdbStore {
    connections: Rc<Connections>,
    /// From the last write through this store; others may have come since.
    known: Rc<RefCell<Option<bookkeeping::Known>>>,
}

impl IdbStore {
    /// Opens the database `name`, and makes it if there is none.
    ///
    /// Answers within 8 seconds: [`StorageError::Blocked`] if the browser does not,
    /// [`StorageError::Newer`] if a later version of the app made it, [`StorageError::Denied`] if
    /// the browser keeps nothing for this page.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        Ok(Self {
            connections: Rc::new(Connections::open(name).await?),
            known: Rc::default(),
        })
    }

    /// True if opening made the database: nothing was there. Where a sentinel says that there
    /// should be records, they were evicted or cleared.
    pub fn created(&self) -> bool {
        self.connections.created()
    }

    /// Closes the connection as if the browser had lost it; the next operation opens a new one.
    /// For tests, and before handing the database to other code.
    pub fn disconnect(&self) {
        self.connections.disconnect();
    }
}

impl Store for IdbStore {
    async fn generation(&self) -> Result<u64, StorageError> {
        self.connections.run(operations::generation).await
    }

    async fn read(
        &self,
        space: Space,
        prefix: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.connections
            .run(async |db| operations::read(db, space, prefix).await)
            .await
    }

    async fn get(
        &self,
        space: Space,
        keys: &[String],
    ) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
        self.connections
            .run(async |db| operations::get(db, space, keys).await)
            .await
    }

    async fn keys(&self, space: Space) -> Result<Vec<String>, StorageError> {
        self.connections
            .run(async |db| operations::keys(db, space).await)
            .await
    }

    async fn last(
        &self,
        space: Space,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.connections
            .run(async |db| operations::last(db, space, before, limit).await)
            .await
    }

    async fn write(&self, expected: u64, batch: Batch) -> Result<u64, StorageError> {
        // One stamp for all attempts: a replay after a lost connection recognises its own commit.
        let stamp = bookkeeping::Stamp::random();
        // Taken: whatever fails from here on asks the database again.
        let known = self
            .known
            .take()
            .filter(|known| known.generation == expected);
        let next = self
            .connections
            .run(async |db| {
                if let Some(known) = &known
                    && let Some(next) = operations::write_behind(db, known, &batch, stamp).await?
                {
                    return Ok(next);
                }
                operations::write(db, expected, &batch, stamp).await
            })
            .await?;
        let generation = next.generation;
        self.known.replace(Some(next));
        Ok(generation)
    }
}
