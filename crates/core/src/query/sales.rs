//! The list of sales: newest first, under a head for each day with what that day came to. Follows the
//! table of sales move by move, so that one more sale costs as much as its day has sales, not as the
//! shop has. What is let through is asked of a test; knows nothing of filters in words.

use std::{cmp::Reverse, collections::BTreeMap, ops::Range, sync::Arc};

use chrono::NaiveDate;

use crate::domain::{
    Currency, Id, Move, Sale, Table, Timestamp,
    counter::{Tally, tally},
};

/// Totals by currency.
pub type Totals = BTreeMap<Currency, Tally>;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum SalesRow {
    /// A day begins, with what it came to.
    Day(NaiveDate, Totals),
    /// A sale or refund.
    Sale(Arc<Sale>),
}

/// The sales of a day, newest first.
#[derive(Debug, Clone, PartialEq)]
struct Day {
    date: NaiveDate,
    totals: Totals,
    sales: Vec<Arc<Sale>>,
}

/// Newest first, within a day.
fn place(sale: &Sale) -> Reverse<(Timestamp, Id<Sale>)> {
    Reverse((sale.created, sale.id))
}

/// Days with their sales. Copies share the days that are the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SalesByDay {
    /// Newest first; none is empty.
    days: Vec<Arc<Day>>,
    /// The row of each day's head.
    heads: Vec<usize>,
    rows: usize,
    totals: Totals,
}

impl SalesByDay {
    /// Those of `sales` that fit.
    pub fn new(sales: &Table<Sale>, fits: impl Fn(&Sale) -> bool) -> Self {
        let mut all: Vec<&Arc<Sale>> = sales.iter().filter(|sale| fits(sale)).collect();
        all.sort_unstable_by_key(|sale| (Reverse(sale.date), place(sale)));
        let days = all.chunk_by(|a, b| a.date == b.date).filter_map(|day| {
            let sales: Vec<Arc<Sale>> = day.iter().copied().cloned().collect();
            Some(Arc::new(Day {
                date: sales.first()?.date,
                totals: tally(sales.iter().map(AsRef::as_ref)),
                sales,
            }))
        });
        Self::of(days.collect())
    }

    /// After these moves of the table; `fits` must be the test that was used before.
    #[must_use]
    pub fn follow(&self, moves: &[Move<Sale>], fits: impl Fn(&Sale) -> bool) -> Self {
        let mut days = self.days.clone();
        for step in moves {
            if let Some(gone) = &step.before
                && let Ok(at) = find(&days, gone.date)
                && let Some(day) = days.get_mut(at)
                && let Some(place) = day.sales.iter().position(|sale| sale.id == gone.id)
            {
                Arc::make_mut(day).sales.remove(place);
            }
            if let Some(come) = step.after.as_ref().filter(|sale| fits(sale)) {
                let at = find(&days, come.date).unwrap_or_else(|at| {
                    let empty = Day {
                        date: come.date,
                        totals: Totals::new(),
                        sales: Vec::new(),
                    };
                    days.insert(at, Arc::new(empty));
                    at
                });
                if let Some(day) = days.get_mut(at).map(Arc::make_mut) {
                    let before = day.sales.partition_point(|sale| place(sale) < place(come));
                    day.sales.insert(before, come.clone());
                }
            }
        }
        let moved = moves
            .iter()
            .flat_map(|step| step.before.iter().chain(&step.after));
        for date in moved.map(|sale| sale.date) {
            if let Ok(at) = find(&days, date)
                && let Some(day) = days.get_mut(at).map(Arc::make_mut)
            {
                day.totals = tally(day.sales.iter().map(AsRef::as_ref));
            }
        }
        days.retain(|day| !day.sales.is_empty());
        Self::of(days)
    }

    fn of(days: Vec<Arc<Day>>) -> Self {
        let mut heads = Vec::with_capacity(days.len());
        let mut rows = 0;
        let mut totals = Totals::new();
        for day in &days {
            heads.push(rows);
            rows += 1 + day.sales.len();
            for (currency, of_day) in &day.totals {
                totals.entry(*currency).or_default().join(*of_day);
            }
        }
        Self {
            days,
            heads,
            rows,
            totals,
        }
    }

    /// How many rows there are, heads included.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// True if nothing fits.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Totals of everything listed.
    pub const fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Every sale that is listed, newest first.
    pub fn sales(&self) -> impl Iterator<Item = &Arc<Sale>> {
        self.days.iter().flat_map(|day| &day.sales)
    }

    /// The rows in a range, as far as there are any.
    pub fn rows(&self, range: Range<usize>) -> impl Iterator<Item = SalesRow> {
        let first = self
            .heads
            .partition_point(|head| *head <= range.start)
            .saturating_sub(1);
        let skipped = range.start - self.heads.get(first).copied().unwrap_or(range.start);
        let days = self.days.iter().skip(first);
        days.flat_map(|day| {
            let head = SalesRow::Day(day.date, day.totals.clone());
            let sales = day.sales.iter().cloned().map(SalesRow::Sale);
            std::iter::once(head).chain(sales)
        })
        .skip(skipped)
        .take(range.len())
    }
}

/// Where a day stands, or would stand, among days that come newest first.
fn find(days: &[Arc<Day>], date: NaiveDate) -> Result<usize, usize> {
    days.binary_search_by_key(&Reverse(date), |day| Reverse(day.date))
}

#[cfg(test)]
#[path = "sales_tests.rs"]
mod tests;
