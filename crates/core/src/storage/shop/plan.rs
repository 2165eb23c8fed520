//! Where edited records go: each keeps its slot, new ones take free slots, and the pages of all
//! touched slots are written again.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use uuid::Uuid;

use crate::{
    domain::{Edit, Entity, Record, Records, Refusal, TableName},
    storage::{
        error::StorageError,
        page::{self, PAGE},
        store::Space,
    },
};

/// One record and its slot; `None` if it goes.
#[derive(Debug, Clone)]
struct Place {
    slot: u32,
    id: Uuid,
    record: Option<Record>,
}

/// Places for all edits of a change.
#[derive(Debug, Clone, Default)]
pub(in crate::storage) struct Plan {
    tables: BTreeMap<TableName, Vec<Place>>,
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
    pub(super) fn pages(&self) -> Vec<(TableName, u32)> {
        let mut pages = Vec::new();
        for (table, places) in &self.tables {
            let numbers: BTreeSet<u32> = places.iter().map(|place| place.slot / PAGE).collect();
            pages.extend(numbers.into_iter().map(|number| (*table, number)));
        }
        pages
    }

    /// The bytes of the pages that change.
    pub(in crate::storage) fn encode(
        &self,
        records: &Records,
    ) -> Result<Vec<(Space, String, Vec<u8>)>, StorageError> {
        let mut out = Vec::new();
        for (table, places) in &self.tables {
            for_table!(*table, T => encode::<T>(places, records, &mut out)?);
        }
        Ok(out)
    }

    /// Moves the records in memory, once the store has confirmed the pages.
    pub(super) fn apply(self, records: &mut Records) {
        for (table, places) in self.tables {
            for_table!(table, T => apply::<T>(places, records));
        }
    }
}

fn place<T: Entity>(edits: &[&Edit], records: &Records) -> Result<Vec<Place>, Refusal> {
    let table = T::table(records);
    let mut open = table.open_slots();
    let mut places = Vec::with_capacity(edits.len());
    for edit in edits {
        let Some((_, id)) = edit.key() else { continue };
        let slot = match table.slot_of(id) {
            Some(slot) => slot,
            None if edit.before.is_some() => return Err(Refusal::Gone(T::TABLE)),
            None => open.next().ok_or(Refusal::TooLong("table"))?,
        };
        places.push(Place {
            slot,
            id,
            record: edit.after.clone(),
        });
    }
    Ok(places)
}

fn encode<T: Entity>(
    places: &[Place],
    records: &Records,
    out: &mut Vec<(Space, String, Vec<u8>)>,
) -> Result<(), StorageError> {
    let table = T::table(records);
    let overlay: HashMap<u32, Option<&Arc<T>>> = places
        .iter()
        .map(|place| (place.slot, place.record.as_ref().and_then(T::from_record)))
        .collect();
    let pages: BTreeSet<u32> = places.iter().map(|place| place.slot / PAGE).collect();
    for number in pages {
        let slots = number * PAGE..(number + 1) * PAGE;
        let on_page = slots.filter_map(|slot| match overlay.get(&slot) {
            Some(record) => *record,
            None => table.at(slot),
        });
        out.push((
            Space::Pages,
            page::key(T::TABLE, number),
            page::encode(on_page)?,
        ));
    }
    Ok(())
}

fn apply<T: Entity>(places: Vec<Place>, records: &mut Records) {
    let table = T::table_mut(records);
    for place in places {
        match place.record.as_ref().and_then(T::from_record) {
            Some(record) => table.put(place.slot, record.clone()),
            None => {
                table.remove(place.id);
            }
        }
    }
}
