//! From sale rows to records: who bought, which product, which sale a refund takes back, and which
//! rows the shop has already, or has with other content. One row becomes one sale, so that reports over the records say what
//! the rows say. One plan is one change and one undo.

use std::{ops::ControlFlow, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use fit::unfit;
use known::Answer;

use super::SaleRow;
pub use super::whom::CustomerCells;
use crate::{
    domain::{Currency, Customer, Id, IdMaker, Moment, Product, Sale, Timestamp},
    exchange::{
        duplicates::{DuplicateChoice, Index, name_key},
        plan::Cancelled,
        problem::{Problem, ProblemKind},
    },
};
pub use lines::plan_lines;
pub use shop::{Known, KnownSale};

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
    /// Rows of which no sale came: called off, or not paid.
    pub void: Vec<Problem>,
    /// How many of the sales are returns of orders that say of themselves what was paid back.
    pub returns: usize,
    /// What happens to the rows that are not new.
    pub fates: Vec<(u32, Fate)>,
    /// The known sale that a row changes.
    pub changes: Vec<(u32, Id<Sale>)>,
    /// Who of the shop the rows name, or may name.
    pub whom: Vec<(u32, Id<Customer>)>,
    /// Refunds that name no sale, or one nobody knows; they stand alone.
    pub unlinked: usize,
    /// New customers who share a number or address with somebody of quite another name.
    pub doubts: Vec<(Id<Customer>, Problem)>,
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
    /// The known sale stays, and what was paid back of it becomes its return.
    Return,
    /// No sale came of it.
    Void,
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
        let customer = work.whom(row);
        fit.push((row, customer));
    }
    let (void, fit): (Vec<_>, Vec<_>) = fit.into_iter().partition(|(row, _)| row.state.is_void());
    let answers = known::answers(&fit, &known.sales, options);
    let void = returns::void(&void, &answers, &known.sales, options);
    let mut refunds = Vec::new();
    let mut returns = Vec::new();
    for ((row, customer), answer) in fit.into_iter().zip(answers) {
        let place = work.row(row, customer, answer);
        returns.extend(work.to_return(row, place, answer));
        if let Some(place) = place {
            let back = row.amount_minor < 0;
            match row.refund_of.as_deref().filter(|_| back) {
                Some(order) => refunds.push((place, order)),
                None => work.plan.unlinked += usize::from(back && matches!(place, Place::New(_))),
            }
        }
    }
    // A refund may stand above its sale, so links come last.
    for (place, order) in refunds {
        work.link(place, order);
    }
    returns.extend(
        void.into_iter()
            .filter_map(|(row, met)| work.void(row, met)),
    );
    work.give_back(returns);
    work.forget_strangers();
    Ok(work.plan)
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
    by_cell: FxHashMap<String, Vec<people::Seen>>,
    /// Companies by name.
    companies: FxHashMap<String, Id<Customer>>,
    products: FxHashMap<String, Id<Product>>,
    /// Sales that may be changed.
    whole: FxHashMap<Id<Sale>, &'a Arc<Sale>>,
    /// First sale of an order, by customer and number.
    orders: FxHashMap<(Option<Id<Customer>>, String), Id<Sale>>,
    /// Everybody the shop knows.
    ours: FxHashSet<Id<Customer>>,
    /// Whom a person said to be somebody new, by what rows say of them.
    new: FxHashMap<String, Id<Customer>>,
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
            ours: known.customers.iter().map(|one| one.id).collect(),
            new: FxHashMap::default(),
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
            Answer::Same(_) => Fate::Known,
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
                        self.plan.changes.push((row.row_number, sale.id));
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
        self.plan.doubts.retain(|(id, _)| bought.contains(id));
    }
}

#[path = "change.rs"]
mod change;
#[path = "fit.rs"]
mod fit;
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
#[path = "returns.rs"]
mod returns;
#[path = "shop.rs"]
mod shop;

#[cfg(test)]
#[path = "pays_tests.rs"]
mod pays_tests;
#[cfg(test)]
#[path = "refunds_tests.rs"]
mod refunds_tests;
#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
#[cfg(test)]
#[path = "whose_tests.rs"]
mod whose_tests;
