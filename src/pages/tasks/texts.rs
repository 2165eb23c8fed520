//! Words for due groups, priorities, and how a task comes again.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::{
    app::Fmt,
    domain::{Frequency, Priority},
    i18n::{Locale, counted, tag, td_string},
    platform::intl::{self, DateStyle},
    query::{due::Due, today::Anniversary},
};

/// Minutes of a day.
pub const DAY: u32 = 1440;

/// A group of the list.
pub fn due(locale: Locale, due: Due) -> &'static str {
    match due {
        Due::Overdue => td_string!(locale, today.g_overdue),
        Due::Today => td_string!(locale, today.g_today),
        Due::ThisWeek => td_string!(locale, today.g_week),
        Due::Later => td_string!(locale, today.g_later),
        Due::NoDate => td_string!(locale, today.g_none),
        Due::Done => td_string!(locale, today.g_done),
    }
}

/// An urgency.
pub fn priority(locale: Locale, priority: Priority) -> &'static str {
    match priority {
        Priority::Low => td_string!(locale, today.p_low),
        Priority::Normal => td_string!(locale, today.p_normal),
        Priority::High => td_string!(locale, today.p_high),
    }
}

/// A period to choose.
pub fn frequency(locale: Locale, frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Daily => td_string!(locale, touch.daily),
        Frequency::Weekly => td_string!(locale, touch.weekly),
        Frequency::Monthly => td_string!(locale, touch.monthly),
        Frequency::Yearly => td_string!(locale, touch.yearly),
    }
}

/// A day of the week, short.
pub fn weekday(locale: Locale, day: Weekday) -> String {
    // 1 January 2024 was a Monday.
    let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let date = monday + Days::new(u64::from(day.num_days_from_monday()));
    intl::date(tag(locale), date, DateStyle::Weekday)
}

/// So many minutes before its time.
pub fn reminder(locale: Locale, minutes: u32) -> String {
    match minutes {
        0 => td_string!(locale, touch.at_its_time).to_owned(),
        1..60 => td_string!(
            locale,
            touch.minutes_before,
            count = counted(locale, minutes)
        ),
        60..1440 => td_string!(
            locale,
            touch.hours_before,
            count = counted(locale, minutes / 60)
        ),
        _ => td_string!(
            locale,
            touch.days_before,
            count = counted(locale, minutes / 1440)
        ),
    }
}

/// So many days before the day of a task that has no time, in the morning.
pub fn day_reminder(locale: Locale, minutes: u32) -> String {
    if minutes < DAY {
        return td_string!(locale, touch.on_the_day).to_owned();
    }
    td_string!(
        locale,
        touch.days_before,
        count = counted(locale, minutes / DAY)
    )
}

/// The number of a day alone.
pub fn day_number(date: NaiveDate) -> u32 {
    date.day()
}

/// What comes and when: `Turns 30 tomorrow`, `Wedding day: 5 years on 3 May`.
pub fn anniversary(fmt: Fmt, one: &Anniversary) -> String {
    let locale = fmt.locale();
    let when = fmt.relative_day(one.on);
    let years = one.years.filter(|years| *years > 0);
    match (&one.field, years) {
        (None, Some(age)) => td_string!(locale, today.birthday_age, age = age, when = when),
        (None, None) => td_string!(locale, today.birthday_on, when = when),
        (Some(field), Some(years)) => {
            let name = field.name.clone();
            td_string!(
                locale,
                today.anniversary_years,
                name = name,
                count = counted(locale, years),
                when = when
            )
        }
        (Some(field), None) => format!("{}: {when}", field.name),
    }
}
