//! A file of customers opened: what it is, how it is written and what it holds, ready to be shown,
//! corrected by hand and planned. The one door of the import for the app and for examples.

use serde::{Deserialize, Serialize};

use super::{
    amount::DecimalMark,
    calendar,
    customers::{self, Mapping, Read, convert::Setting, layout::Layout},
    dates::DateOrder,
    own::OwnFields,
    problem::{Problem, ProblemKind},
    sheet::Sheet,
    text::{self, Decoded},
    vcard,
};
use crate::domain::{IdMaker, TableName, Timestamp};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Cells separated by commas or another sign.
    Csv,
    /// Cells separated by tabs.
    Tsv,
    /// Cards.
    Vcard,
    /// A calendar.
    Ics,
    /// A backup or other JSON.
    Json,
}

/// What a person may decide by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Name of the encoding.
    pub encoding: Option<String>,
    /// The separator.
    pub delimiter: Option<char>,
    /// What each column holds.
    pub mapping: Option<Mapping>,
    /// What a person said of dates that can be read in several ways.
    pub date_order: Option<DateOrder>,
    /// What stands before the decimals, where a column of numbers leaves it open.
    pub decimal_mark: Option<DecimalMark>,
    /// True for cells of a workbook: no sign was put before them to keep a spreadsheet from running
    /// them, so none is taken off.
    pub typed: bool,
    /// The row that names the columns, by its number in the file; 0 if there is none.
    pub header: Option<usize>,
}

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Kind of file.
    pub format: Format,
    /// The text and how it was written.
    pub decoded: Decoded,
    /// For cards the encoding of what names none, if it is not UTF-8.
    pub unnamed: Option<String>,
    /// True if nobody chose the encoding.
    guessed: bool,
    /// The rows, for a table.
    pub sheet: Option<Sheet>,
    /// What each column holds, for a table.
    pub mapping: Mapping,
    /// The row that names the columns, as a person said.
    pub header: Option<usize>,
    /// Own fields that columns may hold.
    pub own: OwnFields,
}

impl Opened {
    /// Looks at the bytes of a file. An encoding name that does not exist counts as none.
    pub fn new(bytes: &[u8], choices: &Choices, language: &str) -> Self {
        let chosen = choices
            .encoding
            .as_deref()
            .and_then(|name| text::decode_as(bytes, name));
        let guessed = chosen.is_none();
        // What is UTF-8 beyond doubt stays it where only quoted text of cards is in doubt.
        let chosen = chosen.filter(|_| !is_plain_card(bytes));
        let decoded = chosen.unwrap_or_else(|| text::decode(bytes, language));
        let format = format_of(&decoded.text);
        let mut opened = Self {
            format,
            decoded,
            unnamed: None,
            guessed,
            sheet: None,
            mapping: Mapping::default(),
            header: choices.header,
            own: OwnFields::none(TableName::Customers),
        };
        if format == Format::Vcard {
            let found = vcard::unnamed(&opened.decoded.text, language).map(str::to_owned);
            let said = choices.encoding.clone();
            opened.unnamed = found.map(|found| said.unwrap_or(found));
        }
        if matches!(format, Format::Vcard | Format::Ics | Format::Json) {
            return opened;
        }
        let sheet = Sheet::read(&opened.decoded.text, choices.delimiter);
        if sheet.dialect.delimiter == '\t' {
            opened.format = Format::Tsv;
        }
        opened.mapping = choices
            .mapping
            .clone()
            .unwrap_or_else(|| Mapping::propose(&Layout::with(&sheet, choices.header)));
        opened.mapping.typed = choices.typed;
        opened.mapping.date_order = choices.date_order;
        opened.mapping.decimal_mark = choices.decimal_mark;
        opened.sheet = Some(sheet);
        opened
    }

