//! The rows of a file as a person looks at them before anything is written: what each was understood as, what
//! happens to it and what told it. Knows how to hand out one page of them.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::reading::Reason;
use crate::{
    domain::{
        Birthday, Customer, Edit, Id, LoggedEdit, Record, Records, Repeat,
        change::{FieldChange, UPDATED},
    },
    exchange::{
        duplicates::Sign,
        sales::SaleRow,
        things::{DealRow, PointsRow, ProductRow, TodoRow},
    },
};

/// Rows that are shown at once.
pub const PAGE: usize = 100;

/// The known record that a row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    /// What it is called.
    pub name: String,
    /// What told it, if it is one of these signs.
    pub sign: Option<Sign>,
    /// Its identity, if the row changes it.
    pub id: Option<Uuid>,
}

/// What happens to a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It becomes a new record.
    New,
    /// It is brought into that known record.
    Update(Met),
    /// It is left out because of that known record.
    Skip(Met),
    /// It is left out although it says something else of a known order.
    Differs,
    /// It is known, and what was paid back of it comes in.
    Return,
    /// No sale came of the order.
    Void,
    /// The event is over.
    Over,
    /// The event was called off.
    CalledOff,
}

/// A row that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Row of the file.
    pub row: usize,
    /// What stands in it, shortened.
    pub text: String,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A row of a file, understood or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Line<R> {
    /// What it was understood as.
    Read(R),
    /// It is left out.
    Refused(Refused),
}

impl<R> Line<R> {
    /// What it was understood as.
    pub const fn read(&self) -> Option<&R> {
        match self {
            Self::Read(row) => Some(row),
            Self::Refused(_) => None,
        }
    }
}

/// A row that is about somebody: what it was understood as, what happens to it, and who of the shop it is about or
/// may be.
pub type Of<R> = (R, Fate, Option<Id<Customer>>);

/// Rows as they were understood, those that were not among them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Preview {
    /// Nothing to show.
    #[default]
    None,
    /// Customers.
    Customers(Vec<Line<CustomerPreview>>),
    /// Sales.
    Sales(Vec<Line<Of<SaleRow>>>),
    /// Deals.
    Deals(Vec<Line<Of<DealRow>>>),
    /// Products.
    Products(Vec<Line<(ProductRow, Fate)>>),
    /// Entries of a calendar.
    Calendar(Vec<Line<(CalendarRow, Fate)>>),
    /// Tasks and touches.
    Todos(Vec<Line<Of<TodoRow>>>),
    /// Points that came or went.
    Points(Vec<Line<Of<PointsRow>>>),
}

impl Preview {
    /// How many rows there are.
    pub const fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Customers(rows) => rows.len(),
            Self::Sales(rows) => rows.len(),
            Self::Deals(rows) => rows.len(),
            Self::Products(rows) => rows.len(),
            Self::Calendar(rows) => rows.len(),
            Self::Todos(rows) => rows.len(),
            Self::Points(rows) => rows.len(),
        }
    }

    /// True if there is nothing to show.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows of one page, the first of which has `from` before it, with what they change: `records` are
    /// those of the plan.
    #[must_use]
    pub fn page(&self, from: usize, records: &[Record]) -> Page {
        let rows = self.cut(from);
        let ids = rows.changed();
        let edited = records.iter().filter(|record| ids.contains(&record.id()));
        Page {
            edited: edited.cloned().collect(),
            rows,
        }
    }

    /// The known records that the rows change.
    fn changed(&self) -> BTreeSet<Uuid> {
        fn of<'a, R: 'a>(
            rows: &'a [Line<R>],
            fate: impl Fn(&'a R) -> &'a Fate + 'a,
        ) -> impl Iterator<Item = Uuid> + 'a {
            rows.iter()
                .filter_map(Line::read)
                .filter_map(move |row| match fate(row) {
                    Fate::Update(met) => met.id,
                    _ => None,
                })
        }
        match self {
            Self::None => BTreeSet::new(),
            Self::Calendar(rows) => of(rows, |(_, fate)| fate).collect(),
            Self::Customers(rows) => of(rows, |row| &row.fate).collect(),
            Self::Sales(rows) => of(rows, |(_, fate, _)| fate).collect(),
            Self::Deals(rows) => of(rows, |(_, fate, _)| fate).collect(),
            Self::Products(rows) => of(rows, |(_, fate)| fate).collect(),
            Self::Todos(rows) => of(rows, |(_, fate, _)| fate).collect(),
            Self::Points(rows) => of(rows, |(_, fate, _)| fate).collect(),
        }
    }

    fn cut(&self, from: usize) -> Self {
        fn cut<R: Clone>(rows: &[R], from: usize) -> Vec<R> {
            rows.iter().skip(from).take(PAGE).cloned().collect()
        }
        match self {
            Self::None => Self::None,
            Self::Customers(rows) => Self::Customers(cut(rows, from)),
            Self::Sales(rows) => Self::Sales(cut(rows, from)),
            Self::Deals(rows) => Self::Deals(cut(rows, from)),
            Self::Products(rows) => Self::Products(cut(rows, from)),
            Self::Calendar(rows) => Self::Calendar(cut(rows, from)),
            Self::Todos(rows) => Self::Todos(cut(rows, from)),
            Self::Points(rows) => Self::Points(cut(rows, from)),
        }
    }
}

