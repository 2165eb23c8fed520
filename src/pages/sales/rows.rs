//! The rows of the list: sales, newest first, under a head for each day. Holds no markup.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use super::filter::SalesFilter;
use crate::domain::{
    Currency, Records, Sale,
    counter::{self, Tally},
};

/// Totals by currency.
pub type Totals = BTreeMap<Currency, Tally>;

/// One row.
#[derive(Debug, Clone)]
pub enum Row {
    /// A day begins, with what it came to.
    Day(NaiveDate, Totals),
    /// A sale or refund.
    Sale(Arc<Sale>),
}

impl Row {
    /// Tells it from the others.
    pub fn key(&self) -> String {
        match self {
            Self::Day(date, totals) => format!("{date} {totals:?}"),
            Self::Sale(sale) => format!("{} {}", sale.id, sale.updated.0),
        }
    }
}

/// What the filter lets through. Two are equal only if they are the same computation.
#[derive(Debug, Clone)]
pub struct Rows {
    /// Days and sales.
    pub rows: Arc<Vec<Row>>,
    /// Totals of all of it.
    pub totals: Arc<Totals>,
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }
}

impl Rows {
    /// Filters, sorts and groups.
    pub fn new(records: &Records, filter: &SalesFilter, today: NaiveDate, week_start: u8) -> Self {
        let fits = filter.test(records, today, week_start);
        let mut sales: Vec<&Arc<Sale>> = records.sales.iter().filter(|sale| fits(sale)).collect();
        sales.sort_unstable_by_key(|sale| std::cmp::Reverse((sale.date, sale.created, sale.id)));
        let mut rows = Vec::with_capacity(sales.len() + sales.len() / 4);
        for day in sales.chunk_by(|a, b| a.date == b.date) {
            let Some(first) = day.first() else { continue };
            let totals = counter::tally(day.iter().map(|sale| &***sale));
            rows.push(Row::Day(first.date, totals));
            rows.extend(day.iter().map(|sale| Row::Sale(Arc::clone(sale))));
        }
        Self {
            rows: Arc::new(rows),
            totals: Arc::new(counter::tally(sales.iter().map(|sale| &***sale))),
        }
    }
}
