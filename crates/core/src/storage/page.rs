//! The page codec: up to 128 records of one table as bytes, with the schema version in front. The
//! number of stored values, not their size, is what costs in `IndexedDB`; hence pages.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{Entity, TableName};

use super::{
    error::StorageError,
    schema::{SCHEMA, unchanged_since, upgrade},
};

/// Records on a page.
pub const PAGE: u32 = 128;
/// Pages whose keys share a prefix; read in one go.
pub const BLOCK: u32 = 100;

#[derive(Serialize, Deserialize)]
struct Page<T> {
    schema: u32,
    records: Vec<T>,
}

/// Key of a page: `customers/000012`.
pub fn key(table: TableName, page: u32) -> String {
    format!("{}/{page:06}", table.as_str())
}

/// Prefix of the keys of a block of pages.
pub fn block_prefix(table: TableName, block: u32) -> String {
    format!("{}/{block:04}", table.as_str())
}

/// Page number in a key of `table`.
pub fn number(table: TableName, key: &str) -> Option<u32> {
    key.strip_prefix(table.as_str())?
        .strip_prefix('/')?
        .parse()
        .ok()
}

/// The bytes of a page.
pub fn encode<'a, T: Entity>(
    records: impl Iterator<Item = &'a Arc<T>>,
) -> Result<Vec<u8>, StorageError> {
    let records: Vec<&T> = records.map(AsRef::as_ref).collect();
    serde_json::to_vec(&Page {
        schema: SCHEMA,
        records,
    })
    .map_err(|error| StorageError::Other(error.to_string()))
}

/// The records of a page, whatever version wrote it.
pub fn decode<T: Entity>(bytes: &[u8]) -> Result<Vec<Arc<T>>, StorageError> {
    let damaged = |error: serde_json::Error| StorageError::Damaged(error.to_string());
    if reads_as_now(bytes, T::TABLE) {
        // Looked at once as a whole, not once more for every text in it.
        let text =
            std::str::from_utf8(bytes).map_err(|error| StorageError::Damaged(error.to_string()))?;
        let page: Page<T> = serde_json::from_str(text).map_err(damaged)?;
        return Ok(page.records.into_iter().map(Arc::new).collect());
    }
    let mut page: Page<Value> = serde_json::from_slice(bytes).map_err(damaged)?;
    upgrade(T::TABLE, page.schema, &mut page.records)?;
    page.records
        .into_iter()
        .map(|record| {
            serde_json::from_str(&record.to_string())
                .map(Arc::new)
                .map_err(damaged)
        })
        .collect()
}

/// True if a record of `table` on the page looks as this version would write it: then no detour through
/// JSON values is needed.
fn reads_as_now(bytes: &[u8], table: TableName) -> bool {
    let Some(rest) = bytes.strip_prefix(b"{\"schema\":") else {
        return false;
    };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let version = rest.get(..digits).and_then(|digits| {
        let text = std::str::from_utf8(digits).ok()?;
        text.parse().ok()
    });
    rest.get(digits) == Some(&b',')
        && version.is_some_and(|version| unchanged_since(version, table))
}
