//! What was bought, as far as a row tells: a line with its product, or words in the note.

use super::Work;
use crate::{
    domain::{Currency, Id, Product, Quantity, SaleLine, limits},
    exchange::{duplicates::name_key, sales::SaleRow},
};

impl Work<'_> {
    /// One line if quantity and amount give a whole price; else the product goes into the note. Of several
    /// products in one the line has all names, and is none of the shop's products.
    pub(super) fn lines(&mut self, row: &SaleRow, currency: Currency) -> (Vec<SaleLine>, String) {
        let note = row.note.clone().unwrap_or_default();
        let Some(name) = row.product.as_deref().map(str::trim) else {
            return (Vec::new(), note);
        };
        if row.several && name.chars().count() > limits::LINE {
            return (Vec::new(), note);
        }
        let quantity = Quantity(row.quantity.unwrap_or(Quantity::ONE.0));
        let quantity = if row.ours { quantity } else { quantity.abs() };
        let said = row
            .unit_price
            .filter(|price| quantity.times(*price) == Some(row.gross()));
        let priced = if row.ours {
            priced(row.gross(), quantity)
        } else {
            said.or_else(|| unit_price(row.gross(), quantity))
                .map(|price| (price, 0))
        };
        let Some((unit_price, discount)) = priced else {
            let break_ = if note.is_empty() { "" } else { "\n" };
            return (Vec::new(), format!("{name}{break_}{note}"));
        };
        let product = (!row.several).then(|| self.product(name, unit_price, currency));
        let line = SaleLine {
            product,
            name: name.to_owned(),
            quantity,
            unit_price,
            discount,
            tax_rate: row.tax_rate.unwrap_or_default(),
        };
        (vec![line], note)
    }

    pub(super) fn product(&mut self, name: &str, price: i64, currency: Currency) -> Id<Product> {
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

/// The price of one in minor units and what was taken off, so that they give the amount exactly: a price that
/// is not whole is the next higher one.
pub(super) fn priced(amount: i64, quantity: Quantity) -> Option<(i64, i64)> {
    if let Some(price) = unit_price(amount, quantity) {
        return Some((price, 0));
    }
    let (sum, count) = (i128::from(amount) * 1_000, i128::from(quantity.0));
    let whole = sum.checked_div(count)?;
    let up = i128::from(sum.checked_rem(count)? != 0) * sum.signum() * count.signum();
    let price = i64::try_from(whole + up).ok()?;
    let discount = quantity.times(price)?.checked_sub(amount)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (in_range(price) && in_range(discount) && in_range(quantity.0)).then_some((price, discount))
}

/// The price of one in minor units, if it is whole and gives the amount exactly.
pub(super) fn unit_price(amount: i64, quantity: Quantity) -> Option<i64> {
    let thousandfold = amount.checked_mul(Quantity::ONE.0)?;
    let price = thousandfold.checked_div(quantity.0)?;
    let in_range = |n: i64| (-limits::AMOUNT..=limits::AMOUNT).contains(&n);
    (quantity.times(price) == Some(amount) && in_range(price) && in_range(quantity.0))
        .then_some(price)
}
