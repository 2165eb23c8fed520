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

/// What an archive holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// Names of all files.
    pub names: Vec<String>,
    /// Places of those that can't be unpacked, with the reason.
    pub broken: Vec<(usize, UnpackError)>,
}

impl Checked {
    /// The names, of an archive of which every file is needed.
    pub fn whole(self) -> Result<Vec<String>, UnpackError> {
        match self.broken.first() {
            Some((_, why)) => Err(*why),
            None => Ok(self.names),
        }
    }
}

/// Names of all files, once every one of them has been unpacked without exceeding a limit.
pub(super) fn check(bytes: &[u8]) -> Result<Checked, UnpackError> {
    check_within(bytes, MAX_TOTAL, MAX_KEPT)
}

/// The same with limits of its own.
pub(super) fn check_within(bytes: &[u8], total: u64, kept: u64) -> Result<Checked, UnpackError> {
    let mut zip = open(bytes)?;
    let mut names = Vec::with_capacity(zip.len());
    let mut broken = Vec::new();
    let mut left = total;
    for at in 0..zip.len() {
        let name = zip.by_index_raw(at).map(|file| name_of(file.name_raw()));
        let name = name.or(Err(UnpackError::Damaged))?;
        let mut file = match zip.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                let locked = matches!(
                    &error,
                    zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword")
                );
                let why = if locked {
                    UnpackError::Protected
                } else {
                    UnpackError::Damaged
                };
                broken.push((at, why));
                names.push(name);
                continue;
            }
        };
        let limit = if streamed(&name) {
            left
        } else {
            left.min(kept)
        };
        let mut count = Count(0);
        let whole = std::io::copy(&mut file.by_ref().take(limit + 1), &mut count);
        // What came before it broke counts as well.
        let Count(held) = count;
        if held > limit {
            return Err(UnpackError::TooLarge(total >> 20));
        }
        if whole.is_err() {
            broken.push((at, UnpackError::Damaged));
        }
        left -= held;
        names.push(name);
    }
    Ok(Checked { names, broken })
}

/// Bytes that went into nothing.
struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
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
