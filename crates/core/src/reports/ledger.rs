//! The facts up to a day, laid out customer by customer, so that every report is one pass.
//!
//! It must not know what a row means; [`super::occasions`] decides that.

use super::dense::count;
use super::facts::Facts;

/// One row of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Local civil date, days since 1970-01-01.
    pub day: i32,
    /// Minor units; below 0 is a refund.
    pub amount: i64,
    /// Order key.
    pub order: Option<u32>,
    /// Order key a refund names.
    pub refund_of: Option<u32>,
}

/// Rows grouped by customer index, dated `from..=to`.
#[derive(Debug, Clone)]
pub struct Ledger {
    ends: Vec<u32>,
    rows: Vec<Row>,
}

impl Ledger {
    /// Groups the rows dated up to `to` by a counting sort: linear, and free of hashing.
    pub fn new(facts: &Facts, to: i32) -> Self {
        let mut ends = vec![0_u32; facts.codes().len()];
        for fact in facts.iter().filter(|fact| fact.day <= to) {
            if let Some(slot) = ends.get_mut(fact.customer as usize) {
                *slot += 1;
            }
        }
        let mut before = 0;
        for slot in &mut ends {
            let held = *slot;
            *slot = before;
            before += held;
        }
        // `ends` holds starts now; filling moves each start to its end.
        let blank = Row {
            day: 0,
            amount: 0,
            order: None,
            refund_of: None,
        };
        let mut rows = vec![blank; before as usize];
        for fact in facts.iter().filter(|fact| fact.day <= to) {
            let Some(next) = ends.get_mut(fact.customer as usize) else {
                continue;
            };
            if let Some(row) = rows.get_mut(*next as usize) {
                let (order, refund_of) = (fact.order, fact.refund_of);
                *row = Row {
                    day: fact.day,
                    amount: fact.amount,
                    order,
                    refund_of,
                };
            }
            *next += 1;
        }
        Self { ends, rows }
    }

    /// The rows dated `from` or later: what a window report may look at.
    #[must_use]
    pub fn since(&self, from: i32) -> Self {
        let mut rows = Vec::new();
        let mut ends = Vec::with_capacity(self.ends.len());
        for (_, held) in self.iter() {
            rows.extend(held.iter().filter(|row| row.day >= from));
            ends.push(count(rows.len()));
        }
        Self { ends, rows }
    }

    /// Each customer's index and rows, in index order, customers without rows included.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &[Row])> {
        let starts = std::iter::once(&0).chain(&self.ends);
        (0..)
            .zip(starts.zip(&self.ends))
            .map(|(customer, (&start, &end))| {
                (
                    customer,
                    self.rows
                        .get(start as usize..end as usize)
                        .unwrap_or_default(),
                )
            })
    }

    /// Number of customers, with or without rows.
    pub fn customers(&self) -> usize {
        self.ends.len()
    }
}
