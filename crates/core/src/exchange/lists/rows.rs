//! The rows of a sheet in the words of its file format (ECMA-376, part 1, 18.3.1): texts stand in
//! their cells, numbers are as exact as we have them. Knows nothing of lists.

use std::{
    fmt::{Display, Write as _},
    io::{self, Write},
};

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use rust_xlsxwriter::utility::column_number_to_name;

use super::{ListKind, Value};
use crate::exchange::customers::cell::starts_formula;

/// Characters of a cell; a spreadsheet holds 32,767.
pub(crate) const LONGEST: usize = 32_000;
/// Links of a sheet; a spreadsheet holds 65,530.
const MOST_LINKS: usize = 60_000;
/// What a cell begins with, before its name.
const CELL: &str = "<c r=\"";
/// Bytes that are handed on at once.
const ENOUGH: usize = 1 << 16;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Text that a spreadsheet would take for a formula once somebody edits it.
    Guarded,
    Day,
    Time,
    Moment,
    Share,
    Link,
    /// With that many decimals.
    Money(u32),
}

impl Look {
    pub const ALL: [Self; 11] = [
        Self::Guarded,
        Self::Day,
        Self::Time,
        Self::Moment,
        Self::Share,
        Self::Link,
        Self::Money(0),
        Self::Money(1),
        Self::Money(2),
        Self::Money(3),
        Self::Money(4),
    ];
}

/// What stands between the name of a cell and its value.
struct Opening {
    number: String,
    text: String,
}

impl Opening {
    fn of(style: &str) -> Self {
        Self {
            number: format!("\"{style}><v>"),
            text: format!("\"{style} t=\"inlineStr\"><is><t>"),
        }
    }
}

/// How cells of each look begin, with the number that the workbook gave it.
pub(super) struct Looks {
    plain: Opening,
    worn: Vec<Opening>,
}

impl Looks {
    /// From a sheet whose second row wears each look once, in their order.
    pub fn of(sheet: &str) -> Self {
        let row = sheet.split("<row r=\"2\"").nth(1).unwrap_or_default();
        let row = row.split("</row>").next().unwrap_or_default();
        let cells = row.split("<c r=\"").skip(1).map(|cell| {
            let number = cell.split(" s=\"").nth(1)?.split('"').next()?;
            Some(format!(" s=\"{number}\""))
        });
        Self {
            plain: Opening::of(""),
            worn: cells
                .map(|style| Opening::of(&style.unwrap_or_default()))
                .collect(),
        }
    }

    fn of_one(&self, look: Option<Look>) -> &Opening {
        let at = look.and_then(|look| Look::ALL.iter().position(|one| *one == look));
        at.and_then(|at| self.worn.get(at)).unwrap_or(&self.plain)
    }
}

/// Rows as they grow.
pub(super) struct Rows<'a> {
    /// What the cells of each column begin with, its name at the end.
    columns: Vec<String>,
    looks: &'a Looks,
    /// The number of the row, which begins with 1; the header is one.
    at: usize,
    row: String,
    xml: String,
    links: usize,
    ways: String,
}

impl<'a> Rows<'a> {
    pub fn new(columns: u16, looks: &'a Looks) -> Self {
        Self {
            columns: (0..columns)
                .map(|column| format!("{CELL}{}", column_number_to_name(column)))
                .collect(),
            looks,
            at: 1,
            row: String::new(),
            xml: String::with_capacity(2 * ENOUGH),
            links: 0,
            ways: String::new(),
        }
    }

    /// The last cell of so many rows below the header.
    pub fn corner(&self, rows: usize) -> String {
        let last = self.columns.last();
        let name = last.and_then(|cell| cell.strip_prefix(CELL));
        format!("{}{}", name.unwrap_or("A"), rows + 1)
    }

