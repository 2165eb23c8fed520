//! From sale rows to records: who bought, which product, which sale a refund takes back, and which
//! rows the shop has already. One row becomes one sale, so that reports over the records say what
//! the rows say. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

pub use super::whom::CustomerCells;
use super::{SaleRow, Whose};
use crate::{
    domain::{
        Currency, Customer, Id, IdMaker, Moment, Product, Quantity, Sale, SaleLine, Timestamp,
        limits,
    },
    exchange::{
        duplicates::{Index, name_key},
        plan::Cancelled,
        problem::{Problem, ProblemKind},
    },
};

/// What has to be known of a sale to recognise it in a file and to link refunds to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSale {
    /// Identity.
    pub id: Id<Sale>,
    /// Order number.
    pub number: String,
    /// Who bought.
    pub customer: Option<Id<Customer>>,
    /// Civil day.
    pub date: NaiveDate,
    /// Currency of the total.
    pub currency: Currency,
    /// What was paid, in minor units.
    pub total: i64,
}

impl From<&Sale> for KnownSale {
    fn from(sale: &Sale) -> Self {
        Self {
            id: sale.id,
            number: sale.number.clone(),
            customer: sale.customer,
            date: sale.date,
            currency: sale.currency,
            total: sale.total,
        }
    }
}

/// What the shop has already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its customers.
    pub customers: Vec<Arc<Customer>>,
    /// Its products.
    pub products: Vec<Arc<Product>>,
    /// Its sales.
    pub sales: Vec<KnownSale>,
}

/// How rows become records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanOptions {
    /// Currency of rows that name none.
    pub currency: Currency,
    /// Leave out rows that equal a sale the shop has: same order, customer, day and amount. Two
    /// equal rows of the file are two sales; each known sale answers for one row.
    pub skip_known: bool,
    /// What the customer column holds.
    pub cells: CustomerCells,
}

/// What an import of sales would change.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SalesPlan {
    /// Customers nobody knew.
    pub customers: Vec<Customer>,
    /// Products nobody knew.
    pub products: Vec<Product>,
    /// The sales, in the order of the file.
    pub sales: Vec<Sale>,
    /// Rows left out because the shop has them.
    pub skipped: usize,
    /// The first of them.
    pub known_rows: Vec<u32>,
    /// Refunds that name a sale nobody knows; they stand alone.
    pub unlinked: usize,
    /// Rows that no record can hold.
    pub problems: Vec<Problem>,
}

/// Rows named in a preview.
const SHOWN: usize = 1_000;

/// Makes the plan. `progress` is told how many of the rows are done and may stop it.
pub fn plan(
    rows: &[SaleRow],
    known: &Known,
    options: PlanOptions,
    ids: &mut IdMaker,
    moment: &Moment,
    mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<SalesPlan, Cancelled> {
    let mut work = Work::new(known, options, ids, moment.now);
    let mut refunds = Vec::new();
    for (done, row) in rows.iter().enumerate() {
        if done % 500 == 0 && progress(done, rows.len()).is_break() {
            return Err(Cancelled);
        }
        if let Some(problem) = unfit(row) {
            work.plan.problems.push(problem);
            continue;
        }
        if let Some(at) = work.row(row) {
            if let Some(order) = row.refund_of.as_deref().filter(|_| row.amount_minor < 0) {
                refunds.push((at, order));
            }
        }
    }
    // A refund may stand above its sale, so links come last.
    for (at, order) in refunds {
        work.link(at, order);
    }
    Ok(work.plan)
}

/// Why no record can hold a row.
fn unfit(row: &SaleRow) -> Option<Problem> {
    let long = |text: &str, limit: usize| text.chars().count() > limit;
    let number = row.order_id.as_deref().unwrap_or_default();
    let product = row.product.as_deref().unwrap_or_default();
    let note = row.note.as_deref().unwrap_or_default();
    let Whose {
        name,
        phone,
        email,
        company,
    } = row.whose();
    let lines = [&row.customer, name, phone, email, company];
    let lines = lines
        .map(String::as_str)
        .into_iter()
        .chain([number, product]);
    let mut lines = lines;
    let text = lines
        .find(|text| long(text, limits::LINE))
        .or_else(|| Some(note).filter(|note| long(note, limits::NOTE - limits::LINE - 1)));
    let kind = if text.is_some() {
        ProblemKind::TooLong
    } else if !(-limits::AMOUNT..=limits::AMOUNT).contains(&row.amount_minor) {
        ProblemKind::AmountTooLarge
    } else {
        return None;
    };
    let row_number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
    Some(Problem::new(row_number, "", kind, text.unwrap_or_default()))
}

type SaleKey = (String, Option<Id<Customer>>, NaiveDate, Currency, i64);

struct Work<'a> {
    known: &'a Known,
    options: PlanOptions,
    ids: &'a mut IdMaker,
    now: Timestamp,
    index: Index,
    /// Customers by the text of the cell, the digits of their number and their mailbox.
    by_cell: FxHashMap<String, Id<Customer>>,
    /// Companies by name.
    companies: FxHashMap<String, Id<Customer>>,
    products: FxHashMap<String, Id<Product>>,
    /// Sales the shop has that no row has answered for yet.
    left: FxHashMap<SaleKey, usize>,
    /// First sale of an order, by customer and number.
    orders: FxHashMap<(Option<Id<Customer>>, String), Id<Sale>>,
    plan: SalesPlan,
}

