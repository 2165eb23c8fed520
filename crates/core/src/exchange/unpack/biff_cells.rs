//! The cells of one sheet of a workbook of Excel 97. They are kept by their place and written in
//! order, so a sheet with one cell in its last corner is as small as it is.

use super::{
    UnpackError,
    biff::{Book, next, record},
    biff_text::Continued,
    book::Page,
    cell,
    compound::{u16_at, u32_at},
    merged::{self, Merge},
};

/// Bytes that every cell costs beside its text.
const COST: usize = 32;

type Place = (u16, u16);

/// Cells that were met so far.
struct Cells {
    all: Vec<(Place, String)>,
    held: usize,
    room: usize,
    full: UnpackError,
}

impl Cells {
    fn put(&mut self, place: Place, text: &str) -> Result<(), UnpackError> {
        self.held += text.len() + COST;
        if self.held > self.room {
            return Err(self.full);
        }
        self.all.push((place, text.to_owned()));
        Ok(())
    }

    /// Cells separated by commas, a line a row, so that line and row number are the same.
    fn write(mut self) -> Result<String, UnpackError> {
        let mut page = Page::default();
        self.all.sort_by_key(|cell| cell.0);
        let mut rest = self.all.into_iter().peekable();
        while let Some(((row, column), text)) = rest.next() {
            // Of two values in one place the later one counts.
            let again = rest.peek().is_some_and(|other| other.0 == (row, column));
            if !again && !text.is_empty() {
                page.put(u32::from(row), usize::from(column), &text)?;
            }
        }
        Ok(page.text)
    }
}

/// One sheet as text. `room` is what is left of `limit` for it.
pub(super) fn read(
    book: &Book<'_>,
    start: usize,
    room: usize,
    limit: usize,
) -> Result<String, UnpackError> {
    let (first, mut at) = next(book.stream, start)?;
    if first.kind != record::BOF {
        return Err(UnpackError::Damaged);
    }
    let mut cells = Cells {
        all: Vec::new(),
        held: 0,
        room,
        full: UnpackError::TooLarge((limit >> 20) as u64),
    };
    // Charts stand in the middle of a sheet and look like one.
    let mut inside = 0_usize;
    // The cell whose formula gave a text: it comes in a record of its own.
    let mut waiting = None;
    let mut merges = Vec::new();
    loop {
        let (record, after) = next(book.stream, at)?;
        at = after;
        match record.kind {
            record::BOF => inside += 1,
            record::EOF if inside == 0 => break,
            record::EOF => inside -= 1,
            _ if inside > 0 => {}
            record::FORMULA => {
                let place = place(record.bytes()).ok_or(UnpackError::Damaged)?;
                waiting = None;
                match result(book, record.bytes()).ok_or(UnpackError::Damaged)? {
                    Gave::Value(text) => cells.put(place, &text)?,
                    Gave::Text => waiting = Some(place),
                }
            }
            record::RESULT => {
                let text = Continued::new(&record.parts, 0).long(book.page);
                let text = text.ok_or(UnpackError::Damaged)?;
                if let Some(place) = waiting.take() {
                    cells.put(place, &text)?;
                }
            }
            record::SHORT_NUMBERS => {
                for (place, text) in run(book, record.bytes()).ok_or(UnpackError::Damaged)? {
                    cells.put(place, &text)?;
                }
            }
            record::SHARED_TEXT => {
                let bytes = record.bytes();
                let place = place(bytes).ok_or(UnpackError::Damaged)?;
                let number = u32_at(bytes, 6).and_then(|n| usize::try_from(n).ok());
                let text = number.and_then(|number| book.texts.get(number));
                cells.put(place, text.ok_or(UnpackError::Damaged)?)?;
            }
            record::TEXT | record::RICH_TEXT => {
                let place = place(record.bytes()).ok_or(UnpackError::Damaged)?;
                let text = Continued::new(&record.parts, 6).long(book.page);
                cells.put(place, &text.ok_or(UnpackError::Damaged)?)?;
            }
            record::NUMBER | record::SHORT_NUMBER | record::FLAG => {
                let bytes = record.bytes();
                let place = place(bytes).ok_or(UnpackError::Damaged)?;
                let text = single(book, record.kind, bytes);
                cells.put(place, &text.ok_or(UnpackError::Damaged)?)?;
            }
            record::MERGED => merges.extend(merged_areas(record.bytes())),
            _ => {}
        }
    }
    merged::fill(cells.write()?, merges, room)
}

/// Cells that are one with those below them: how many areas, then first and last row and column of each.
fn merged_areas(bytes: &[u8]) -> impl Iterator<Item = Merge> + '_ {
    let areas = bytes.get(2..).unwrap_or_default().chunks_exact(8);
    areas.filter_map(|area| {
        Some(Merge {
            top: u16_at(area, 0)?.into(),
            last: u16_at(area, 2)?.into(),
            column: u16_at(area, 4)?.into(),
        })
    })
}

/// Row and column.
fn place(bytes: &[u8]) -> Option<Place> {
    Some((u16_at(bytes, 0)?, u16_at(bytes, 2)?))
}

/// A number as its look shows it.
fn number(book: &Book<'_>, look: u16, value: f64) -> String {
    let shown = book.shown.get(usize::from(look)).copied();
    cell::shown(value, shown.unwrap_or_default(), book.epoch_1904)
}

fn double(bytes: &[u8], at: usize) -> Option<f64> {
    let part = bytes.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(part.try_into().ok()?))
}

/// A number in four bytes: a whole one or the upper half of a long one, perhaps a hundredth.
fn short(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn single(book: &Book<'_>, kind: u16, bytes: &[u8]) -> Option<String> {
    let look = u16_at(bytes, 4)?;
    Some(match kind {
        record::NUMBER => number(book, look, double(bytes, 6)?),
        record::SHORT_NUMBER => number(book, look, short(u32_at(bytes, 6)?)),
        _ => flag(*bytes.get(6)?, *bytes.get(7)? != 0),
    })
}

/// Short numbers side by side in one row.
fn run(book: &Book<'_>, bytes: &[u8]) -> Option<Vec<(Place, String)>> {
    let (row, first) = place(bytes)?;
    let inner = bytes.get(4..bytes.len().checked_sub(2)?)?;
    let mut cells = Vec::new();
    for (at, part) in inner.chunks_exact(6).enumerate() {
        let column = first.checked_add(u16::try_from(at).ok()?)?;
        let text = number(book, u16_at(part, 0)?, short(u32_at(part, 2)?));
        cells.push(((row, column), text));
    }
    Some(cells)
}

/// Yes and no, or what went wrong.
fn flag(value: u8, error: bool) -> String {
    let text = match (error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    text.to_owned()
}

/// What a formula gave.
enum Gave {
    /// This.
    Value(String),
    /// A text, which comes in the next record.
    Text,
}

fn result(book: &Book<'_>, bytes: &[u8]) -> Option<Gave> {
    let look = u16_at(bytes, 4)?;
    if u16_at(bytes, 12)? != 0xffff {
        return Some(Gave::Value(number(book, look, double(bytes, 6)?)));
    }
    let value = *bytes.get(8)?;
    Some(match *bytes.get(6)? {
        0 => Gave::Text,
        1 => Gave::Value(flag(value, false)),
        2 => Gave::Value(flag(value, true)),
        _ => Gave::Value(String::new()),
    })
}