    /// One more row; `false` if a text is too long for its columns. `spans` are the columns that each value
    /// takes, `place` knows the first cell of a row of another list.
    pub fn add(
        &mut self,
        values: &[Value],
        spans: &[u16],
        place: impl Fn(ListKind, usize) -> Option<String>,
    ) -> bool {
        self.at += 1;
        self.row.clear();
        self.row.push_str(itoa::Buffer::new().format(self.at));
        for part in ["<row r=\"", &self.row, "\">"] {
            self.xml.push_str(part);
        }
        let (mut column, mut fits) = (0, true);
        for (value, span) in values.iter().zip(spans) {
            let span = usize::from(*span);
            match value {
                Value::Link(kind, target, text)
                    if self.links < MOST_LINKS && text.len() < 2_000 =>
                {
                    if let Some(place) = place(*kind, *target) {
                        self.link(column, text, &place);
                    } else {
                        self.text(column, text);
                    }
                }
                Value::Link(_, _, text) | Value::Text(text) => {
                    fits &= self.text(column, text) <= span;
                }
                other => self.value(column, other),
            }
            column += span;
        }
        self.xml.push_str("</row>");
        fits
    }

    /// Hands on what there is, once it is worth it or if it is the last.
    pub fn drain(&mut self, file: &mut impl Write, last: bool) -> io::Result<()> {
        if last || self.xml.len() >= ENOUGH {
            file.write_all(self.xml.as_bytes())?;
            self.xml.clear();
        }
        Ok(())
    }

    /// The links of all rows so far.
    pub fn ways(&self) -> String {
        if self.ways.is_empty() {
            return String::new();
        }
        format!("<hyperlinks>{}</hyperlinks>", self.ways)
    }

    fn link(&mut self, column: usize, text: &str, place: &str) {
        self.words(column, Some(Look::Link), text);
        let cell = self.columns.get(column);
        let name = cell.and_then(|cell| cell.strip_prefix(CELL));
        let name = name.unwrap_or_default();
        for part in ["<hyperlink ref=\"", name, &self.row, "\" location=\""] {
            self.ways.push_str(part);
        }
        escape(&mut self.ways, place);
        self.ways.push_str("\"/>");
        self.links += 1;
    }

    /// A text, cut to what cells hold; how many it took.
    fn text(&mut self, column: usize, text: &str) -> usize {
        // As nearly all are, of the millions there may be.
        if (1..=LONGEST).contains(&text.len()) {
            self.piece(column, text);
            return 1;
        }
        let mut cells = 0;
        for piece in cuts(text) {
            self.piece(column + cells, piece);
            cells += 1;
        }
        cells
    }

    fn piece(&mut self, column: usize, piece: &str) {
        let guarded = piece.starts_with(starts_formula);
        self.words(column, guarded.then_some(Look::Guarded), piece);
    }

    fn value(&mut self, column: usize, value: &Value) {
        match value {
            Value::Blank | Value::Text(_) | Value::Link(..) => (),
            Value::Number(thousandths) => self.amount(column, None, *thousandths, 3),
            Value::Money(minor, places) => {
                self.amount(column, Some(Look::Money(*places)), *minor, *places);
            }
            Value::Share(number) | Value::Real(number) if !number.is_finite() => {
                self.text(column, &number.to_string());
            }
            // A spreadsheet knows no day before 1900.
            Value::Day(day) if day.year() < 1900 => {
                self.text(column, &value.plain());
            }
            Value::Moment(at) if at.year() < 1900 => {
                self.text(column, &value.plain());
            }
            Value::Decimal(number) => self.number(column, None, number),
            Value::Real(number) => self.number(column, None, number),
            Value::Share(share) => self.number(column, Some(Look::Share), share),
            Value::Day(day) => self.amount(column, Some(Look::Day), serial(*day), 0),
            Value::Time(time) => self.number(column, Some(Look::Time), of_day(*time)),
            Value::Moment(at) => {
                let number = serial(at.date()) as f64 + of_day(at.time());
                self.number(column, Some(Look::Moment), number);
            }
        }
    }

