//! One cell of a workbook as the text that the same list would have as CSV: days as `2024-01-05`,
//! whole numbers without `.0`, and numbers too long for a spreadsheet in the form that says so.

use calamine::{Data, DataRef, Style};
use chrono::{Days, NaiveDate};

/// Seconds of a day.
const DAY: u64 = 86_400;

/// What the look of a cell adds to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Digits that are shown at least: a format of zeros only keeps leading ones.
    pub digits: usize,
}

impl Look {
    /// Of a style.
    pub fn of(style: &Style) -> Self {
        let code = style
            .number_format
            .as_ref()
            .map(|format| &format.format_code);
        let zeros = code
            .filter(|code| (2..=20).contains(&code.len()) && code.bytes().all(|b| b == b'0'))
            .map_or(0, String::len);
        Self { digits: zeros }
    }
}

/// What a format of an old workbook makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A number with leading zeros.
    Padded(Look),
    /// A day, perhaps with its time.
    Day,
    /// Hours that may be more than a day has.
    Hours,
}

impl Shown {
    /// Of the format of that code.
    pub fn of(code: &str) -> Self {
        let zeros = (2..=20).contains(&code.len()) && code.bytes().all(|b| b == b'0');
        if zeros {
            return Self::Padded(Look { digits: code.len() });
        }
        // Of several sections the first is for usual numbers. What is quoted or escaped is shown as
        // it is; brackets hold a colour, a language or hours that go on.
        let code = code.to_lowercase();
        let mut letters = code.chars();
        let mut bare = String::new();
        while let Some(c) = letters.next() {
            match c {
                ';' => break,
                '"' => while !matches!(letters.next(), None | Some('"')) {},
                '\\' | '_' | '*' => drop(letters.next()),
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    let counts = !inside.is_empty() && inside.bytes().all(|b| b"hms".contains(&b));
                    if counts {
                        return Self::Hours;
                    }
                }
                c => bare.push(c),
            }
        }
        // "General" and "E+00" hold such letters too.
        let bare = bare
            .replace("general", "")
            .replace("e+", "")
            .replace("e-", "");
        if bare.contains(['d', 'm', 'y', 'h', 's', 'e', '年', '月', '日']) {
            Self::Day
        } else {
            Self::Number
        }
    }

    /// Of a format that every program knows by its number.
    pub const fn built_in(number: u16) -> Self {
        match number {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Day,
            46 => Self::Hours,
            _ => Self::Number,
        }
    }
}

/// The text of a number that is shown that way.
pub(super) fn shown(value: f64, shown: Shown, epoch_1904: bool) -> String {
    match shown {
        Shown::Number => number(value),
        Shown::Padded(look) => padded(number(value), look),
        Shown::Day => day(value, epoch_1904),
        Shown::Hours => clock(value),
    }
}

/// The text of a value.
pub(super) fn text(value: &DataRef<'_>, look: Look, epoch_1904: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(number) => padded(number.to_string(), look),
        DataRef::Float(value) => padded(number(*value), look),
        DataRef::DateTime(moment) if moment.is_duration() => clock(moment.as_f64()),
        DataRef::DateTime(moment) => day(moment.as_f64(), epoch_1904),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) => Data::from(value.clone()).to_string(),
    }
}

/// A whole number with the leading zeros its format shows.
fn padded(text: String, look: Look) -> String {
    if look.digits > text.len() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{text:0>width$}", width = look.digits)
    } else {
        text
    }
}

/// A number with the fifteen digits a spreadsheet has.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let size = value.abs();
    if size >= 1e15 {
        // What is longer was cut when it was typed; `1.38E17` is recognised as such.
        return format!("{value:E}");
    }
    // Digits before the point are those of the whole part as text.
    let before = format!("{:.0}", size.floor()).len();
    let text = format!("{value:.places$}", places = 15_usize.saturating_sub(before));
    let Some((whole, behind)) = text.split_once('.') else {
        return text;
    };
    let behind = behind.trim_end_matches('0');
    match behind.len() {
        0 if whole == "-0" => "0".to_owned(),
        0 => whole.to_owned(),
        // Three digits could be read as thousands.
        3 => format!("{whole}.{behind}0"),
        _ => format!("{whole}.{behind}"),
    }
}

