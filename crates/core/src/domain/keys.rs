//! Identities of records of any kind, as a set that is asked for every reference of a shop: by table, so
//! that what leads to a table of which it has none is passed over without looking.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use uuid::Uuid;

use super::record::TableName;

/// Some records, by table and identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(BTreeMap<TableName, FxHashSet<Uuid>>);

impl Keys {
    /// True if that record is among them.
    pub fn contains(&self, table: TableName, id: Uuid) -> bool {
        self.0.get(&table).is_some_and(|ids| ids.contains(&id))
    }

    /// Takes one out; false if it was not there.
    pub fn remove(&mut self, table: TableName, id: Uuid) -> bool {
        self.0.get_mut(&table).is_some_and(|ids| ids.remove(&id))
    }

    /// True if all of them are in `table`, or if there is none.
    pub fn only(&self, table: TableName) -> bool {
        self.0
            .iter()
            .all(|(of, ids)| *of == table || ids.is_empty())
    }
}

impl FromIterator<(TableName, Uuid)> for Keys {
    fn from_iter<I: IntoIterator<Item = (TableName, Uuid)>>(keys: I) -> Self {
        let mut tables: BTreeMap<TableName, FxHashSet<Uuid>> = BTreeMap::new();
        for (table, id) in keys {
            tables.entry(table).or_default().insert(id);
        }
        Self(tables)
    }
}
