//! What was bought, or given back: a sale with its lines. A refund is a sale with a negative total
//! that names the sale it takes back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    clock::Timestamp,
    customer::Customer,
    exact,
    field::Values,
    id::Id,
    money::{Currency, Quantity, allocate},
    product::Product,
};

/// How it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// Notes and coins.
    Cash,
    /// Bank card.
    Card,
    /// Phone payment (`WeChat` Pay, Alipay, …).
    Mobile,
    /// Bank transfer.
    Transfer,
    /// Anything else.
    Other,
}

impl Payment {
    /// Every way, in the order pickers show them.
    pub const ALL: [Self; 5] = [
        Self::Cash,
        Self::Card,
        Self::Mobile,
        Self::Transfer,
        Self::Other,
    ];

    /// The text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Mobile => "mobile",
            Self::Transfer => "transfer",
            Self::Other => "other",
        }
    }
}

/// One line of a sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleLine {
    /// The product, if it is one of the shop's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Id<Product>>,
    /// What it was called then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How many.
    pub quantity: Quantity,
    /// Price of one in minor units, tax included.
    pub unit_price: i64,
    /// Taken off this line, in minor units (0 or more).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub discount: i64,
    /// Tax contained, in basis points (1300 is 13 %).
    #[serde(default, skip_serializing_if = "is_zero_rate")]
    pub tax_rate: u16,
}

impl SaleLine {
    /// Quantity × price − discount in minor units; `None` on overflow.
    pub fn total(&self) -> Option<i64> {
        self.quantity
            .times(self.unit_price)?
            .checked_sub(self.discount)
    }
}

/// A sale, or a refund if its total is below zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// Identity.
    pub id: Id<Sale>,
    /// Order or receipt number of the shop or its till. Sales of one order share it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Who bought; `None` for a walk-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<Id<Customer>>,
    /// Civil day in the shop's time zone.
    pub date: NaiveDate,
    /// The instant, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Currency of every amount in it.
    pub currency: Currency,
    /// What was bought; may be empty for a sale known only by its amount.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub lines: Vec<SaleLine>,
    /// Taken off the whole sale, in minor units.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub discount: i64,
    /// What was paid (below zero: paid back), in minor units, tax included. With lines it equals
    /// their totals − discount.
    pub total: i64,
    /// How it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// The sale this refund takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_of: Option<Id<Sale>>,
    /// Points it gave (below zero: took back), by the rule of that day.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: i64,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Sale {
    /// A sale to nobody in particular of which only the amount is known, written down now.
    pub const fn new(
        id: Id<Self>,
        date: NaiveDate,
        total: i64,
        currency: Currency,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            number: String::new(),
            customer: None,
            date,
            at: None,
            currency,
            lines: Vec::new(),
            discount: 0,
            total,
            payment: None,
            refund_of: None,
            points: 0,
            note: String::new(),
            values: Values::new(),
            created: now,
            updated: now,
        }
    }

    /// True if money went back to the customer.
    pub const fn is_refund(&self) -> bool {
        self.total < 0
    }

    /// The points it adds to its customer's balance: what a refund took back counts only beside its sale.
    pub const fn points_that_count(&self) -> i64 {
        if self.is_refund() && self.refund_of.is_none() {
            0
        } else {
            self.points
        }
    }

    /// Sum of the lines − discount in minor units; `None` on overflow.
    pub fn total_of_lines(&self) -> Option<i64> {
        self.lines
            .iter()
            .try_fold(0_i64, |sum, line| sum.checked_add(line.total()?))?
            .checked_sub(self.discount)
    }

    /// What was paid at each tax rate (basis points) and the tax contained in it, in minor units,
    /// rounded half away from zero per rate. The sale's discount is spread over the lines in
    /// proportion; a refund mirrors its sale.
    pub fn taxes(&self) -> BTreeMap<u16, (i64, i64)> {
        let totals: Vec<i64> = self
            .lines
            .iter()
            .map(|line| line.total().unwrap_or_default().saturating_abs())
            .collect();
        let mut rates: BTreeMap<u16, (i64, i64)> = BTreeMap::new();
        for (line, paid) in self.lines.iter().zip(allocate(self.total, &totals)) {
            let (sum, _) = rates.entry(line.tax_rate).or_default();
            *sum = sum.saturating_add(paid);
        }
        for (rate, (paid, tax)) in &mut rates {
            let rate = i128::from(*rate);
            let size = i128::from(*paid).abs();
            let rounded = (size * rate * 2 + 10_000 + rate) / (2 * (10_000 + rate));
            *tax = i64::try_from(rounded * i128::from(paid.signum())).unwrap_or_default();
        }
        rates
    }

    /// Tax contained in the total, in minor units: the sum of [`Sale::taxes`].
    pub fn contained_tax(&self) -> i64 {
        self.taxes().values().map(|(_, tax)| tax).sum()
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero(amount: &i64) -> bool {
    *amount == 0
}
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_zero_rate(rate: &u16) -> bool {
    *rate == 0
}
