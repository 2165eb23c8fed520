//! From sale rows to records: who bought, which product, which sale a refund takes back, and which
//! rows the shop has already, or has with other content. One row becomes one sale, so that reports over the records say what
//! the rows say. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use known::Answer;

pub use super::whom::CustomerCells;
use super::{SaleRow, Whose};
use crate::{
    domain::{Currency, Customer, Id, IdMaker, Moment, Payment, Product, Sale, Timestamp, limits},
    exchange::{
        duplicates::{DuplicateChoice, Index, name_key},
        plan::Cancelled,
        problem::{Problem, ProblemKind},
    },
};
pub use lines::plan_lines;

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
    /// How it was paid.
    pub payment: Option<Payment>,
    /// The instant, where it is known.
    pub at: Option<Timestamp>,
    /// Taken off the whole sale, in minor units.
    pub discount: i64,
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
            payment: sale.payment,
            at: sale.at,
            discount: sale.discount,
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
    /// The same in full, as far as a file may change them: lines of sales, any.
    pub whole: Vec<Arc<Sale>>,
}

/// How rows become records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanOptions {
    /// Currency of rows that name none.
    pub currency: Currency,
    /// What to do with rows of which the shop has the sale: the same order, customer, day and
    /// amount, or the same order with other content.
    pub choice: DuplicateChoice,
    /// False if the file has no column of amounts: then it says nothing of them.
    pub amounts: bool,
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
    /// Known sales as they are and as they would be.
    pub update: Vec<(Arc<Sale>, Sale)>,
    /// Rows left out because the shop has them.
    pub skipped: usize,
    /// Rows left out although they say something else of an order the shop has.
    pub differing: Vec<Problem>,
    /// What happens to the rows that are not new.
    pub fates: Vec<(u32, Fate)>,
    /// Refunds that name a sale nobody knows; they stand alone.
    pub unlinked: usize,
    /// Rows that no record can hold.
    pub problems: Vec<Problem>,
}

/// What happens to a row that is not new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It changes the known sale.
    Update,
    /// It is known and says nothing new.
    Known,
    /// It says something else of a known order and is left out.
    Differs,
}

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
    let mut fit = Vec::with_capacity(rows.len());
    for (done, row) in rows.iter().enumerate() {
        if done % 500 == 0 && progress(done, rows.len()).is_break() {
            return Err(Cancelled);
        }
        if let Some(problem) = unfit(row) {
            work.plan.problems.push(problem);
            continue;
        }
        // Also of rows that are left out: what they say tells who the others are.
        let customer = work.customer(row.customer.trim(), row.whose());
        fit.push((row, customer));
    }
    let answers = known::answers(&fit, &known.sales, options);
    let mut refunds = Vec::new();
    for ((row, customer), answer) in fit.into_iter().zip(answers) {
        if let Some(place) = work.row(row, customer, answer) {
            if let Some(order) = row.refund_of.as_deref().filter(|_| row.amount_minor < 0) {
                refunds.push((place, order));
            }
        }
    }
    // A refund may stand above its sale, so links come last.
    for (place, order) in refunds {
        work.link(place, order);
    }
    work.forget_strangers();
    Ok(work.plan)
}

/// Why no record can hold a row.
fn unfit(row: &SaleRow) -> Option<Problem> {
    let long = |text: &str, limit: usize| text.chars().count() > limit;
    let number = row.order_id.as_deref().unwrap_or_default();
    let product = row
        .product
        .as_deref()
        .filter(|_| !row.several)
        .unwrap_or_default();
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
    let within = |amount: &i64| (-limits::AMOUNT..=limits::AMOUNT).contains(amount);
    let kind = if text.is_some() {
        ProblemKind::TooLong
    } else if ![
        row.amount_minor,
        row.discount.unwrap_or_default(),
        row.gross(),
    ]
    .iter()
    .all(within)
    {
        ProblemKind::AmountTooLarge
    } else {
        return None;
    };
    let row_number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
    Some(Problem::new(row_number, "", kind, text.unwrap_or_default()))
}

