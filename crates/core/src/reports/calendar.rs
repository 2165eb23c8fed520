//! Calendar months, quarters and years as whole numbers, looked up by day.
//!
//! A million occasions ask for their month; the calendar answers from a table built once.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dense::{count, date_of, day_of, index};

/// Months since year 0: `12 · year + (month − 1)`.
pub type Month = i32;

/// Kind of calendar period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Calendar month.
    Month,
    /// Calendar quarter.
    Quarter,
    /// Calendar year.
    Year,
}

impl PeriodKind {
    /// How many months one lasts.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// One calendar month, quarter or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PeriodId {
    /// Month, quarter or year.
    pub kind: PeriodKind,
    /// Periods of that kind since year 0.
    pub index: i32,
}

impl PeriodId {
    /// The period a month lies in.
    pub const fn of(kind: PeriodKind, month: Month) -> Self {
        Self {
            kind,
            index: month.div_euclid(kind.months()),
        }
    }

    /// The first month.
    pub const fn first_month(self) -> Month {
        self.index * self.kind.months()
    }

    /// The last day, days since 1970-01-01.
    pub fn last_day(self) -> i32 {
        first_day(self.first_month() + self.kind.months()) - 1
    }

    /// `2024-05`, `2024-Q2` or `2024`: the same in every language.
    pub fn code(self) -> String {
        let month = self.first_month();
        let year = month.div_euclid(12);
        match self.kind {
            PeriodKind::Month => month_code(month),
            PeriodKind::Quarter => format!("{year:04}-Q{}", month.rem_euclid(12) / 3 + 1),
            PeriodKind::Year => format!("{year:04}"),
        }
    }
}

impl PeriodId {
    /// Reads what [`Self::code`] writes.
    pub fn parse(code: &str) -> Option<Self> {
        let (year, part) = code
            .split_once('-')
            .map_or((code, None), |(year, part)| (year, Some(part)));
        let year: i32 = year.parse().ok().filter(|year| (0..=9999).contains(year))?;
        let of = |kind, month: Option<i32>| Some(Self::of(kind, year * 12 + month?));
        let period = match part {
            None => of(PeriodKind::Year, Some(0)),
            Some(part) => match part.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter = quarter.parse::<i32>().ok().filter(|n| (1..=4).contains(n));
                    of(PeriodKind::Quarter, quarter.map(|n| 3 * (n - 1)))
                }
                None => {
                    let month = part.parse::<i32>().ok().filter(|n| (1..=12).contains(n));
                    of(PeriodKind::Month, month.map(|n| n - 1))
                }
            },
        };
        period.filter(|period| period.code() == code)
    }
}

/// `2024-05`.
pub fn month_code(month: Month) -> String {
    format!(
        "{:04}-{:02}",
        month.div_euclid(12),
        month.rem_euclid(12) + 1
    )
}

/// The month a day lies in.
pub fn month_of(day: i32) -> Month {
    let date = date_of(day);
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0)
}

/// The first day of a month, days since 1970-01-01.
pub fn first_day(month: Month) -> i32 {
    let month_number = u32::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    NaiveDate::from_ymd_opt(month.div_euclid(12), month_number, 1).map_or(0, day_of)
}

/// The last day of a month, days since 1970-01-01.
pub fn last_day(month: Month) -> i32 {
    first_day(month + 1) - 1
}

/// Months of the days `first..=last`, by lookup.
#[derive(Debug, Clone)]
pub struct Calendar {
    first: i32,
    first_month: Month,
    months: Vec<u16>,
}

impl Calendar {
    /// A table for the days `first..=last`; empty when `last` is before `first`.
    pub fn new(first: i32, last: i32) -> Self {
        let first_month = month_of(first);
        let mut months = Vec::with_capacity(index(last.saturating_sub(first).saturating_add(1)));
        let mut month = first_month;
        let mut end = last_day(month);
        for day in first..=last {
            if day > end {
                month += 1;
                end = last_day(month);
            }
            months.push(u16::try_from(month - first_month).unwrap_or(u16::MAX));
        }
        Self {
            first,
            first_month,
            months,
        }
    }

    /// The first month of the table.
    pub fn first_month(&self) -> Month {
        self.first_month
    }

    /// How many months after the first month a day lies; nothing outside the table.
    pub fn offset(&self, day: i32) -> Option<usize> {
        let at = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.months.get(at).map(|&months| usize::from(months))
    }

    /// Number of months the table touches.
    pub fn len(&self) -> u32 {
        self.months
            .last()
            .map_or(0, |&last| count(usize::from(last) + 1))
    }

    /// Whether the table holds no day.
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_calendar() {
        let (first, last) = (19_000, 23_000);
        let calendar = Calendar::new(first, last);
        for day in first..=last {
            let month =
                calendar.first_month() + i32::try_from(calendar.offset(day).unwrap()).unwrap();
            assert_eq!(month, month_of(day));
        }
        assert_eq!(calendar.offset(first - 1), None);
        assert_eq!(calendar.offset(last + 1), None);
        assert!(Calendar::new(5, 4).is_empty());
    }

    #[test]
    fn periods_know_their_names_and_ends() {
        let may = month_of(day_of(NaiveDate::from_ymd_opt(2024, 5, 31).unwrap()));
        let quarter = PeriodId::of(PeriodKind::Quarter, may);
        assert_eq!(quarter.code(), "2024-Q2");
        assert_eq!(
            date_of(quarter.last_day()),
            NaiveDate::from_ymd_opt(2024, 6, 30).unwrap()
        );
        assert_eq!(PeriodId::of(PeriodKind::Month, may).code(), "2024-05");
        assert_eq!(PeriodId::of(PeriodKind::Year, may).code(), "2024");
        assert_eq!(
            date_of(last_day(may - 3)),
            NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()
        );
    }
}
