//! How a task comes again: the part of RFC 5545's `RRULE` that a shop's calendar needs (`FREQ`,
//! `INTERVAL`, `BYMONTH`, `BYDAY`, `BYMONTHDAY`, `BYSETPOS`, `COUNT`, `UNTIL`, `WKST`), read, written
//! and unrolled over civil days. Days only: a task keeps its time of day, and no zone can move it. What the rule does not
//! know is refused, never guessed.

mod text;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Periods without a single day (30 February) before a rule counts as exhausted.
const PATIENCE: u32 = 1_000;
/// The same of days, one of which may lie decades ahead (29 February on a Monday).
const PATIENCE_OF_DAYS: u32 = 20_000;

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
    /// Months, 1 to 12; none for each, or for the one a yearly rule began in.
    pub by_month: Vec<u32>,
    /// Weekdays; none for the one it began on.
    pub by_day: Vec<ByDay>,
    /// Days of the month, 1 to 31, or -1 for the last; none for the one it began on.
    pub by_month_day: Vec<i32>,
    /// Which days of those a period would have: the n-th, or from the end where negative; none for all.
    pub by_set_pos: Vec<i32>,
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
            by_month: Vec::new(),
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_set_pos: Vec::new(),
            count: None,
            until: None,
            week_start: Weekday::Mon,
        }
    }

    /// The days of a series that begins on `start`, ascending. `start` itself is among them only if
    /// the rule has it.
    pub fn days(&self, start: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let (mut period, mut empty) = (0_u32, 0);
        let patience = match self.frequency {
            Frequency::Daily => PATIENCE_OF_DAYS,
            _ => PATIENCE,
        };
        let mut ready: std::vec::IntoIter<NaiveDate> = Vec::new().into_iter();
        let every = std::iter::from_fn(move || {
            loop {
                if let Some(day) = ready.next() {
                    return Some(day);
                }
                if empty > patience {
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
        let days = self.all_of_period(start, number.checked_mul(self.interval)?)?;
        if self.by_set_pos.is_empty() {
            return Some(days);
        }
        let places = (1_i64..).zip((1..=days.len()).rev());
        let wanted = |(from_start, from_end): (i64, usize)| {
            let from_end = -i64::try_from(from_end).unwrap_or(i64::MAX);
            let mut positions = self.by_set_pos.iter().map(|place| i64::from(*place));
            positions.any(|place| place == from_start || place == from_end)
        };
        let of_set = days.iter().zip(places).filter(|(_, place)| wanted(*place));
        Some(of_set.map(|(day, _)| *day).collect())
    }

    /// The same before `BYSETPOS` chooses among them; the period lies `step` ones later.
    fn all_of_period(&self, start: NaiveDate, step: u32) -> Option<Vec<NaiveDate>> {
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
                    let on = begun || self.by_day.iter().any(|by| by.day == day.weekday());
                    on && self.has_month(*day)
                };
                Some(first.iter_days().take(7).filter(wanted).collect())
            }
            Frequency::Monthly => {
                let first = start.with_day(1)?.checked_add_months(Months::new(step))?;
                if !self.has_month(first) {
                    return Some(Vec::new());
                }
                Some(self.of_span(&month(first), |day| day.day() == start.day()))
            }
            Frequency::Yearly => {
                let year = start.year().checked_add(i32::try_from(step).ok()?)?;
                let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
                if !self.by_month.is_empty() {
                    // Which Monday it is counts within each month then.
                    let months = (0..12).filter_map(|at| first.checked_add_months(Months::new(at)));
                    let months = months.filter(|first| self.has_month(*first));
                    let days = months.flat_map(|first| {
                        self.of_span(&month(first), |day| day.day() == start.day())
                    });
                    return Some(days.collect());
                }
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

    fn has_month(&self, day: NaiveDate) -> bool {
        self.by_month.is_empty() || self.by_month.contains(&day.month())
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
        weekday && self.has_month_day(day) && self.has_month(day)
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
mod rfc_tests;
#[cfg(test)]
mod tests;
