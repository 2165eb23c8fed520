//! A backup.

use super::{
    super::{
        Failure, Reading, Request,
        reading::{BackupView, Stage},
    },
    BACKUP_LIMIT, Outcome,
};
use crate::{
    domain::{Record, TableName, attachment::contents, erase::without_erased},
    exchange::backup::{self, Restored},
    storage::Replacement,
};

/// Reads the file, and checks every record.
pub fn restored(file: &[u8]) -> Result<Restored, Failure> {
    let limit = usize::try_from(BACKUP_LIMIT).unwrap_or(usize::MAX);
    Ok(backup::read(file, limit)?)
}

/// Tells what is in it; hands all of it out as a [`Replacement`] if asked.
pub fn read(
    request: &Request,
    restored: Restored,
    mut reading: Reading,
) -> Result<(Reading, Outcome), Failure> {
    let count = |table: TableName| {
        let records = restored.records.iter();
        records.filter(|record| record.table() == table).count()
    };
    let shop = restored.records.iter().find_map(|record| match record {
        Record::Shop(shop) => Some(shop.name.clone()),
        _ => None,
    });
    reading.usable = shop.is_some() || restored.rescued;
    reading.counts.rows = restored.records.len();
    reading.counts.create = restored.records.len();
    reading.backup = Some(BackupView {
        shop: shop.unwrap_or_default(),
        counts: TableName::ALL
            .iter()
            .map(|table| (*table, count(*table)))
            .filter(|(_, count)| *count > 0)
            .collect(),
        files: contents(&restored.records),
        history: restored.history.len(),
        rescued: restored.rescued,
        warnings: restored.warnings.len(),
    });
    let bytes = if request.stage == Stage::Records {
        let erased = &request.setting.erased;
        let (records, history) = without_erased(restored.records, restored.history, erased)?;
        if let Some(view) = &mut reading.backup {
            view.files = contents(&records);
        }
        let pages = Replacement::new(records).and_then(|pages| Ok(pages.with_history(&history)?));
        pages
            .map_err(|error| Failure::Broken(error.to_string()))?
            .into_bytes()
    } else {
        Vec::new()
    };
    Ok((reading, Outcome::Bytes(bytes)))
}