/// Where a sale stands in the plan.
#[derive(Debug, Clone, Copy)]
enum Place {
    New(usize),
    Edited(usize),
}

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
    /// Sales that may be changed.
    whole: FxHashMap<Id<Sale>, &'a Arc<Sale>>,
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
            whole: known.whole.iter().map(|sale| (sale.id, sale)).collect(),
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

    /// Takes a row as it is known or not; the place of the sale that is written.
    fn row(
        &mut self,
        row: &SaleRow,
        customer: Option<Id<Customer>>,
        answer: Answer,
    ) -> Option<Place> {
        let fate = match answer {
            Answer::Nothing => return Some(self.create(row, customer)),
            Answer::Same => Fate::Known,
            Answer::Other => Fate::Differs,
            Answer::Change(at) => {
                let id = self.known.sales.get(at).map(|sale| sale.id);
                let whole = id.and_then(|id| self.whole.get(&id).copied());
                let edited = whole.and_then(|sale| self.changed(sale, row, customer));
                match whole.zip(edited) {
                    Some((sale, edited)) if edited == **sale && row.refund_of.is_none() => {
                        Fate::Known
                    }
                    Some((sale, mut edited)) => {
                        edited.updated = self.now;
                        self.plan.fates.push((row.row_number, Fate::Update));
                        self.plan.update.push((sale.clone(), edited));
                        return Some(Place::Edited(self.plan.update.len() - 1));
                    }
                    None => Fate::Differs,
                }
            }
        };
        self.plan.fates.push((row.row_number, fate));
        if fate == Fate::Known {
            self.plan.skipped += 1;
        } else {
            let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
            let order = row.order_id.as_deref().unwrap_or_default();
            let problem = Problem::new(number, "", ProblemKind::OrderDiffers, order);
            self.plan.differing.push(problem);
        }
        None
    }

    fn create(&mut self, row: &SaleRow, customer: Option<Id<Customer>>) -> Place {
        let currency = row.currency.unwrap_or(self.options.currency);
        let number = row.order_id.clone().unwrap_or_default();
        let (lines, note) = self.lines(row, currency);
        let sale = Sale {
            id: self.ids.next(self.now),
            number,
            customer,
            date: row.date,
            at: row.at.map(Timestamp),
            currency,
            lines,
            discount: row.discount.unwrap_or_default(),
            // What was sold elsewhere earned its points there.
            points: 0,
            total: row.amount_minor,
            payment: row.payment,
            refund_of: None,
            note,
            values: row.values.clone(),
            created: self.now,
            updated: self.now,
        };
        self.remember_order(customer, &sale.number, sale.total, sale.id);
        self.plan.sales.push(sale);
        Place::New(self.plan.sales.len() - 1)
    }

    fn link(&mut self, place: Place, order: &str) {
        let refund = match place {
            Place::New(at) => self.plan.sales.get_mut(at),
            Place::Edited(at) => self.plan.update.get_mut(at).map(|(_, edited)| edited),
        };
        let Some(refund) = refund else {
            return;
        };
        let found = self.orders.get(&(refund.customer, order.to_owned()));
        refund.refund_of = found.copied().or(refund.refund_of);
        self.plan.unlinked += usize::from(refund.refund_of.is_none());
    }

    /// Customers of rows that were left out do not come in, nor do companies of such customers.
    fn forget_strangers(&mut self) {
        let edited = self.plan.update.iter().map(|(_, edited)| edited);
        let sales = self.plan.sales.iter().chain(edited);
        let mut bought: FxHashSet<Id<Customer>> = sales.filter_map(|sale| sale.customer).collect();
        let customers = self.plan.customers.iter();
        let companies: Vec<_> = customers
            .filter(|customer| bought.contains(&customer.id))
            .filter_map(|customer| customer.company)
            .collect();
        bought.extend(companies);
        self.plan.customers.retain(|one| bought.contains(&one.id));
    }
}

#[path = "change.rs"]
mod change;
#[path = "goods.rs"]
mod goods;
#[path = "group.rs"]
mod group;
#[path = "known.rs"]
mod known;
#[path = "lines.rs"]
mod lines;
#[path = "people.rs"]
mod people;

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
