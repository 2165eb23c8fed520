//! Something the shop sells.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, field::Values, id::Id, money::Currency};

/// A product or service with its usual price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Identity.
    pub id: Id<Product>,
    /// What it is called.
    pub name: String,
    /// The shop's own number or bar code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sku: String,
    /// Group it is sold under.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Usual price in minor units, tax included; `None` if it varies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<i64>,
    /// Currency of the price.
    pub currency: Currency,
    /// Tax contained in the price, in basis points (1300 is 13 %).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub tax_rate: u16,
    /// No longer sold: kept for old sales, not offered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(rate: &u16) -> bool {
    *rate == 0
}
