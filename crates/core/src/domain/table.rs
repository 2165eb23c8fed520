//! One kind of record in memory: found by id, walked in slot order. A slot is a place that a record
//! keeps for life; storage groups slots into pages. Remembers its last moves, so that what is
//! derived from the records can follow instead of being made anew. Knows nothing of how pages are
//! written.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::{id::Id, record::Entity};

/// Moves remembered at most. More than that at once is no edit but an import.
const REMEMBERED: usize = 512;

/// One slot before and after.
#[derive(Debug, Clone)]
pub struct Move<T> {
    /// Where.
    pub slot: u32,
    /// What stood there.
    pub before: Option<Arc<T>>,
    /// What stands there now.
    pub after: Option<Arc<T>>,
}

/// The records of one kind.
#[derive(Debug, Clone)]
pub struct Table<T> {
    slots: Vec<Option<Arc<T>>>,
    by_id: FxHashMap<Uuid, u32>,
    free: BTreeSet<u32>,
    version: u64,
    /// The last moves; each made the version one greater.
    moves: Vec<Move<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            by_id: FxHashMap::default(),
            free: BTreeSet::new(),
            version: 0,
            moves: Vec::new(),
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

    /// The moves since the table had that version, oldest first; `None` if they are forgotten.
    pub fn since(&self, version: u64) -> Option<&[Move<T>]> {
        let passed = usize::try_from(self.version.checked_sub(version)?).ok()?;
        self.moves.get(self.moves.len().checked_sub(passed)?..)
    }

    /// Whether a record that `concerns` names came, went or changed since the table had that version; true
    /// also where the moves are forgotten.
    pub fn touched_since(&self, version: u64, concerns: impl Fn(&T) -> bool) -> bool {
        self.since(version).is_none_or(|moves| {
            let mut both = moves
                .iter()
                .flat_map(|step| step.before.iter().chain(&step.after));
            both.any(|record| concerns(record))
        })
    }

    /// Takes the place of `old`: whoever followed that table sees that everything is new.
    pub fn succeed(&mut self, old: &Self) {
        self.version += old.version + 1;
        self.moves.clear();
    }

    fn moved(&mut self, slot: u32, before: Option<Arc<T>>, after: Option<Arc<T>>) {
        self.version += 1;
        if self.moves.len() >= REMEMBERED {
            self.moves.clear();
        }
        let step = Move {
            slot,
            before,
            after,
        };
        self.moves.push(step);
    }

