//! What kind of file it is, from its first bytes and its header.

use super::super::{Failure, Kind};
use crate::exchange::{
    import::Opened,
    sales::{self, Field},
};

/// Beginnings of files that hold no text, and whether they are workbooks.
const SIGNATURES: &[(&[u8], bool)] = &[
    (b"PK\x03\x04", true),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", true),
    (b"%PDF", false),
    (b"\x89PNG", false),
    (b"\xff\xd8\xff", false),
    (b"GIF8", false),
    (b"SQLite format 3", false),
    (b"\x1f\x8b", false),
    (b"7z\xbc\xaf", false),
    (b"Rar!", false),
    (b"\0asm", false),
];

/// Refuses what can't be a list, a card or a backup.
pub fn refuse_other_files(bytes: &[u8]) -> Result<(), Failure> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Failure::Empty);
    }
    match SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        Some((_, true)) => Err(Failure::Workbook),
        Some((_, false)) => Err(Failure::Binary),
        None => Ok(()),
    }
}

/// Sales have somebody, a date and an amount; a list without amount but also without anything to
/// reach a customer by is one of visits.
pub fn table(opened: &Opened) -> Kind {
    let Some(header) = opened.sheet.as_ref().and_then(|sheet| sheet.rows.first()) else {
        return Kind::Customers;
    };
    let columns = sales::columns(header.cells());
    let has = |field| columns.iter().any(|column| column.field == Some(field));
    let dated = has(Field::Date) || has(Field::TimestampUtc);
    let recognised = opened.mapping.preset.is_some();
    if !recognised
        && dated
        && has(Field::Customer)
        && (has(Field::Amount) || !opened.mapping.is_usable())
    {
        Kind::Sales
    } else {
        Kind::Customers
    }
}
