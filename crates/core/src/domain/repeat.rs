//! How a task comes again: the part of RFC 5545's `RRULE` that a shop's calendar needs (`FREQ`,
//! `INTERVAL`, `BYDAY`, `BYMONTHDAY`, `COUNT`, `UNTIL`, `WKST`), read, written and unrolled over civil
//! days. Days only: a task keeps its time of day, and no zone can move it. What the rule does not
//! know is refused, never guessed.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Periods without a single day (30 February) before a rule counts as exhausted.
const PATIENCE: u32 = 1_000;
/// Largest interval that is taken.
const WIDEST: u32 = 1_000;

/// The period that comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// A weekday, perhaps only the n-th of the month or year; -1 is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ByDay {
    /// Which one; `None` for each.
    pub nth: Option<i32>,
    /// The weekday.
    pub day: Weekday,
}

/// A rule. Text form is that of `RRULE`, which is also how it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Repeat {
    /// The period.
    pub frequency: Frequency,
    /// Every how many periods; at least 1.
    pub interval: u32,
    /// Weekdays; none for the one it began on.
    pub by_day: Vec<ByDay>,
    /// Days of the month, 1 to 31, or -1 for the last; none for the one it began on.
    pub by_month_day: Vec<i32>,
    /// How often in all, the first included.
    pub count: Option<u32>,
    /// The last day on which it may come.
    pub until: Option<NaiveDate>,
    /// The day a week begins with: tells which weeks an interval skips.
    pub week_start: Weekday,
}

impl Repeat {
    /// Every period, without end.
    pub const fn every(frequency: Frequency, interval: u32) -> Self {
        Self {
            frequency,
            interval: if interval == 0 { 1 } else { interval },
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            count: None,
            until: None,
            week_start: Weekday::Mon,
        }
    }

    /// The days of a series that begins on `start`, ascending. `start` itself is among them only if
    /// the rule has it.
    pub fn days(&self, start: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let (mut period, mut empty) = (0_u32, 0);
        let mut ready: std::vec::IntoIter<NaiveDate> = Vec::new().into_iter();
        let every = std::iter::from_fn(move || {
            loop {
                if let Some(day) = ready.next() {
                    return Some(day);
                }
                if empty > PATIENCE {
                    return None;
                }
                let mut days = self.of_period(start, period)?;
                days.retain(|day| *day >= start);
                empty = if days.is_empty() { empty + 1 } else { 0 };
                period = period.checked_add(1)?;
                ready = days.into_iter();
            }
        });
        let until = self.until;
        every
            .take_while(move |day| until.is_none_or(|until| *day <= until))
            .take(self.count.map_or(usize::MAX, |count| count as usize))
    }

    /// The first day of the series after `after`, with the rule for what is left of the series from
    /// that day on. `due` is a day of the series and counts as one.
    pub fn next(&self, due: NaiveDate, after: NaiveDate) -> Option<(NaiveDate, Self)> {
        let endless = Self {
            count: None,
            ..self.clone()
        };
        let after = after.max(due);
        let (passed, day) = (1_u32..)
            .zip(endless.days(due).filter(|day| *day > due))
            .find(|(_, day)| *day > after)?;
        let count = match self.count {
            Some(count) => Some(count.checked_sub(passed).filter(|left| *left > 0)?),
            None => None,
        };
        Some((
            day,
            Self {
                count,
                ..self.clone()
            },
        ))
    }

