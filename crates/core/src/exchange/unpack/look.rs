//! What the format of a cell of a workbook adds to its number: leading zeros, `%`, the sign of a currency, the
//! decimals that are shown. Knows formats only; the number itself is written by the cell.

use calamine::Style;

use crate::domain::signs::strip_mark;

/// Decimals from which a number is taken as it is shown. Fewer hide a part of what was paid, which nobody
/// rounded: `84.5` shown as `85` stays 84.5.
const ROUNDED: u8 = 2;

/// Numbers of formats that stand for the money of wherever the workbook is opened: their sign says nothing.
const LOCAL_MONEY: [u32; 8] = [5, 6, 7, 8, 41, 42, 43, 44];

/// What the look of a cell adds to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Digits that are shown at least: a format of zeros only keeps leading ones.
    pub digits: usize,
    /// True for hundredths: 0.13 is shown as `13%`.
    pub percent: bool,
    /// The sign, word or code of a currency that stands beside it.
    pub sign: Option<&'static str>,
    /// Decimals it is rounded to, as it is shown.
    pub decimals: Option<u8>,
}

impl Look {
    /// Of a style.
    pub fn of(style: &Style) -> Self {
        let Some(format) = style.number_format.as_ref() else {
            return Self::default();
        };
        let Shown::Number(mut look) = Shown::of(&format.format_code) else {
            return Self::default();
        };
        // Excel writes out what such a format is in the country of its writer; `$` is only how its number is known.
        let known = format.format_id.filter(|id| LOCAL_MONEY.contains(id));
        if known.is_some() && look.sign == Some("$") {
            look.sign = None;
        }
        look
    }

    /// Of the first section of a format, which is for usual numbers.
    fn section(parts: &Section) -> Self {
        let bare = parts.bare.as_str();
        let places = bare.trim_matches(|c: char| !matches!(c, '0' | '#' | '?' | '.' | ','));
        let behind = places.split_once('.').map_or("", |(_, behind)| behind);
        // Thousands that are left away, fractions and powers of ten show another number.
        let plain = !parts.conditional
            && !places.ends_with(',')
            && !bare.contains(['/', 'e'])
            && places.bytes().all(|b| b"0#?.,".contains(&b));
        let count = u8::try_from(behind.len()).ok();
        let words = parts.words.trim().trim_end_matches('.');
        let sign = strip_mark(words).filter(|(left, ..)| left.is_empty());
        Self {
            digits: 0,
            percent: bare.matches('%').count() == 1,
            sign: sign.map(|(_, sign, _)| sign),
            decimals: count.filter(|count| plain && (ROUNDED..=15).contains(count)),
        }
    }
}

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number.
    Number(Look),
    /// A day, perhaps with its time.
    Day,
    /// Hours that may be more than a day has.
    Hours,
}

impl Default for Shown {
    fn default() -> Self {
        Self::Number(Look::default())
    }
}

/// The first section of a format.
#[derive(Default)]
struct Section {
    /// In small letters, without what is quoted, escaped or in brackets.
    bare: String,
    /// What is shown as it stands there: units and signs.
    words: String,
    /// True if it is for some numbers only.
    conditional: bool,
    /// True for hours that go on beyond a day.
    hours: bool,
}

impl Section {
    fn of(code: &str) -> Self {
        let mut found = Self::default();
        let mut letters = code.chars();
        while let Some(c) = letters.next() {
            match c {
                ';' => break,
                '"' => found
                    .words
                    .extend(letters.by_ref().take_while(|c| *c != '"')),
                '\\' | '!' => found.words.extend(letters.next()),
                '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    found.bracket(&inside);
                }
                '$' | '€' | '¥' | '￥' | '£' | '₩' | '₹' | '元' | '円' => {
                    found.words.push(if c == '￥' { '¥' } else { c });
                }
                c => found.bare.extend(c.to_lowercase()),
            }
        }
        // "General" and "E+00" hold letters of days too.
        found.bare = found.bare.replace("general", "");
        found
    }

    /// Brackets hold a colour, a condition, a language, a currency or hours that go on.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_lowercase();
        self.hours |= !lower.is_empty() && lower.bytes().all(|b| b"hms".contains(&b));
        self.conditional |= inside.starts_with(['<', '>', '=']);
        if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
            self.words.push_str(&sign.replace('￥', "¥"));
        }
    }
}

impl Shown {
    /// Of the format of that code.
    pub fn of(code: &str) -> Self {
        let zeros = (2..=20).contains(&code.len()) && code.bytes().all(|b| b == b'0');
        if zeros {
            return Self::Number(Look {
                digits: code.len(),
                ..Look::default()
            });
        }
        let section = Section::of(code);
        if section.hours {
            return Self::Hours;
        }
        let days = section.bare.replace("e+", "").replace("e-", "");
        if days.contains(['d', 'm', 'y', 'h', 's', 'e', '年', '月', '日']) {
            Self::Day
        } else {
            Self::Number(Look::section(&section))
        }
    }

    /// Of a format that every program knows by its number.
    pub fn built_in(number: u16) -> Self {
        match number {
            2 | 4 | 7 | 8 | 39 | 40 | 43 | 44 => Self::of("0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Day,
            46 => Self::Hours,
            _ => Self::default(),
        }
    }
}

#[cfg(test)]
#[path = "look_tests.rs"]
mod tests;
