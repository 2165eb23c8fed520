//! Lists as a workbook: days are days, money has the decimals of its currency, names lead to the row
//! they name, and nothing is a formula. What a sheet can't hold goes on in the next column or sheet.
//!
//! The library writes the workbook with everything but the rows; `rows` writes those, straight into
//! the archive. The library would keep every cell in trees of its own until the end, which is four
//! fifths of the time and twice the memory of a long list; its mode without them needs a file system.

use std::{
    borrow::Cow,
    io::{Cursor, Read, Write},
    ops::Range,
};

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};
use rustc_hash::FxHashMap;
use zip::{ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

pub(crate) use super::rows::LONGEST;
use super::{
    List, ListKind, Value,
    rows::{Look, Looks, Rows, cuts},
};

/// Rows of a sheet below its header; a spreadsheet holds 1,048,576.
const MOST_ROWS: usize = 1_000_000;

/// How hard the file is packed, of 1 to 9. A long list is waited for; that its file is a little larger
/// nobody notices.
const LEVEL: u8 = 1;

/// Why a workbook could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WorkbookError(String);

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<ZipError> for WorkbookError {
    fn from(error: ZipError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for WorkbookError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// Writes the lists, one sheet each, to what `begin` gives, and hands that back. `made` is the day that the
/// file bears; `progress` is told the share done, from 0 to 1.
///
/// # Errors
///
/// If the file can't be written.
pub fn write<W: Write>(
    lists: &[List],
    made: NaiveDate,
    begin: impl Fn() -> W,
    progress: &dyn Fn(f64),
) -> Result<W, WorkbookError> {
    let mut parts: Vec<Part> = lists.iter().flat_map(Part::of).collect();
    let sheets = Sheets::new(lists);
    if let Some(file) = pack(&parts, &sheets, made, begin(), progress)? {
        return Ok(file);
    }
    // A text that no cell holds is rare: only then every text is looked at for how many columns it takes,
    // and what was written is begun anew.
    for part in &mut parts {
        part.measure();
    }
    let file = pack(&parts, &sheets, made, begin(), progress)?;
    file.ok_or_else(|| WorkbookError("a text longer than its columns".to_owned()))
}

/// The workbook; nothing if some text is longer than the columns of its list.
fn pack<W: Write>(
    parts: &[Part],
    sheets: &Sheets,
    made: NaiveDate,
    file: W,
    progress: &dyn Fn(f64),
) -> Result<Option<W>, WorkbookError> {
    let mut skeleton = ZipArchive::new(Cursor::new(skeleton(parts, sheets, made)?))?;
    let looks = Looks::of(&text(&mut skeleton, &file_of(0))?);
    // Written straight on: a long workbook stands nowhere as a whole.
    let mut packed = ZipWriter::new_stream(file);
    let level = SimpleFileOptions::default().compression_level(Some(LEVEL.into()));
    let total: usize = parts.iter().map(|part| part.rows.len()).sum();
    let mut done = 0;
    let files = skeleton.file_names().map(|name| name.map(Cow::into_owned));
    let files: Vec<String> = files.collect::<Result<_, _>>()?;
    for file in files {
        let part = (0..).zip(parts).find(|(at, _)| file == file_of(*at));
        let Some((_, part)) = part else {
            packed.raw_copy_file(skeleton.by_name(&file)?)?;
            continue;
        };
        let frame = text(&mut skeleton, &file)?;
        packed.start_file(file, level)?;
        let share = |row: usize| progress((done + row) as f64 / total.max(1) as f64);
        if !fill(&mut packed, &frame, part, sheets, &looks, &share)? {
            return Ok(None);
        }
        done += part.rows.len();
    }
    let file = packed.finish()?.into_inner();
    progress(1.0);
    Ok(Some(file))
}

/// Where the archive keeps a sheet.
fn file_of(at: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", at + 1)
}

fn text(archive: &mut ZipArchive<Cursor<Vec<u8>>>, file: &str) -> Result<String, WorkbookError> {
    let mut text = String::new();
    archive.by_name(file)?.read_to_string(&mut text)?;
    Ok(text)
}

/// The rows of a list that one sheet holds.
struct Part<'l, 'a> {
    list: &'l List<'a>,
    number: usize,
    rows: Range<usize>,
    /// Columns of the sheet that each column takes: texts longer than a cell go on in the next.
    spans: Vec<u16>,
}

impl<'l, 'a> Part<'l, 'a> {
    /// A list without any rows still has its sheet.
    fn of(list: &'l List<'a>) -> impl Iterator<Item = Self> {
        let sheets = list.rows.len().div_ceil(MOST_ROWS).max(1);
        (0..sheets).map(move |number| {
            let first = number * MOST_ROWS;
            Self {
                list,
                number,
                rows: first..list.rows.len().min(first + MOST_ROWS),
                spans: vec![1; list.columns.len()],
            }
        })
    }

    fn rows(&self) -> impl Iterator<Item = Vec<Value<'a>>> + use<'l, 'a> {
        self.list.rows.range(self.rows.clone())
    }

    /// Counts the columns that the longest texts take.
    fn measure(&mut self) {
        let mut spans = vec![1_u16; self.spans.len()];
        for row in self.rows() {
            for (value, span) in row.iter().zip(&mut spans) {
                if let Value::Text(text) | Value::Link(_, _, text) = value {
                    let needed = cuts(text).count();
                    *span = (*span).max(u16::try_from(needed).unwrap_or(u16::MAX));
                }
            }
        }
        self.spans = spans;
    }
}

/// The workbook with everything but its rows. The first sheet has one more row than its header, in
/// which every look is worn once.
fn skeleton(parts: &[Part], sheets: &Sheets, made: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same records on the same day are the same bytes.
    let midnight = made.and_time(chrono::NaiveTime::MIN);
    book.set_properties(
        &DocProperties::new()
            .set_author("Regulars")
            .set_creation_datetime(&midnight.and_utc()),
    );
    let bold = Format::new().set_bold();
    for (at, part) in parts.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheets.name(part.list.kind, part.number))?;
        let mut column = 0_u16;
        for (title, span) in part.list.columns.iter().zip(&part.spans) {
            for piece in 0..*span {
                let title = if piece == 0 {
                    title.clone()
                } else {
                    format!("{title} {}", piece + 1)
                };
                sheet.write_string_with_format(0, column, &title, &bold)?;
                sheet.set_column_width(column, 16)?;
                column += 1;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let last = u32::try_from(part.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, last, column.saturating_sub(1))?;
        if at == 0 {
            wear(sheet)?;
        }
    }
    book.save_to_buffer()
}

fn wear(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, look) in (0..).zip(Look::ALL) {
        let plain = Format::new();
        let format = match look {
            Look::Guarded => plain.set_quote_prefix(),
            Look::Day => plain.set_num_format("yyyy-mm-dd"),
            Look::Time => plain.set_num_format("hh:mm"),
            Look::Moment => plain.set_num_format("yyyy-mm-dd hh:mm"),
            Look::Share => plain.set_num_format("0.0%"),
            Look::Link => plain.set_hyperlink(),
            Look::Money(0) => plain.set_num_format("#,##0"),
            Look::Money(places) => {
                plain.set_num_format(format!("#,##0.{}", "0".repeat(places as usize)))
            }
        };
        sheet.write_blank(1, column, &format)?;
    }
    Ok(())
}

/// Writes a sheet: what the library wrote before the rows, the rows, and what comes after; `false` if some
/// text did not fit.
fn fill(
    file: &mut impl Write,
    frame: &str,
    part: &Part,
    sheets: &Sheets,
    looks: &Looks,
    progress: &dyn Fn(usize),
) -> Result<bool, WorkbookError> {
    const ROWS_END: &str = "</sheetData>";
    // Links stand between the filter and the margins.
    const MARGINS: &str = "<pageMargins";
    let strange = || WorkbookError("the frame of a sheet".to_owned());
    let (head, tail) = frame.split_once(ROWS_END).ok_or_else(strange)?;
    let (tail, end) = tail.split_once(MARGINS).ok_or_else(strange)?;
    let head = head.split("<row r=\"2\"").next().unwrap_or(head);
    let (head, rest) = head.split_once("<dimension ref=\"").ok_or_else(strange)?;
    let rest = rest.split_once('"').ok_or_else(strange)?.1;
    let columns: u16 = part.spans.iter().sum();
    let mut rows = Rows::new(columns, looks);
    let corner = rows.corner(part.rows.len());
    write!(file, "{head}<dimension ref=\"A1:{corner}\"{rest}")?;
    for (at, values) in part.rows().enumerate() {
        if at % 1_000 == 0 {
            progress(at);
        }
        if !rows.add(&values, &part.spans, |kind, row| sheets.place(kind, row)) {
            return Ok(false);
        }
        rows.drain(file, false)?;
    }
    rows.drain(file, true)?;
    write!(file, "{ROWS_END}{tail}{}{MARGINS}{end}", rows.ways())?;
    Ok(true)
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
        Some(format!("'{name}'!A{}", row % MOST_ROWS + 2))
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
