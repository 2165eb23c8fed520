//! The sheets of an open-document workbook (`.ods`) as texts. Its one file is read in passing;
//! cells and rows that say how often they are repeated are never spread out before it is known that
//! they hold something and fit.

use std::io::{BufReader, Read};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    MAX_PARTS, Origin, Part, UnpackError, Unpacked,
    book::{MAX_ROWS, MAX_TEXT, Page},
    cell::number,
    guard,
};
use crate::{domain::signs, exchange::sheet::MAX_COLUMNS};

/// What the file says it is.
const KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Characters of one cell.
const MAX_CELL: usize = 100_000;
/// Bytes of the list of files.
const MAX_MANIFEST: u64 = 4 << 20;

/// Every sheet that holds something.
pub(super) fn sheets(bytes: &[u8], progress: &dyn Fn(f64)) -> Result<Unpacked, UnpackError> {
    sheets_within(bytes, MAX_TEXT, progress)
}

/// The same with a limit of its own.
pub(super) fn sheets_within(
    bytes: &[u8],
    limit: usize,
    progress: &dyn Fn(f64),
) -> Result<Unpacked, UnpackError> {
    let mut zip = guard::open(bytes)?;
    let mut part = |name: &str| {
        let mut text = Vec::new();
        let file = zip.by_name(name).ok();
        let read = file.map(|file| file.take(MAX_MANIFEST).read_to_end(&mut text));
        read.map_or(Vec::new(), |_| text)
    };
    if !part("mimetype").starts_with(KIND) {
        return Err(UnpackError::OtherProgram);
    }
    let manifest = part("META-INF/manifest.xml");
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(UnpackError::Protected);
    }
    progress(0.1);
    let content = zip.by_name("content.xml").or(Err(UnpackError::Damaged))?;
    let mut book = Book {
        reader: Reader::from_reader(BufReader::new(content)),
        limit,
        found: Unpacked::default(),
    };
    book.read()?;
    progress(1.0);
    Ok(book.found)
}

struct Book<R: Read> {
    reader: Reader<BufReader<R>>,
    limit: usize,
    found: Unpacked,
}