/// Rows that are shown at once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// The rows.
    pub rows: Preview,
    /// The known records that they change, as these will be.
    pub edited: Vec<Record>,
}

impl Page {
    /// What becomes of the known record, part by part; `records` are the shop's. Nothing if no row of the page
    /// changes it, or if the shop has it no more.
    pub fn changes(&self, id: Uuid, records: &Records) -> Vec<FieldChange> {
        let edited = self.edited.iter().find(|record| record.id() == id);
        let both = edited.and_then(|edited| Some((records.find(edited.table(), id)?, edited)));
        let logged = both.map(|(base, edited)| Edit::update(base, edited.clone()).log());
        match logged {
            Some(Ok(Some(LoggedEdit::Updated { mut fields, .. }))) => {
                fields.retain(|change| change.field != UPDATED);
                fields
            }
            _ => Vec::new(),
        }
    }
}

/// The rows in the order of the file; `place` is the row of one that was read.
pub fn among<R>(read: Vec<R>, refused: Vec<Refused>, place: impl Fn(&R) -> usize) -> Vec<Line<R>> {
    // What can be read and still not be taken, such as a line without its sale, stands there once.
    let left: BTreeSet<usize> = refused.iter().map(|row| row.row).collect();
    let read = read.into_iter().map(|row| (place(&row), row));
    let read = read.filter(|(at, _)| !left.contains(at));
    let mut lines: Vec<(usize, Line<R>)> = read.map(|(at, row)| (at, Line::Read(row))).collect();
    lines.extend(refused.into_iter().map(|row| (row.row, Line::Refused(row))));
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A customer of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPreview {
    /// Row of the file.
    pub row: usize,
    /// What to call it.
    pub name: String,
    /// First telephone number.
    pub phone: String,
    /// First e-mail address.
    pub email: String,
    /// Birthday as in files.
    pub birthday: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Who looks after them, blank if nobody.
    pub owner: String,
    /// What happens.
    pub fate: Fate,
    /// Who it is or could be, if somebody.
    pub candidate: Option<Candidate>,
}

/// An entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRow {
    /// Number of the entry.
    pub row: usize,
    /// What it is about; of a birthday whose it is.
    pub title: String,
    /// When it is due or took place, in the shop's zone.
    pub at: Option<(NaiveDate, Option<NaiveTime>)>,
    /// The birthday, if it is one.
    pub birthday: Option<Birthday>,
    /// How it comes again.
    pub repeat: Option<Repeat>,
    /// Description and place.
    pub note: String,
}

/// Whom a row may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What they are called.
    pub name: String,
    /// Their identity; none if a row further up made them.
    pub id: Option<Id<Customer>>,
}
