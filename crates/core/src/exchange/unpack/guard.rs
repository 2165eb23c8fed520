//! What an archive really holds, before any library keeps it in memory: every file is unpacked into
//! nothing and counted, so a header that lies about sizes changes nothing.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::UnpackError;
use crate::exchange::text;

/// Files an archive may hold.
pub const MAX_MEMBERS: usize = 4_096;
/// Bytes all its files may hold together.
pub const MAX_TOTAL: u64 = 512 << 20;
/// Bytes of those parts of a workbook that are kept in memory as a whole (texts, styles, names).
const MAX_KEPT: u64 = 128 << 20;

/// Bytes of a sheet looked at together.
const PIECE: usize = 64 << 10;

/// An archive over bytes in memory.
pub(super) type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens an archive.
pub(super) fn open(bytes: &[u8]) -> Result<Zip<'_>, UnpackError> {
    let zip = ZipArchive::new(Cursor::new(bytes)).or(Err(UnpackError::Damaged))?;
    if zip.len() > MAX_MEMBERS {
        return Err(UnpackError::TooLarge(MAX_TOTAL >> 20));
    }
    Ok(zip)
}

/// True if a sheet of a workbook holds these bytes; it is unpacked in passing.
pub(super) fn some_sheet_says(bytes: &[u8], what: &[u8]) -> Result<bool, UnpackError> {
    let mut zip = open(bytes)?;
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).or(Err(UnpackError::Damaged))?;
        if !name_of(file.name_raw()).starts_with("xl/worksheets/sheet") {
            continue;
        }
        // What may begin at the end of one piece goes on in the next.
        let mut piece = vec![0; PIECE];
        let mut kept = 0;
        loop {
            let room = piece.get_mut(kept..).unwrap_or_default();
            let read = file.read(room).or(Err(UnpackError::Damaged))?;
            let held = kept + read;
            if memchr::memmem::find(piece.get(..held).unwrap_or_default(), what).is_some() {
                return Ok(true);
            }
            if read == 0 {
                break;
            }
            kept = held.min(what.len());
            piece.copy_within(held - kept..held, 0);
        }
    }
    Ok(false)
}

/// Names of all files, once every one of them has been unpacked without exceeding a limit.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<String>, UnpackError> {
    check_within(bytes, MAX_TOTAL, MAX_KEPT)
}

/// The same with limits of its own.
pub(super) fn check_within(
    bytes: &[u8],
    total: u64,
    kept: u64,
) -> Result<Vec<String>, UnpackError> {
    let mut zip = open(bytes)?;
    let mut names = Vec::with_capacity(zip.len());
    let mut left = total;
    for at in 0..zip.len() {
        let mut file = match zip.by_index(at) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(UnpackError::Protected);
            }
            Err(_) => return Err(UnpackError::Damaged),
        };
        let name = name_of(file.name_raw());
        let limit = if streamed(&name) {
            left
        } else {
            left.min(kept)
        };
        let held = std::io::copy(&mut file.by_ref().take(limit + 1), &mut std::io::sink())
            .or(Err(UnpackError::Damaged))?;
        if held > limit {
            return Err(UnpackError::TooLarge(total >> 20));
        }
        left -= held;
        names.push(name);
    }
    Ok(names)
}

/// Sheets are read in passing, files of an archive one by one.
fn streamed(name: &str) -> bool {
    name.starts_with("xl/worksheets/") || !name.starts_with("xl/")
}

/// A name as it was meant: UTF-8, else what a Chinese system of the time wrote.
pub(super) fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => text::decode(raw, "zh-Hans").text,
    }
}
