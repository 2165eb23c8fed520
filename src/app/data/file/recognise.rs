//! What kind of file it is, from its first bytes and its header.

use super::super::{Failure, Kind};
use crate::exchange::{
    import::Opened,
    sales::{self, Field},
    sheet::Row,
};

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

/// Sales have somebody, a date and an amount; a list without amount but also without anything to
/// reach a customer by is one of visits.
pub fn table(opened: &Opened) -> Kind {
    let rows = opened.sheet.as_ref().map_or(&[][..], |sheet| &sheet.rows);
    let Some(header) = rows.get(sales::header_at(rows.iter().map(Row::cells))) else {
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