impl<'a> Work<'a> {
    fn new(known: &'a Known, options: PlanOptions, ids: &'a mut IdMaker, now: Timestamp) -> Self {
        let mut work = Self {
            known,
            options,
            ids,
            now,
            index: Index::default(),
            by_cell: FxHashMap::default(),
            companies: FxHashMap::default(),
            products: FxHashMap::default(),
            left: FxHashMap::default(),
            orders: FxHashMap::default(),
            plan: SalesPlan::default(),
        };
        for (at, customer) in known.customers.iter().enumerate() {
            work.index.insert(at, customer);
        }
        for product in &known.products {
            let key = name_key(&product.name);
            work.products.entry(key).or_insert(product.id);
        }
        for sale in &known.sales {
            let key = (
                sale.number.clone(),
                sale.customer,
                sale.date,
                sale.currency,
                sale.total,
            );
            *work.left.entry(key).or_default() += 1;
            work.remember_order(sale.customer, &sale.number, sale.total, sale.id);
        }
        work
    }

    fn remember_order(
        &mut self,
        customer: Option<Id<Customer>>,
        number: &str,
        total: i64,
        id: Id<Sale>,
    ) {
        if total >= 0 && !number.is_empty() {
            let key = (customer, number.to_owned());
            self.orders.entry(key).or_insert(id);
        }
    }

    /// Makes the sale of a row; its place in the plan.
    fn row(&mut self, row: &SaleRow) -> Option<usize> {
        let customer = self.customer(row.customer.trim(), row.whose());
        let currency = row.currency.unwrap_or(self.options.currency);
        let number = row.order_id.clone().unwrap_or_default();
        let key = (
            number.clone(),
            customer,
            row.date,
            currency,
            row.amount_minor,
        );
        if let Some(left) = self.left.get_mut(&key).filter(|left| **left > 0) {
            if self.options.skip_known {
                *left -= 1;
                self.plan.skipped += 1;
                if self.plan.known_rows.len() < SHOWN {
                    self.plan.known_rows.push(row.row_number);
                }
                return None;
            }
        }
        let (lines, note) = self.lines(row, currency);
        let sale = Sale {
            id: self.ids.next(self.now),
            number,
            customer,
            date: row.date,
            at: row.at.map(Timestamp),
            currency,
            lines,
            discount: 0,
            // What was sold elsewhere earned its points there.
            points: 0,
            total: row.amount_minor,
            payment: None,
            refund_of: None,
            note,
            values: row.values.clone(),
            created: self.now,
            updated: self.now,
        };
        self.remember_order(customer, &sale.number, sale.total, sale.id);
        self.plan.sales.push(sale);
        Some(self.plan.sales.len() - 1)
    }

    fn link(&mut self, at: usize, order: &str) {
        let Some(refund) = self.plan.sales.get_mut(at) else {
            return;
        };
        let found = self.orders.get(&(refund.customer, order.to_owned()));
        refund.refund_of = found.copied();
        self.plan.unlinked += usize::from(found.is_none());
    }

    /// One line if quantity and amount give a whole price; else the product goes into the note.
    fn lines(&mut self, row: &SaleRow, currency: Currency) -> (Vec<SaleLine>, String) {
        let note = row.note.clone().unwrap_or_default();
        let Some(name) = row.product.as_deref().map(str::trim) else {
            return (Vec::new(), note);
        };
        let quantity = Quantity(row.quantity.unwrap_or(Quantity::ONE.0).abs());
        let Some(unit_price) = unit_price(row.amount_minor, quantity) else {
            let break_ = if note.is_empty() { "" } else { "\n" };
            return (Vec::new(), format!("{name}{break_}{note}"));
        };
        let product = self.product(name, unit_price, currency);
        let line = SaleLine {
            product: Some(product),
            name: name.to_owned(),
            quantity,
            unit_price,
            discount: 0,
            tax_rate: 0,
        };
        (vec![line], note)
    }

    fn product(&mut self, name: &str, price: i64, currency: Currency) -> Id<Product> {
        let key = name_key(name);
        if let Some(id) = self.products.get(&key) {
            return *id;
        }
        let id = self.ids.next(self.now);
        self.products.insert(key, id);
        self.plan.products.push(Product {
            id,
            name: name.to_owned(),
            sku: String::new(),
            category: String::new(),
            price: (price > 0).then_some(price),
            currency,
            tax_rate: 0,
            archived: false,
            values: crate::domain::Values::new(),
            created: self.now,
            updated: self.now,
        });
        id
    }
}

/// The price of one in minor units, if it is whole and gives the amount exactly.
fn unit_price(amount: i64, quantity: Quantity) -> Option<i64> {
    let thousandfold = amount.checked_mul(Quantity::ONE.0)?;
    let price = thousandfold.checked_div(quantity.0)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (quantity.times(price) == Some(amount) && in_range(price) && in_range(quantity.0))
        .then_some(price)
}

#[path = "people.rs"]
mod people;

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