impl<R: Read> Book<R> {
    /// Reads to the end of the file; one that ends before its document does is damaged.
    fn read(&mut self) -> Result<(), UnpackError> {
        let mut buffer = Vec::new();
        let mut ended = false;
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            match event.or(Err(UnpackError::Damaged))? {
                Event::Start(start) if start.name().0 == "table:table" => {
                    let name = attribute(&start, "table:name").unwrap_or_default();
                    self.sheet(name)?;
                }
                Event::End(end) => ended = end.name().0 == "office:document-content",
                Event::Eof if ended => return Ok(()),
                Event::Eof => return Err(UnpackError::Damaged),
                _ => {}
            }
        }
    }

    fn sheet(&mut self, name: String) -> Result<(), UnpackError> {
        let mut buffer = Vec::new();
        let mut page = Page::default();
        let mut row = 0_u32;
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            match event.or(Err(UnpackError::Damaged))? {
                Event::Start(start) if start.name().0 == "table:table-row" => {
                    let times = repeated(&start, "table:number-rows-repeated");
                    let cells = self.row()?;
                    row = self.put(&mut page, row, times, &cells)?;
                }
                Event::Empty(start) if start.name().0 == "table:table-row" => {
                    let times = repeated(&start, "table:number-rows-repeated");
                    row = row.saturating_add(times);
                }
                Event::End(end) if end.name().0 == "table:table" => break,
                Event::Eof => return Err(UnpackError::Damaged),
                _ => {}
            }
        }
        self.limit -= page.text.len();
        if page.text.trim().is_empty() || self.found.parts.len() >= MAX_PARTS {
            self.found.left_out.push(name);
        } else {
            self.found.parts.push(Part {
                name,
                origin: Origin::Sheet,
                bytes: page.text.into_bytes(),
            });
        }
        Ok(())
    }

    /// Writes a row as often as it is repeated; the number of the next.
    fn put(
        &self,
        page: &mut Page,
        row: u32,
        times: u32,
        cells: &[(usize, String)],
    ) -> Result<u32, UnpackError> {
        let next = row.saturating_add(times);
        // Blank rows at the end are repeated up to the last one a sheet can have.
        if cells.is_empty() {
            return Ok(next);
        }
        for row in row..next.min(MAX_ROWS) {
            for (column, text) in cells {
                page.put(row, *column, text)?;
            }
            if page.text.len() > self.limit {
                return Err(UnpackError::TooLarge((MAX_TEXT >> 20) as u64));
            }
        }
        Ok(next)
    }

    /// The cells of a row that hold something, with their columns.
    fn row(&mut self) -> Result<Vec<(usize, String)>, UnpackError> {
        let mut buffer = Vec::new();
        let mut cells: Vec<(usize, String)> = Vec::new();
        let mut column = 0_usize;
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            let (start, whole) = match event.or(Err(UnpackError::Damaged))? {
                Event::Start(start) => (start, false),
                Event::Empty(start) => (start, true),
                Event::End(end) if end.name().0 == "table:table-row" => return Ok(cells),
                Event::Eof => return Err(UnpackError::Damaged),
                _ => continue,
            };
            let name = start.name().0;
            if !matches!(name, "table:table-cell" | "table:covered-table-cell") {
                continue;
            }
            let times = repeated(&start, "table:number-columns-repeated") as usize;
            let value = value(&start);
            let name = name.to_owned();
            let shown = if whole {
                String::new()
            } else {
                self.text(&name)?
            };
            let text = value.unwrap_or(shown);
            if !text.trim().is_empty() {
                let last = column.saturating_add(times).min(MAX_COLUMNS);
                cells.extend((column..last).map(|column| (column, text.clone())));
            }
            column = column.saturating_add(times);
        }
    }

    /// The paragraphs of a cell, without its notes.
    fn text(&mut self, cell: &str) -> Result<String, UnpackError> {
        let mut buffer = Vec::new();
        let mut text = String::new();
        let (mut paragraphs, mut beside) = (0, 0_u32);
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            match event.or(Err(UnpackError::Damaged))? {
                Event::End(end) if end.name().0 == cell => return Ok(text),
                Event::Start(start) if start.name().0 == "office:annotation" => beside += 1,
                Event::End(end) if end.name().0 == "office:annotation" => {
                    beside = beside.saturating_sub(1);
                }
                Event::Eof => return Err(UnpackError::Damaged),
                _ if beside > 0 || text.len() > MAX_CELL => {}
                Event::Start(start) if start.name().0 == "text:p" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                Event::Start(start) | Event::Empty(start) => match start.name().0 {
                    "text:s" => {
                        let count = repeated(&start, "text:c").min(1_000);
                        text.extend((0..count).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                    Ok(Some(letter)) => text.push(letter),
                    _ => text.push_str(entity_text(&entity)),
                },
                _ => {}
            }
        }
    }
}

/// The five entities of XML; others are nothing.
fn entity_text(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes().flatten();
    let found = all.find(|one| one.key.0 == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// How often a cell or row stands there: once if nothing is said.
fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name)
        .map_or(1, |text| text.parse().unwrap_or(1))
        .max(1)
}

/// The value of a cell that is no text, in the form that the same list would have as CSV.
fn value(start: &BytesStart<'_>) -> Option<String> {
    match attribute(start, "office:value-type")?.as_str() {
        kind @ ("float" | "currency") => {
            let text = number(attribute(start, "office:value")?.parse().ok()?);
            let code = attribute(start, "office:currency").filter(|_| kind == "currency");
            Some(match code.as_deref().and_then(signs::code) {
                Some(code) => format!("{text} {code}"),
                None => text,
            })
        }
        "percentage" => {
            let value: f64 = attribute(start, "office:value")?.parse().ok()?;
            Some(format!("{}%", number(value * 100.0)))
        }
        "date" => {
            let text = attribute(start, "office:date-value")?;
            let whole = text.strip_suffix("T00:00:00").unwrap_or(&text);
            Some(whole.replacen('T', " ", 1))
        }
        "time" => attribute(start, "office:time-value").map(|text| clock(&text)),
        "boolean" => attribute(start, "office:boolean-value").map(|text| text.to_uppercase()),
        _ => attribute(start, "office:string-value"),
    }
}

/// `PT09H30M00S` as `09:30:00`; anything else as it is.
fn clock(text: &str) -> String {
    let parts = text.strip_prefix("PT").and_then(|rest| {
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        Some(format!("{hours}:{minutes}:{seconds}"))
    });
    parts.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
#[path = "ods_tests.rs"]
mod tests;
