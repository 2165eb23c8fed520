//! What was bought, as far as a row tells: a line with its product, or words in the note.

use super::Work;
use crate::{
    domain::{Currency, Id, Product, Quantity, SaleLine, limits},
    exchange::{
        duplicates::name_key,
        sales::{
            SaleRow,
            piece::{priced, unit_price},
        },
    },
};

impl Work<'_> {
    /// One line if quantity and amount give a whole price; else the product goes into the note. Of several
    /// products in one the line has all names, and is none of the shop's products.
    pub(super) fn lines(&mut self, row: &SaleRow, currency: Currency) -> (Vec<SaleLine>, String) {
        let note = row.note.clone().unwrap_or_default();
        if !row.items.is_empty() {
            let lines = row.items.iter().map(|item| {
                let line = item.line();
                let product = item.product.then(|| {
                    let name = line.name.clone();
                    self.product(&name, line.unit_price, currency)
                });
                SaleLine {
                    product,
                    tax_rate: row.tax_rate.unwrap_or_default(),
                    ..line
                }
            });
            return (lines.collect(), note);
        }
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
