//! Dates and times as people and programs write them. A date without a time is a civil date and
//! never moves with a zone; a moment with an offset is cut at the local midnight of the given zone.

use chrono::{Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::clock::time_suffix;
use super::date_parts::{Part, parts};
use super::evidence::{Certainty, Votes, narrow};
use super::years::{REPUBLIC, behind_era};

/// How `1/2/2024` is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 1 February.
    DayFirst,
    /// January 2.
    MonthFirst,
    /// The year first, in two digits: `24/1/15`.
    YearFirst,
    /// The year of the Republic of China first: `113/1/15` and `75/3/12`.
    RepublicFirst,
}

impl DateOrder {
    /// True if the month comes before the day wherever the year stands last.
    pub const fn is_month_first(self) -> bool {
        matches!(self, Self::MonthFirst)
    }

    /// True if a year of two digits comes first.
    pub const fn begins_with_year(self) -> bool {
        matches!(self, Self::YearFirst | Self::RepublicFirst)
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateError {
    /// The cell is blank.
    #[error("the date is missing")]
    Empty,
    /// Not written as any date known here.
    #[error("not a date")]
    Unreadable,
    /// Written as a date that no calendar or clock has, such as 31 February or 25:00.
    #[error("no such date")]
    Impossible,
}

/// A point on the local calendar, with the instant if the text told a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Local civil date.
    pub date: NaiveDate,
    /// Milliseconds since 1970-01-01T00:00Z, if there was a time of day.
    pub at: Option<i64>,
}

/// What a time without an offset means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unzoned {
    /// The shop's clock.
    Local,
    /// UTC, as a column may promise in its name.
    Utc,
}

/// Reads a civil date. A time behind it is allowed and ignored, for spreadsheets that add one.
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, DateError> {
    let text = narrow(text);
    if let Some(written) = serial(&text) {
        return Ok(written.date());
    }
    let (date, rest) = date_prefix(&text, order)?;
    time_suffix(rest)?;
    Ok(date)
}

/// True for a day written in any order, with its parts apart or as eight digits.
pub fn is_date(text: &str) -> bool {
    let text = narrow(text);
    let parted = text.contains(['-', '/', '.', '年']) || text.len() == 8;
    parted
        && text.len() >= 6
        && [DateOrder::DayFirst, DateOrder::MonthFirst]
            .into_iter()
            .any(|order| parse_date(&text, order).is_ok())
}

/// The day number of a spreadsheet (1900 system), with the share of the day behind a point: five
/// digits, 1927 to 2173.
fn serial(text: &str) -> Option<NaiveDateTime> {
    let (days, share) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || days.starts_with('0') || !digits(days) || !digits(share) {
        return None;
    }
    let billionths: i64 = format!("{share:0<9}").get(..9)?.parse().ok()?;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let date = start.checked_add_days(Days::new(days.parse().ok()?))?;
    // Whole seconds are what a spreadsheet means.
    let seconds = TimeDelta::try_seconds((billionths * 86_400 + 500_000_000) / 1_000_000_000)?;
    date.and_time(NaiveTime::MIN).checked_add_signed(seconds)
}

/// Reads a date or a moment.
pub fn parse_moment(
    text: &str,
    order: DateOrder,
    zone: Tz,
    unzoned: Unzoned,
) -> Result<Moment, DateError> {
    let text = narrow(text);
    if let Some(written) = serial(&text) {
        let at = text.contains('.').then(|| local_instant(written, zone));
        return Ok(Moment {
            date: written.date(),
            at,
        });
    }
    let (date, rest) = date_prefix(&text, order)?;
    let Some(clock) = time_suffix(rest)? else {
        return Ok(Moment { date, at: None });
    };
    let written = date.and_time(clock.time);
    let utc_offset = clock.offset.or((unzoned == Unzoned::Utc).then_some(0));
    match utc_offset {
        Some(seconds) => {
            let behind = TimeDelta::seconds(i64::from(seconds));
            let utc = written
                .checked_sub_signed(behind)
                .ok_or(DateError::Impossible)?;
            let local = zone.from_utc_datetime(&utc).date_naive();
            Ok(Moment {
                date: local,
                at: Some(utc.and_utc().timestamp_millis()),
            })
        }
        None => Ok(Moment {
            date,
            at: Some(local_instant(written, zone)),
        }),
    }
}

/// The instant of a time of day that stands beside its day, as `10:15`; nothing for a blank cell.
pub fn parse_time(
    text: &str,
    date: NaiveDate,
    zone: Tz,
    unzoned: Unzoned,
) -> Result<Option<i64>, DateError> {
    let Some(clock) = time_suffix(&narrow(text))? else {
        return Ok(None);
    };
    let written = date.and_time(clock.time);
    let offset = clock.offset.or((unzoned == Unzoned::Utc).then_some(0));
    let at = match offset {
        None => local_instant(written, zone),
        Some(seconds) => {
            let utc = written.checked_sub_signed(TimeDelta::seconds(i64::from(seconds)));
            let utc = utc.ok_or(DateError::Impossible)?.and_utc();
            // A time far from the shop's may be of the day before or after.
            let local = utc.with_timezone(&zone).date_naive();
            if local != date {
                return Err(DateError::Impossible);
            }
            utc.timestamp_millis()
        }
    };
    Ok(Some(at))
}

