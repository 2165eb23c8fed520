//! The shop's records as lists for people: named columns, typed values, and links from one list to
//! another. Workbooks, archives of CSV and the page that opens
//! anywhere are ways to write the same lists. Knows
//! nothing of where the records come from.

mod asked;
mod build;
mod care;
mod chosen;
mod content;
pub mod csv;
mod customers;
mod figures;
pub mod folder;
pub mod json;
mod own;
pub mod page;
mod places;
pub mod report;
mod rows;
pub mod shelf;
mod sold;
mod ties;
mod words;
mod work;
pub mod workbook;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod quiet_tests;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{TableName, field::Decimal};

pub use asked::Shown;
pub use build::{lists, lists_asked};
pub use content::Content;
pub use customers::joined as tags;
pub use figures::besides;
pub use words::Words;

/// Which records go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// All of them.
    Everything,
    /// One list, all of it or those named, in that order, and what is related to it.
    List(TableName, Option<Vec<Uuid>>),
}

/// How lists are written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Words of the person's language.
    pub words: Words,
    /// The shop's zone, for moments.
    pub zone: Tz,
    /// True to name nobody who asked not to be contacted, in no list, and to leave out the ways that others
    /// refused. Everything is everything all the same: it is the shop's own copy.
    pub reachable_only: bool,
}

/// One list.
#[derive(Debug)]
pub struct List<'a> {
    /// Which one it is.
    pub kind: ListKind,
    /// Its name.
    pub name: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// As many values a row as there are columns.
    pub rows: Content<'a>,
}

/// The lists there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// People and companies.
    Customers,
    /// Opportunities.
    Deals,
    /// Sales.
    Sales,
    /// What was on them.
    Lines,
    /// Products.
    Products,
    /// Tasks.
    Tasks,
    /// After-sales requests.
    Cases,
    /// Points, those of sales included.
    Points,
    /// Notes, visits, calls.
    Notes,
    /// Who belongs to whom.
    Relations,
    /// Attached files.
    Files,
    /// The table of a report.
    Report,
}

/// A cell. Its words stay where the record keeps them: a large shop has millions of cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value<'a> {
    /// Nothing.
    Blank,
    /// Words.
    Text(Cow<'a, str>),
    /// A number of thousandths.
    Number(i64),
    /// A number as exact as a person wrote it.
    Decimal(Decimal),
    /// A computed number, as exact as the report has it.
    Real(f64),
    /// A share of 1.
    Share(f64),
    /// Minor units with the count of decimals of their currency.
    Money(i64, u32),
    /// A civil day.
    Day(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A moment in the shop's zone.
    Moment(NaiveDateTime),
    /// Words that lead to a row (from 0) of another list.
    Link(ListKind, usize, Cow<'a, str>),
}

impl<'a> Value<'a> {
    /// Words, or nothing if there are none.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// The same value with words of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Link(kind, row, text) => Value::Link(kind, row, Cow::Owned(text.into_owned())),
            Self::Blank => Value::Blank,
            Self::Number(thousandths) => Value::Number(thousandths),
            Self::Decimal(number) => Value::Decimal(number),
            Self::Real(number) => Value::Real(number),
            Self::Share(share) => Value::Share(share),
            Self::Money(minor, places) => Value::Money(minor, places),
            Self::Day(day) => Value::Day(day),
            Self::Time(time) => Value::Time(time),
            Self::Moment(at) => Value::Moment(at),
        }
    }

    /// The value as files write it.
    pub fn plain(&self) -> Cow<'_, str> {
        Cow::Owned(match self {
            Self::Blank => return Cow::Borrowed(""),
            Self::Text(text) | Self::Link(_, _, text) => return Cow::Borrowed(text),
            Self::Number(thousandths) => decimal(*thousandths, 3, true),
            Self::Decimal(number) => number.to_string(),
            Self::Real(number) | Self::Share(number) => number.to_string(),
            Self::Money(minor, places) => decimal(*minor, *places, false),
            Self::Day(day) => day.to_string(),
            Self::Time(time) => time.format("%H:%M").to_string(),
            Self::Moment(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        })
    }

    /// The same, without the value.
    pub fn into_plain(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) | Self::Link(_, _, text) => text,
            other => Cow::Owned(other.plain().into_owned()),
        }
    }

    /// A count.
    pub fn count(count: impl TryInto<u32>) -> Self {
        let count = count.try_into().unwrap_or(u32::MAX);
        Self::Number(i64::from(count) * 1_000)
    }

    /// A computed number, or nothing where there is none.
    pub fn real(number: Option<f64>) -> Self {
        let number = number.filter(|number| number.is_finite());
        number.map_or(Self::Blank, Self::Real)
    }

    /// A share, or nothing where there is none.
    pub fn share(share: Option<f64>) -> Self {
        let share = share.filter(|share| share.is_finite());
        share.map_or(Self::Blank, Self::Share)
    }

    /// A day, or nothing.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }
}

/// `minor` with `places` decimals, needless zeros cut if `short`.
fn decimal(minor: i64, places: u32, short: bool) -> String {
    let scale = 10_u64.pow(places);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, part) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
    if places == 0 {
        return format!("{sign}{whole}");
    }
    let text = format!("{sign}{whole}.{part:0width$}", width = places as usize);
    if short {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}
