//! What can be no list, card or backup, from its first bytes.

use super::super::Failure;

/// Beginnings of files that hold no text.
const SIGNATURES: &[&[u8]] = &[
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\0asm",
];

/// Refuses what can't be a list, a card or a backup.
pub fn refuse_other_files(bytes: &[u8]) -> Result<(), Failure> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Failure::Empty);
    }
    if SIGNATURES.iter().any(|start| bytes.starts_with(start)) {
        return Err(Failure::Binary);
    }
    Ok(())
}

/// True for the beginning of a JSON text, as a backup is.
pub fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = text.trim_ascii_start();
    start.starts_with(b"{") || start.starts_with(b"[")
}
