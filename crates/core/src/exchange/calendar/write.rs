//! Tasks, the days of customers and those of deals as a calendar. What has a day is an event, because that is what calendars of
//! phones show; the rest are to-dos. The bytes depend on the records alone.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{CUSTOMER, NAME, OCCURRENCE, OURS, local, rule};
use crate::{
    domain::{Birthday, Customer, Deal, FieldDef, FieldValue, Id, Priority, Task, Timestamp},
    exchange::{lists::Words, reach},
    query::remind::MORNING,
};

/// Octets of a line (RFC 5545, 3.1).
const WIDTH: usize = 75;
/// Celebrations of a lunar birthday that are written: no rule of a calendar says when the next is.
const MOONS: usize = 10;

/// Writes the calendar. Customers who asked not to be contacted, or refused every way, are left out; what is to be
/// done for them stays, and names nobody but in its own words. Other tasks say whom they are for. Of a birthday one is reminded `ahead` days before.
pub fn write<'a>(
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: impl IntoIterator<Item = &'a Customer>,
    zone: Tz,
    today: NaiveDate,
    ahead: u8,
    words: Words,
) -> String {
    let customers: Vec<&Customer> = customers.into_iter().collect();
    calendar(|text| {
        all_tasks(text, tasks, &customers, zone);
        for customer in customers {
            birthday(text, customer, today, ahead, words);
        }
    })
}

/// Writes tasks alone. Each names its customer, of those given, who may be named.
pub fn write_tasks<'a>(
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: impl IntoIterator<Item = &'a Customer>,
    zone: Tz,
) -> String {
    let customers: Vec<&Customer> = customers.into_iter().collect();
    calendar(|text| all_tasks(text, tasks, &customers, zone))
}

fn all_tasks<'a>(
    text: &mut String,
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: &[&'a Customer],
    zone: Tz,
) {
    let tasks: Vec<&Task> = tasks.into_iter().collect();
    let timed = tasks.iter().filter(|task| comes_at(task, zone));
    if let Some(first) = timed.filter_map(|task| task.due).min() {
        for part in local::described(zone, first.year()) {
            line(text, &part);
        }
    }
    let named = customers
        .iter()
        .filter_map(|one| Some((one.id, reach::called(one)?)));
    let named: FxHashMap<Id<Customer>, &str> = named.collect();
    for entry in tasks {
        let who = entry.customer.and_then(|id| Some((id, *named.get(&id)?)));
        task(text, entry, who, zone);
    }
}

/// Writes the birthdays of customers and the dates in their own `fields`, those that the shop tells every year
/// as days that come again, of which one is reminded `ahead` days before. Who asked not to be contacted, or refused every way, is left out.
pub fn write_days<'a>(
    customers: impl IntoIterator<Item = &'a Customer>,
    fields: &[Arc<FieldDef>],
    today: NaiveDate,
    ahead: u8,
    words: Words,
) -> String {
    calendar(|text| {
        for customer in customers {
            let Some(name) = reach::called(customer) else {
                continue;
            };
            birthday(text, customer, today, ahead, words);
            for field in fields {
                let Some(FieldValue::Date(day)) = customer.values.get(&field.id) else {
                    continue;
                };
                let uid = format!("{}-{}", field.id, customer.id);
                let title = format!("{}: {name}", field.name);
                let rule = field.yearly.then(|| yearly(*day));
                all_day(text, &uid, customer.updated, *day, rule, &title);
                if field.yearly {
                    alarm(text, &days_before(ahead), &title);
                }
                line(text, "END:VEVENT");
            }
        }
    })
}

/// Writes the days on which open deals are expected to close, each with what its customer is called: with
/// nobody where that one asked not to be contacted or refused every way.
pub fn write_deals<'a>(
    deals: impl IntoIterator<Item = (&'a Deal, Option<&'a Customer>)>,
) -> String {
    calendar(|text| {
        for (deal, customer) in deals {
            let Some(day) = deal.expected_close.filter(|_| deal.is_open()) else {
                continue;
            };
            let customer = customer.and_then(reach::called).unwrap_or_default();
            let parts = [deal.title.as_str(), customer];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let uid = format!("deal-{}", deal.id);
            all_day(text, &uid, deal.updated, day, None, &parts.join(" · "));
            if !deal.note.is_empty() {
                line(text, &format!("DESCRIPTION:{}", escape(&deal.note)));
            }
            line(text, "END:VEVENT");
        }
    })
}

fn calendar(fill: impl FnOnce(&mut String)) -> String {
    let mut text = String::new();
    for start in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Regulars//Regulars//EN",
        "CALSCALE:GREGORIAN",
    ] {
        line(&mut text, start);
    }
    fill(&mut text);
    line(&mut text, "END:VCALENDAR");
    text
}

/// How a day comes again every year.
fn yearly(day: NaiveDate) -> &'static str {
    if (day.month(), day.day()) == (2, 29) {
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    } else {
        "RRULE:FREQ=YEARLY"
    }
}

/// An event of a whole day that takes no time, but for its end.
fn all_day(
    text: &mut String,
    uid: &str,
    at: Timestamp,
    day: NaiveDate,
    rule: Option<&str>,
    title: &str,
) {
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{uid}{OURS}"));
    line(text, &format!("DTSTAMP:{}", stamp(at)));
    line(text, &format!("DTSTART;VALUE=DATE:{}", compact(day)));
    if let Some(rule) = rule {
        line(text, rule);
    }
    line(text, &format!("SUMMARY:{}", escape(title)));
    line(text, "TRANSP:TRANSPARENT");
}

