//! Lines of a calendar as they are written: folded, escaped, days and instants in their form. Knows nothing of
//! records.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::domain::Timestamp;

/// Octets of a line (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// A reminder of what it stands in (RFC 5545, 3.6.6), so long before its start.
pub(super) fn alarm(text: &mut String, trigger: &str, title: &str) {
    line(text, "BEGIN:VALARM");
    line(text, "ACTION:DISPLAY");
    line(text, &format!("DESCRIPTION:{}", escape(title)));
    line(text, &format!("TRIGGER:{trigger}"));
    line(text, "END:VALARM");
}

pub(super) fn compact(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

pub(super) fn clock(utc: NaiveDateTime) -> String {
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}

pub(super) fn stamp(at: Timestamp) -> String {
    clock(
        DateTime::from_timestamp_millis(at.0)
            .unwrap_or_default()
            .naive_utc(),
    )
}

/// Text as a value (RFC 5545, 3.3.11).
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(letter);
            }
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push(letter),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// One line, folded after 75 octets without cutting a character.
pub(super) fn line(text: &mut String, content: &str) {
    let mut used = 0;
    for letter in content.chars() {
        if used + letter.len_utf8() > WIDTH {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}
