//! One kind of record in memory: found by id, walked in slot order. A slot is a place that a record
//! keeps for life; storage groups slots into pages. Knows nothing of how pages are written.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{id::Id, record::Entity};

/// The records of one kind.
#[derive(Debug, Clone)]
pub struct Table<T> {
    slots: Vec<Option<Arc<T>>>,
    by_id: FxHashMap<Uuid, u32>,
    free: BTreeSet<u32>,
    version: u64,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            by_id: FxHashMap::default(),
            free: BTreeSet::new(),
            version: 0,
        }
    }
}

impl<T: Entity> Table<T> {
    /// The record with that identity.
    pub fn get(&self, id: Id<T>) -> Option<&Arc<T>> {
        self.get_raw(id.raw())
    }

    /// The record with that untyped identity.
    pub fn get_raw(&self, id: Uuid) -> Option<&Arc<T>> {
        self.at(*self.by_id.get(&id)?)
    }

    /// True if there is a record with that identity.
    pub fn contains(&self, id: Uuid) -> bool {
        self.by_id.contains_key(&id)
    }

    /// All records in slot order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> {
        self.slots.iter().flatten()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Grows with every change, so that a reader can tell whether to look again.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Slots in use, holes included.
    pub fn slot_count(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(u32::MAX)
    }

    /// The record in a slot.
    pub fn at(&self, slot: u32) -> Option<&Arc<T>> {
        self.slots.get(slot as usize)?.as_ref()
    }

    /// Where a record lives.
    pub fn slot_of(&self, id: Uuid) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    /// Slots for new records: holes first, then past the end.
    pub fn open_slots(&self) -> impl Iterator<Item = u32> {
        self.free.iter().copied().chain(self.slot_count()..)
    }

    /// Puts a record into a slot, replacing what was there and any copy elsewhere.
    pub fn put(&mut self, slot: u32, record: Arc<T>) {
        self.remove(record.raw_id());
        while self.slot_count() <= slot {
            self.free.insert(self.slot_count());
            self.slots.push(None);
        }
        if let Some(old) = self.at(slot).map(|old| old.raw_id()) {
            self.remove(old);
        }
        self.free.remove(&slot);
        self.by_id.insert(record.raw_id(), slot);
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(record);
        }
        self.version += 1;
    }

    /// Takes a record out; its slot becomes free.
    pub fn remove(&mut self, id: Uuid) -> Option<Arc<T>> {
        let slot = self.by_id.remove(&id)?;
        self.free.insert(slot);
        self.version += 1;
        self.slots.get_mut(slot as usize)?.take()
    }

    /// Keeps a range of slots from being given to new records (a page that can't be read).
    pub fn reserve(&mut self, slots: std::ops::Range<u32>) {
        while self.slot_count() < slots.end {
            self.free.insert(self.slot_count());
            self.slots.push(None);
        }
        for slot in slots {
            self.free.remove(&slot);
        }
    }
}
