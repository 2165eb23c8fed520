//! Everything of a shop as one JSON file, and back without loss. The bytes depend on the records
//! alone: writing, restoring into an empty shop and writing again gives the same file. The shape is
//! published as `public/backup.schema.json`. Knows nothing of how a shop is stored.

mod mend;
mod read;
mod write;

pub use read::{BackupError, Restored, Warning, read};
pub use write::write;

/// Value of `format` in every backup.
pub const FORMAT: &str = "regulars-backup";
/// Version of the shape that this program writes; older ones it can read.
pub const VERSION: u64 = 1;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
