//! The transactions. Each reads or writes everything in one, awaits nothing but the database while
//! it is open (anything else would let the browser commit half), and drops it unfinished on the
//! first error, which rolls it back.

use indexed_db_futures::{
    KeyRange,
    cursor::CursorDirection,
    database::Database,
    error::Error,
    future::{BasicRequest, Request},
    object_store::ObjectStore,
    prelude::*,
    transaction::{
        Transaction, TransactionDurability, TransactionFinishKind, TransactionMode,
        TransactionOptions,
    },
    typed_array::{Uint8Array, Uint8ArraySlice},
};

use super::{
    bookkeeping::{GENERATION, Known, STAMPS, Stamp, is_own, parse_generation},
    errors::meaning,
};
use crate::storage::{
    error::StorageError,
    store::{Batch, Space},
};

/// Values asked for at once, to bound what the browser holds twice.
const BATCH: u32 = 500;

/// Puts that are on their way while a long batch waits for an answer.
const AHEAD: usize = 128;

type Entries = Vec<(String, Vec<u8>)>;

/// The number of writes so far.
pub(super) async fn generation(db: &Database) -> Result<u64, StorageError> {
    let tx = reading(db, Space::Meta)?;
    let meta = tx.object_store(Space::Meta.as_str()).map_err(meaning)?;
    let value = value(&meta, GENERATION)
        .map_err(meaning)?
        .await
        .map_err(meaning)?;
    parse_generation(value)
}

/// All entries whose keys start with `prefix`.
pub(super) async fn read(
    db: &Database,
    space: Space,
    prefix: &str,
) -> Result<Entries, StorageError> {
    let tx = reading(db, space)?;
    let store = tx.object_store(space.as_str()).map_err(meaning)?;
    // Keys are ASCII: no key that starts with the prefix sorts after this.
    let range = KeyRange::Bound(prefix.to_owned(), false, format!("{prefix}\u{ffff}"), false);
    // Both are asked for at once: the first batch of values is all there is, as a rule.
    let all_keys = store
        .get_all_keys()
        .with_query::<String, _>(range.clone())
        .primitive()
        .map_err(meaning)?;
    let first_values = store
        .get_all::<Uint8Array>()
        .with_query::<String, _>(range)
        .with_limit(BATCH)
        .primitive()
        .map_err(meaning)?;
    let keys: Vec<String> = all_keys
        .await
        .map_err(meaning)?
        .collect::<Result<_, _>>()
        .map_err(meaning)?;
    let mut values: Vec<Vec<u8>> = Vec::with_capacity(keys.len());
    for bytes in first_values.await.map_err(meaning)? {
        values.push(bytes.map_err(meaning)?.into());
    }
    let rest = keys.get(values.len()..).unwrap_or_default();
    for part in rest.chunks(BATCH as usize) {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            continue;
        };
        let range = KeyRange::Bound(first.clone(), false, last.clone(), false);
        let found = store
            .get_all::<Uint8Array>()
            .with_query::<String, _>(range)
            .primitive()
            .map_err(meaning)?
            .await
            .map_err(meaning)?;
        for bytes in found {
            values.push(bytes.map_err(meaning)?.into());
        }
    }
    if keys.len() != values.len() {
        return Err(StorageError::Damaged(format!(
            "{} keys but {} values in {}",
            keys.len(),
            values.len(),
            space.as_str()
        )));
    }
    Ok(keys
        .into_iter()
        .zip(values)
        .filter(|(key, _)| !is_own(space, key))
        .collect())
}

/// The values of single keys, in the order asked for.
pub(super) async fn get(
    db: &Database,
    space: Space,
    keys: &[String],
) -> Result<Vec<Option<Vec<u8>>>, StorageError> {
    let tx = reading(db, space)?;
    let store = tx.object_store(space.as_str()).map_err(meaning)?;
    let requests: Vec<_> = keys
        .iter()
        .map(|key| {
            if is_own(space, key) {
                Ok(None)
            } else {
                value(&store, key).map(Some)
            }
        })
        .collect::<Result<_, _>>()
        .map_err(meaning)?;
    let mut values = Vec::with_capacity(requests.len());
    for request in requests {
        values.push(match request {
            Some(request) => request.await.map_err(meaning)?.map(Into::into),
            None => None,
        });
    }
    Ok(values)
}

