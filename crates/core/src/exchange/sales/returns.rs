//! Orders that say of themselves what became of them. Called off or not paid they are no sales; what was paid
//! back of a sale becomes its return, but only what the shop has not paid back already, however it got to know.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Answer, Fate, KnownSale, Place, PlanOptions, Work, known::Bought};
use crate::{
    domain::{Currency, Id, Quantity, Sale, SaleLine, Timestamp, points},
    exchange::{
        problem::{Problem, ProblemKind},
        sales::{OrderState, SaleRow},
    },
};

/// What the shop has of an order that was called off or not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Met {
    /// Nothing.
    Nothing,
    /// A sale of that amount; its place.
    Sold(usize),
    /// A sale with other content.
    Other,
}

/// Where a sale stands, as it will be.
#[derive(Debug, Clone, Copy)]
enum Stands {
    /// In the shop.
    Known(usize),
    /// In the shop, and the file changes it.
    Edited(usize),
    /// In the file.
    New(usize),
}

/// A sale of which something was paid back: `returned` in all.
pub(super) struct Return {
    row: u32,
    sale: Id<Sale>,
    returned: i64,
    at: Option<Timestamp>,
    /// Its day, where the file says one.
    on: Option<NaiveDate>,
}

impl Return {
    /// What a row says was paid back of a sale.
    pub fn of(row: &SaleRow, sale: Id<Sale>, returned: i64) -> Self {
        let on = row.returned_on;
        let at = on.map_or(row.at, |(_, at)| at);
        Self {
            row: row.row_number,
            sale,
            returned,
            at: at.map(Timestamp),
            on: on.map(|(day, _)| day),
        }
    }
}

/// What the shop has of each order of which no sale came. Without a number nobody can say which sale it was. What
/// rows that were sold stand for, by `answers`, is none of them.
pub(super) fn void<'a>(
    rows: &[Bought<'a>],
    answers: &[Answer],
    known: &[KnownSale],
    options: PlanOptions,
) -> Vec<(&'a SaleRow, Met)> {
    let taken = answers.iter().filter_map(|answer| match answer {
        Answer::Same(at) | Answer::Change(at) => Some(*at),
        Answer::Nothing | Answer::Other => None,
    });
    let mut taken: FxHashSet<usize> = taken.collect();
    let mut by_number: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    if !rows.is_empty() && options.choice != super::DuplicateChoice::Add {
        let all = known.iter().enumerate();
        let sold = all.filter(|(_, sale)| !sale.number.is_empty() && sale.total >= 0);
        for (at, sale) in sold {
            by_number.entry(&sale.number).or_default().push(at);
        }
    }
    let mut met = |(row, customer): &Bought<'a>| {
        if row.state == OrderState::Aside {
            return Met::Nothing;
        }
        let number = row.order_id.as_deref().unwrap_or_default();
        let of_number = by_number.get(number).into_iter().flatten();
        let of_number = of_number.filter_map(|at| Some((*at, known.get(*at)?)));
        let of_order = of_number.filter(|(at, sale)| {
            let same_customer = customer.is_some() && *customer == sale.customer;
            !taken.contains(at) && (row.date == sale.date || same_customer)
        });
        let of_order: Vec<_> = of_order.collect();
        let currency = row.currency.unwrap_or(options.currency);
        let same = of_order.iter().find(|(_, sale)| {
            !options.amounts || (sale.total, sale.currency) == (row.amount_minor, currency)
        });
        if let Some((at, _)) = same {
            taken.insert(*at);
            Met::Sold(*at)
        } else if of_order.is_empty() {
            Met::Nothing
        } else {
            Met::Other
        }
    };
    rows.iter().map(|one| (one.0, met(one))).collect()
}

