//! Days of customers as events of a calendar: birthdays and the dates in the shop's own fields, those that it tells
//! every year as days that come again. Who asked not to be contacted has none.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{
    NAME, OURS,
    lines::{alarm, compact, escape, line, stamp},
};
use crate::{
    domain::{Birthday, Customer, FieldDef, FieldValue, Timestamp},
    exchange::{lists::Words, reach},
};

/// Celebrations of a lunar birthday that are written: no rule of a calendar says when the next is.
const MOONS: usize = 10;

/// How days are told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// The civil day in the shop.
    pub today: NaiveDate,
    /// Days before one at which it reminds.
    pub ahead: u8,
    /// The words.
    pub words: Words,
}

impl Telling {
    /// On that day, reminding so many days before, in these words.
    pub const fn new(today: NaiveDate, ahead: u8, words: Words) -> Self {
        Self {
            today,
            ahead,
            words,
        }
    }
}

/// Whether a customer has a day that would be written.
pub fn has_day(customer: &Customer) -> bool {
    let mut values = customer.values.values();
    customer.birthday.is_some() || values.any(|value| matches!(value, FieldValue::Date(_)))
}

/// All days of a customer.
pub(super) fn all(
    text: &mut String,
    customer: &Customer,
    fields: &[Arc<FieldDef>],
    telling: &Telling,
) {
    birthday(text, customer, telling);
    for field in fields {
        own(text, customer, field, telling);
    }
}

/// The date in a field of the shop's own, if there is one.
pub(super) fn own(text: &mut String, customer: &Customer, field: &FieldDef, telling: &Telling) {
    let day = customer.values.get(&field.id);
    let (Some(FieldValue::Date(day)), Some(name)) = (day, reach::called(customer)) else {
        return;
    };
    let uid = format!("{}-{}", field.id, customer.id);
    let title = format!("{}: {name}", field.name);
    let rule = field.yearly.then(|| yearly(*day));
    all_day(text, &uid, customer.updated, *day, rule, &title);
    if field.yearly {
        alarm(text, &days_before(telling.ahead), &title);
    }
    line(text, "END:VEVENT");
}

/// The birthday, if it is known.
pub(super) fn birthday(text: &mut String, customer: &Customer, telling: &Telling) {
    let (Some(day), Some(name)) = (customer.birthday, reach::called(customer)) else {
        return;
    };
    // A leap year, so that every birthday has a day to begin with.
    let year = day.year().filter(|year| *year >= 1900).unwrap_or(2000);
    // A lunar one falls on another day each year: the next ones are written.
    let mut moons = moons(day, telling.today);
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
    let title = telling.words.get("birthday_of").replace('#', name);
    let uid = format!("birthday-{}", customer.id);
    all_day(text, &uid, customer.updated, first, rule.as_deref(), &title);
    line(text, &format!("{NAME}:{}", escape(name)));
    line(text, &format!("X-REGULARS-BIRTHDAY:{day}"));
    alarm(text, &days_before(telling.ahead), &title);
    line(text, "END:VEVENT");
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
pub(super) fn all_day(
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

/// Nine in the morning so many days before a whole day, which begins at midnight: nobody is to be woken.
fn days_before(days: u8) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        _ => format!("-P{}DT15H", days - 1),
    }
}

/// The next celebrations of a birthday, as far as its calendar is known.
fn moons(day: Birthday, today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let after = move |last: &NaiveDate| day.next(last.succ_opt()?);
    std::iter::successors(day.next(today), after).take(MOONS)
}
