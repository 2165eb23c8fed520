//! Birthdays: civil or by the Chinese lunar calendar, with the year left out where it is not known, and
//! the civil days on which they are celebrated.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::lunar::{self, LunarDay};

/// The calendar a birthday is kept by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Calendar {
    /// The civil calendar.
    #[default]
    Civil,
    /// The Chinese lunar calendar.
    Lunar {
        /// Born in a leap month.
        leap: bool,
    },
}

/// A birthday, with the year left out where it is not known. Stored as text: `1990-05-04`, `--05-04`,
/// `1990-05-04 lunar`, `--05-04 lunar leap`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Birthday {
    year: Option<i32>,
    month: u32,
    day: u32,
    calendar: Calendar,
}

impl Birthday {
    /// A civil birthday. `None` if no calendar has that day; 29 February is allowed when the year is
    /// unknown.
    pub fn new(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        // 2000 was a leap year, so it admits every day that any year has.
        NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
        Some(Self {
            year,
            month,
            day,
            calendar: Calendar::Civil,
        })
    }

    /// A lunar birthday; the year is the lunar one. `None` if the calendar has no such day.
    pub fn lunar(year: Option<i32>, month: u32, day: u32, leap: bool) -> Option<Self> {
        let length = match year {
            Some(year) => lunar::days_of(year, month, leap)?,
            None => 30,
        };
        let sound = (1..=12).contains(&month) && (1..=length).contains(&day);
        sound.then_some(Self {
            year,
            month,
            day,
            calendar: Calendar::Lunar { leap },
        })
    }

    /// The year of birth in its calendar, if known.
    pub const fn year(self) -> Option<i32> {
        self.year
    }
    /// 1 to 12.
    pub const fn month(self) -> u32 {
        self.month
    }
    /// 1 to 31, of a lunar month to 30.
    pub const fn day(self) -> u32 {
        self.day
    }
    /// The calendar it is kept by.
    pub const fn calendar(self) -> Calendar {
        self.calendar
    }
    /// True for the lunar calendar.
    pub const fn is_lunar(self) -> bool {
        matches!(self.calendar, Calendar::Lunar { .. })
    }

    /// The civil day it is celebrated in a year of its calendar. What that year does not have falls on
    /// the day before: 29 February on the 28th, the 30th of a short lunar month on the 29th; a leap
    /// month is the month of the same number where there is no leap month.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self.calendar {
            Calendar::Civil => NaiveDate::from_ymd_opt(year, self.month, self.day)
                .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.saturating_sub(1))),
            Calendar::Lunar { leap } => {
                let leap = leap && lunar::leap_month(year) == Some(self.month);
                let length = lunar::days_of(year, self.month, leap)?;
                LunarDay {
                    year,
                    month: self.month,
                    leap,
                    day: self.day.min(length),
                }
                .to_civil()
            }
        }
    }

    /// The next celebration on or after `today`. A lunar year ends in the next civil one.
    pub fn next(self, today: NaiveDate) -> Option<NaiveDate> {
        let first = today.year() - i32::from(self.is_lunar());
        (first..=today.year() + 1)
            .filter_map(|year| self.in_year(year))
            .find(|date| *date >= today)
    }

    /// The age reached on a celebration, if the year of birth is known.
    pub fn age_on(self, celebration: NaiveDate) -> Option<i32> {
        let year = match self.calendar {
            Calendar::Civil => celebration.year(),
            Calendar::Lunar { .. } => LunarDay::of(celebration)?.year,
        };
        Some(year - self.year?)
    }

    /// The civil birthday for programs that know no other calendar: of a lunar one the day of birth;
    /// `None` if its year is not known.
    pub fn to_civil(self) -> Option<Self> {
        match self.calendar {
            Calendar::Civil => Some(self),
            Calendar::Lunar { .. } => self.in_year(self.year?).map(Self::from),
        }
    }

    /// Reads `1990-05-04`, `--05-04` and `--0504`, each also with `lunar` or `lunar leap` behind it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let date = words.next()?;
        let (year, month, day) = parts(date)?;
        match (words.next(), words.next(), words.next()) {
            (None, ..) => Self::new(year, month, day),
            (Some("lunar"), None, _) => Self::lunar(year, month, day, false),
            (Some("lunar"), Some("leap"), None) => Self::lunar(year, month, day, true),
            _ => None,
        }
    }
}

