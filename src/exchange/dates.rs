//! Dates and times as people and programs write them. A date without a time is a civil date and
//! never moves with a zone; a moment with an offset is cut at the local midnight of the given zone.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::evidence::{Certainty, Votes, narrow};

/// How `1/2/2024` is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 1 February.
    DayFirst,
    /// January 2.
    MonthFirst,
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
    let (date, rest) = date_prefix(&text, order)?;
    time_suffix(rest)?;
    Ok(date)
}

/// Reads a date or a moment.
pub fn parse_moment(
    text: &str,
    order: DateOrder,
    zone: Tz,
    unzoned: Unzoned,
) -> Result<Moment, DateError> {
    let text = narrow(text);
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
    let (day_first, certainty) = votes.decide(fallback == DateOrder::DayFirst);
    (
        if day_first {
            DateOrder::DayFirst
        } else {
            DateOrder::MonthFirst
        },
        certainty,
    )
}

/// One part of a written date.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// Value and number of digits.
    Number(u32, usize),
    /// Month by name, 1 … 12.
    Month(u32),
}

/// The three parts of a written date.
struct Parts {
    tokens: [Part; 3],
    /// Whether dots stand between them, as in `5.1.2024`.
    dotted: bool,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Splits the parts off the front of a text; gives the text behind them.
fn parts(text: &str) -> Result<(Parts, &str), DateError> {
    let mut rest = text;
    let mut dotted = false;
    let mut tokens = [Part::Number(0, 0); 3];
    for (at, slot) in tokens.iter_mut().enumerate() {
        if at > 0 {
            let separators = ['-', '/', '.', ',', ' ', '年', '月'];
            let after = rest.trim_start_matches(separators);
            let between = rest.strip_suffix(after).unwrap_or(rest);
            dotted |= between.contains('.');
            let number_ends = rest.starts_with(|c: char| c.is_ascii_digit());
            if between.chars().count() > 2
                || (between.is_empty() && number_ends)
                || after.is_empty()
            {
                return Err(DateError::Unreadable);
            }
            rest = after;
        }
        let (part, after) = part(rest)?;
        *slot = part;
        rest = after;
    }
    Ok((
        Parts { tokens, dotted },
        rest.trim_start_matches(['日', '号', '號']),
    ))
}

fn part(text: &str) -> Result<(Part, &str), DateError> {
    let split = |keep: fn(char) -> bool| {
        let rest = text.trim_start_matches(keep);
        (text.strip_suffix(rest).unwrap_or(text), rest)
    };
    let (digits, rest) = split(|c| c.is_ascii_digit());
    if !digits.is_empty() {
        if digits.len() > 4 {
            return Err(DateError::Unreadable);
        }
        let value = digits.parse().ok().ok_or(DateError::Unreadable)?;
        return Ok((Part::Number(value, digits.len()), rest));
    }
    let (word, rest) = split(|c| c.is_ascii_alphabetic());
    let word = word.to_ascii_lowercase();
    let number = (1..).zip(MONTHS).find(|(_, name)| word.starts_with(name));
    number
        .map(|(month, _)| (Part::Month(month), rest))
        .ok_or(DateError::Unreadable)
}

/// Reads the date at the front of a text; gives what stands behind it.
fn date_prefix(text: &str, order: DateOrder) -> Result<(NaiveDate, &str), DateError> {
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    if let Some((date, rest)) = compact(text) {
        return Ok((date?, rest));
    }
    let (Parts { tokens, dotted }, rest) = parts(text)?;
    let (year, month, day) = match tokens {
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
            if dotted || order == DateOrder::DayFirst {
                (year, two, one)
            } else {
                (year, one, two)
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

/// A time of day and, if written, its distance from UTC in seconds.
struct Clock {
    time: NaiveTime,
    offset: Option<i32>,
}

/// Reads what stands behind a date: nothing, or a time, or an error.
fn time_suffix(text: &str) -> Result<Option<Clock>, DateError> {
    let text = text.trim_start_matches(['T', 't', ' ', ',']).trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let (text, morning) = match text
        .strip_prefix("上午")
        .or_else(|| text.strip_prefix("下午"))
    {
        Some(rest) => (rest.trim_start(), Some(text.starts_with("上午"))),
        None => (text, None),
    };
    let end = text
        .find(|c: char| !matches!(c, '0'..='9' | ':' | '.'))
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim_start().to_ascii_uppercase();
    let (zone, morning) = match rest.strip_prefix("AM").or_else(|| rest.strip_prefix("PM")) {
        Some(zone) if morning.is_none() => (zone.trim_start(), Some(rest.starts_with("AM"))),
        Some(_) => return Err(DateError::Unreadable),
        None => (rest.as_str(), morning),
    };
    let time = time_of_day(clock, morning)?;
    Ok(Some(Clock {
        time,
        offset: offset(zone)?,
    }))
}

fn time_of_day(text: &str, morning: Option<bool>) -> Result<NaiveTime, DateError> {
    let mut pieces = text.split(':');
    let mut number = |limit: usize| -> Result<Option<u32>, DateError> {
        let Some(piece) = pieces.next() else {
            return Ok(None);
        };
        let fits = (1..=limit).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        if !fits {
            return Err(DateError::Unreadable);
        }
        Ok(piece.parse().ok())
    };
    let (text_hour, text_minute) = (number(2)?, number(2)?);
    let (Some(hour), Some(minute)) = (text_hour, text_minute) else {
        return Err(DateError::Unreadable);
    };
    let (second, fraction) = match pieces.next() {
        None => ("0", ""),
        Some(piece) => piece.split_once('.').unwrap_or((piece, "")),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if pieces.next().is_some()
        || second.is_empty()
        || second.len() > 2
        || !digits(second)
        || !digits(fraction)
    {
        return Err(DateError::Unreadable);
    }
    let second: u32 = second.parse().ok().ok_or(DateError::Unreadable)?;
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let millis = thousandths.parse().ok().ok_or(DateError::Unreadable)?;
    let hour = match morning {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(DateError::Impossible),
        Some(true) => hour % 12,
        Some(false) => hour % 12 + 12,
    };
    // A leap second is read as the second before it.
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis).ok_or(DateError::Impossible)
}

/// `Z`, `UTC`, `+08:00`, `-0500`, `+8`; nothing for a time without one.
fn offset(text: &str) -> Result<Option<i32>, DateError> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(text)
        .trim();
    if text.is_empty() || text == "Z" {
        return Ok(Some(0));
    }
    let (sign, digits) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return Err(DateError::Unreadable),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(pair) => pair,
        None => digits
            .split_at_checked(digits.len().saturating_sub(2))
            .filter(|_| digits.len() > 2)
            .unwrap_or((digits, "0")),
    };
    let number = |text: &str| -> Result<i32, DateError> {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|_| fits)
            .ok_or(DateError::Unreadable)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 18 || minutes > 59 {
        return Err(DateError::Impossible);
    }
    Ok(Some(sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
