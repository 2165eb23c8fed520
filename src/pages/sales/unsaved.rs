//! The texts of a sale that is being typed, as they are kept until it is saved.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::{
    app::App,
    domain::{Id, Payment, Product, Quantity, SaleLine},
    pages::own,
    ui::Picked,
};

/// What was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SaleTexts {
    customer: Picked,
    lines: Vec<LineTexts>,
    amount: String,
    discount: String,
    payment: Option<Payment>,
    date: String,
    /// `None` unless another than the next number was typed.
    number: Option<String>,
    note: String,
    #[serde(default)]
    own: own::Texts,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct LineTexts {
    product: Option<Id<Product>>,
    new_product: bool,
    name: String,
    quantity: String,
    price: String,
    discount: String,
    tax_rate: u16,
}

impl Draft {
    /// The texts as they are. Follows them.
    pub fn texts(&self, app: App) -> SaleTexts {
        let lines = self.lines.with(|lines| {
            let lines = lines.iter().map(|line| LineTexts {
                product: line.product,
                new_product: line.new_product,
                name: line.name.get(),
                quantity: line.quantity.get(),
                price: line.price.get(),
                discount: line.discount.get(),
                tax_rate: line.tax_rate,
            });
            lines.collect()
        });
        let number = self.number.get();
        SaleTexts {
            customer: self.customer.get(),
            lines,
            amount: self.amount.get(),
            discount: self.discount.get(),
            payment: self.payment.get(),
            date: self.date.get(),
            number: (number != app.next_number().0).then_some(number),
            note: self.note.get(),
            own: self.own.texts(),
        }
    }

    /// Types them again.
    pub fn type_again(&self, texts: SaleTexts) {
        self.lines.update(Vec::clear);
        for line in texts.lines {
            let bare = SaleLine {
                product: line.product,
                name: line.name,
                quantity: Quantity::ONE,
                unit_price: 0,
                discount: 0,
                tax_rate: line.tax_rate,
            };
            let made = self.add_line(bare, line.price, line.discount, line.new_product);
            made.quantity.set(line.quantity);
        }
        self.customer.set(texts.customer);
        self.amount.set(texts.amount);
        self.discount.set(texts.discount);
        self.payment.set(texts.payment);
        self.date.set(texts.date);
        if let Some(number) = texts.number {
            self.number.set(number);
        }
        self.note.set(texts.note);
        self.own.type_again(&texts.own);
    }
}
