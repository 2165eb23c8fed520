//! What a job reads from the store itself, because handing over all of a large shop is what would hold the
//! page up. Knows nothing of what becomes of it.

use crate::{
    domain::{Records, TableName},
    exchange::backup::history::{LONGEST, MOST},
    platform::idb::IdbStore,
    storage::{Health, OpenShop, StorageError},
};

/// The records of some tables of a database, exactly as the store has them; `progress` is told the share
/// read.
///
/// # Errors
/// What the store says, and [`StorageError::Damaged`] for a shop of which not all can be read: whoever makes
/// a file of it would leave out the rest without a word.
pub async fn stored(
    database: &str,
    tables: &[TableName],
    progress: impl Fn(f64),
) -> Result<Records, StorageError> {
    let shop = opened(database, tables, progress).await?;
    Ok(shop.into_records())
}

/// All records of a database and the entries of its change log, as they go into a backup.
///
/// # Errors
/// As [`stored`].
pub async fn stored_whole(
    database: &str,
    progress: impl Fn(f64),
) -> Result<(Records, Vec<Vec<u8>>), StorageError> {
    let shop = opened(database, TableName::ALL, progress).await?;
    let until = shop.generation();
    let log = shop.log_for_file(until, LONGEST, MOST).await?;
    Ok((shop.into_records(), log))
}

async fn opened(
    database: &str,
    tables: &[TableName],
    progress: impl Fn(f64),
) -> Result<OpenShop<IdbStore>, StorageError> {
    let shop = OpenShop::new(IdbStore::open(database).await?, "");
    // Told of each block; a table is read in many.
    let mut reached = None;
    let mut begun = 0;
    shop.load(tables, async |table| {
        if reached != Some(table) {
            progress(f64::from(begun) / tables.len().max(1) as f64);
            reached = Some(table);
            begun += 1;
        }
    })
    .await?;
    if shop.health() == Health::Sound && shop.damage().is_empty() {
        return Ok(shop);
    }
    Err(StorageError::Damaged("the shop is not whole".to_owned()))
}
