//! Where edited records go: each keeps its slot, new ones take free slots, and the pages of all
//! touched slots are written again. Pages at the end of a table that hold nothing any more go.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::{Edit, Entity, Record, Records, Refusal, Table, TableName},
    storage::{
        error::StorageError,
        page::{self, PAGE},
        store::{Batch, Space},
    },
};

/// One record and its slot; `None` if it goes.
#[derive(Debug, Clone)]
struct Place {
    slot: u32,
    record: Option<Record>,
}

/// What becomes of a table.
#[derive(Debug, Clone, Default)]
struct Places {
    /// By page.
    pages: BTreeMap<u32, Vec<Place>>,
    /// Pages that the table has afterwards; those from here on go.
    end: u32,
}

/// Places for all edits of a change.
#[derive(Debug, Clone, Default)]
pub(in crate::storage) struct Plan {
    tables: BTreeMap<TableName, Places>,
}

impl Plan {
    /// Finds a slot for each edit without changing anything.
    pub(in crate::storage) fn new(edits: &[Edit], records: &Records) -> Result<Self, Refusal> {
        let mut by_table: BTreeMap<TableName, Vec<&Edit>> = BTreeMap::new();
        for edit in edits {
            if let Some((table, _)) = edit.key() {
                by_table.entry(table).or_default().push(edit);
            }
        }
        let mut tables = BTreeMap::new();
        for (table, edits) in by_table {
            let places = for_table!(table, T => place::<T>(&edits, records)?);
            tables.insert(table, places);
        }
        Ok(Self { tables })
    }

    /// The pages that change.
    pub(in crate::storage) fn pages(&self) -> Vec<(TableName, u32)> {
        let tables = self.tables.iter();
        tables
            .flat_map(|(table, places)| places.pages.keys().map(|number| (*table, *number)))
            .collect()
    }

    /// Adds the bytes of some of the [pages](Self::pages) to what is to be written.
    pub(in crate::storage) fn encode(
        &self,
        pages: &[(TableName, u32)],
        records: &Records,
        batch: &mut Batch,
    ) -> Result<(), StorageError> {
        for (table, number) in pages {
            let Some(places) = self.tables.get(table) else {
                continue;
            };
            if *number < places.end {
                let bytes = for_table!(*table, T => {
                    page::encode(places.on_page::<T>(*number, records).into_iter().flatten())?
                });
                batch
                    .put
                    .push((Space::Pages, page::key(*table, *number), bytes));
            }
        }
        Ok(())
    }

    /// Adds the pages that go.
    pub(super) fn cut(&self, batch: &mut Batch) {
        for (table, places) in &self.tables {
            let last = places.pages.last_key_value().map(|(number, _)| *number);
            if let Some(last) = last.filter(|last| *last >= places.end) {
                let key = |number| page::key(*table, number);
                batch.cut.push((Space::Pages, key(places.end), key(last)));
            }
        }
    }

    /// Moves the records in memory, once the store has confirmed the pages.
    pub(super) fn apply(self, records: &mut Records) {
        for (table, places) in self.tables {
            for_table!(table, T => places.apply(T::table_mut(records)));
        }
    }
}

impl Places {
    /// What stands on a page afterwards.
    fn on_page<'a, T: Entity>(
        &'a self,
        number: u32,
        records: &'a Records,
    ) -> [Option<&'a Arc<T>>; PAGE as usize] {
        let table = T::table(records);
        let mut page = [None; PAGE as usize];
        for (slot, record) in (number * PAGE..).zip(&mut page) {
            *record = table.at(slot);
        }
        for place in self.pages.get(&number).into_iter().flatten() {
            if let Some(record) = page.get_mut((place.slot % PAGE) as usize) {
                *record = place.record.as_ref().and_then(T::from_record);
            }
        }
        page
    }

    /// From the end what goes, from the beginning what comes: so a table shrinks and grows at its end.
    fn apply<T: Entity>(self, table: &mut Table<T>) {
        let places = || self.pages.values().flatten();
        let gone = places().rev().filter(|place| place.record.is_none());
        table.clear(&gone.map(|place| place.slot).collect::<Vec<_>>());
        for place in places() {
            if let Some(record) = place.record.as_ref().and_then(T::from_record) {
                table.put(place.slot, record.clone());
            }
        }
    }
}

fn place<T: Entity>(edits: &[&Edit], records: &Records) -> Result<Places, Refusal> {
    let table = T::table(records);
    let mut open = table.open_slots();
    let mut places = Places::default();
    for edit in edits {
        let Some((_, id)) = edit.key() else { continue };
        let slot = match table.slot_of(id) {
            Some(slot) => slot,
            None if edit.before.is_some() => return Err(Refusal::Gone(T::TABLE)),
            None => open.next().ok_or(Refusal::TooLong("table"))?,
        };
        places.pages.entry(slot / PAGE).or_default().push(Place {
            slot,
            record: edit.after.clone(),
        });
    }
    let changed = places.pages.last_key_value();
    let changed = changed.map_or(0, |(number, _)| number + 1);
    places.end = table.slot_count().div_ceil(PAGE).max(changed);
    // Only from the end: who reads a table stops where nothing more is.
    while places.end > 0
        && places.pages.contains_key(&(places.end - 1))
        && places
            .on_page::<T>(places.end - 1, records)
            .iter()
            .all(Option::is_none)
    {
        places.end -= 1;
    }
    Ok(places)
}
