//! Tasks, the days of customers and those of deals as a calendar. What has a day is an event, because that is what calendars of
//! phones show; the rest are to-dos. The bytes depend on the records alone.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDateTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use super::{
    CUSTOMER, NAME, OCCURRENCE, OURS,
    days::{self, Telling, all_day},
    lines::{alarm, clock, compact, escape, line, stamp},
    local, rule,
};
use crate::{
    domain::{Customer, Deal, FieldDef, Id, Priority, Task},
    exchange::reach,
    query::remind::MORNING,
};

/// What a shop has that stands on days.
#[derive(Debug, Clone, Default)]
pub struct Everything<'a> {
    /// What is to be done.
    pub tasks: Vec<&'a Task>,
    /// Whose days these are, and whom tasks and deals may name.
    pub customers: Vec<&'a Customer>,
    /// The shop's own fields of customers.
    pub fields: &'a [Arc<FieldDef>],
    /// What is to be won.
    pub deals: Vec<&'a Deal>,
}

impl<'a> Everything<'a> {
    /// Tasks and people.
    pub fn of(
        tasks: impl IntoIterator<Item = &'a Task>,
        customers: impl IntoIterator<Item = &'a Customer>,
    ) -> Self {
        Self {
            tasks: tasks.into_iter().collect(),
            customers: customers.into_iter().collect(),
            ..Self::default()
        }
    }
}

/// Writes the calendar: tasks, the days of customers, and those on which deals should close. Customers who asked
/// not to be contacted, or refused every way, are left out; what is to be done for them stays, and names nobody
/// but in its own words. Other tasks say whom they are for.
pub fn write(everything: &Everything<'_>, zone: Tz, telling: &Telling) -> String {
    let customers = &everything.customers;
    calendar(|text| {
        all_tasks(text, everything.tasks.iter().copied(), customers, zone);
        for customer in customers {
            days::all(text, customer, everything.fields, telling);
        }
        let of_deals = !everything.deals.is_empty();
        let by_id = customers.iter().filter(|_| of_deals);
        let by_id: FxHashMap<Id<Customer>, &Customer> = by_id.map(|one| (one.id, *one)).collect();
        for one in &everything.deals {
            let customer = one.customer.and_then(|id| by_id.get(&id).copied());
            deal(text, one, customer);
        }
    })
}

/// Writes tasks and, of these customers, single days: the birthday, or the one in that field.
pub fn write_shown<'a>(
    tasks: impl IntoIterator<Item = &'a Task>,
    customers: impl IntoIterator<Item = &'a Customer>,
    shown: impl IntoIterator<Item = (&'a Customer, Option<&'a FieldDef>)>,
    zone: Tz,
    telling: &Telling,
) -> String {
    let customers: Vec<&Customer> = customers.into_iter().collect();
    calendar(|text| {
        all_tasks(text, tasks, &customers, zone);
        for (customer, field) in shown {
            match field {
                Some(field) => days::own(text, customer, field, telling),
                None => days::birthday(text, customer, telling),
            }
        }
    })
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
/// as days that come again. Who asked not to be contacted, or refused every way, is left out.
pub fn write_days<'a>(
    customers: impl IntoIterator<Item = &'a Customer>,
    fields: &[Arc<FieldDef>],
    telling: &Telling,
) -> String {
    calendar(|text| {
        for customer in customers {
            days::all(text, customer, fields, telling);
        }
    })
}

/// Writes the days on which open deals are expected to close, each with what its customer is called: with
/// nobody where that one asked not to be contacted or refused every way.
pub fn write_deals<'a>(
    deals: impl IntoIterator<Item = (&'a Deal, Option<&'a Customer>)>,
) -> String {
    calendar(|text| {
        for (one, customer) in deals {
            deal(text, one, customer);
        }
    })
}

fn deal(text: &mut String, deal: &Deal, customer: Option<&Customer>) {
    let Some(day) = deal.expected_close.filter(|_| deal.is_open()) else {
        return;
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

/// A local moment as UTC; in the hour that is skipped, an hour later.
fn utc(written: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let later = || {
        zone.from_local_datetime(&(written + TimeDelta::hours(1)))
            .earliest()
    };
    let at = zone.from_local_datetime(&written).earliest().or_else(later);
    at.map_or(written, |at| at.naive_utc())
}