    /// Slots up to the last in use, holes included.
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
        if let Some(old) = self.by_id.insert(record.raw_id(), slot) {
            self.empty(old);
            self.end_at_what_is_kept();
        }
        if let Some(old) = self.at(slot).map(|old| old.raw_id()) {
            self.remove(old);
        }
        // Only the slots before it become holes: a table is filled from its beginning, as a rule.
        while self.slot_count() < slot {
            self.free.insert(self.slot_count());
            self.slots.push(None);
        }
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some(record.clone());
            self.free.remove(&slot);
        } else {
            self.slots.push(Some(record.clone()));
        }
        self.moved(slot, None, Some(record));
    }

    /// Takes a record out; its slot becomes free.
    pub fn remove(&mut self, id: Uuid) -> Option<Arc<T>> {
        let slot = self.by_id.remove(&id)?;
        let gone = self.empty(slot);
        self.end_at_what_is_kept();
        gone
    }

    /// Takes out what stands in slots, best from the last to the first. Of many at once the identities
    /// are gone through in a row: looked up one by one, each waits for memory in a long table.
    pub fn clear(&mut self, slots: &[u32]) {
        let many = slots.len() > self.len() / 8;
        for slot in slots {
            if let Some(gone) = self.empty(*slot).filter(|_| !many) {
                self.by_id.remove(&gone.raw_id());
            }
        }
        if many {
            let slots = &self.slots;
            let kept = |slot: u32| slots.get(slot as usize).is_some_and(Option::is_some);
            self.by_id.retain(|_, slot| kept(*slot));
        }
        self.end_at_what_is_kept();
    }

    /// Takes out what stands in a slot, whose identity is still to be forgotten.
    fn empty(&mut self, slot: u32) -> Option<Arc<T>> {
        let gone = self.slots.get_mut(slot as usize)?.take()?;
        if slot + 1 == self.slot_count() {
            self.slots.pop();
        } else {
            self.free.insert(slot);
        }
        self.moved(slot, Some(gone.clone()), None);
        Some(gone)
    }

    /// A table ends with a record, or with a slot that is not to be given away.
    fn end_at_what_is_kept(&mut self) {
        while let Some(last) = self.slot_count().checked_sub(1) {
            if !self.free.remove(&last) {
                break;
            }
            self.slots.pop();
        }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Customer, Timestamp, name::Name};

    fn someone(number: u128) -> Arc<Customer> {
        let id = Id::new(Uuid::from_u128(number));
        Arc::new(Customer::new(id, Name::from_full("A"), Timestamp(0)))
    }

    proptest! {
        /// Whoever follows the moves has what the table has, or is told to look at all of it.
        #[test]
        fn moves_lead_from_any_version_to_the_present(
            steps in proptest::collection::vec((0u32..8, 0u128..8, 0u8..5), 0..1500),
            looks in proptest::collection::vec(0usize..1500, 1..6),
        ) {
            let mut table = Table::default();
            let mut copy: Vec<Option<Arc<Customer>>> = Vec::new();
            let mut seen = table.version();
            for (at, (slot, number, step)) in steps.into_iter().enumerate() {
                match step {
                    0 | 1 => drop(table.remove(Uuid::from_u128(number))),
                    2 => table.clear(&(0..slot).rev().collect::<Vec<_>>()),
                    _ => table.put(slot, someone(number)),
                }
                if !looks.contains(&at) && at % 100 != 0 {
                    continue;
                }
                match table.since(seen) {
                    Some(moves) => for step in moves {
                        // One that came and went again may be past the end by now.
                        copy.resize(copy.len().max(step.slot as usize + 1), None);
                        let place = &mut copy[step.slot as usize];
                        prop_assert_eq!(&*place, &step.before);
                        place.clone_from(&step.after);
                    },
                    None => copy.clone_from(&table.slots),
                }
                seen = table.version();
                copy.resize(copy.len().max(table.slots.len()), None);
                let beyond = copy.split_off(table.slots.len());
                prop_assert!(beyond.iter().all(Option::is_none));
                prop_assert_eq!(&copy, &table.slots);
                // Every slot is in use, free, or after the last record.
                prop_assert!(table.slots.last().is_none_or(Option::is_some));
                let free = table.slots.iter().filter(|slot| slot.is_none()).count();
                prop_assert_eq!(table.free.len(), free);
                // Who is found by identity stands where that says.
                prop_assert_eq!(table.iter().count(), table.len());
                for (id, slot) in &table.by_id {
                    prop_assert_eq!(table.at(*slot).map(|one| one.raw_id()), Some(*id));
                }
            }
        }
    }

    #[test]
    fn only_what_concerns_counts_as_touched_before_and_after_it_changed() {
        let first = |one: &Customer| one.id.raw() == Uuid::from_u128(1);
        let mut table = Table::default();
        table.put(0, someone(1));
        let seen = table.version();
        assert!(!table.touched_since(seen, first), "nothing moved");
        table.put(1, someone(2));
        assert!(!table.touched_since(seen, first), "somebody else came");
        let before = table.version();
        table.put(0, someone(3));
        assert!(table.touched_since(before, first), "it went");
        let gone = table.version();
        table.put(2, someone(1));
        assert!(table.touched_since(gone, first), "it came");
        for _ in 0..=REMEMBERED {
            table.put(1, someone(2));
        }
        assert!(
            table.touched_since(gone, |_| false),
            "nobody knows any more"
        );
    }

    #[test]
    fn slots_that_are_not_to_be_given_away_stay_at_the_end() {
        let mut table = Table::default();
        table.put(0, someone(0));
        table.reserve(2..4);
        table.put(4, someone(4));
        table.remove(Uuid::from_u128(4));
        table.remove(Uuid::from_u128(0));
        assert_eq!(table.slot_count(), 4);
        assert_eq!(table.open_slots().take(3).collect::<Vec<_>>(), [0, 1, 4]);
    }

    #[test]
    fn a_table_that_succeeds_another_is_new_to_everybody() {
        let mut old = Table::default();
        old.put(0, someone(1));
        let mut fresh = Table::default();
        fresh.put(0, someone(2));
        fresh.succeed(&old);
        assert!(fresh.version() > old.version());
        assert!(fresh.since(old.version()).is_none());
    }
}
