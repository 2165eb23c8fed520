//! Lists as a workbook: days are days, money has the decimals of its currency, names lead to the row
//! they name, and nothing is a formula. What a sheet can't hold goes on in the next column or sheet.

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Url, Workbook, Worksheet, XlsxError};
use rustc_hash::FxHashMap;

use super::{List, ListKind, Value};
use crate::exchange::customers::cell::starts_formula;

/// Characters of a cell; a spreadsheet holds 32,767.
pub(crate) const LONGEST: usize = 32_000;
/// Rows of a sheet below its header; a spreadsheet holds 1,048,576.
const MOST_ROWS: usize = 1_000_000;
/// Links of a sheet; a spreadsheet holds 65,530.
const MOST_LINKS: usize = 60_000;

/// How hard the file is packed, of 1 to 9.
const LEVEL: u8 = 2;

/// Why a workbook could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WorkbookError(String);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// Writes the lists, one sheet each. `made` is the day that the file bears; `progress` is told the
/// share done, from 0 to 1.
pub fn write(
    lists: &[List],
    made: NaiveDate,
    progress: &dyn Fn(f64),
) -> Result<Vec<u8>, WorkbookError> {
    let sheets = Sheets::new(lists);
    let looks = Looks::new();
    let mut book = Workbook::new();
    // A long list is waited for; that its file is a little larger nobody notices.
    book.set_zip_compression_level(LEVEL);
    // The same records on the same day are the same bytes.
    let midnight = made.and_time(chrono::NaiveTime::MIN);
    book.set_properties(
        &DocProperties::new()
            .set_author("Regulars")
            .set_creation_datetime(&midnight.and_utc()),
    );
    let total: usize = lists.iter().map(|list| list.rows.len()).sum();
    let mut done = 0;
    for list in lists {
        for (part, rows) in pieces(&list.rows).enumerate() {
            let sheet = book.add_worksheet();
            sheet.set_name(sheets.name(list.kind, part))?;
            let share = |row: usize| progress(0.7 * (done + row) as f64 / total.max(1) as f64);
            fill(sheet, list, rows, &sheets, &looks, &share)?;
            done += rows.len();
        }
    }
    let bytes = book.save_to_buffer()?;
    progress(1.0);
    Ok(bytes)
}

/// Rows by sheet; a list without any still has its sheet.
fn pieces(rows: &[Vec<Value>]) -> impl Iterator<Item = &[Vec<Value>]> {
    let none: &[Vec<Value>] = &[];
    let blank = rows.is_empty().then_some(none);
    rows.chunks(MOST_ROWS).chain(blank)
}

/// Names of the sheets.
struct Sheets(FxHashMap<ListKind, String>);

impl Sheets {
    fn new(lists: &[List]) -> Self {
        let names = lists.iter().map(|list| (list.kind, sheet_name(&list.name)));
        Self(names.collect())
    }

    fn name(&self, kind: ListKind, part: usize) -> String {
        let name = self.0.get(&kind).map_or("Sheet", String::as_str);
        match part {
            0 => name.to_owned(),
            part => format!("{name} {}", part + 1),
        }
    }

    /// The first cell of a row of a list; `None` if it is not in the workbook.
    fn place(&self, kind: ListKind, row: usize) -> Option<String> {
        self.0.get(&kind)?;
        let name = self.name(kind, row / MOST_ROWS);
        Some(format!("internal:'{name}'!A{}", row % MOST_ROWS + 2))
    }
}

/// A name that a sheet may have: no more than 31 units, none of the signs that places are written with.
fn sheet_name(name: &str) -> String {
    let mut units = 0;
    let kept = name
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control());
    // Room is left for the number of a second sheet.
    let kept = kept.take_while(|c| {
        units += c.len_utf16();
        units <= 26
    });
    let name: String = kept.collect();
    if name.trim().is_empty() {
        "Sheet".to_owned()
    } else {
        name
    }
}

/// How cells look.
struct Looks {
    head: Format,
    /// Text that a spreadsheet would take for a formula once somebody edits it.
    guarded: Format,
    day: Format,
    time: Format,
    moment: Format,
    money: Vec<Format>,
    share: Format,
    link: Format,
}