/// All keys of a space.
pub(super) async fn keys(db: &Database, space: Space) -> Result<Vec<String>, StorageError> {
    let tx = reading(db, space)?;
    let store = tx.object_store(space.as_str()).map_err(meaning)?;
    let found = store
        .get_all_keys::<String>()
        .primitive()
        .map_err(meaning)?
        .await
        .map_err(meaning)?;
    let mut keys: Vec<String> = found.collect::<Result<_, _>>().map_err(meaning)?;
    keys.retain(|key| !is_own(space, key));
    Ok(keys)
}

/// The last `limit` entries below `before`, newest first.
pub(super) async fn last(
    db: &Database,
    space: Space,
    before: Option<&str>,
    limit: u32,
) -> Result<Entries, StorageError> {
    let tx = reading(db, space)?;
    let store = tx.object_store(space.as_str()).map_err(meaning)?;
    let range = before.map_or_else(
        || KeyRange::LowerBound(String::new(), false),
        |end| KeyRange::UpperBound(end.to_owned(), true),
    );
    let cursor = store
        .open_cursor()
        .with_query::<String, _>(range)
        .with_direction(CursorDirection::Prev)
        .primitive()
        .map_err(meaning)?
        .await
        .map_err(meaning)?;
    let mut entries = Vec::new();
    let Some(mut cursor) = cursor else {
        return Ok(entries);
    };
    while entries.len() < limit as usize {
        let Some(bytes) = cursor.next_record::<Uint8Array>().await.map_err(meaning)? else {
            break;
        };
        let Some(key) = cursor.key::<String>().map_err(meaning)? else {
            break;
        };
        if !is_own(space, &key) {
            entries.push((key, bytes.into()));
        }
    }
    Ok(entries)
}

/// Writes `batch` right behind what is known, without first asking whether it is still so: everything
/// goes to the browser at once, and the answer to the one question decides whether it stays. Half the
/// way of [`write`], which must follow where this finds that another write came first (`None`).
pub(super) async fn write_behind(
    db: &Database,
    known: &Known,
    batch: &Batch,
    stamp: Stamp,
) -> Result<Option<Known>, StorageError> {
    let tx = writing(db, batch)?;
    let meta = tx.object_store(Space::Meta.as_str()).map_err(meaning)?;
    let generation = value(&meta, GENERATION).map_err(meaning)?;
    let next = known.after(stamp, batch.skips);
    apply(&tx, batch).await?;
    book(&meta, &next).map_err(meaning)?;
    // Requests are answered in order, and the browser commits only after the last of them.
    let current = parse_generation(generation.await.map_err(meaning)?)?;
    if current != known.generation {
        return Ok(None);
    }
    complete(&tx).await?;
    Ok(Some(next))
}

/// Writes `batch` if the generation is still `expected`, or finds that it already did.
pub(super) async fn write(
    db: &Database,
    expected: u64,
    batch: &Batch,
    stamp: Stamp,
) -> Result<Known, StorageError> {
    let tx = writing(db, batch)?;
    let meta = tx.object_store(Space::Meta.as_str()).map_err(meaning)?;
    let generation = value(&meta, GENERATION).map_err(meaning)?;
    let stamps = value(&meta, STAMPS).map_err(meaning)?;
    let current = parse_generation(generation.await.map_err(meaning)?)?;
    let stamps: Vec<u8> = stamps
        .await
        .map_err(meaning)?
        .map(Into::into)
        .unwrap_or_default();
    let known = Known {
        generation: current,
        stamps,
    };
    if let Some(ours) = known.at(stamp) {
        return Ok(ours);
    }
    if current != expected {
        return Err(StorageError::Conflict { current });
    }
    let next = known.after(stamp, batch.skips);
    apply(&tx, batch).await?;
    book(&meta, &next).map_err(meaning)?;
    complete(&tx).await?;
    Ok(next)
}

