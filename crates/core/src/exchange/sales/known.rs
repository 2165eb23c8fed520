//! Which rows of a list of sales the shop has already, and which tell something else of an order it
//! has. Knows numbers, days, customers and amounts; makes no records.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{KnownSale, PlanOptions};
use crate::{
    domain::{Currency, Customer, Id},
    exchange::{duplicates::DuplicateChoice, sales::SaleRow},
};

/// What the shop has of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing.
    Nothing,
    /// The same; the place of the known sale.
    Same(usize),
    /// Its order, with other content.
    Other,
    /// Its order, with other content that the row may replace; the place of the known sale.
    Change(usize),
}

/// A row and whom it names.
pub(super) type Bought<'a> = (&'a SaleRow, Option<Id<Customer>>);

/// Comparisons within one order number. A number that more rows and sales share names no order.
const COMPARED: usize = 1_000_000;

/// What a known sale and a row have to share to be the same.
type Key<'a> = (&'a str, Option<Id<Customer>>, NaiveDate, Currency, i64);

/// Money that came and money that went back are two things, even under one number.
type Order<'a> = (&'a str, bool);

/// What the shop has of each row. Two equal rows are two sales; each known sale answers for one row.
pub(super) fn answers(
    rows: &[Bought<'_>],
    known: &[KnownSale],
    options: PlanOptions,
) -> Vec<Answer> {
    let mut answers = vec![Answer::Nothing; rows.len()];
    if options.choice == DuplicateChoice::Add {
        return answers;
    }
    let mut left: FxHashMap<Key<'_>, Vec<usize>> = FxHashMap::default();
    for (at, sale) in known.iter().enumerate().rev() {
        let day = (sale.date, sale.currency, sale.total);
        let key = (&*sale.number, sale.customer, day.0, day.1, day.2);
        left.entry(key).or_default().push(at);
    }
    let update = options.choice == DuplicateChoice::Update;
    // Of sales that are equal but for how they were paid, each row gets the one paid as it says first.
    for exact in [true, false] {
        for ((row, customer), answer) in rows.iter().zip(&mut answers) {
            if *answer != Answer::Nothing {
                continue;
            }
            let currency = row.currency.unwrap_or(options.currency);
            let number = row.order_id.as_deref().unwrap_or_default();
            let key = (number, *customer, row.date, currency, row.amount_minor);
            let Some(sales) = left.get_mut(&key) else {
                continue;
            };
            let paid = |at: &usize| known.get(*at).and_then(|sale| sale.payment);
            let found = if exact {
                sales.iter().rposition(|at| paid(at) == row.payment)
            } else {
                sales.len().checked_sub(1)
            };
            if let Some(at) = found.map(|place| sales.remove(place)) {
                let says_more = known.get(at).is_some_and(|sale| says_more(row, sale));
                *answer = if update && says_more {
                    Answer::Change(at)
                } else {
                    Answer::Same(at)
                };
            }
        }
    }
    let mut orders: FxHashMap<Order<'_>, Vec<usize>> = FxHashMap::default();
    for at in left.into_values().flatten() {
        let sale = known.get(at).filter(|sale| !sale.number.is_empty());
        if let Some(sale) = sale {
            let order = (&*sale.number, sale.total < 0);
            orders.entry(order).or_default().push(at);
        }
    }
    let mut open: FxHashMap<Order<'_>, Vec<usize>> = FxHashMap::default();
    for (at, ((row, _), answer)) in rows.iter().zip(&answers).enumerate() {
        let order = (
            row.order_id.as_deref().unwrap_or_default(),
            row.amount_minor < 0,
        );
        if *answer == Answer::Nothing && orders.contains_key(&order) {
            open.entry(order).or_default().push(at);
        }
    }
    for (order, mut sales) in orders {
        let of_order = open.remove(&order).unwrap_or_default();
        if of_order.len().saturating_mul(sales.len()) <= COMPARED {
            sales.sort_unstable();
            let sales = sales.into_iter();
            let sales = sales.filter_map(|at| Some((at, known.get(at)?)));
            let of_order = of_order.into_iter();
            let of_order = of_order.filter_map(|at| Some((at, *rows.get(at)?)));
            let found = Differing::new(sales.collect(), of_order.collect(), options).settle();
            for (at, answer) in found {
                if let Some(slot) = answers.get_mut(at) {
                    *slot = answer;
                }
            }
        }
    }
    answers
}

/// True if the row says how it was paid, at what time or what was taken off, and the sale says otherwise. A
/// time that is known stays: files write it to the minute.
fn says_more(row: &SaleRow, sale: &KnownSale) -> bool {
    let paid = row.payment.is_some() && row.payment != sale.payment;
    let timed = row.at.is_some() && sale.at.is_none();
    let taken = row.discount.is_some_and(|taken| taken != sale.discount);
    paid || timed || taken
}

/// The rows and the known sales of one order that no equal one was found for.
struct Differing<'a> {
    sales: Vec<(usize, &'a KnownSale)>,
    rows: Vec<(usize, Bought<'a>)>,
    options: PlanOptions,
    /// False where the number stands on several days: a till counts from 1 again each morning.
    one_day: bool,
}

impl<'a> Differing<'a> {
    fn new(
        sales: Vec<(usize, &'a KnownSale)>,
        rows: Vec<(usize, Bought<'a>)>,
        options: PlanOptions,
    ) -> Self {
        let first = sales.first().map(|(_, sale)| sale.date);
        let one_day = sales.iter().all(|(_, sale)| Some(sale.date) == first);
        Self {
            sales,
            rows,
            options,
            one_day,
        }
    }

    /// Row by row what the shop has, none where the row is of another order of that number.
    fn settle(mut self) -> Vec<(usize, Answer)> {
        let mut found = Vec::new();
        let rows = std::mem::take(&mut self.rows);
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|(_, row)| self.sales.iter().any(|(_, sale)| self.is_order(*row, sale)))
            .collect();
        let sales = std::mem::take(&mut self.sales).into_iter();
        let of_rows = |sale: &KnownSale| rows.iter().any(|(_, row)| self.is_order(*row, sale));
        self.sales = sales.filter(|(_, sale)| of_rows(sale)).collect();
        let (same, rows) = self.pair(rows, Self::says_same);
        found.extend(
            same.into_iter()
                .map(|(row, sale)| (row, Answer::Same(sale))),
        );
        let update = self.options.choice == DuplicateChoice::Update;
        // What is moved to another day or customer is told by its amount.
        let (moved, rows) = self.pair(rows, |_, (row, _), sale| row.amount_minor == sale.total);
        // With fewer rows than sales nobody can say which of them a row is.
        let clear = rows.len() >= self.sales.len();
        let (changed, more) = if clear {
            self.pair(rows, |_, _, _| true)
        } else {
            (Vec::new(), rows)
        };
        let differs = !(moved.is_empty() && changed.is_empty() && clear);
        let pairs = moved.into_iter().chain(changed);
        found.extend(pairs.map(|(row, sale)| {
            let answer = if update {
                Answer::Change(sale)
            } else {
                Answer::Other
            };
            (row, answer)
        }));
        // A row more than the shop has is new, but not beside others that are left out: together
        // they may be what the shop has in one sum.
        let left_out = differs && !(update && clear);
        found.extend(
            more.into_iter()
                .filter(|_| left_out)
                .map(|(row, _)| (row, Answer::Other)),
        );
        found
    }

    /// Gives each row the first known sale that fits it; the pairs, and the rows without one.
    #[allow(clippy::type_complexity, reason = "the two halves of the rows")]
    fn pair(
        &mut self,
        rows: Vec<(usize, Bought<'a>)>,
        fits: impl Fn(&Self, Bought<'a>, &KnownSale) -> bool,
    ) -> (Vec<(usize, usize)>, Vec<(usize, Bought<'a>)>) {
        let (mut pairs, mut without) = (Vec::new(), Vec::new());
        for (at, row) in rows {
            let place = self
                .sales
                .iter()
                .position(|(_, sale)| self.is_order(row, sale) && fits(self, row, sale));
            match place.map(|place| self.sales.remove(place)) {
                Some((sale, _)) => pairs.push((at, sale)),
                None => without.push((at, row)),
            }
        }
        (pairs, without)
    }

    /// True if a sale of the row's number is of the row's order: of that day, or of that customer.
    fn is_order(&self, (row, customer): Bought<'_>, sale: &KnownSale) -> bool {
        let same_customer = customer.is_some() && customer == sale.customer;
        row.date == sale.date || (self.one_day && same_customer)
    }

    /// True if the row says nothing that the sale does not; what it leaves open it does not say.
    fn says_same(&self, (row, customer): Bought<'_>, sale: &KnownSale) -> bool {
        let currency = row.currency.unwrap_or(self.options.currency);
        let update = self.options.choice == DuplicateChoice::Update;
        row.date == sale.date
            && (customer.is_none() || customer == sale.customer)
            && (!self.options.amounts
                || (row.amount_minor == sale.total && currency == sale.currency))
            && !(update && says_more(row, sale))
    }
}