impl Looks {
    fn new() -> Self {
        let money = (0..=4_usize).map(|places| {
            let decimals = if places == 0 {
                String::new()
            } else {
                format!(".{}", "0".repeat(places))
            };
            Format::new().set_num_format(format!("#,##0{decimals}"))
        });
        Self {
            head: Format::new().set_bold(),
            guarded: Format::new().set_quote_prefix(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("hh:mm"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            money: money.collect(),
            share: Format::new().set_num_format("0.0%"),
            link: Format::new().set_hyperlink(),
        }
    }
}

fn fill(
    sheet: &mut Worksheet,
    list: &List,
    rows: &[Vec<Value>],
    sheets: &Sheets,
    looks: &Looks,
    progress: &dyn Fn(usize),
) -> Result<(), XlsxError> {
    let spans = spans(list.columns.len(), rows);
    let mut column = 0_u16;
    for (title, span) in list.columns.iter().zip(&spans) {
        for part in 0..*span {
            let title = if part == 0 {
                title.clone()
            } else {
                format!("{title} {}", part + 1)
            };
            sheet.write_string_with_format(0, column, &title, &looks.head)?;
            sheet.set_column_width(column, 16)?;
            column += 1;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, column.saturating_sub(1))?;
    let mut links = 0;
    for (at, values) in rows.iter().enumerate() {
        if at % 1_000 == 0 {
            progress(at);
        }
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let mut column = 0_u16;
        for (value, span) in values.iter().zip(&spans) {
            match value {
                Value::Link(kind, target, text) if links < MOST_LINKS && text.len() < 2_000 => {
                    if let Some(place) = sheets.place(*kind, *target) {
                        let url = Url::new(place).set_text(text);
                        sheet.write_url_with_format(row, column, url, &looks.link)?;
                        links += 1;
                    } else {
                        put_text(sheet, row, column, text, looks)?;
                    }
                }
                Value::Link(_, _, text) | Value::Text(text) => {
                    put_text(sheet, row, column, text, looks)?;
                }
                other => put(sheet, row, column, other, looks)?,
            }
            column += span;
        }
    }
    Ok(())
}

/// Columns that each column takes: texts longer than a cell go on in the next.
fn spans(columns: usize, rows: &[Vec<Value>]) -> Vec<u16> {
    let mut spans = vec![1_u16; columns];
    for row in rows {
        for (value, span) in row.iter().zip(&mut spans) {
            if let Value::Text(text) | Value::Link(_, _, text) = value {
                if text.len() > LONGEST {
                    let needed = cuts(text).count();
                    *span = (*span).max(u16::try_from(needed).unwrap_or(u16::MAX));
                }
            }
        }
    }
    spans
}

/// A text cut to what cells hold. A spreadsheet counts in units of UTF-16.
fn cuts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut units = 0;
        let end = rest.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST
        });
        let (head, tail) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = tail;
        Some(head)
    })
}

fn put_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    for (part, piece) in (column..).zip(cuts(text)) {
        if piece.starts_with(starts_formula) {
            sheet.write_string_with_format(row, part, piece, &looks.guarded)?;
        } else {
            sheet.write_string(row, part, piece)?;
        }
    }
    Ok(())
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank | Value::Text(_) | Value::Link(..) => return Ok(()),
        Value::Number(thousandths) => sheet.write_number(row, column, decimal(*thousandths, 3))?,
        Value::Decimal(number) => sheet.write_number(row, column, number.as_f64())?,
        Value::Real(number) => sheet.write_number(row, column, *number)?,
        Value::Share(share) => sheet.write_number_with_format(row, column, *share, &looks.share)?,
        Value::Money(minor, places) => {
            let number = decimal(*minor, *places);
            match looks.money.get(*places as usize) {
                Some(look) => sheet.write_number_with_format(row, column, number, look)?,
                None => sheet.write_number(row, column, number)?,
            }
        }
        Value::Day(day) if chrono::Datelike::year(day) < 1900 => {
            // A spreadsheet knows no day before 1900.
            sheet.write_string(row, column, day.to_string())?
        }
        Value::Day(day) => sheet.write_with_format(row, column, day, &looks.day)?,
        Value::Time(time) => sheet.write_with_format(row, column, time, &looks.time)?,
        Value::Moment(at) => sheet.write_with_format(row, column, at, &looks.moment)?,
    };
    Ok(())
}

/// `minor` with `places` decimals as a number, exact to the fifteen digits a spreadsheet has.
fn decimal(minor: i64, places: u32) -> f64 {
    minor as f64 / 10_f64.powi(i32::try_from(places).unwrap_or(0))
}
