//! How a task comes again, in words. Knows rules of other calendars too, which the form can't make.

use chrono::NaiveDate;

use super::texts::weekday;
use crate::{
    domain::{ByDay, Frequency, Repeat},
    i18n::{Locale, counted, tag, td_string},
    platform::intl::{self, DateStyle},
};

/// A rule in a sentence: `Every 2 weeks · Mon, Thu · until 31 Dec`.
pub fn repeat(locale: Locale, rule: &Repeat) -> String {
    let comma = td_string!(locale, history.comma);
    let mut parts = vec![every(locale, rule)];
    let mut listed = |texts: Vec<String>| {
        if !texts.is_empty() {
            parts.push(texts.join(comma));
        }
    };
    let months: Vec<String> = rule.by_month.iter().map(|at| month(locale, *at)).collect();
    if !months.is_empty() {
        let months = months.join(comma);
        listed(vec![td_string!(locale, touch.in_months, months = months)]);
    }
    // The third Monday is one of the year where no month is named.
    let of_year = rule.frequency == Frequency::Yearly && rule.by_month.is_empty();
    let days = rule.by_day.iter().map(|by| by_day(locale, *by, of_year));
    listed(days.collect());
    let days = rule.by_month_day.iter().map(|day| match *day {
        -1 => td_string!(locale, touch.last_day).to_owned(),
        ..-1 => td_string!(locale, touch.nth_last_day, day = day.unsigned_abs()),
        day => td_string!(locale, touch.month_day, day = day),
    });
    listed(days.collect());
    let places = rule.by_set_pos.iter().map(|place| match *place {
        -1 => td_string!(locale, touch.only_last).to_owned(),
        ..-1 => td_string!(locale, touch.only_nth_last, nth = place.unsigned_abs()),
        nth => td_string!(locale, touch.only_nth, nth = nth),
    });
    listed(places.collect());
    if let Some(until) = rule.until {
        let day = intl::date(tag(locale), until, DateStyle::Medium);
        listed(vec![td_string!(locale, touch.until_day, day = day)]);
    }
    if let Some(count) = rule.count {
        listed(vec![td_string!(
            locale,
            touch.n_times,
            count = counted(locale, count)
        )]);
    }
    parts.join(" · ")
}

fn every(locale: Locale, rule: &Repeat) -> String {
    let every = rule.interval;
    match rule.frequency {
        Frequency::Daily => td_string!(locale, touch.every_days, count = counted(locale, every)),
        Frequency::Weekly => td_string!(locale, touch.every_weeks, count = counted(locale, every)),
        Frequency::Monthly => {
            td_string!(locale, touch.every_months, count = counted(locale, every))
        }
        Frequency::Yearly => td_string!(locale, touch.every_years, count = counted(locale, every)),
    }
}

fn month(locale: Locale, number: u32) -> String {
    let first = NaiveDate::from_ymd_opt(2024, number, 1).unwrap_or_default();
    intl::date(tag(locale), first, DateStyle::MonthAlone)
}

fn by_day(locale: Locale, by: ByDay, of_year: bool) -> String {
    let name = weekday(locale, by.day);
    match by.nth {
        None => name,
        Some(-1) => td_string!(locale, touch.last_weekday, day = name),
        Some(nth @ ..-1) => {
            let nth = nth.unsigned_abs();
            td_string!(locale, touch.nth_last_weekday, nth = nth, day = name)
        }
        Some(nth) if of_year => td_string!(locale, touch.nth_weekday_year, nth = nth, day = name),
        Some(nth) => td_string!(locale, touch.nth_weekday, nth = nth, day = name),
    }
}
