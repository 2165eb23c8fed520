//! Recovery copies of a shop outside its database. Where they lie and how many stay is decided in
//! `public/snapshots.js`, which the rescue page shares; this is the way there.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::PlatformError;
use crate::domain::Timestamp;

/// A copy that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// What it is read by.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// How many records are in it.
    pub records: u64,
}

/// Tells whether copies were forgotten between two moments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

/// The copies of a database, newest first; none where the browser keeps none.
pub async fn list(database: &str) -> Vec<Copy> {
    let found = call("list", &[database.into()]).await.ok();
    let found = found.map(|found| Array::from(&found)).unwrap_or_default();
    found.iter().filter_map(|one| copy(&one)).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole numbers, positive and below 2^53"
)]
fn copy(found: &JsValue) -> Option<Copy> {
    let get = |name: &str| Reflect::get(found, &name.into()).ok();
    Some(Copy {
        name: get("name")?.as_string()?,
        at: Timestamp(get("at")?.as_f64()? as i64),
        records: get("records")?.as_f64()? as u64,
    })
}

/// The JSON of a copy; an error if it is damaged.
pub async fn read(name: &str) -> Result<Blob, PlatformError> {
    let blob = call("read", &[name.into()]).await?;
    blob.dyn_into().or(Err(PlatformError::Missing("a blob")))
}

/// The mark to hand to [`write`]; take it before the records are copied.
pub fn mark() -> Mark {
    let mark = method("mark").and_then(|(of, mark)| Ok(mark.call0(&of)?));
    Mark(
        mark.ok()
            .and_then(|mark| mark.as_string())
            .unwrap_or_default(),
    )
}

/// Keeps `packed`, gzip of `size` bytes of JSON, as a copy, unless there is one younger than `every` milliseconds or copies were forgotten
/// since `marked`. True if it was kept.
pub async fn write(
    database: &str,
    packed: &[u8],
    size: u64,
    records: u64,
    at: Timestamp,
    every: i64,
    marked: Mark,
) -> Result<bool, PlatformError> {
    let packed = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed)))?;
    let numbers = [size as f64, records as f64, at.0 as f64, every as f64].map(JsValue::from);
    let [size, records, at, every] = numbers;
    let given = [
        database.into(),
        packed.into(),
        size,
        records,
        at,
        every,
        marked.0.into(),
    ];
    Ok(call("write", &given).await?.is_truthy())
}

/// Forgets every copy of a database.
pub async fn clear(database: &str) -> Result<(), PlatformError> {
    call("clear", &[database.into()]).await.map(drop)
}

fn method(name: &str) -> Result<(JsValue, Function), PlatformError> {
    let of = Reflect::get(&js_sys::global(), &"regularsSnapshots".into())?;
    let method = Reflect::get(&of, &name.into())?.dyn_into();
    Ok((of, method.or(Err(PlatformError::Missing("snapshots.js")))?))
}

async fn call(name: &str, given: &[JsValue]) -> Result<JsValue, PlatformError> {
    let (of, method) = method(name)?;
    let promise = method.apply(&of, &given.iter().collect::<Array>())?;
    Ok(JsFuture::from(Promise::resolve(&promise)).await?)
}
