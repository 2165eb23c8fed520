//! Birthdays as shops write them: with or without year, in any usual order, as a spreadsheet's day
//! number, or as zeros that mean nothing. Whether the day or the month comes first is decided for a
//! whole column.

use chrono::{Datelike, Days, NaiveDate};

use super::{super::problem::ProblemKind, cell::half_width_text, lunar};
use crate::{
    domain::Birthday,
    exchange::{
        date_orders::DateOrders,
        dates::DateOrder,
        evidence::Certainty,
        years::{REPUBLIC, behind_era},
    },
};

/// What a column of dates tells about its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// What comes first.
    pub order: DateOrder,
    /// True if nothing in the column decides it, or rows contradict each other.
    pub open: bool,
    /// True if a person said it: then no row is read the other way.
    pub said: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            order: DateOrder::DayFirst,
            open: false,
            said: false,
        }
    }
}

/// Looks at all values of a column, unless a person said how they are written.
pub fn order<'a>(
    values: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    orders: DateOrders,
) -> Order {
    if let Some(order) = orders.said() {
        return Order {
            order,
            open: false,
            said: true,
        };
    }
    let values = values.into_iter();
    if let Some((order, certainty)) = orders.year_first(values.clone()) {
        return Order {
            order,
            open: certainty != Certainty::Clear,
            said: false,
        };
    }
    let (mut day_first, mut month_first, mut undecided) = (0_usize, 0_usize, 0_usize);
    for value in values {
        let text = half_width_text(value);
        let parts = numbers(date_part(&text));
        let (one, two) = match parts.as_slice() {
            [(_, 4), ..] => continue,
            // Without a year, dashes always stand between month and day.
            [_, _] if text.contains('-') => continue,
            [(one, _), (two, _)] | [(one, _), (two, _), _] => (*one, *two),
            _ => continue,
        };
        if text.contains(['.', '月']) || one == two {
            continue;
        }
        match (one > 12, two > 12) {
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            (false, false) => undecided += 1,
            (true, true) => {}
        }
    }
    let tied = day_first == month_first;
    let month = if tied {
        orders.month_first()
    } else {
        month_first > day_first
    };
    Order {
        order: if month {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        },
        open: (tied && undecided > 0) || (day_first > 0 && month_first > 0),
        said: false,
    }
}

/// Reads one value that no column speaks for.
pub fn read(
    text: &str,
    month_first: bool,
    today: NaiveDate,
) -> Result<Option<Birthday>, ProblemKind> {
    let order = Order {
        order: if month_first {
            DateOrder::MonthFirst
        } else {
            DateOrder::DayFirst
        },
        ..Order::default()
    };
    read_as(text, order, today)
}

/// Reads one value of a column. `Ok(None)` for nothing: blank, or zeros such as `0.0.00` and `0000-00-00`.
pub fn read_as(
    text: &str,
    order: Order,
    today: NaiveDate,
) -> Result<Option<Birthday>, ProblemKind> {
    let text = half_width_text(text.trim());
    let zeros = text.chars().any(|c| c == '0') && !text.chars().any(|c| ('1'..='9').contains(&c));
    if text.trim().is_empty() || (zeros && !text.chars().any(char::is_alphabetic)) {
        return Ok(None);
    }
    let birthday = if lunar::says_so(&text) {
        lunar::read(&text)?
    } else {
        parse(text.trim(), order, today)
    };
    let birthday = birthday.ok_or(ProblemKind::UnreadableBirthday)?;
    let future = birthday
        .year()
        .and_then(|year| birthday.in_year(year))
        .is_some_and(|day| day > today);
    if future {
        Err(ProblemKind::UnreadableBirthday)
    } else {
        Ok(Some(birthday))
    }
}

fn parse(text: &str, of_column: Order, today: NaiveDate) -> Option<Birthday> {
    if text.contains("lunar") {
        return Birthday::parse(text);
    }
    if let Some(rest) = text.strip_prefix("--") {
        return Birthday::parse(&format!("--{rest}"));
    }
    let text = date_part(text);
    let (text, order) = match behind_era(text) {
        Some(behind) => {
            let order = DateOrder::RepublicFirst;
            (behind, Order { order, ..of_column })
        }
        None => (text, of_column),
    };
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text);
    }
    if let Some(month) = month_name(text) {
        return with_month_name(text, month, today);
    }
    if text
        .chars()
        .any(|c| c.is_alphabetic() && !"年月日号號生".contains(c))
    {
        return None;
    }
    match numbers(text).as_slice() {
        [(year, 4), (month, 1..=2), (day, 1..=2)] => new(Some(*year), *month, *day),
        [(year, 3), (month, 1..=2), (day, 1..=2)] => new(Some(year + REPUBLIC), *month, *day),
        [(year, 1..=2), (month, 1..=2), (day, 1..=2)]
            if order.order == DateOrder::RepublicFirst =>
        {
            new(Some(year + REPUBLIC), *month, *day)
        }
        // Otherwise years of two digits stand first in Chinese writing, or where the column says so.
        [(year, 2), (month, 1..=2), (day, 1..=2)]
            if text.contains('年') || order.order.begins_with_year() =>
        {
            new(Some(century(*year, today)), *month, *day)
        }
        [(one, 1..=2), (two, 1..=2), (year, digits @ (2 | 4))] => {
            let year = if *digits == 2 {
                century(*year, today)
            } else {
                *year
            };
            day_and_month(text, *one, *two, order, Some(year))
        }
        // Without a year; written with dashes or 月 it is always month first.
        [(one, 1..=2), (two, 1..=2)] => {
            let month_first = order.order != DateOrder::DayFirst || text.contains(['-', '月']);
            let month_first = month_first.then_some(DateOrder::MonthFirst);
            let order = Order {
                order: month_first.unwrap_or(order.order),
                ..order
            };
            day_and_month(text, *one, *two, order, None)
        }
        _ => None,
    }
}