/// Whether it comes again at a time of day. Such times stand in the shop's zone: what comes every Monday at
/// seven in Shanghai would come on Sundays by the clock of UTC, and at another hour in summer than in winter.
fn comes_at(task: &Task, zone: Tz) -> bool {
    task.repeat.is_some() && task.due.is_some() && task.time.is_some() && zone != Tz::UTC
}

fn task(text: &mut String, task: &Task, who: Option<(Id<Customer>, &str)>, zone: Tz) {
    let event = task.due.is_some() && task.done.is_none();
    let kind = if event { "VEVENT" } else { "VTODO" };
    line(text, &format!("BEGIN:{kind}"));
    // Under the UID it came with another calendar finds it again. What was done of one that comes again
    // has the same, and an occurrence that of all: those are told by their own.
    let known = task.done.is_none() && !task.code.is_empty() && !task.code.contains(OCCURRENCE);
    if known {
        line(text, &format!("UID:{}", escape(&task.code)));
    } else {
        line(text, &format!("UID:{}{OURS}", task.id));
    }
    line(text, &format!("DTSTAMP:{}", stamp(task.updated)));
    let local = comes_at(task, zone);
    let moment = |at: NaiveDateTime| {
        if local {
            format!(";TZID={}:{}", zone.name(), at.format("%Y%m%dT%H%M%S"))
        } else {
            format!(":{}", clock(utc(at, zone)))
        }
    };
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
            let start = day.and_time(time);
            line(text, &format!("DTSTART{}", moment(start)));
            let end = start + TimeDelta::minutes(30);
            line(text, &format!("DTEND{}", moment(end)));
        }
        (Some(day), Some(time), false) => {
            line(text, &format!("DUE{}", moment(day.and_time(time))));
        }
    }
    line(text, &format!("SUMMARY:{}", escape(&task.title)));
    if !task.note.is_empty() {
        line(text, &format!("DESCRIPTION:{}", escape(&task.note)));
    }
    if let Some((id, name)) = who {
        let name = escape(name);
        line(text, &format!("CONTACT:{name}"));
        line(text, &format!("{CUSTOMER}:{id}"));
        line(text, &format!("{NAME}:{name}"));
    }
    if let Some(repeat) = &task.repeat {
        // The end is of the kind of the start: an instant where that has a time (RFC 5545, 3.3.10).
        let end = repeat.until.zip(task.time);
        let end = end.map(|(day, time)| clock(utc(day.and_time(time), zone)));
        line(
            text,
            &format!("RRULE:{}", rule::text(repeat, end.as_deref())),
        );
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
    // As in the app: of an open task, before its time or before the morning of its day, which begins at midnight.
    if let Some(minutes) = task.remind.filter(|_| event) {
        let morning = task
            .time
            .map_or(MORNING.num_seconds_from_midnight() / 60, |_| 0);
        let after = i64::from(morning) - i64::from(minutes);
        let sign = if after < 0 { "-" } else { "" };
        alarm(text, &format!("{sign}PT{}M", after.abs()), &task.title);
    }
    line(text, &format!("END:{kind}"));
}

/// A reminder of what it stands in (RFC 5545, 3.6.6), so long before its start.
fn alarm(text: &mut String, trigger: &str, title: &str) {
    line(text, "BEGIN:VALARM");
    line(text, "ACTION:DISPLAY");
    line(text, &format!("DESCRIPTION:{}", escape(title)));
    line(text, &format!("TRIGGER:{trigger}"));
    line(text, "END:VALARM");
}

/// Nine in the morning so many days before a whole day, which begins at midnight: nobody is to be woken.
fn days_before(days: u8) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        _ => format!("-P{}DT15H", days - 1),
    }
}

fn birthday(text: &mut String, customer: &Customer, today: NaiveDate, ahead: u8, words: Words) {
    let (Some(day), Some(name)) = (customer.birthday, reach::called(customer)) else {
        return;
    };
    // A leap year, so that every birthday has a day to begin with.
    let year = day.year().filter(|year| *year >= 1900).unwrap_or(2000);
    // A lunar one falls on another day each year: the next ones are written.
    let mut moons = moons(day, today);
    let first = if day.is_lunar() {
        moons.next()
    } else {
        day.in_year(year)
    };
    let Some(first) = first else { return };
    let rule = if day.is_lunar() {
        let days: Vec<String> = moons.map(compact).collect();
        (!days.is_empty()).then(|| format!("RDATE;VALUE=DATE:{}", days.join(",")))
    } else {
        Some(yearly(first).to_owned())
    };
    let title = words.get("birthday_of").replace('#', name);
    let uid = format!("birthday-{}", customer.id);
    all_day(text, &uid, customer.updated, first, rule.as_deref(), &title);
    line(text, &format!("{NAME}:{}", escape(name)));
    line(text, &format!("X-REGULARS-BIRTHDAY:{day}"));
    alarm(text, &days_before(ahead), &title);
    line(text, "END:VEVENT");
}

/// The next celebrations of a birthday, as far as its calendar is known.
fn moons(day: Birthday, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let after = move |last: &NaiveDate| day.next(last.succ_opt()?);
    std::iter::successors(day.next(today), after).take(MOONS)
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

/// A local moment as UTC; in the hour that is skipped, an hour later.
fn utc(written: NaiveDateTime, zone: Tz) -> NaiveDateTime {
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
