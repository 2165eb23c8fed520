//! Purchase occasions: a customer and a local day with a real sale (definitions, section 1).
//!
//! Everything else counts occasions, so an order split in two cannot fake loyalty and a returned
//! one is no purchase. Must not know any report.

use super::bytes::{Input, put};
use super::dense::count;
use super::facts::FactsError;
use super::ledger::{Ledger, Row};

/// All occasions, customer by customer, each customer's days ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Occasions {
    ends: Vec<u32>,
    days: Vec<i32>,
    values: Vec<i64>,
    net: Vec<i64>,
    rows: Vec<u32>,
}

/// The occasions and money of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visits<'a> {
    /// Customer index.
    pub customer: u32,
    /// Days of the occasions, ascending, days since 1970-01-01.
    pub days: &'a [i32],
    /// What each occasion brought, minor units, linked refunds taken off.
    pub values: &'a [i64],
    /// Sum of all amounts, refunds included: net revenue, minor units.
    pub net: i64,
    /// Rows the person has; 0 means unknown to the report.
    pub rows: u32,
}

impl Visits<'_> {
    /// Number of occasions (F).
    pub fn count(&self) -> u32 {
        count(self.days.len())
    }

    /// First and last day, when there is an occasion.
    pub fn span(&self) -> Option<(i32, i32)> {
        Some((*self.days.first()?, *self.days.last()?))
    }

    /// Days between consecutive occasions.
    pub fn gaps(&self) -> impl Iterator<Item = i32> + '_ {
        self.days
            .iter()
            .zip(self.days.iter().skip(1))
            .map(|(earlier, later)| later - earlier)
    }
}

/// One row seen from the day it belongs to.
struct Entry {
    day: i32,
    amount: i64,
}

impl Occasions {
    /// Applies section 1 to the rows of the ledger alone.
    pub fn of(ledger: &Ledger) -> Self {
        let mut all = Self::default();
        all.ends.reserve(ledger.customers());
        let mut orders = Vec::new();
        let mut entries = Vec::new();
        for (_, rows) in ledger.iter() {
            all.append(rows, &mut orders, &mut entries);
        }
        all
    }

    fn append(&mut self, rows: &[Row], orders: &mut Vec<(u32, i32)>, entries: &mut Vec<Entry>) {
        earliest_sales(rows, orders);
        entries.clear();
        entries.extend(rows.iter().map(|row| Entry {
            day: belongs_to(row, orders),
            amount: row.amount,
        }));
        entries.sort_unstable_by_key(|entry| entry.day);
        for day in entries.chunk_by(|one, other| one.day == other.day) {
            let total: i64 = day.iter().map(|entry| entry.amount).sum();
            let sold = day.iter().any(|entry| entry.amount >= 0);
            let refunded = day.iter().any(|entry| entry.amount < 0);
            if let Some(first) = day.first()
                && sold
                && !(refunded && total <= 0)
            {
                self.days.push(first.day);
                self.values.push(total);
            }
        }
        self.ends.push(count(self.days.len()));
        self.net.push(rows.iter().map(|row| row.amount).sum());
        self.rows.push(count(rows.len()));
    }

    /// Appends the columns.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(count(self.ends.len()).to_le_bytes());
        out.extend(count(self.days.len()).to_le_bytes());
        put(out, &self.ends, u32::to_le_bytes);
        put(out, &self.net, i64::to_le_bytes);
        put(out, &self.rows, u32::to_le_bytes);
        put(out, &self.days, i32::to_le_bytes);
        put(out, &self.values, i64::to_le_bytes);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Input<'_>) -> Result<Self, FactsError> {
        let people = u32::from_le_bytes(input.array()?) as usize;
        let days = u32::from_le_bytes(input.array()?) as usize;
        Ok(Self {
            ends: input.column(people, u32::from_le_bytes)?,
            net: input.column(people, i64::from_le_bytes)?,
            rows: input.column(people, u32::from_le_bytes)?,
            days: input.column(days, i32::from_le_bytes)?,
            values: input.column(days, i64::from_le_bytes)?,
        })
    }

    /// How many people there are, those without occasions included.
    pub fn people(&self) -> usize {
        self.ends.len()
    }

    /// Everyone, in index order, people without occasions included.
    pub fn iter(&self) -> impl Iterator<Item = Visits<'_>> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let money = self.net.iter().zip(&self.rows);
        (0..).zip(starts.zip(&self.ends)).zip(money).map(
            |((customer, (&start, &end)), (&net, &rows))| {
                let range = start as usize..end as usize;
                Visits {
                    customer,
                    days: self.days.get(range.clone()).unwrap_or_default(),
                    values: self.values.get(range).unwrap_or_default(),
                    net,
                    rows,
                }
            },
        )
    }

    /// Everyone with at least one occasion: the customers every score and share is about.
    pub fn customers(&self) -> impl Iterator<Item = Visits<'_>> {
        self.iter().filter(|visits| !visits.days.is_empty())
    }

    /// Number of occasions.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether nobody ever bought.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The day of the first occasion of all.
    pub fn first_day(&self) -> Option<i32> {
        self.days.iter().min().copied()
    }

    /// Sum of the occasions' values, minor units.
    pub fn total_value(&self) -> i64 {
        self.values.iter().sum()
    }
}

