//! A list as CSV: the same columns and rows as in a workbook, values in the form the importer reads
//! back, nothing that a spreadsheet would run.

use super::{List, Value};
use crate::exchange::tables::{MARK, push_row};

/// Writes the whole list.
pub fn write(list: &List) -> String {
    pieces(list).collect()
}

/// The same row by row, so that a long list need not stand in memory as text.
pub fn pieces<'l>(list: &'l List<'_>) -> impl Iterator<Item = String> + 'l {
    let mut head = String::from(MARK);
    push_row(&mut head, &list.columns);
    let rows = list.rows.iter().map(|row| {
        let mut text = String::new();
        push_row(&mut text, row.into_iter().map(Value::into_plain));
        text
    });
    std::iter::once(head).chain(rows)
}