/// A transaction over all that a batch touches, on disk before it is said to be complete.
fn writing<'a>(db: &'a Database, batch: &Batch) -> Result<Transaction<'a>, StorageError> {
    db.transaction(spaces(batch))
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
        .build()
        .map_err(meaning)
}

/// Puts the bookkeeping.
fn book(meta: &ObjectStore<'_>, next: &Known) -> Result<(), Error> {
    put(meta, STAMPS, &next.stamps)?;
    put(meta, GENERATION, next.generation.to_string().as_bytes()).map(drop)
}

/// Sends the requests of a batch. Nobody looks at their answers: a request that fails aborts the
/// transaction, unless someone handled its error. A long batch waits for the answer to what went
/// [`AHEAD`] puts before, so that the screen has its turns meanwhile.
async fn apply(tx: &Transaction<'_>, batch: &Batch) -> Result<(), StorageError> {
    send(tx, batch).await.map_err(|error| {
        // Where everything was undone because of something else, that is the reason.
        meaning(tx.error().unwrap_or(error))
    })
}

async fn send(tx: &Transaction<'_>, batch: &Batch) -> Result<(), Error> {
    for space in &batch.clear {
        tx.object_store(space.as_str())?.clear()?;
    }
    for (space, key) in &batch.delete {
        let store = tx.object_store(space.as_str())?;
        store.delete::<String, _>(key.clone()).primitive()?;
    }
    for (space, first, last) in &batch.cut {
        let range = KeyRange::Bound(first.clone(), false, last.clone(), false);
        let store = tx.object_store(space.as_str())?;
        store.delete::<String, _>(range).primitive()?;
    }
    let mut ahead = None;
    for (sent, (space, key, bytes)) in (1..).zip(&batch.put) {
        let request = put(&tx.object_store(space.as_str())?, key, bytes)?;
        if sent % AHEAD == 0
            && let Some(before) = ahead.replace(request)
        {
            before.await?;
        }
    }
    Ok(())
}

/// Waits until the transaction is on disk. It commits by itself once its requests are answered;
/// unlike the wrapper's `commit`, this can still ask for the browser's reason when it aborts.
async fn complete(tx: &Transaction<'_>) -> Result<(), StorageError> {
    loop {
        match tx.on_done().map_err(meaning)?.await {
            TransactionFinishKind::Ok => return Ok(()),
            // One request failed; the abort that follows carries the reason.
            TransactionFinishKind::Err => {}
            TransactionFinishKind::Abort => {
                return Err(tx.error().map_or_else(
                    || StorageError::Lost("the browser aborted the transaction".to_owned()),
                    meaning,
                ));
            }
        }
    }
}

fn reading(db: &Database, space: Space) -> Result<Transaction<'_>, StorageError> {
    db.transaction(space.as_str())
        .with_mode(TransactionMode::Readonly)
        .build()
        .map_err(meaning)
}

fn value(store: &ObjectStore<'_>, key: &str) -> Result<BasicRequest<Option<Uint8Array>>, Error> {
    store
        .get::<Uint8Array, String, _>(key.to_owned())
        .primitive()
}

fn put(store: &ObjectStore<'_>, key: &str, bytes: &[u8]) -> Result<Request<()>, Error> {
    store
        .put(Uint8ArraySlice::new(bytes))
        .with_key(key.to_owned())
        .without_key_type()
        .primitive()
}

/// The object stores a batch needs; meta always.
fn spaces(batch: &Batch) -> Vec<&'static str> {
    Space::ALL
        .into_iter()
        .filter(|space| {
            *space == Space::Meta
                || batch.clear.contains(space)
                || batch.put.iter().any(|(of, ..)| of == space)
                || batch.delete.iter().any(|(of, _)| of == space)
                || batch.cut.iter().any(|(of, ..)| of == space)
        })
        .map(Space::as_str)
        .collect()
}
