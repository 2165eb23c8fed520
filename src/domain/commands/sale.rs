//! Recording a sale, and paying one back.

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    customer::Customer,
    product::Product,
    record::{Records, TableName},
    sale::Sale,
};

/// Records a sale; a new customer is written with it or not at all.
#[derive(Debug, Clone)]
pub struct RecordSale {
    /// The sale.
    pub sale: Sale,
    /// The customer, if new.
    pub customer: Option<Customer>,
}

impl Command for RecordSale {
    fn decide(&self, _: &Records, _: &Moment) -> Result<Draft, Refusal> {
        if self.sale.total < 0 {
            return Err(Refusal::OutOfRange("total"));
        }
        let mut edits = vec![Edit::create(self.sale.clone())];
        edits.extend(self.customer.iter().cloned().map(Edit::create));
        Ok(Draft::new(
            Label::new(Verb::Sell, TableName::Sales, 1, self.sale.number.clone()),
            edits,
        ))
    }
}

/// Records a sale together with the products that were first named at the counter.
#[derive(Debug, Clone)]
pub struct Checkout {
    /// The sale, with its customer if new.
    pub sale: RecordSale,
    /// Products that are new.
    pub products: Vec<Product>,
}

impl Command for Checkout {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut draft = self.sale.decide(records, moment)?;
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
        let refund = Sale {
            customer: original.customer,
            ..refund.clone()
        };
        let label = Label::new(Verb::Refund, TableName::Sales, 1, original.number.clone());
        Ok(Draft::new(label, vec![Edit::create(refund)]))
    }
}
