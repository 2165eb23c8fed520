//! Files that hold several others taken apart: a workbook into its sheets, an archive into its
//! files, the JSON of another program into its lists. Every part is then a file of its own, so whatever reads a list reads a sheet too. Owns the
//! limits that keep a hostile file from filling memory; knows nothing of what the parts say.

mod archive;
mod atomic;
mod biff;
mod biff_cells;
mod biff_text;
mod book;
mod cards;
mod cell;
mod compound;
mod guard;
mod html;
mod joined;
mod json;
mod look;
mod merged;
mod monica;
mod ods;
mod work;

#[cfg(test)]
mod biff_hostile_tests;
#[cfg(test)]
mod biff_tests;
#[cfg(test)]
mod formats_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod refused_tests;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use compound::COMPOUND;
pub use guard::{MAX_MEMBERS, MAX_TOTAL};

/// Parts that are handed out; a file with more says so.
pub const MAX_PARTS: usize = 24;

/// Where a part comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A sheet, written as UTF-8 cells separated by commas; row numbers are those of the sheet.
    Sheet,
    /// A file of an archive, byte for byte.
    Member,
}

/// One list inside a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Name of the sheet or the file.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// A file taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unpacked {
    /// What can be read.
    pub parts: Vec<Part>,
    /// Names of what was left out: hidden or blank sheets, pictures, archives inside.
    pub left_out: Vec<String>,
}

/// Why a file could not be taken apart; nothing came out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum UnpackError {
    /// Cut short, or something in it contradicts itself.
    #[error("the file is damaged")]
    Damaged,
    /// It opens with a password only.
    #[error("the file is protected by a password")]
    Protected,
    /// Unpacked it is larger than what is read.
    #[error("unpacked it holds more than {0} MB")]
    TooLarge(u64),
    /// A document of another program than those whose workbooks are read (`.numbers`, `.odt`, `.doc`).
    #[error("a document of another program")]
    OtherProgram,
    /// Nothing in it can be read.
    #[error("nothing in it can be read")]
    Nothing,
}

/// First bytes of an archive, and so of a workbook.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// An archive without files.
const EMPTY_ARCHIVE: &[u8] = b"PK\x05\x06";

/// True if the bytes are to be taken apart before they can be read.
pub fn is_container(bytes: &[u8]) -> bool {
    [ARCHIVE, EMPTY_ARCHIVE, COMPOUND]
        .iter()
        .any(|start| bytes.starts_with(start))
        || json::is_foreign(bytes)
        || html::is_page(bytes)
}

/// Takes a file apart. `progress` is told the share done, from 0 to 1.
pub fn unpack(bytes: &[u8], progress: &dyn Fn(f64)) -> Result<Unpacked, UnpackError> {
    if json::is_foreign(bytes) {
        return Ok(json::lists(bytes));
    }
    if !is_container(bytes) {
        return Err(UnpackError::Damaged);
    }
    let mut unpacked = if bytes.starts_with(COMPOUND) {
        biff::sheets(bytes, progress)?
    } else if html::is_page(bytes) {
        html::tables(bytes)?
    } else {
        files(bytes, progress)?
    };
    let more = unpacked
        .parts
        .split_off(unpacked.parts.len().min(MAX_PARTS));
    unpacked
        .left_out
        .extend(more.into_iter().map(|part| part.name));
    if unpacked.parts.is_empty() {
        return Err(UnpackError::Nothing);
    }
    Ok(unpacked)
}

/// What stands in an archive: a workbook, or files of any kind.
fn files(bytes: &[u8], progress: &dyn Fn(f64)) -> Result<Unpacked, UnpackError> {
    let checked = guard::check(bytes)?;
    progress(0.2);
    let inside = |name: &str| checked.names.iter().any(|have| have == name);
    let other = inside("mimetype") || checked.names.iter().any(|name| name.starts_with("Index/"));
    if !inside("[Content_Types].xml") && !other {
        // One file that can't be read costs only itself.
        return archive::members(bytes, &checked.broken, &|share| progress(0.2 + 0.8 * share));
    }
    let names = checked.whole()?;
    let inside = |name: &str| names.iter().any(|have| have == name);
    if inside("[Content_Types].xml") && inside("xl/workbook.xml") {
        book::sheets(bytes, &|share| progress(0.2 + 0.8 * share))
    } else if inside("mimetype") && inside("content.xml") {
        ods::sheets(bytes, &|share| progress(0.2 + 0.8 * share))
    } else if other {
        Err(UnpackError::OtherProgram)
    } else {
        // Other places of the workbook are allowed; what is no workbook at all is refused there.
        book::sheets(bytes, &|share| progress(0.2 + 0.8 * share))
    }
}
