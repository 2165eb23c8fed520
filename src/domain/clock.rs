//! Time as a shop uses it: instants, civil dates and birthdays. Civil dates never pass through an
//! instant, so no time zone can shift them. The clock itself is passed in as a [`Moment`].

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// What a command may know about now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: Timestamp,
    /// The civil date in the shop's time zone.
    pub today: NaiveDate,
}

/// A birthday, with the year left out where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Birthday {
    year: Option<i32>,
    month: u32,
    day: u32,
}

impl Birthday {
    /// `None` if no calendar has that day; 29 February is allowed when the year is unknown.
    pub fn new(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        // 2000 was a leap year, so it admits every day that any year has.
        NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
        Some(Self { year, month, day })
    }

    /// The year of birth, if known.
    pub const fn year(self) -> Option<i32> {
        self.year
    }
    /// 1 to 12.
    pub const fn month(self) -> u32 {
        self.month
    }
    /// 1 to 31.
    pub const fn day(self) -> u32 {
        self.day
    }

    /// The day it is celebrated in `year`; 29 February falls on the 28th in other years.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .or_else(|| NaiveDate::from_ymd_opt(year, self.month, self.day.saturating_sub(1)))
    }

    /// The next celebration on or after `today`.
    pub fn next(self, today: NaiveDate) -> Option<NaiveDate> {
        self.in_year(today.year())
            .filter(|date| *date >= today)
            .or_else(|| self.in_year(today.year() + 1))
    }

    /// Reads `1990-05-04`, `--05-04` and `--0504`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("--") {
            let digits: String = rest.chars().filter(|c| *c != '-').collect();
            if digits.len() != 4 {
                return None;
            }
            return Self::new(
                None,
                digits.get(..2)?.parse().ok()?,
                digits.get(2..)?.parse().ok()?,
            );
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Self::new(Some(date.year()), date.month(), date.day())
    }
}

impl From<NaiveDate> for Birthday {
    fn from(date: NaiveDate) -> Self {
        Self {
            year: Some(date.year()),
            month: date.month(),
            day: date.day(),
        }
    }
}

impl std::fmt::Display for Birthday {
    /// `1990-05-04`, or `--05-04` without a year (as in vCard 4).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
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
        for text in ["1990-05-04", "--02-29", "--12-31"] {
            assert_eq!(Birthday::parse(text).expect("valid").to_string(), text);
        }
        assert_eq!(Birthday::parse("--0203"), Birthday::new(None, 2, 3));
        for bad in ["--13-01", "1990-02-30", "--02-3", "x", "", "--ab-cd"] {
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
}
