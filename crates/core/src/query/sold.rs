//! What each product brought in: pieces and revenue, refunds taken off, each currency for itself.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Currency, Id, Product, Records, SaleLine, money::allocate};

/// What was sold of one product.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sold {
    /// Thousandths of pieces, given-back ones taken off.
    pub quantity: i64,
    /// Revenue in minor units, the sales' own discounts spread over their lines.
    pub revenue: BTreeMap<Currency, i64>,
}

/// What was sold, by product.
pub type SoldOf = HashMap<Id<Product>, Sold>;

/// What was sold of every product.
pub fn sold(records: &Records) -> SoldOf {
    let mut all = SoldOf::new();
    for sale in records.sales.iter() {
        let totals: Vec<i64> = sale
            .lines
            .iter()
            .map(|line: &SaleLine| line.total().unwrap_or_default().saturating_abs())
            .collect();
        for (line, paid) in sale.lines.iter().zip(allocate(sale.total, &totals)) {
            let Some(product) = line.product else {
                continue;
            };
            let sold = all.entry(product).or_default();
            sold.quantity = sold.quantity.saturating_add(line.quantity.0);
            let revenue = sold.revenue.entry(sale.currency).or_default();
            *revenue = revenue.saturating_add(paid);
        }
    }
    all
}
