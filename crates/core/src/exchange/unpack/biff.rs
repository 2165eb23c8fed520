//! Workbooks of Excel 97 and older (`.xls`, BIFF5 and BIFF8) as texts. Records are read one after the
//! other with every length checked: the reader that the other workbooks go through trusts such files
//! and would fall over hostile ones.

use super::{
    MAX_PARTS, Origin, Part, UnpackError, Unpacked, biff_cells,
    biff_text::{Codepage, Continued},
    book::MAX_TEXT,
    compound::{Compound, u16_at, u32_at},
    look::Shown,
};

/// Kinds of records.
pub(super) mod record {
    pub const BOF: u16 = 0x0809;
    pub const EOF: u16 = 0x000a;
    pub const CONTINUE: u16 = 0x003c;
    pub const LOCKED: u16 = 0x002f;
    pub const CODEPAGE: u16 = 0x0042;
    pub const EPOCH: u16 = 0x0022;
    pub const FORMAT: u16 = 0x041e;
    pub const LOOK: u16 = 0x00e0;
    pub const SHEET: u16 = 0x0085;
    pub const TEXTS: u16 = 0x00fc;
    pub const NUMBER: u16 = 0x0203;
    pub const SHORT_NUMBER: u16 = 0x027e;
    pub const SHORT_NUMBERS: u16 = 0x00bd;
    pub const SHARED_TEXT: u16 = 0x00fd;
    pub const TEXT: u16 = 0x0204;
    pub const RICH_TEXT: u16 = 0x00d6;
    pub const FLAG: u16 = 0x0205;
    pub const FORMULA: u16 = 0x0006;
    pub const RESULT: u16 = 0x0207;
    pub const MERGED: u16 = 0x00e5;
}

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
    let file = Compound::open(bytes).ok_or(UnpackError::Damaged)?;
    if file.has("EncryptedPackage") {
        return Err(UnpackError::Protected);
    }
    let name = ["Workbook", "Book", "WORKBOOK", "BOOK"];
    let Some(name) = name.into_iter().find(|name| file.has(name)) else {
        return Err(UnpackError::OtherProgram);
    };
    let stream = file.stream(name).ok_or(UnpackError::Damaged)?;
    let book = Book::open(&stream)?;
    progress(0.3);
    let mut found = Unpacked::default();
    let mut left = limit;
    for (at, sheet) in book.sheets.iter().enumerate() {
        progress(0.3 + 0.7 * at as f64 / book.sheets.len() as f64);
        if !sheet.shown || found.parts.len() >= MAX_PARTS {
            found.left_out.push(sheet.name.clone());
            continue;
        }
        let text = biff_cells::read(&book, sheet.at, left, limit)?;
        left -= text.len();
        if text.trim().is_empty() {
            found.left_out.push(sheet.name.clone());
        } else {
            found.parts.push(Part {
                name: sheet.name.clone(),
                origin: Origin::Sheet,
                bytes: text.into_bytes(),
            });
        }
    }
    Ok(found)
}

/// One record: what it is, and its bytes with those of records that go on from it.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub parts: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    pub fn bytes(&self) -> &'a [u8] {
        self.parts.first().copied().unwrap_or_default()
    }
}

/// The record at `at`, and where the next one is.
pub(super) fn next(stream: &[u8], at: usize) -> Result<(Record<'_>, usize), UnpackError> {
    let (kind, bytes, mut end) = bare(stream, at).ok_or(UnpackError::Damaged)?;
    let mut parts = vec![bytes];
    while let Some((record::CONTINUE, bytes, after)) = bare(stream, end) {
        parts.push(bytes);
        end = after;
    }
    Ok((Record { kind, parts }, end))
}

fn bare(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let (kind, length) = (u16_at(stream, at)?, u16_at(stream, at.checked_add(2)?)?);
    let start = at.checked_add(4)?;
    let end = start.checked_add(usize::from(length))?;
    Some((kind, stream.get(start..end)?, end))
}

struct Sheet {
    name: String,
    at: usize,
    shown: bool,
}

/// What all sheets share.
pub(super) struct Book<'a> {
    pub stream: &'a [u8],
    pub page: Codepage,
    pub epoch_1904: bool,
    pub shown: Vec<Shown>,
    pub texts: Vec<String>,
    sheets: Vec<Sheet>,
}

impl<'a> Book<'a> {
    fn open(stream: &'a [u8]) -> Result<Self, UnpackError> {
        let mut book = Self {
            stream,
            page: Codepage::default(),
            epoch_1904: false,
            shown: Vec::new(),
            texts: Vec::new(),
            sheets: Vec::new(),
        };
        let mut formats: Vec<(u16, Shown)> = Vec::new();
        let mut looks: Vec<u16> = Vec::new();
        let (mut at, mut first) = (0, true);
        loop {
            let (record, after) = next(stream, at)?;
            let bytes = record.bytes();
            match record.kind {
                record::BOF => book.page.wide = u16_at(bytes, 0) == Some(0x0600),
                // Whatever it is, it is no workbook of this kind.
                _ if first => return Err(UnpackError::Damaged),
                record::EOF => break,
                record::LOCKED => return Err(UnpackError::Protected),
                record::CODEPAGE => book.page.choose(u16_at(bytes, 0).unwrap_or_default()),
                record::EPOCH => book.epoch_1904 = u16_at(bytes, 0) == Some(1),
                record::FORMAT => {
                    let number = u16_at(bytes, 0).ok_or(UnpackError::Damaged)?;
                    let parts = record.parts.as_slice();
                    let mut text = Continued::new(parts, 2);
                    let code = if book.page.wide {
                        text.long(book.page)
                    } else {
                        text.short(book.page)
                    };
                    let code = code.ok_or(UnpackError::Damaged)?;
                    formats.push((number, Shown::of(&code)));
                }
                record::LOOK => looks.push(u16_at(bytes, 2).ok_or(UnpackError::Damaged)?),
                record::SHEET => book.sheets.push(book.sheet(&record)?),
                record::TEXTS => book.texts(&record)?,
                _ => {}
            }
            first = false;
            at = after;
        }
        book.shown = looks
            .iter()
            .map(|look| {
                let own = formats.iter().rev().find(|(number, _)| number == look);
                own.map_or_else(|| Shown::built_in(*look), |(_, shown)| *shown)
            })
            .collect();
        Ok(book)
    }

    fn sheet(&self, record: &Record<'_>) -> Result<Sheet, UnpackError> {
        let bytes = record.bytes();
        let read = || {
            let at = usize::try_from(u32_at(bytes, 0)?).ok()?;
            let (state, kind) = (bytes.get(4)? & 3, *bytes.get(5)?);
            let name = Continued::new(&record.parts, 6).short(self.page)?;
            Some(Sheet {
                name: name.replace('\0', ""),
                at,
                shown: state == 0 && kind == 0,
            })
        };
        read().ok_or(UnpackError::Damaged)
    }

    /// The texts that cells name by number.
    fn texts(&mut self, record: &Record<'_>) -> Result<(), UnpackError> {
        let count = u32_at(record.bytes(), 4).ok_or(UnpackError::Damaged)?;
        let mut texts = Continued::new(&record.parts, 8);
        for _ in 0..count {
            let text = texts.long(self.page).ok_or(UnpackError::Damaged)?;
            self.texts.push(text);
        }
        Ok(())
    }
}
