//! One cell of a workbook as the text that the same list would have as CSV: days as `2024-01-05`,
//! whole numbers without `.0`, and numbers too long for a spreadsheet in the form that says so.

use calamine::{Data, DataRef};
use chrono::{Days, NaiveDate};

use super::look::{Look, Shown};

/// Seconds of a day.
const DAY: u64 = 86_400;
/// Last characters of signs that stand before a number; words and codes stand behind it.
const BEFORE: [char; 9] = ['$', '¥', '€', '£', '₩', '₹', '₫', '₺', '฿'];

/// The text of a number that is shown that way.
pub(super) fn shown(value: f64, shown: Shown, epoch_1904: bool) -> String {
    match shown {
        Shown::Number(look) => looking(value, look),
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
        DataRef::Int(number) => dressed(number.to_string(), look),
        DataRef::Float(value) => looking(*value, look),
        DataRef::DateTime(moment) if moment.is_duration() => clock(moment.as_f64()),
        DataRef::DateTime(moment) => day(moment.as_f64(), epoch_1904),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) => Data::from(value.clone()).to_string(),
    }
}

/// A number as its look shows it.
fn looking(value: f64, look: Look) -> String {
    let text = number(if look.percent { value * 100.0 } else { value });
    let text = match look.decimals {
        Some(places) => rounded(&text, places.into()).unwrap_or(text),
        None => text,
    };
    dressed(text, look)
}

/// What stands around the digits of a number: zeros before it, and the signs beside it.
fn dressed(text: String, look: Look) -> String {
    let text = padded(text, look);
    if text.is_empty() {
        return text;
    }
    match (look.percent, look.sign) {
        (true, _) => format!("{text}%"),
        (false, Some(sign)) if sign.ends_with(BEFORE) => format!("{sign}{text}"),
        (false, Some(code)) => format!("{text} {code}"),
        (false, None) => text,
    }
}

/// Digits cut to that many behind the point, halves away from zero: as a spreadsheet shows them. `None` if
/// there is nothing to cut.
fn rounded(text: &str, places: usize) -> Option<String> {
    let (whole, behind) = text.split_once('.')?;
    let next = *behind.as_bytes().get(places)?;
    if !behind.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = behind.get(..places)?;
    let size: u128 = format!("{}{kept}", whole.trim_start_matches('-'))
        .parse()
        .ok()?;
    let digits = format!(
        "{:0>width$}",
        size + u128::from(next >= b'5'),
        width = places + 1
    );
    let (whole_digits, kept) = digits.split_at_checked(digits.len() - places)?;
    let negative = whole.starts_with('-') && digits.bytes().any(|byte| byte != b'0');
    let sign = if negative { "-" } else { "" };
    let kept = kept.trim_end_matches('0');
    let point = if kept.is_empty() { "" } else { "." };
    // Three digits could be read as thousands.
    let last = if kept.len() == 3 { "0" } else { "" };
    Some(format!("{sign}{whole_digits}{point}{kept}{last}"))
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
        let look = Look {
            digits: 5,
            ..Look::default()
        };
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
    fn numbers_as_they_are_shown() {
        for (code, value, expected) in [
            ("General", 84.915, "84.9150"),
            ("0.00", 84.915, "84.92"),
            ("0.00", -0.001, "0"),
            ("0.00", -1.005, "-1.01"),
            ("0.00", 0.996, "1"),
            ("0.00", 84.5, "84.5"),
            ("#,##0.000", 1.23456, "1.2350"),
            ("0", 84.5, "84.5"),
            ("0%", 0.13, "13%"),
            ("0%", 0.135, "13.5%"),
            ("0.00%", 0.123_456, "12.35%"),
            ("[$€-407]0.00", 84.915, "€84.92"),
            ("\"$\"#,##0.00", -5.0, "$-5"),
            ("0.00\"元\"", 5.0, "5 元"),
            ("00000", 1_067.0, "01067"),
            ("0.00", 4.4e20, "4.4E20"),
            ("yyyy-mm-dd", 45_296.0, "2024-01-05"),
        ] {
            assert_eq!(shown(value, Shown::of(code), false), expected, "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_number_makes_it_fall(bits: u64, epoch: bool) {
            let value = f64::from_bits(bits);
            drop((number(value), day(value, epoch), clock(value)));
            drop(shown(value, Shown::of("[$€-407]0.00"), epoch));
        }

        #[test]
        fn what_is_written_is_the_number(cents in -1_000_000_000_i64..1_000_000_000) {
            let value = cents as f64 / 100.0;
            prop_assert_eq!(number(value).parse::<f64>().ok(), Some(value));
        }
    }
}
