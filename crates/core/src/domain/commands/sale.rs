//! Recording a sale, changing one, and paying one back.

use std::sync::Arc;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    counter,
    customer::Customer,
    points,
    product::Product,
    record::{Record, Records, TableName},
    sale::Sale,
};

use super::{Save, updated};

/// Records a sale; a new customer is written with it or not at all.
#[derive(Debug, Clone)]
pub struct RecordSale {
    /// The sale. Without a number it gets the next one, as of the moment it is written: two counters
    /// that are open at once never hand out the same.
    pub sale: Sale,
    /// The customer, if new.
    pub customer: Option<Customer>,
}

impl Command for RecordSale {
    fn decide(&self, records: &Records, _: &Moment) -> Result<Draft, Refusal> {
        if self.sale.total < 0 {
            return Err(Refusal::OutOfRange("total"));
        }
        let mut sale = self.sale.clone();
        if sale.number.is_empty() {
            sale.number = counter::next_number(records.sales.iter().map(AsRef::as_ref));
        }
        sale.points = earned(records, &sale);
        let label = Label::new(Verb::Sell, TableName::Sales, 1, sale.number.clone());
        let mut edits = vec![Edit::create(sale)];
        edits.extend(self.customer.iter().cloned().map(Edit::create));
        Ok(Draft::new(label, edits))
    }
}

/// Records a sale together with the products that were first named at the counter.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// The sale, with its customer if new.
    pub sale: RecordSale,
    /// Products that are new.
    pub products: Vec<Product>,
    /// The version of the table of sales for which the sale's number was proposed; `None` if it was
    /// typed. Where sales have moved since, the sale gets the number that is next then.
    pub proposed: Option<u64>,
}

impl Command for Checkout {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let late = self
            .proposed
            .is_some_and(|version| version != records.sales.version());
        let mut draft = if late {
            let mut sale = self.sale.clone();
            sale.sale.number.clear();
            sale.decide(records, moment)?
        } else {
            self.sale.decide(records, moment)?
        };
        draft
            .edits
            .extend(self.products.iter().cloned().map(Edit::create));
        Ok(draft)
    }
}

/// Pays back a sale, wholly or in part. The refund names its sale; all refunds of a sale together
/// never exceed it.
#[derive(Debug, Clone)]
pub struct Refund(pub Sale);

impl Command for Refund {
    fn decide(&self, records: &Records, _: &Moment) -> Result<Draft, Refusal> {
        let refund = &self.0;
        let gone = Refusal::Gone(TableName::Sales);
        let original = refund
            .refund_of
            .and_then(|id| records.get(id))
            .ok_or(gone)?;
        if refund.total >= 0 || refund.currency != original.currency {
            return Err(Refusal::OutOfRange("total"));
        }
        let paid_back: i64 = records
            .sales
            .iter()
            .filter(|sale| sale.refund_of == refund.refund_of)
            .fold(0, |sum, sale| sum.saturating_add(sale.total));
        if paid_back
            .saturating_add(refund.total)
            .saturating_add(original.total)
            < 0
        {
            return Err(Refusal::RefundTooLarge);
        }
        let before = records.sales.iter().map(AsRef::as_ref);
        let before = before.filter(|sale| sale.refund_of == refund.refund_of);
        let refund = Sale {
            customer: original.customer,
            points: points::taken_back(original, before, refund.total),
            ..refund.clone()
        };
        let label = Label::new(Verb::Refund, TableName::Sales, 1, original.number.clone());
        Ok(Draft::new(label, vec![Edit::create(refund)]))
    }
}

/// Changes a sale that was recorded: what was sold, for how much, to whom. What was paid back stays
/// paid back: the sale never becomes less than that, and its refunds go with it to another customer.
#[derive(Debug, Clone)]
pub struct EditSale {
    /// The sale as it was when editing began.
    pub base: Sale,
    /// The sale as it should be.
    pub edited: Sale,
}

impl Command for EditSale {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let save = Save::new(self.base.clone(), self.edited.clone());
        let mut draft = save.decide(records, moment)?;
        let after = draft.edits.iter().find_map(|edit| match &edit.after {
            Some(Record::Sales(sale)) => Some(sale.clone()),
            _ => None,
        });
        let after = after.ok_or(Refusal::Gone(TableName::Sales))?;
        if after.refund_of.is_none() && after.total < 0 {
            return Err(Refusal::OutOfRange("total"));
        }
        let mut refunds: Vec<_> = records
            .sales
            .iter()
            .filter(|sale| sale.refund_of == Some(after.id))
            .collect();
        refunds.sort_by_key(|refund| (refund.created, refund.id));
        let left = refunds.iter().fold(after.total, |left, refund| {
            left.saturating_add(refund.total)
        });
        if !refunds.is_empty() && left < 0 {
            return Err(Refusal::RefundTooLarge);
        }
        let after = Sale {
            points: points_after(records, &self.base, &after),
            ..Sale::clone(&after)
        };
        let mut settled: Vec<Sale> = Vec::new();
        for refund in refunds {
            let points = if after.points == self.base.points {
                refund.points
            } else {
                points::taken_back(&after, settled.iter(), refund.total)
            };
            draft.edits.extend(updated(refund, moment.now, |refund| {
                refund.customer = after.customer;
                refund.points = points;
            }));
            settled.push(Sale {
                points,
                ..Sale::clone(refund)
            });
        }
        for edit in &mut draft.edits {
            if let Some(Record::Sales(sale)) = &mut edit.after
                && sale.id == after.id
            {
                Arc::make_mut(sale).points = after.points;
            }
        }
        Ok(draft)
    }
}

/// The points that the rule of now gives for a sale: to somebody, in the shop's currency.
fn earned(records: &Records, sale: &Sale) -> i64 {
    let shop = records.settings();
    let rule = shop.filter(|shop| shop.currency == sale.currency && sale.customer.is_some());
    let rule = rule.and_then(|shop| shop.points);
    rule.map_or(0, |rule| rule.earned(sale.total))
}

/// The points of a sale after an edit. Where the amount stays they stay what they were, whatever the rule
/// says by now; so they do where there is no rule any more.
fn points_after(records: &Records, before: &Sale, after: &Sale) -> i64 {
    let same = before.total == after.total && before.customer.is_some();
    let ruled = records.settings().is_some_and(|shop| shop.points.is_some());
    match (after.customer, same || !ruled) {
        _ if after.refund_of.is_some() => before.points,
        (None, _) => 0,
        (Some(_), true) => before.points,
        (Some(_), false) => earned(records, after),
    }
}
