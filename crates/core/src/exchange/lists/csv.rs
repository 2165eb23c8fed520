//! A list as CSV: the same columns and rows as in a workbook, values in the form the importer reads
//! back, nothing that a spreadsheet would run.

use std::borrow::Cow;

use super::{List, Value};
use crate::exchange::tables;

/// Writes the whole list.
pub fn write(list: &List) -> String {
    let header = list.columns.iter().map(Cow::from).collect();
    let rows = list.rows.iter();
    let rows = rows.map(|row| row.into_iter().map(Value::into_plain).collect::<Vec<_>>());
    tables::csv(std::iter::once(header).chain(rows))
}