/// Fills `orders` with each order that has a sale and the earliest date of its sales.
fn earliest_sales(rows: &[Row], orders: &mut Vec<(u32, i32)>) {
    orders.clear();
    let sales = rows.iter().filter(|row| row.amount >= 0);
    orders.extend(sales.filter_map(|row| row.order.map(|order| (order, row.day))));
    orders.sort_unstable();
    orders.dedup_by_key(|(order, _)| *order);
}

/// The day a row belongs to: its order's for a sale, the named order's for a linked refund,
/// otherwise its own.
fn belongs_to(row: &Row, orders: &[(u32, i32)]) -> i32 {
    let order = if row.amount >= 0 {
        row.order
    } else {
        row.refund_of
    };
    order
        .and_then(|order| orders.binary_search_by_key(&order, |(key, _)| *key).ok())
        .and_then(|at| orders.get(at))
        .map_or(row.day, |(_, day)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::facts::{Fact, Facts};

    /// Occasions of one customer from (day, amount, order, `refund_of`).
    fn of(rows: &[(i32, i64, Option<u32>, Option<u32>)], to: i32) -> Vec<(i32, i64)> {
        let mut facts = Facts::new(vec!["x".into()], 2);
        for &(day, amount, order, refund_of) in rows {
            facts
                .push(Fact {
                    customer: 0,
                    day,
                    amount,
                    order,
                    refund_of,
                })
                .unwrap();
        }
        let all = Occasions::of(&Ledger::new(&facts, to));
        all.days
            .iter()
            .copied()
            .zip(all.values.iter().copied())
            .collect()
    }

    #[test]
    fn orders_of_one_day_are_one_occasion() {
        assert_eq!(
            of(&[(5, 100, None, None), (5, 50, Some(1), None)], 9),
            [(5, 150)]
        );
    }

    #[test]
    fn an_order_belongs_to_its_earliest_sale() {
        let rows = [
            (7, 50, Some(1), None),
            (5, 100, Some(1), None),
            (6, 1, Some(2), None),
        ];
        assert_eq!(of(&rows, 9), [(5, 150), (6, 1)]);
    }

    #[test]
    fn a_linked_refund_lowers_its_order_and_may_cancel_it() {
        let sale = (5, 100, Some(1), None);
        assert_eq!(of(&[sale, (8, -40, Some(2), Some(1))], 9), [(5, 60)]);
        assert_eq!(of(&[sale, (8, -100, None, Some(1))], 9), []);
        assert_eq!(
            of(&[sale, (8, -100, None, Some(1))], 7),
            [(5, 100)],
            "a later refund is unknown"
        );
    }

    #[test]
    fn an_unlinked_refund_counts_on_its_own_day() {
        let sale = (5, 100, Some(1), None);
        assert_eq!(of(&[sale, (8, -100, None, None)], 9), [(5, 100)]);
        assert_eq!(of(&[sale, (8, -100, None, Some(77))], 9), [(5, 100)]);
        assert_eq!(of(&[sale, (5, -100, None, None)], 9), []);
        assert_eq!(of(&[sale, (5, -99, None, None)], 9), [(5, 1)]);
    }

    #[test]
    fn a_gift_is_an_occasion_of_value_nothing() {
        assert_eq!(of(&[(5, 0, None, None)], 9), [(5, 0)]);
        assert_eq!(of(&[(5, 0, None, None), (5, -1, None, None)], 9), []);
    }
}