    /// The days of the n-th period counted from the one `start` lies in, ascending; `None` past the
    /// end of the calendar.
    fn of_period(&self, start: NaiveDate, number: u32) -> Option<Vec<NaiveDate>> {
        let step = number.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => {
                let day = start.checked_add_days(Days::new(u64::from(step)))?;
                Some(Vec::from_iter(self.admits(day).then_some(day)))
            }
            Frequency::Weekly => {
                let into = (start.weekday().num_days_from_monday() + 7
                    - self.week_start.num_days_from_monday())
                    % 7;
                let first = start.checked_sub_days(Days::new(u64::from(into)))?;
                let first = first.checked_add_days(Days::new(u64::from(step) * 7))?;
                let wanted = |day: &NaiveDate| {
                    let begun = self.by_day.is_empty() && day.weekday() == start.weekday();
                    begun || self.by_day.iter().any(|by| by.day == day.weekday())
                };
                Some(first.iter_days().take(7).filter(wanted).collect())
            }
            Frequency::Monthly => {
                let first = start.with_day(1)?.checked_add_months(Months::new(step))?;
                Some(self.of_span(&month(first), |day| day.day() == start.day()))
            }
            Frequency::Yearly => {
                let year = start.year().checked_add(i32::try_from(step).ok()?)?;
                let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
                let days: Vec<NaiveDate> = first
                    .iter_days()
                    .take_while(|day| day.year() == year)
                    .collect();
                Some(self.of_span(&days, |day| {
                    (day.month(), day.day()) == (start.month(), start.day())
                }))
            }
        }
    }

    /// The days of a month or year that the rule has.
    fn of_span(&self, span: &[NaiveDate], same: impl Fn(&NaiveDate) -> bool) -> Vec<NaiveDate> {
        let plain = self.by_day.is_empty() && self.by_month_day.is_empty();
        let wanted = |day: &NaiveDate| {
            if plain {
                same(day)
            } else {
                self.has_weekday(*day, span) && self.has_month_day(*day)
            }
        };
        span.iter().copied().filter(wanted).collect()
    }

    fn has_weekday(&self, day: NaiveDate, span: &[NaiveDate]) -> bool {
        let nth = |by: &ByDay| {
            let Some(nth) = by.nth else { return true };
            let same = |other: &&NaiveDate| other.weekday() == by.day;
            let place = usize::try_from(nth.unsigned_abs() - 1).unwrap_or(usize::MAX);
            let found = if nth > 0 {
                span.iter().filter(same).nth(place)
            } else {
                span.iter().rev().filter(same).nth(place)
            };
            found == Some(&day)
        };
        let on = |by: &ByDay| by.day == day.weekday() && nth(by);
        self.by_day.is_empty() || self.by_day.iter().any(on)
    }

    fn has_month_day(&self, day: NaiveDate) -> bool {
        let from_end = i64::from(days_in_month(day)) - i64::from(day.day()) + 1;
        let on = |wanted: &i32| {
            i64::from(*wanted) == i64::from(day.day()) || i64::from(*wanted) == -from_end
        };
        self.by_month_day.is_empty() || self.by_month_day.iter().any(on)
    }

    fn admits(&self, day: NaiveDate) -> bool {
        let weekday =
            self.by_day.is_empty() || self.by_day.iter().any(|by| by.day == day.weekday());
        weekday && self.has_month_day(day)
    }

    /// Reads the text form; `None` for anything it does not know.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut rule = Self::every(Frequency::Daily, 1);
        let mut frequency = None;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    frequency = Some(match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => {
                    rule.interval = number(value).filter(|n| (1..=WIDEST).contains(n))?;
                }
                "COUNT" => rule.count = Some(number(value).filter(|n| *n > 0)?),
                "UNTIL" => {
                    rule.until = NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok();
                    rule.until?;
                }
                "WKST" => rule.week_start = weekday(value)?,
                "BYDAY" => rule.by_day = value.split(',').map(by_day).collect::<Option<_>>()?,
                "BYMONTHDAY" => {
                    let days = value.split(',').map(|day| {
                        let day: i32 = day.parse().ok()?;
                        (1..=31).contains(&day.abs()).then_some(day)
                    });
                    rule.by_month_day = days.collect::<Option<_>>()?;
                }
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        let numbered = rule.by_day.iter().any(|by| by.nth.is_some());
        let spans = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
        let sound = (spans || !numbered)
            && (rule.frequency != Frequency::Weekly || rule.by_month_day.is_empty())
            && (rule.count.is_none() || rule.until.is_none());
        sound.then_some(rule)
    }
}

fn month(first: NaiveDate) -> Vec<NaiveDate> {
    first
        .iter_days()
        .take(days_in_month(first) as usize)
        .collect()
}

fn days_in_month(day: NaiveDate) -> u32 {
    let next = day
        .with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|next| next.pred_opt())
        .map_or(31, |last| last.day())
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

fn weekday(text: &str) -> Option<Weekday> {
    let text = text.to_ascii_uppercase();
    let found = WEEKDAYS.iter().find(|(name, _)| *name == text)?;
    Some(found.1)
}

fn weekday_text(day: Weekday) -> &'static str {
    let found = WEEKDAYS.iter().find(|(_, known)| *known == day);
    found.map_or("MO", |(name, _)| name)
}

fn by_day(text: &str) -> Option<ByDay> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = match nth {
        "" => None,
        nth => Some(
            nth.parse()
                .ok()
                .filter(|n: &i32| *n != 0 && n.abs() <= 53)?,
        ),
    };
    Some(ByDay {
        nth,
        day: weekday(day)?,
    })
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.frequency {
            Frequency::Daily => "FREQ=DAILY",
            Frequency::Weekly => "FREQ=WEEKLY",
            Frequency::Monthly => "FREQ=MONTHLY",
            Frequency::Yearly => "FREQ=YEARLY",
        })?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(f, ";UNTIL={}", until.format("%Y%m%d"))?;
        }
        for (place, by) in self.by_day.iter().enumerate() {
            f.write_str(if place == 0 { ";BYDAY=" } else { "," })?;
            if let Some(nth) = by.nth {
                write!(f, "{nth}")?;
            }
            f.write_str(weekday_text(by.day))?;
        }
        for (place, day) in self.by_month_day.iter().enumerate() {
            f.write_str(if place == 0 { ";BYMONTHDAY=" } else { "," })?;
            write!(f, "{day}")?;
        }
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_text(self.week_start))?;
        }
        Ok(())
    }
}

impl From<Repeat> for String {
    fn from(repeat: Repeat) -> Self {
        repeat.to_string()
    }
}

impl TryFrom<String> for Repeat {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a rule of repetition: {text}"))
    }
}

#[cfg(test)]
#[path = "repeat_tests.rs"]
mod tests;