fn day_and_month(
    text: &str,
    one: u32,
    two: u32,
    order: Order,
    year: Option<u32>,
) -> Option<Birthday> {
    // Dots are written where the day comes first.
    let month_first = order.order.is_month_first() && !text.contains('.');
    let (month, day) = if month_first { (one, two) } else { (two, one) };
    // The column's order can't be right for this row if the other one is the only possible, unless a person
    // said that it is.
    new(year, month, day).or_else(|| {
        if month > 12 && !order.said {
            new(year, day, month)
        } else {
            None
        }
    })
}

/// The part before a time of day.
fn date_part(text: &str) -> &str {
    let end = text.find(':').map_or(text.len(), |colon| {
        text.get(..colon)
            .and_then(|head| head.rfind(['T', ' ']))
            .unwrap_or(text.len())
    });
    text.get(..end).unwrap_or(text).trim()
}

/// `19900504`, `0504`, or the day number of a spreadsheet (1900 system).
fn compact(text: &str) -> Option<Birthday> {
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    match text.len() {
        8 => new(part(0..4), part(4..6)?, part(6..8)?),
        4 => new(None, part(0..2)?, part(2..4)?),
        5 => {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
            Some(
                start
                    .checked_add_days(Days::new(text.parse().ok()?))?
                    .into(),
            )
        }
        _ => None,
    }
}

/// The month a text names, in English or German.
fn month_name(text: &str) -> Option<u32> {
    const MONTHS: [[&str; 3]; 12] = [
        ["jan", "jän", "jan"],
        ["feb", "feb", "feb"],
        ["mar", "mär", "maer"],
        ["apr", "apr", "apr"],
        ["may", "mai", "may"],
        ["jun", "jun", "jun"],
        ["jul", "jul", "jul"],
        ["aug", "aug", "aug"],
        ["sep", "sep", "sep"],
        ["oct", "okt", "oct"],
        ["nov", "nov", "nov"],
        ["dec", "dez", "dec"],
    ];
    let lower = text.to_lowercase();
    let word = lower
        .split(|c: char| !c.is_alphabetic())
        .find(|word| word.chars().count() >= 3)?;
    let mut months = (1..).zip(MONTHS);
    months
        .find(|(_, names)| names.iter().any(|name| word.starts_with(name)))
        .map(|(month, _)| month)
}

/// `4 May 1990`, `May 4, 1990`, `04-May-90`, `May 4`.
fn with_month_name(text: &str, month: u32, today: NaiveDate) -> Option<Birthday> {
    match numbers(text).as_slice() {
        [(day, 1..=2), (year, 4)] | [(year, 4), (day, 1..=2)] => new(Some(*year), month, *day),
        [(day, 1..=2), (year, 2)] => new(Some(century(*year, today)), month, *day),
        [(day, 1..=2)] => new(None, month, *day),
        _ => None,
    }
}

/// Numbers of a text with their count of digits.
fn numbers(text: &str) -> Vec<(u32, usize)> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| (part.parse().unwrap_or(u32::MAX), part.len()))
        .collect()
}

/// The latest year ending in these two digits that is not in the future.
fn century(two_digits: u32, today: NaiveDate) -> u32 {
    let this_year = today.year().unsigned_abs();
    let year = this_year - this_year % 100 + two_digits;
    if year > this_year { year - 100 } else { year }
}

/// Apple writes 1604 for a year that is not known; years before 1800 are no customer's.
fn new(year: Option<u32>, month: u32, day: u32) -> Option<Birthday> {
    let year = year
        .and_then(|year| i32::try_from(year).ok())
        .filter(|year| *year >= 1800);
    Birthday::new(year, month, day)
}

#[cfg(test)]
#[path = "birthday_tests.rs"]
mod tests;
