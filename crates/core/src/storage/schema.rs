//! The schema version of stored records and the steps from each version to the next, as data. A page
//! says which version wrote it, so that an old page can always be read; nothing is rewritten until
//! it is changed.

use serde_json::Value;

use crate::domain::TableName;

use super::error::StorageError;

/// The version this app writes. Raising it needs a step here and a golden file in
/// `tests/fixtures/schema`.
///
/// 2: cases and points, the points of a sale, how they are earned. Nothing of before has to change.
pub const SCHEMA: u32 = 2;

/// One step: turns records of one table written by version `to - 1` into version `to`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The version it leads to.
    pub to: u32,
    /// The table it is about.
    pub table: TableName,
    /// Changes one record's JSON.
    pub up: fn(&mut Value) -> Result<(), String>,
}

/// Every step so far.
pub const MIGRATIONS: &[Migration] = &[];

/// True if records of `table` are the same in version `from` as now.
pub fn unchanged_since(from: u32, table: TableName) -> bool {
    from <= SCHEMA
        && !MIGRATIONS
            .iter()
            .any(|step| step.table == table && step.to > from)
}

/// Brings records of `table` from version `from` up to [`SCHEMA`].
pub fn upgrade(table: TableName, from: u32, records: &mut [Value]) -> Result<(), StorageError> {
    upgrade_with(MIGRATIONS, SCHEMA, table, from, records)
}

fn upgrade_with(
    steps: &[Migration],
    to: u32,
    table: TableName,
    from: u32,
    records: &mut [Value],
) -> Result<(), StorageError> {
    if from > to {
        return Err(StorageError::Newer { found: from });
    }
    for version in from + 1..=to {
        for step in steps
            .iter()
            .filter(|step| step.to == version && step.table == table)
        {
            for record in records.iter_mut() {
                (step.up)(record).map_err(StorageError::Damaged)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(field: &'static str) -> impl Fn(&mut Value) {
        move |record| {
            let next = record.as_object().map_or(0, serde_json::Map::len);
            record[field] = Value::from(next);
        }
    }

    const STEPS: &[Migration] = &[
        Migration {
            to: 2,
            table: TableName::Customers,
            up: |record| {
                add("second")(record);
                Ok(())
            },
        },
        Migration {
            to: 3,
            table: TableName::Customers,
            up: |record| {
                add("third")(record);
                Ok(())
            },
        },
    ];

    #[test]
    fn skipping_versions_equals_going_one_by_one() {
        let mut at_once = [serde_json::json!({})];
        upgrade_with(STEPS, 3, TableName::Customers, 1, &mut at_once).expect("upgrades");
        let mut step_by_step = [serde_json::json!({})];
        upgrade_with(STEPS, 2, TableName::Customers, 1, &mut step_by_step).expect("upgrades");
        upgrade_with(STEPS, 3, TableName::Customers, 2, &mut step_by_step).expect("upgrades");
        assert_eq!(at_once, step_by_step);
        assert_eq!(at_once[0], serde_json::json!({"second": 0, "third": 1}));
    }

    #[test]
    fn other_tables_stay_and_newer_data_is_refused() {
        let mut deals = [serde_json::json!({})];
        upgrade_with(STEPS, 3, TableName::Deals, 1, &mut deals).expect("nothing to do");
        assert_eq!(deals[0], serde_json::json!({}));
        assert_eq!(
            upgrade_with(STEPS, 3, TableName::Deals, 4, &mut deals),
            Err(StorageError::Newer { found: 4 })
        );
    }

    #[test]
    fn steps_stand_in_order_and_end_at_the_present() {
        let mut version = 1;
        for step in MIGRATIONS {
            assert!(version <= step.to, "steps stand in order");
            version = step.to;
        }
        assert!(version <= SCHEMA, "no step leads beyond the present");
    }
}