    /// The rows of a table by their role.
    pub fn layout(&self) -> Option<Layout<'_>> {
        let sheet = self.sheet.as_ref()?;
        Some(Layout::with(sheet, self.header))
    }

    /// Lets columns hold own fields: those named like one, unless a person chose the columns, and
    /// those that are to become one.
    pub fn know(&mut self, own: OwnFields, chosen: bool, ids: &mut IdMaker, now: Timestamp) {
        self.own = own;
        if !chosen {
            self.mapping.know(&self.own);
        }
        let Some(sheet) = &self.sheet else { return };
        let layout = Layout::with(sheet, self.header);
        let own = &mut self.own;
        self.mapping.make_fields(&layout, own, ids, now);
    }

    /// Name of the encoding that the file is in, or what is in doubt of its cards.
    pub fn encoding(&self) -> &str {
        self.unnamed.as_deref().unwrap_or(self.decoded.encoding)
    }

    /// Cards whose encoding was guessed because they name none: that is told.
    fn without_charset(&self) -> Option<Problem> {
        if self.format != Format::Vcard || !self.guessed {
            return None;
        }
        let named = || self.decoded.text.to_ascii_uppercase().contains("CHARSET=");
        let unicode = self.decoded.encoding.starts_with("UTF-");
        let doubt = self.unnamed.is_some() || (!unicode && !named());
        let kind = ProblemKind::NoCharset(self.encoding().to_owned());
        doubt.then(|| Problem::new(0, "", kind, ""))
    }

    /// The separator of a table.
    pub fn delimiter(&self) -> Option<char> {
        self.sheet.as_ref().map(|sheet| sheet.dialect.delimiter)
    }

    /// Reads the customers.
    pub fn read(&self, setting: &Setting) -> Read {
        let mut read = match (&self.sheet, self.format) {
            (Some(sheet), _) => {
                let layout = Layout::with(sheet, self.header);
                let mut read = customers::read_with(&layout, &self.mapping, setting, &self.own);
                read.rejected.extend(self.broken());
                read.rejected.sort_unstable();
                read
            }
            (None, Format::Vcard) => {
                vcard::read(&self.decoded.text, self.unnamed.as_deref(), setting.today)
            }
            (None, _) => Read::default(),
        };
        read.problems.extend(self.problems());
        read.problems.sort_by_key(|problem| problem.row);
        read
    }

    /// What is wrong with the file before anything is read of it: rows that can't be cut into cells, and
    /// characters that its encoding does not allow.
    pub fn problems(&self) -> Vec<Problem> {
        let sheet = self.sheet.iter();
        let rows = sheet.flat_map(|sheet| sheet.problems.iter().cloned());
        rows.chain(self.undecodable())
            .chain(self.without_charset())
            .collect()
    }

    /// Characters that the encoding does not allow.
    pub fn undecodable(&self) -> Option<Problem> {
        let count = Some(self.decoded.replaced).filter(|count| *count > 0)?;
        let kind = ProblemKind::Undecodable(count);
        Some(Problem::new(0, "", kind, self.decoded.encoding))
    }

    /// Numbers of the rows that can't be cut into cells.
    pub fn broken(&self) -> impl Iterator<Item = usize> + use<'_> {
        let sheet = self.sheet.iter();
        sheet.flat_map(|sheet| sheet.broken.iter().map(|row| row.number))
    }

    /// The rejected rows of a table as a file to correct; `None` for cards.
    pub fn rejects(
        &self,
        read: &Read,
        title: &str,
        reason: impl Fn(&ProblemKind) -> String,
    ) -> Option<String> {
        Some(customers::rejects::rejects_csv(
            &self.layout()?,
            read,
            title,
            reason,
        ))
    }
}

/// True for cards whose bytes are UTF-8.
fn is_plain_card(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| format_of(text) == Format::Vcard)
}

fn format_of(text: &str) -> Format {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |word: &str| {
        start
            .get(..word.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(word))
    };
    // A card whose first line is cut is still one of cards; calendars begin alike.
    if calendar::is_calendar(start) {
        Format::Ics
    } else if begins("BEGIN:VC") {
        Format::Vcard
    } else if start.starts_with(['{', '[']) {
        Format::Json
    } else {
        Format::Csv
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_are_no_cards_though_they_begin_alike() {
        for (text, format) in [
            ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Format::Ics),
            ("\u{feff} begin:vcalendar\n", Format::Ics),
            ("BEGIN:VCARD\r\nEND:VCARD\r\n", Format::Vcard),
            ("Begin:vCard\n", Format::Vcard),
            ("BEGIN:VCAR\n", Format::Vcard),
            ("{\"a\":1}", Format::Json),
            ("Name,Phone\n", Format::Csv),
        ] {
            assert_eq!(format_of(text), format, "{text:?}");
        }
    }
}
