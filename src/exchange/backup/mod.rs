//! Everything of a shop as one JSON file, and back without loss. The bytes depend on the records
//! alone: writing, restoring into an empty shop and writing again gives the same file. The shape is
//! published as `public/backup.schema.json`. Knows nothing of how a shop is stored.

mod mend;
mod read;
mod write;

use crate::domain::{Entity, Records};

pub use read::{BackupError, Restored, Warning, read};
pub use write::write;

impl Restored {
    /// The records as tables in memory.
    pub fn into_records(self) -> Records {
        let mut records = Records::default();
        for record in &self.records {
            for_table!(record.table(), T => {
                if let Some(record) = T::from_record(record) {
                    let table = T::table_mut(&mut records);
                    table.put(table.slot_count(), record.clone());
                }
            });
        }
        records
    }
}

/// Value of `format` in every backup.
pub const FORMAT: &str = "regulars-backup";
/// Version of the shape that this program writes; older ones it can read.
pub const VERSION: u64 = 1;

#[cfg(test)]
pub(in crate::exchange) mod sample;
#[cfg(test)]
mod tests;
