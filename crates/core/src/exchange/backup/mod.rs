//! Everything of a shop as one JSON file, and back without loss. The bytes depend on the records and their
//! history alone: writing, restoring into an empty shop and writing again gives the same file. The shape is
//! published as `public/backup.schema.json`. Knows nothing of how a shop is stored.

pub mod archive;
pub mod history;
pub mod manifest;
mod mend;
mod packed;
mod read;
mod told;
mod write;

use crate::domain::{Entity, Records};

pub use packed::{Packed, pack};
pub use read::{Restored, read};
pub use told::{BackupError, Warning};
pub use write::{likely_size, write};

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

/// True if a file that begins so says at once that it is a backup, as those do that we write.
pub fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"{")
        && memchr::memmem::find(head, FORMAT.as_bytes()).is_some()
}
/// What the file is, for whoever finds it without this program.
pub const ABOUT: &str = "Everything of one shop, written by Regulars, a customer manager that runs in a web \
    browser. To see it again, open Regulars, go to Data and choose this file. Below stand the counts, \
    the tables, one record a line, and the history of changes; amounts are in the smallest unit of their currency. crc32 at the end is the \
    checksum of all bytes before its comma. 这是一家店的全部数据，由“熟客”写入：打开熟客，在“数据”页选择此文件即可恢复。";

/// Stands before the checksum.
const SEAL: &str = ",\n\"crc32\":\"";

/// True if the file is as it was written, as far as its checksum tells; older files have none.
fn is_sealed(text: &str) -> bool {
    let Some((content, rest)) = text.rsplit_once(SEAL) else {
        return true;
    };
    let sum = rest
        .get(..8)
        .and_then(|sum| u32::from_str_radix(sum, 16).ok());
    sum == Some(crc32fast::hash(content.as_bytes()))
}

/// Version of the shape that this program writes; older ones it can read.
pub const VERSION: u64 = 2;

#[cfg(test)]
pub(in crate::exchange) mod sample;
#[cfg(test)]
mod tests;
