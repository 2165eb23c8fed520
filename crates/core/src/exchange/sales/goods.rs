//! What was bought, as far as a row tells: a line with its product, or words in the note.

use super::Work;
use crate::{
    domain::{Currency, Id, Product, Quantity, SaleLine, limits},
    exchange::{duplicates::name_key, sales::SaleRow},
};

impl Work<'_> {
    /// One line if quantity and amount give a whole price; else the product goes into the note.
    pub(super) fn lines(&mut self, row: &SaleRow, currency: Currency) -> (Vec<SaleLine>, String) {
        let note = row.note.clone().unwrap_or_default();
        let Some(name) = row.product.as_deref().map(str::trim) else {
            return (Vec::new(), note);
        };
        let quantity = Quantity(row.quantity.unwrap_or(Quantity::ONE.0).abs());
        let Some(unit_price) = unit_price(row.amount_minor, quantity) else {
            let break_ = if note.is_empty() { "" } else { "\n" };
            return (Vec::new(), format!("{name}{break_}{note}"));
        };
        let product = self.product(name, unit_price, currency);
        let line = SaleLine {
            product: Some(product),
            name: name.to_owned(),
            quantity,
            unit_price,
            discount: 0,
            tax_rate: 0,
        };
        (vec![line], note)
    }

    fn product(&mut self, name: &str, price: i64, currency: Currency) -> Id<Product> {
        let key = name_key(name);
        if let Some(id) = self.products.get(&key) {
            return *id;
        }
        let id = self.ids.next(self.now);
        self.products.insert(key, id);
        self.plan.products.push(Product {
            id,
            name: name.to_owned(),
            sku: String::new(),
            category: String::new(),
            price: (price > 0).then_some(price),
            currency,
            tax_rate: 0,
            archived: false,
            values: crate::domain::Values::new(),
            created: self.now,
            updated: self.now,
        });
        id
    }
}

/// The price of one in minor units, if it is whole and gives the amount exactly.
pub(super) fn unit_price(amount: i64, quantity: Quantity) -> Option<i64> {
    let thousandfold = amount.checked_mul(Quantity::ONE.0)?;
    let price = thousandfold.checked_div(quantity.0)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (quantity.times(price) == Some(amount) && in_range(price) && in_range(quantity.0))
        .then_some(price)
}