impl Work<'_> {
    /// What a row that was sold says was paid back, and of which sale.
    pub(super) fn to_return(
        &self,
        row: &SaleRow,
        place: Option<Place>,
        answer: Answer,
    ) -> Option<Return> {
        let returned = row.returned?;
        let sale = match (place, answer) {
            (Some(Place::New(at)), _) => self.plan.sales.get(at)?.id,
            (Some(Place::Edited(at)), _) => self.plan.update.get(at)?.1.id,
            (None, Answer::Same(at) | Answer::Change(at)) => self.known.sales.get(at)?.id,
            (None, Answer::Nothing | Answer::Other) => return None,
        };
        Some(Return::of(row, sale, returned))
    }

    /// Takes an order of which no sale came. One that the shop has sold meanwhile is paid back if it was called
    /// off; whether one that is not paid was nevertheless sold is the shop's to say.
    pub(super) fn void(&mut self, row: &SaleRow, met: Met) -> Option<Return> {
        let cancelled = row.state == OrderState::Cancelled;
        let told = |kind| {
            let number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
            let order = row.order_id.as_deref().unwrap_or_default();
            Problem::new(number, "", kind, order)
        };
        match met {
            Met::Nothing => {
                let kind = match row.state {
                    OrderState::Aside => ProblemKind::NotASale,
                    _ if cancelled => ProblemKind::OrderCancelled,
                    _ => ProblemKind::OrderUnpaid,
                };
                self.plan.void.push(told(kind));
                self.plan.fates.push((row.row_number, Fate::Void));
                None
            }
            Met::Sold(at) if cancelled => {
                let sale = self.known.sales.get(at)?;
                self.plan.fates.push((row.row_number, Fate::Known));
                self.plan.skipped += 1;
                Some(Return::of(row, sale.id, sale.total))
            }
            Met::Sold(_) | Met::Other => {
                let kind = if cancelled {
                    ProblemKind::OrderDiffers
                } else {
                    ProblemKind::SoldUnpaid
                };
                self.plan.differing.push(told(kind));
                self.plan.fates.push((row.row_number, Fate::Differs));
                None
            }
        }
    }

    /// Makes the returns, of what was not paid back before.
    pub(super) fn give_back(&mut self, returns: Vec<Return>) {
        if returns.is_empty() {
            return;
        }
        let mut paid = self.paid_back();
        let places = self.places();
        let mut of_known = FxHashSet::default();
        for one in returns {
            let place = places.get(&one.sale);
            let Some(original) = place.and_then(|place| self.original(*place)) else {
                continue;
            };
            let before = paid.entry(one.sale).or_default();
            let given: i64 = before.iter().map(|(total, _)| total).sum();
            let left = one.returned.min(original.total).saturating_add(given);
            if left <= 0 {
                continue;
            }
            let refund = self.refund(&original, left, before, (one.on, one.at));
            before.push((refund.total, refund.points));
            if matches!(place, Some(Stands::Known(_))) {
                of_known.insert(one.row);
            }
            self.plan.returns += 1;
            self.plan.sales.push(refund);
        }
        for (row, fate) in &mut self.plan.fates {
            if *fate == Fate::Known && of_known.contains(row) {
                *fate = Fate::Return;
                self.plan.skipped = self.plan.skipped.saturating_sub(1);
            }
        }
    }

    /// What was paid back of each sale, and the points that took, in the shop and by rows of the file. What names no
    /// sale is of the order whose number it bears.
    fn paid_back(&self) -> FxHashMap<Id<Sale>, Vec<(i64, i64)>> {
        let of_shop = self.known.sales.iter().map(|sale| {
            let money = (sale.total, sale.points);
            (sale.refund_of, sale.customer, &sale.number, money)
        });
        let of_file = self.plan.sales.iter().map(|sale| {
            let money = (sale.total, sale.points);
            (sale.refund_of, sale.customer, &sale.number, money)
        });
        let mut paid: FxHashMap<Id<Sale>, Vec<(i64, i64)>> = FxHashMap::default();
        let refunds = of_shop.chain(of_file);
        for (of, customer, number, money) in refunds.filter(|(.., (total, _))| *total < 0) {
            let by_number = || self.orders.get(&(customer, number.clone())).copied();
            if let Some(sale) = of.or_else(by_number) {
                paid.entry(sale).or_default().push(money);
            }
        }
        paid
    }

    /// Where each sale stands as it will be.
    fn places(&self) -> FxHashMap<Id<Sale>, Stands> {
        let known = self.known.sales.iter().enumerate();
        let known = known.map(|(at, sale)| (sale.id, Stands::Known(at)));
        let edited = self.plan.update.iter().enumerate();
        let edited = edited.map(|(at, (sale, _))| (sale.id, Stands::Edited(at)));
        let new = self.plan.sales.iter().enumerate();
        let new = new.map(|(at, sale)| (sale.id, Stands::New(at)));
        known.chain(edited).chain(new).collect()
    }

    /// The sale as far as it is known.
    fn original(&self, place: Stands) -> Option<Sale> {
        match place {
            Stands::New(at) => self.plan.sales.get(at).cloned(),
            Stands::Edited(at) => Some(self.plan.update.get(at)?.1.clone()),
            Stands::Known(at) => {
                let sale = self.known.sales.get(at)?;
                if let Some(whole) = self.whole.get(&sale.id) {
                    return Some(Sale::clone(whole));
                }
                Some(Sale {
                    number: sale.number.clone(),
                    customer: sale.customer,
                    payment: sale.payment,
                    points: sale.points,
                    ..Sale::new(sale.id, sale.date, sale.total, sale.currency, self.now)
                })
            }
        }
    }

    /// The return of `amount` of a sale, on the day of the sale where the file knows no other. Of all of it with all its
    /// lines.
    fn refund(
        &mut self,
        original: &Sale,
        amount: i64,
        before: &[(i64, i64)],
        (on, at): (Option<NaiveDate>, Option<Timestamp>),
    ) -> Sale {
        let whole = amount == original.total;
        let back = |line: &SaleLine| SaleLine {
            quantity: Quantity(-line.quantity.0),
            discount: -line.discount,
            ..line.clone()
        };
        let stub = |(total, points): &(i64, i64)| {
            let currency: Currency = original.currency;
            let stub = Sale::new(original.id, original.date, *total, currency, self.now);
            Sale {
                points: *points,
                ..stub
            }
        };
        let stubs: Vec<Sale> = before.iter().map(stub).collect();
        let lines = original.lines.iter().filter(|_| whole);
        Sale {
            number: original.number.clone(),
            customer: original.customer,
            at,
            lines: lines.map(back).collect(),
            discount: if whole && !original.lines.is_empty() {
                -original.discount
            } else {
                0
            },
            payment: original.payment,
            refund_of: Some(original.id),
            points: points::taken_back(original, stubs.iter(), -amount),
            ..Sale::new(
                self.ids.next(self.now),
                on.unwrap_or(original.date),
                -amount,
                original.currency,
                self.now,
            )
        }
    }
}