/// A serial day: `2024-01-05`, with the time behind it if it has one.
fn day(serial: f64, epoch_1904: bool) -> String {
    let serial = if epoch_1904 { serial + 1_462.0 } else { serial };
    if !(0.0..2_958_466.0).contains(&serial) {
        return number(serial);
    }
    if serial < 1.0 {
        return clock(serial);
    }
    let seconds = seconds(serial);
    let (days, rest) = (seconds / DAY, seconds % DAY);
    // 1900 was no leap year, but the count goes on as if.
    let shift = u64::from(days < 60);
    let date = NaiveDate::from_ymd_opt(1899, 12, 30)
        .and_then(|start| start.checked_add_days(Days::new(days + shift)));
    match date {
        Some(date) if rest == 0 => date.to_string(),
        Some(date) => format!("{date} {}", of_clock(rest)),
        None => number(serial),
    }
}

/// A share of a day as hours, minutes and seconds.
fn clock(days: f64) -> String {
    if !(0.0..100_000.0).contains(&days) {
        return number(days);
    }
    of_clock(seconds(days))
}

fn of_clock(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// Whole seconds of a number of days; what is finer is noise of the division by a day.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 2,958,466 days"
)]
fn seconds(days: f64) -> u64 {
    (days * 86_400.0).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (138.0, "138"),
            (13_800_138_000.0, "13800138000"),
            (12.5, "12.5"),
            (0.1 + 0.2, "0.3"),
            (1_234.567, "1234.5670"),
            (-110.7, "-110.7"),
            (1e-7, "0.0000001"),
            (440_106_199_001_012_345.0, "4.4010619900101235E17"),
            (f64::NAN, ""),
        ] {
            assert_eq!(number(value), text);
        }
        let look = Look { digits: 5 };
        assert_eq!(padded("1067".into(), look), "01067");
        assert_eq!(padded("-7".into(), look), "-7");
    }

    #[test]
    fn days_of_both_epochs_and_times() {
        assert_eq!(day(45_296.0, false), "2024-01-05");
        assert_eq!(day(43_834.0, true), "2024-01-05");
        assert_eq!(day(45_296.5, false), "2024-01-05 12:00:00");
        assert_eq!(day(1.0, false), "1900-01-01");
        assert_eq!(day(61.0, false), "1900-03-01");
        assert_eq!(day(0.25, false), "06:00:00");
        assert_eq!(clock(1.5), "36:00:00");
    }

    #[test]
    fn formats_of_old_workbooks() {
        for (code, expected) in [
            ("General", Shown::Number),
            ("#,##0.00", Shown::Number),
            ("0.00E+00", Shown::Number),
            ("[Red]#,##0\" days\"", Shown::Number),
            ("\\d0", Shown::Number),
            ("00000", Shown::Padded(Look { digits: 5 })),
            ("yyyy\\-mm\\-dd", Shown::Day),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("h:mm AM/PM", Shown::Day),
            ("[h]:mm:ss", Shown::Hours),
        ] {
            assert_eq!(Shown::of(code), expected, "{code}");
        }
        assert_eq!(Shown::built_in(14), Shown::Day);
        assert_eq!(shown(45_296.0, Shown::Day, false), "2024-01-05");
    }

    proptest! {
        #[test]
        fn no_number_makes_it_fall(bits: u64, epoch: bool) {
            let value = f64::from_bits(bits);
            drop((number(value), day(value, epoch), clock(value)));
        }

        #[test]
        fn what_is_written_is_the_number(cents in -1_000_000_000_i64..1_000_000_000) {
            let value = cents as f64 / 100.0;
            prop_assert_eq!(number(value).parse::<f64>().ok(), Some(value));
        }
    }
}
