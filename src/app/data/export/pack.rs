//! The bytes of a backup: one JSON, or, where files are attached, an archive with the same JSON and the
//! files beside it. Made part by part: each goes to the browser at once, so that hundreds of
//! megabytes never stand in the page's own memory.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

use super::Failure;
use crate::{
    app::App,
    domain::{Record, Records, TableName, attachment::contents},
    exchange::backup::{
        self,
        archive::{FOLDER, JSON, Packer},
        history::{LONGEST, MOST},
        manifest::{self, Kept, manifest},
    },
    platform::{PlatformError, turns},
    storage::StorageError,
};

/// A backup ready to be handed over.
pub struct Packed {
    /// Its bytes.
    pub blob: Blob,
    /// Ending of its name.
    pub extension: &'static str,
    /// What could not be read and is not in it.
    pub left_out: LeftOut,
}

/// What a backup had to be made without.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Names of files whose bytes could not be read.
    pub files: Vec<String>,
    /// True if the history of changes could not be read.
    pub history: bool,
}

/// Everything of the shop.
pub async fn pack(app: App) -> Result<Packed, Failure> {
    app.whole().await;
    // Records share their contents, so this copy is small; it stays as it is while the page breathes.
    let records = app.peek(Clone::clone);
    // The records are what matters most: they go out even where their history can't be read.
    let log = log(app).await;
    let mut left_out = LeftOut {
        history: log.is_err(),
        ..LeftOut::default()
    };
    let named = named(&records);
    let Written { parts, crc, size } = write(&records, &log.unwrap_or_default()).await?;
    if named.is_empty() {
        return Ok(Packed {
            blob: blob(&parts, "application/json")?,
            extension: "json",
            left_out,
        });
    }
    let mut packer = Packer::default();
    let header = packer.header(JSON, crc, size);
    let header = header.ok_or(Failure::ArchiveTooLarge)?;
    let whole = Array::new();
    whole.push(&JsValue::from(piece_of(&[&header])?));
    whole.push(&JsValue::from(blob(&parts, "")?));
    let mut kept = Vec::new();
    for (hash, name) in named {
        let found = match app.shop() {
            Some(shop) => shop.file(&hash).await,
            None => Ok(None),
        };
        let Ok(Some(bytes)) = found else {
            left_out.files.push(name);
            continue;
        };
        let path = format!("{FOLDER}/{hash}");
        whole.push(&entry(&mut packer, &path, &bytes)?.into());
        let size = bytes.len() as u64;
        kept.push(Kept { hash, name, size });
    }
    let told = manifest(&kept);
    whole.push(&entry(&mut packer, manifest::NAME, told.as_bytes())?.into());
    let end = packer.finish().ok_or(Failure::ArchiveTooLarge)?;
    whole.push(&JsValue::from(piece_of(&[&end])?));
    Ok(Packed {
        blob: blob(&whole, "application/zip")?,
        extension: "zip",
        left_out,
    })
}

/// The change log as far as this page knows it: what another tab writes meanwhile is in the next backup.
async fn log(app: App) -> Result<Vec<Vec<u8>>, StorageError> {
    match app.shop() {
        Some(shop) => shop.log_for_file(shop.generation(), LONGEST, MOST).await,
        None => Ok(Vec::new()),
    }
}

/// The JSON in parts, with its checksum and size.
struct Written {
    parts: Array,
    crc: u32,
    size: u64,
}

async fn write(records: &Records, log: &[Vec<u8>]) -> Result<Written, Failure> {
    let parts = Array::new();
    let (mut crc, mut size) = (crc32fast::Hasher::new(), 0);
    for piece in backup::write(records, log) {
        let piece = piece?;
        crc.update(piece.as_bytes());
        size += piece.len() as u64;
        parts.push(&Uint8Array::from(piece.as_bytes()));
        if parts.length().is_multiple_of(16) {
            turns::yield_to_screen().await;
        }
    }
    Ok(Written {
        parts,
        crc: crc.finalize(),
        size,
    })
}

/// Address and name of every file, the deleted ones included.
fn named(records: &Records) -> Vec<(String, String)> {
    let tables = [TableName::Files, TableName::Trash];
    let all: Vec<Record> = tables
        .iter()
        .flat_map(|table| records.all(*table))
        .collect();
    contents(&all)
}

/// A file of the archive, behind its header.
pub(super) fn entry(packer: &mut Packer, name: &str, bytes: &[u8]) -> Result<Blob, Failure> {
    let header = packer.header(name, crc32fast::hash(bytes), bytes.len() as u64);
    let header = header.ok_or(Failure::ArchiveTooLarge)?;
    Ok(piece_of(&[&header, bytes])?)
}

/// Bytes, one behind the other.
pub(super) fn piece_of(parts: &[&[u8]]) -> Result<Blob, PlatformError> {
    let parts: Array = parts.iter().map(|part| Uint8Array::from(*part)).collect();
    blob(&parts, "")
}

/// Bytes or other blobs, one behind the other.
pub(super) fn blob(parts: &Array, mime: &str) -> Result<Blob, PlatformError> {
    let properties = BlobPropertyBag::new();
    properties.set_type(mime);
    Ok(Blob::new_with_blob_sequence_and_options(
        parts,
        &properties,
    )?)
}
