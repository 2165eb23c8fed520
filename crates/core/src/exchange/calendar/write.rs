//! Tasks and birthdays as a calendar. What has a day is an event, because that is what calendars of
//! phones show; the rest are to-dos. The bytes depend on the records alone.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::{
    domain::{Customer, Priority, Task, Timestamp},
    exchange::lists::Words,
};

/// Octets of a line (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// Writes the calendar. Customers who asked not to be contacted are left out.
pub fn write<'a>(
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: impl IntoIterator<Item = &'a Customer>,
    zone: Tz,
    today: NaiveDate,
    words: Words,
) -> String {
    let mut text = String::new();
    for start in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Regulars//Regulars//EN",
        "CALSCALE:GREGORIAN",
    ] {
        line(&mut text, start);
    }
    for entry in tasks {
        task(&mut text, entry, zone);
    }
    for customer in customers {
        birthday(&mut text, customer, today, words);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn task(text: &mut String, task: &Task, zone: Tz) {
    let event = task.due.is_some() && task.done.is_none();
    let kind = if event { "VEVENT" } else { "VTODO" };
    line(text, &format!("BEGIN:{kind}"));
    line(text, &format!("UID:{}@regulars", task.id));
    line(text, &format!("DTSTAMP:{}", stamp(task.updated)));
    match (task.due, task.time, event) {
        (None, ..) => {}
        (Some(day), None, true) => {
            line(text, &format!("DTSTART;VALUE=DATE:{}", compact(day)));
            if let Some(end) = day.checked_add_days(Days::new(1)) {
                line(text, &format!("DTEND;VALUE=DATE:{}", compact(end)));
            }
        }
        (Some(day), None, false) => line(text, &format!("DUE;VALUE=DATE:{}", compact(day))),
        (Some(day), Some(time), true) => {
            let start = utc(day, time, zone);
            line(text, &format!("DTSTART:{}", clock(start)));
            line(
                text,
                &format!("DTEND:{}", clock(start + TimeDelta::minutes(30))),
            );
        }
        (Some(day), Some(time), false) => {
            line(text, &format!("DUE:{}", clock(utc(day, time, zone))));
        }
    }
    line(text, &format!("SUMMARY:{}", escape(&task.title)));
    if !task.note.is_empty() {
        line(text, &format!("DESCRIPTION:{}", escape(&task.note)));
    }
    if let Some(repeat) = &task.repeat {
        line(text, &format!("RRULE:{repeat}"));
    }
    match task.priority {
        Priority::High => line(text, "PRIORITY:1"),
        Priority::Low => line(text, "PRIORITY:9"),
        Priority::Normal => {}
    }
    if let Some(done) = task.done {
        line(text, "STATUS:COMPLETED");
        line(text, &format!("COMPLETED:{}", stamp(done)));
    }
    line(text, &format!("END:{kind}"));
}

fn birthday(text: &mut String, customer: &Customer, today: NaiveDate, words: Words) {
    let Some(day) = customer.birthday.filter(|_| !customer.do_not_contact) else {
        return;
    };
    // A leap year, so that every birthday has a day to begin with.
    let year = day.year().filter(|year| *year >= 1900).unwrap_or(2000);
    // A lunar one falls on another day each year: the next is written.
    let first = if day.is_lunar() {
        day.next(today)
    } else {
        day.in_year(year)
    };
    let Some(first) = first else { return };
    let name = customer.display_name();
    let title = words.get("birthday_of").replace('#', name);
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:birthday-{}@regulars", customer.id));
    line(text, &format!("DTSTAMP:{}", stamp(customer.updated)));
    line(text, &format!("DTSTART;VALUE=DATE:{}", compact(first)));
    let leap = day.to_string().ends_with("02-29");
    let rule = if leap {
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    } else {
        "RRULE:FREQ=YEARLY"
    };
    if !day.is_lunar() {
        line(text, rule);
    }
    line(text, &format!("SUMMARY:{}", escape(&title)));
    line(text, "TRANSP:TRANSPARENT");
    line(text, &format!("X-REGULARS-NAME:{}", escape(name)));
    line(text, &format!("X-REGULARS-BIRTHDAY:{day}"));
    line(text, "END:VEVENT");
}

fn compact(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn clock(utc: NaiveDateTime) -> String {
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}

fn stamp(at: Timestamp) -> String {
    clock(
        DateTime::from_timestamp_millis(at.0)
            .unwrap_or_default()
            .naive_utc(),
    )
}

/// A local day and time as UTC; in the hour that is skipped, an hour later.
fn utc(day: NaiveDate, time: NaiveTime, zone: Tz) -> NaiveDateTime {
    let written = day.and_time(time);
    let later = || {
        zone.from_local_datetime(&(written + TimeDelta::hours(1)))
            .earliest()
    };
    let at = zone.from_local_datetime(&written).earliest().or_else(later);
    at.map_or(written, |at| at.naive_utc())
}

/// Text as a value (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
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
fn line(text: &mut String, content: &str) {
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