/// Year, month and day as written; whether there is such a day is not asked.
fn parts(text: &str) -> Option<(Option<i32>, u32, u32)> {
    let digits = |text: &str, count: usize| {
        let sound = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| text.parse::<u32>().ok()).flatten()
    };
    if let Some(rest) = text.strip_prefix("--") {
        let rest: String = rest.chars().filter(|c| *c != '-').collect();
        let (month, day) = rest.split_at_checked(2)?;
        return Some((None, digits(month, 2)?, digits(day, 2)?));
    }
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str| digits(text, 2).or_else(|| digits(text, 1));
    let year = i32::try_from(digits(year, 4)?).ok()?;
    let date = (Some(year), number(month)?, number(day)?);
    parts.next().is_none().then_some(date)
}

impl From<NaiveDate> for Birthday {
    fn from(date: NaiveDate) -> Self {
        Self {
            year: Some(date.year()),
            month: date.month(),
            day: date.day(),
            calendar: Calendar::Civil,
        }
    }
}

impl std::fmt::Display for Birthday {
    /// `1990-05-04`, or `--05-04` without a year (as in vCard 4); a lunar one says so.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day)?,
            None => write!(f, "--{:02}-{:02}", self.month, self.day)?,
        }
        f.write_str(match self.calendar {
            Calendar::Civil => "",
            Calendar::Lunar { leap: false } => " lunar",
            Calendar::Lunar { leap: true } => " lunar leap",
        })
    }
}

impl From<Birthday> for String {
    fn from(birthday: Birthday) -> Self {
        birthday.to_string()
    }
}

impl TryFrom<String> for Birthday {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a birthday: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a date")
    }

    #[test]
    fn a_birthday_without_year_round_trips() {
        for text in [
            "1990-05-04",
            "--02-29",
            "--12-31",
            "1990-05-30 lunar",
            "--08-15 lunar",
            "2025-06-01 lunar leap",
        ] {
            assert_eq!(Birthday::parse(text).expect("valid").to_string(), text);
        }
        assert_eq!(Birthday::parse("--0203"), Birthday::new(None, 2, 3));
        for bad in [
            "--13-01",
            "1990-02-30",
            "--02-3",
            "x",
            "",
            "--ab-cd",
            "2026-06-01 lunar leap",
            "--01-31 lunar",
            "1990-05-04 moon",
            "1990-05-04 lunar leap x",
        ] {
            assert_eq!(Birthday::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn leap_day_is_celebrated_on_the_28th_otherwise() {
        let born = Birthday::new(Some(2000), 2, 29).expect("leap");
        assert_eq!(born.next(day(2026, 1, 1)), Some(day(2026, 2, 28)));
        assert_eq!(born.next(day(2026, 3, 1)), Some(day(2027, 2, 28)));
        assert_eq!(born.next(day(2028, 2, 29)), Some(day(2028, 2, 29)));
    }

    #[test]
    fn a_lunar_birthday_moves_with_the_moon() {
        let mid_autumn = Birthday::lunar(Some(1990), 8, 15, false).expect("a day");
        assert_eq!(mid_autumn.next(day(2025, 1, 1)), Some(day(2025, 10, 6)));
        assert_eq!(mid_autumn.next(day(2025, 10, 7)), Some(day(2026, 9, 25)));
        assert_eq!(mid_autumn.to_civil(), Birthday::new(Some(1990), 10, 3));
        // The twelfth month lies in the next civil year: 8 December 2025 by the moon is 26 January 2026.
        let laba = Birthday::lunar(Some(2000), 12, 8, false).expect("a day");
        assert_eq!(laba.next(day(2026, 1, 1)), Some(day(2026, 1, 26)));
        assert_eq!(laba.age_on(day(2026, 1, 26)), Some(25));
    }

    #[test]
    fn a_leap_month_or_a_thirtieth_that_is_missing_falls_on_the_nearest() {
        let leap = Birthday::lunar(Some(2025), 6, 1, true).expect("a leap month");
        assert_eq!(leap.in_year(2025), Some(day(2025, 7, 25)));
        assert_eq!(
            leap.in_year(2026),
            Some(day(2026, 7, 14)),
            "the plain sixth month"
        );
        let thirtieth = Birthday::lunar(None, 1, 30, false).expect("some years have it");
        assert_eq!(lunar::days_of(2026, 1, false), Some(30));
        assert_eq!(lunar::days_of(2027, 1, false), Some(30));
        for year in 1900..=2100 {
            let on = thirtieth.in_year(year).expect("a day");
            assert!(on.month() == 2 || on.month() == 3, "{on}");
        }
    }
}
