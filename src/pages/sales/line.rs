//! One line of a sale while it is typed: texts behind signals, and what they come to. Holds no markup.

use leptos::prelude::*;

use crate::{
    domain::{Currency, Id, Product, SaleLine, limits},
    exchange::typed::{self, TypedError},
};

/// Why a draft can't be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The text is no usable number.
    Typed(TypedError),
    /// More is taken off than there is.
    DiscountTooLarge,
    /// A quantity of none.
    NoQuantity,
    /// The sum is more than a record may hold.
    Overflow,
    /// A line without a name.
    NoName,
    /// No date, or none that exists.
    NoDate,
    /// A field of the shop's own that can't be read; the field says why.
    OwnField,
}

impl From<TypedError> for Problem {
    fn from(error: TypedError) -> Self {
        Self::Typed(error)
    }
}

/// A part of a line that can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it is called.
    Name,
    /// How many.
    Quantity,
    /// Price of one.
    Price,
    /// Taken off.
    Discount,
}

/// One line while it is typed.
#[derive(Debug, Clone, Copy)]
pub struct LineDraft {
    /// Tells it from the others.
    pub key: u32,
    /// The product, if the shop has it.
    pub product: Option<Id<Product>>,
    /// Make a product of it on saving.
    pub new_product: bool,
    /// What it is called.
    pub name: RwSignal<String>,
    /// How many.
    pub quantity: RwSignal<String>,
    /// Price of one.
    pub price: RwSignal<String>,
    /// Amount or percentage off.
    pub discount: RwSignal<String>,
    /// Contained tax in basis points.
    pub tax_rate: u16,
}

impl LineDraft {
    /// The line, or which part of it is wrong and how. Follows the texts.
    pub fn read(&self, currency: Currency) -> Result<SaleLine, (Part, Problem)> {
        let name = self.name.with(|name| name.trim().to_owned());
        if name.is_empty() {
            return Err((Part::Name, Problem::NoName));
        }
        let quantity = self
            .quantity
            .with(|text| typed::quantity(text))
            .map_err(|error| (Part::Quantity, error.into()))?;
        if quantity.0 == 0 {
            return Err((Part::Quantity, Problem::NoQuantity));
        }
        let unit_price = self
            .price
            .with(|text| typed::amount(text, currency))
            .map_err(|error| (Part::Price, error.into()))?;
        let gross = quantity
            .times(unit_price)
            .filter(|gross| *gross <= limits::AMOUNT)
            .ok_or((Part::Price, Problem::Overflow))?;
        let discount = self
            .discount
            .with(|text| off(text, gross, currency))
            .map_err(|problem| (Part::Discount, problem))?;
        Ok(SaleLine {
            product: self.product,
            name,
            quantity,
            unit_price,
            discount,
            tax_rate: self.tax_rate,
        })
    }
}

/// What a typed discount takes off `gross`.
pub fn off(text: &str, gross: i64, currency: Currency) -> Result<i64, Problem> {
    if text.trim().is_empty() {
        return Ok(0);
    }
    typed::discount(text, currency)?
        .of(gross)
        .ok_or(Problem::DiscountTooLarge)
}
