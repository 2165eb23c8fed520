//! Recording a sale, changing one, and paying one back.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    counter,
    customer::Customer,
    id::Id,
    points,
    product::Product,
    record::{Record, Records, TableName},
    sale::Sale,
};

use super::{Save, name_of, updated};

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
        let refunds = records.sales.iter();
        let refunds = refunds.filter(|sale| sale.refund_of == Some(after.id));
        let refunds: Vec<&Arc<Sale>> = refunds.collect();
        let left = refunds.iter().fold(after.total, |left, refund| {
            left.saturating_add(refund.total)
        });
        if !refunds.is_empty() && left < 0 {
            return Err(Refusal::RefundTooLarge);
        }
        let points = points_after(records, &self.base, &after);
        let after = Sale {
            points,
            ..Sale::clone(&after)
        };
        draft
            .edits
            .extend(along(&self.base, &after, refunds, moment));
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

/// Says of many sales who bought. Each becomes what [`EditSale`] makes of it where nothing else is changed:
/// its points and its refunds go along. A refund that is named goes with its sale, and stays where that stays.
#[derive(Debug, Clone)]
pub struct SetBuyer {
    /// Which; those that are gone are left out.
    pub sales: Vec<Id<Sale>>,
    /// Who bought; `None` for walk-ins.
    pub customer: Option<Id<Customer>>,
}

impl Command for SetBuyer {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        // All refunds are looked up in one pass over the sales, however many are named.
        let named: FxHashSet<Id<Sale>> = self.sales.iter().copied().collect();
        let mut refunds: FxHashMap<Id<Sale>, Vec<&Arc<Sale>>> = FxHashMap::default();
        for sale in records.sales.iter() {
            if let Some(of) = sale.refund_of.filter(|of| named.contains(of)) {
                refunds.entry(of).or_default().push(sale);
            }
        }
        let goes_along = |sale: &Sale| sale.refund_of.is_some_and(|of| records.get(of).is_some());
        let mut edits = Vec::new();
        let mut along_with = Vec::new();
        let mut done = FxHashSet::default();
        let sales = self.sales.iter().filter_map(|id| records.get(*id));
        for before in sales.filter(|sale| !goes_along(sale)) {
            if !done.insert(before.id) {
                continue;
            }
            let edit = updated(before, moment.now, |sale| {
                sale.customer = self.customer;
                sale.points = points_after(records, before, sale);
            });
            if let Some(Some(Record::Sales(after))) = edit.as_ref().map(|edit| &edit.after) {
                let refunds = refunds.remove(&before.id).unwrap_or_default();
                along_with.extend(along(before, after, refunds, moment));
            }
            edits.extend(edit);
        }
        let first = edits.first().and_then(|edit| edit.after.as_ref());
        let name = first.map(name_of).ok_or(Refusal::Nothing)?;
        let label = Label::new(Verb::Edit, TableName::Sales, edits.len(), name);
        edits.extend(along_with);
        Ok(Draft::new(label, edits))
    }
}

/// What becomes of the refunds of a sale that was edited: they go with it to its buyer, and take back what
/// they take of the points that it has now.
fn along(before: &Sale, after: &Sale, mut refunds: Vec<&Arc<Sale>>, moment: &Moment) -> Vec<Edit> {
    refunds.sort_by_key(|refund| (refund.created, refund.id));
    let mut edits = Vec::new();
    let mut settled: Vec<Sale> = Vec::new();
    for refund in refunds {
        let points = if after.points == before.points {
            refund.points
        } else {
            points::taken_back(after, settled.iter(), refund.total)
        };
        edits.extend(updated(refund, moment.now, |refund| {
            refund.customer = after.customer;
            refund.points = points;
        }));
        settled.push(Sale {
            points,
            ..Sale::clone(refund)
        });
    }
    edits
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