    /// Minor units as a number, needless zeros left out.
    fn amount(&mut self, column: usize, look: Option<Look>, minor: i64, places: u32) {
        let (mut size, mut places) = (minor.unsigned_abs(), places as usize);
        while places > 0 && size.is_multiple_of(10) {
            (size, places) = (size / 10, places - 1);
        }
        let scale = 10_u64.saturating_pow(u32::try_from(places).unwrap_or(u32::MAX));
        let (whole, part) = (size / scale, size % scale);
        self.open(column, &self.looks.of_one(look).number);
        let mut digits = itoa::Buffer::new();
        if minor < 0 {
            self.xml.push('-');
        }
        self.xml.push_str(digits.format(whole));
        if places > 0 {
            let digits = digits.format(part);
            self.xml.push('.');
            self.xml.extend((digits.len()..places).map(|_| '0'));
            self.xml.push_str(digits);
        }
        self.xml.push_str("</v></c>");
    }

    fn number(&mut self, column: usize, look: Option<Look>, number: impl Display) {
        self.open(column, &self.looks.of_one(look).number);
        put(&mut self.xml, number);
        self.xml.push_str("</v></c>");
    }

    fn words(&mut self, column: usize, look: Option<Look>, text: &str) {
        self.open(column, &self.looks.of_one(look).text);
        let space = |c: char| c.is_ascii_whitespace();
        if text.starts_with(space) || text.ends_with(space) {
            self.xml.pop();
            self.xml.push_str(" xml:space=\"preserve\">");
        }
        escape(&mut self.xml, text);
        self.xml.push_str("</t></is></c>");
    }

    fn open(&mut self, column: usize, opening: &str) {
        let begin = self.columns.get(column).map_or(CELL, String::as_str);
        for part in [begin, &self.row, opening] {
            self.xml.push_str(part);
        }
    }
}

/// The number of a day: 1 is the first of 1900, a year whose February has 29 days to spreadsheets.
fn serial(day: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 31).unwrap_or_default();
    let days = day.signed_duration_since(first).num_days();
    days + i64::from(days > 59)
}

/// The share of a day that has gone by.
fn of_day(time: NaiveTime) -> f64 {
    f64::from(time.num_seconds_from_midnight()) / 86_400.0
}

/// A text cut to what cells hold. A spreadsheet counts in units of UTF-16.
pub(super) fn cuts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        // Nothing has more units than bytes: few texts have to be counted.
        let mut units = 0;
        let mut beyond = |(_, c): &(usize, char)| {
            units += c.len_utf16();
            units > LONGEST
        };
        let long = rest.len() > LONGEST;
        let end = long.then(|| rest.char_indices().find(&mut beyond));
        let end = end.flatten().map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

/// A text as XML. What XML can't hold is written as spreadsheets do, `_x000D_`; so is the beginning
/// of a text that looks like that.
fn escape(xml: &mut String, text: &str) {
    let plain = |b: u8| b >= b' ' && !matches!(b, b'&' | b'<' | b'>' | b'"' | b'_' | 0xEF);
    // Without a way out at the first that isn't: so the processor looks at many at once.
    if text.bytes().fold(true, |all, b| all & plain(b)) {
        xml.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let plain = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' | '\n' => continue,
            '_' if is_escape(text.get(at..).unwrap_or_default()) => "_x005F_",
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => "",
            _ => continue,
        };
        xml.push_str(text.get(from..at).unwrap_or_default());
        xml.push_str(plain);
        if plain.is_empty() {
            put(xml, format_args!("_x{:04X}_", u32::from(c)));
        }
        from = at + c.len_utf8();
    }
    xml.push_str(text.get(from..).unwrap_or_default());
}

fn put(xml: &mut String, what: impl Display) {
    let written = write!(xml, "{what}");
    debug_assert!(written.is_ok(), "a string takes everything");
}

/// True for `_x000D_` and what begins like it.
fn is_escape(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("_x").and_then(|rest| rest.get(..5)) else {
        return false;
    };
    digits
        .strip_suffix('_')
        .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