/// The instant of a local clock reading: the earlier of two when clocks go back; in the hour that
/// is skipped, the instant an unchanged clock would show.
fn local_instant(written: NaiveDateTime, zone: Tz) -> i64 {
    match zone.from_local_datetime(&written) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.timestamp_millis(),
        LocalResult::None => {
            let before = written - TimeDelta::hours(3);
            let at = zone.from_local_datetime(&before).earliest();
            at.map_or_else(
                || written.and_utc().timestamp_millis(),
                |at| at.timestamp_millis() + TimeDelta::hours(3).num_milliseconds(),
            )
        }
    }
}

/// Decides day-first or month-first for a column of dates.
pub fn decide_order<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    fallback: DateOrder,
) -> (DateOrder, Certainty) {
    let mut votes = Votes::default();
    for cell in cells {
        let cell = narrow(cell);
        let Ok((parts, _)) = parts(&cell) else {
            continue;
        };
        let [
            Part::Number(one, digits),
            Part::Number(two, _),
            Part::Number(..),
        ] = parts.tokens
        else {
            continue;
        };
        if digits > 2 || parts.dotted {
            continue;
        }
        match (one > 12, two > 12) {
            (true, false) => votes.one += 1,
            (false, true) => votes.other += 1,
            (false, false) if one != two => votes.either += 1,
            _ => {}
        }
    }
    let (day_first, certainty) = votes.decide(!fallback.is_month_first());
    (
        if day_first {
            DateOrder::DayFirst
        } else {
            DateOrder::MonthFirst
        },
        certainty,
    )
}

/// Reads the date at the front of a text; gives what stands behind it.
fn date_prefix(text: &str, order: DateOrder) -> Result<(NaiveDate, &str), DateError> {
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if let Some((date, rest)) = compact(text) {
        return Ok((date?, rest));
    }
    let era = behind_era(text);
    let (found, rest) = parts(era.unwrap_or(text))?;
    let year_first = found.year_named || era.is_some() || order.begins_with_year();
    let (year, month, day) = match found.tokens {
        [
            Part::Number(year, 1..=3),
            Part::Number(month, 1 | 2),
            Part::Number(day, 1 | 2),
        ] if era.is_some() => (year + REPUBLIC, month, day),
        [
            Part::Number(year, 3),
            Part::Number(month, 1 | 2),
            Part::Number(day, 1 | 2),
        ] => (year + REPUBLIC, month, day),
        [
            Part::Number(year, 1 | 2),
            Part::Number(month, 1 | 2),
            Part::Number(day, 1 | 2),
        ] if year_first => {
            let year = if order == DateOrder::RepublicFirst {
                year + REPUBLIC
            } else {
                full_year(year, 2)?
            };
            (year, month, day)
        }
        [
            Part::Number(year, 4),
            Part::Number(month, 1 | 2) | Part::Month(month),
            Part::Number(day, 1 | 2),
        ] => (year, month, day),
        [
            Part::Month(month),
            Part::Number(day, 1 | 2),
            Part::Number(year, digits),
        ]
        | [
            Part::Number(day, 1 | 2),
            Part::Month(month),
            Part::Number(year, digits),
        ] => (full_year(year, digits)?, month, day),
        [
            Part::Number(one, 1 | 2),
            Part::Number(two, 1 | 2),
            Part::Number(year, digits),
        ] => {
            let year = full_year(year, digits)?;
            // Dots are written where the day comes first.
            if order.is_month_first() && !found.dotted {
                (year, one, two)
            } else {
                (year, two, one)
            }
        }
        _ => return Err(DateError::Unreadable),
    };
    civil(year, month, day).map(|date| (date, rest))
}

/// `20240105`: eight digits and no ninth.
fn compact(text: &str) -> Option<(Result<NaiveDate, DateError>, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits: u32 = text
        .strip_suffix(rest)
        .filter(|digits| digits.len() == 8)?
        .parse()
        .ok()?;
    Some((
        civil(digits / 10_000, digits / 100 % 100, digits % 100),
        rest,
    ))
}

/// Two digits are the years 1970 to 2069.
fn full_year(year: u32, digits: usize) -> Result<u32, DateError> {
    match digits {
        4 => Ok(year),
        2 => Ok(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => Err(DateError::Unreadable),
    }
}

fn civil(year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| *year > 0)
        .ok_or(DateError::Impossible)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Impossible)
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
