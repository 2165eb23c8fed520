//! What the shop has already, as far as a list of sales has to know it.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{Currency, Customer, Id, Payment, Product, Sale, Timestamp},
    exchange::deciding::Whose,
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
    /// How it was paid.
    pub payment: Option<Payment>,
    /// The instant, where it is known.
    pub at: Option<Timestamp>,
    /// Taken off the whole sale, in minor units.
    pub discount: i64,
    /// The sale it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_of: Option<Id<Sale>>,
    /// Points it gave or took back.
    #[serde(default)]
    pub points: i64,
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
            refund_of: sale.refund_of,
            points: sale.points,
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
    /// What a person said of whom single rows are, by their number in the file.
    pub said: BTreeMap<usize, Whose>,
}
