//! Reading the shop into memory, and catching up with what other tabs wrote.

use std::{
    collections::{BTreeSet, VecDeque},
    future::Future,
    pin::Pin,
};

use crate::{
    domain::{Entity, Records, TableName},
    storage::{
        ahead::begin,
        error::StorageError,
        page::{self, PAGE},
        store::{Space, Store},
    },
};

use super::{Health, OpenShop, from_bytes, log_key};

/// A page that could not be read. Its bytes stay in the store, untouched, for rescue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The table.
    pub table: TableName,
    /// The page.
    pub page: u32,
    /// What is wrong with it.
    pub error: StorageError,
}

/// Blocks of a table that are on their way at once: one that is read and one that comes next.
const AHEAD: u32 = 2;

/// Pages that are being read, by key.
type Reading<'a> = Pin<Box<dyn Future<Output = Result<Vec<(String, Vec<u8>)>, StorageError>> + 'a>>;

impl<S: Store> OpenShop<S> {
    /// Reads tables into memory, calling `loaded` after each page (a chance to let the screen
    /// breathe). The first blocks of all tables, and then the blocks that follow, are on their way
    /// while one is read. Load each table once; commands wait meanwhile, so load all that they may
    /// touch before offering them.
    pub async fn load(
        &self,
        tables: &[TableName],
        mut loaded: impl AsyncFnMut(TableName),
    ) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        let mut standing = self.standing();
        // Asked before the pages: what is read then is at least as new as that.
        begin(&mut standing).await;
        let mut asked = Vec::with_capacity(tables.len());
        for table in tables {
            let mut blocks = VecDeque::with_capacity(AHEAD as usize);
            for block in 0..AHEAD {
                blocks.push_back(self.block(*table, block).await);
            }
            asked.push((*table, blocks));
        }
        standing.await?;
        for (table, mut blocks) in asked {
            let mut next = AHEAD;
            while let Some(block) = blocks.pop_front() {
                let pages = block.await?;
                if pages.is_empty() {
                    // Those after it hold nothing either, but their answers are on their way.
                    continue;
                }
                blocks.push_back(self.block(table, next).await);
                next += 1;
                for (key, bytes) in &pages {
                    let number = page::number(table, key).unwrap_or_default();
                    {
                        let mut records = self.records.borrow_mut();
                        for_table!(table, T => self.take_page::<T>(&mut records, number, bytes))?;
                    }
                    loaded(table).await;
                }
            }
            self.unread.borrow_mut().remove(&table);
        }
        self.read_changes().await
    }

    /// Reads where the shop stands, unless that is known: its generation and when it last changed.
    fn standing(&self) -> Pin<Box<dyn Future<Output = Result<(), StorageError>> + '_>> {
        let known = self.generation.get() != 0;
        Box::pin(async move {
            if known {
                return Ok(());
            }
            let mut newest: Reading<'_> = Box::pin(self.store.last(Space::Log, None, 1));
            let mut generation: Pin<Box<dyn Future<Output = _> + '_>> =
                Box::pin(self.store.generation());
            begin(&mut generation).await;
            begin(&mut newest).await;
            self.generation.set(generation.await?);
            if let Some((_, bytes)) = newest.await?.first() {
                self.last_change.set(from_bytes(bytes)?.at);
            }
            Ok(())
        })
    }

    /// The pages of one block, on their way.
    async fn block(&self, table: TableName, block: u32) -> Reading<'_> {
        let mut reading: Reading<'_> = Box::pin(async move {
            let prefix = page::block_prefix(table, block);
            self.store.read(Space::Pages, &prefix).await
        });
        begin(&mut reading).await;
        reading
    }

    /// Reads what other tabs wrote since this tab last looked. True if there was something.
    pub async fn catch_up(&self) -> Result<bool, StorageError> {
        let _turn = self.turn.lock().await;
        let before = self.generation.get();
        self.read_changes().await?;
        Ok(self.generation.get() != before)
    }

    /// The same, for callers that have the turn.
    pub(super) async fn read_changes(&self) -> Result<(), StorageError> {
        let current = self.store.generation().await?;
        let known = self.generation.get();
        if current == known {
            return Ok(());
        }
        if current < known {
            return Err(StorageError::Damaged(
                "the database was replaced or emptied".to_owned(),
            ));
        }
        let keys: Vec<String> = (known + 1..=current).map(log_key).collect();
        let entries = self.store.get(Space::Log, &keys).await?;
        let mut stale: BTreeSet<(TableName, u32)> = BTreeSet::new();
        for entry in &entries {
            // A hole means that the log was replaced: only reading everything is safe.
            let Some(bytes) = entry else {
                return self.reload(current).await;
            };
            let change = from_bytes(bytes)?;
            if change.replaced_all {
                return self.reload(current).await;
            }
            self.last_change.set(self.last_change.get().max(change.at));
            stale.extend(change.pages);
        }
        let keys: Vec<String> = stale
            .iter()
            .map(|(table, number)| page::key(*table, *number))
            .collect();
        let pages = self.store.get(Space::Pages, &keys).await?;
        let mut records = self.records.borrow_mut();
        for ((table, number), bytes) in stale.into_iter().zip(pages) {
            for_table!(table, T => {
                let slots = number * PAGE..(number + 1) * PAGE;
                T::table_mut(&mut records).clear(&slots.rev().collect::<Vec<_>>());
                // One that is no longer there held nothing any more.
                if let Some(bytes) = bytes {
                    self.take_page::<T>(&mut records, number, &bytes)?;
                }
            });
        }
        self.generation.set(current);
        Ok(())
    }

    async fn reload(&self, current: u64) -> Result<(), StorageError> {
        let mut fresh = Records::default();
        self.damage.borrow_mut().clear();
        for table in TableName::ALL {
            let prefix = format!("{}/", table.as_str());
            for (key, bytes) in self.store.read(Space::Pages, &prefix).await? {
                let number = page::number(*table, &key).unwrap_or_default();
                for_table!(*table, T => self.take_page::<T>(&mut fresh, number, &bytes))?;
            }
        }
        fresh.succeed(&self.records.borrow());
        *self.records.borrow_mut() = fresh;
        self.generation.set(current);
        Ok(())
    }

    /// Puts the records of a page into their slots. A page that can't be read is noted and its
    /// slots are never given away; data of a newer version stops everything.
    fn take_page<T: Entity>(
        &self,
        records: &mut Records,
        number: u32,
        bytes: &[u8],
    ) -> Result<(), StorageError> {
        match fill::<T>(records, number, bytes) {
            Ok(()) => Ok(()),
            Err(error @ StorageError::Newer { .. }) => {
                *self.health.borrow_mut() = Health::ReadOnly(error.clone());
                Err(error)
            }
            Err(error) => {
                T::table_mut(records).reserve(number * PAGE..(number + 1) * PAGE);
                self.damage.borrow_mut().push(Damage {
                    table: T::TABLE,
                    page: number,
                    error,
                });
                Ok(())
            }
        }
    }
}

/// Puts the records of a page into their slots.
pub(super) fn fill<T: Entity>(
    records: &mut Records,
    number: u32,
    bytes: &[u8],
) -> Result<(), StorageError> {
    let table = T::table_mut(records);
    let slots = number * PAGE..(number + 1) * PAGE;
    for (slot, record) in slots.zip(page::decode::<T>(bytes)?) {
        table.put(slot, record);
    }
    Ok(())
}
