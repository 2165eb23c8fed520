//! The sheets of a workbook as texts. Cells are read one after the other and never as a rectangle:
//! a sheet with one cell in its last corner is as small as it is.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{
    MAX_PARTS, Origin, Part, UnpackError, Unpacked, cell, guard, joined,
    look::Look,
    merged::{self, Merge},
};
use crate::exchange::sheet::MAX_COLUMNS;

/// Bytes of text all sheets together may become.
pub(super) const MAX_TEXT: usize = 256 << 20;
/// Rows a sheet can have; a cell below lies about its place.
pub(super) const MAX_ROWS: u32 = 1 << 20;
/// Sheets looked at.
const MAX_SHEETS: usize = 256;

/// Every sheet that is shown and holds something.
pub(super) fn sheets(bytes: &[u8], progress: &dyn Fn(f64)) -> Result<Unpacked, UnpackError> {
    sheets_within(bytes, MAX_TEXT, progress)
}

/// The same with a limit of its own.
pub(super) fn sheets_within(
    bytes: &[u8],
    limit: usize,
    progress: &dyn Fn(f64),
) -> Result<Unpacked, UnpackError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let epoch_1904 = book.has_1904_epoch();
    let sheets = book.sheets_metadata().to_vec();
    let some_merged = guard::some_sheet_says(bytes, b"<mergeCell ")?;
    let mut found = Unpacked::default();
    let mut left = limit;
    let count = sheets.len().min(MAX_SHEETS);
    for (at, sheet) in sheets.into_iter().take(MAX_SHEETS).enumerate() {
        progress(at as f64 / count as f64);
        let shown = sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
        if !shown || found.parts.len() >= MAX_PARTS {
            found.left_out.push(sheet.name);
            continue;
        }
        let mut text = read(&mut book, &sheet.name, epoch_1904, left)?;
        if some_merged {
            text = merged::fill(text, merges(&mut book, &sheet.name)?, left)?;
        }
        left -= text.len();
        if text.trim().is_empty() {
            found.left_out.push(sheet.name);
        } else {
            found.parts.push(Part {
                name: sheet.name,
                origin: Origin::Sheet,
                bytes: text.into_bytes(),
            });
        }
    }
    Ok(found)
}

/// Cells that are one with those below them.
fn merges(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Merge>, UnpackError> {
    let areas = book
        .merge_cells_by_sheet_name(name)
        .map_err(|error| refused(&error))?;
    let merges = areas.iter().map(|area| Merge {
        top: area.start.0,
        last: area.end.0,
        column: area.start.1 as usize,
    });
    Ok(merges.collect())
}

fn refused(error: &XlsxError) -> UnpackError {
    match error {
        XlsxError::Password => UnpackError::Protected,
        _ => UnpackError::Damaged,
    }
}

/// One sheet as cells separated by commas, a line a row, so that line and row number are the same.
fn read(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch_1904: bool,
    limit: usize,
) -> Result<String, UnpackError> {
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|error| refused(&error))?;
    let looks: Vec<Look> = cells.styles().iter().map(Look::of).collect();
    let mut page = Page::default();
    let plain = Look::default();
    while let Some((cell, style)) = cells
        .next_cell_with_style_id()
        .map_err(|error| refused(&error))?
    {
        let look = looks.get(style).unwrap_or(&plain);
        let text = cell::text(cell.get_value(), *look, epoch_1904);
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        page.put(row, column as usize, &text)?;
        if page.text.len() > limit {
            return Err(UnpackError::TooLarge((limit >> 20) as u64));
        }
    }
    Ok(joined::join(page.text))
}

/// Text that grows cell by cell.
#[derive(Default)]
pub(super) struct Page {
    pub text: String,
    row: u32,
    column: usize,
}

impl Page {
    pub fn put(&mut self, row: u32, column: usize, cell: &str) -> Result<(), UnpackError> {
        // What stands so far to the right is no list; the sheets of no program go there.
        if column >= MAX_COLUMNS {
            return Ok(());
        }
        if row < self.row || row >= MAX_ROWS || (row == self.row && column < self.column) {
            return Err(UnpackError::Damaged);
        }
        while self.row < row {
            self.text.push('\n');
            self.row += 1;
            self.column = 0;
        }
        while self.column < column {
            self.text.push(',');
            self.column += 1;
        }
        let quoted = cell.contains(['"', ',', '\r', '\n', ';', '\t'])
            || cell.starts_with(char::is_whitespace)
            || cell.ends_with(char::is_whitespace);
        if quoted {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
        Ok(())
    }
}
