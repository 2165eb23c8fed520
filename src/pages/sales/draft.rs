//! A sale while it is typed: texts behind signals, and what they come to. Holds no markup.

use leptos::prelude::*;

use crate::{
    app::App,
    domain::{
        Currency, Customer, CustomerKind, Id, Payment, Product, Quantity, Sale, SaleLine,
        commands::{Checkout, RecordSale},
        counter, limits,
        name::Name,
    },
    exchange::typed::{self, TypedError},
    ui::Picked,
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

fn off(text: &str, gross: i64, currency: Currency) -> Result<i64, Problem> {
    if text.trim().is_empty() {
        return Ok(0);
    }
    typed::discount(text, currency)?
        .of(gross)
        .ok_or(Problem::DiscountTooLarge)
}

/// A sale while it is typed.
#[derive(Debug, Clone)]
pub struct Draft {
    owner: Option<Owner>,
    /// Currency of everything in it.
    pub currency: Currency,
    /// Who buys.
    pub customer: RwSignal<Picked>,
    /// What is bought; none for a bare amount.
    pub lines: RwSignal<Vec<LineDraft>>,
    /// The bare amount.
    pub amount: RwSignal<String>,
    /// Off the whole sale.
    pub discount: RwSignal<String>,
    /// How it is paid.
    pub payment: RwSignal<Option<Payment>>,
    /// Civil date as the date field writes it.
    pub date: RwSignal<String>,
    /// Receipt number.
    pub number: RwSignal<String>,
    /// Free text.
    pub note: RwSignal<String>,
    /// Saving was tried: now blanks are errors too.
    pub tried: RwSignal<bool>,
}

fn next_number(app: App) -> String {
    app.peek(|records| counter::next_number(records.sales.iter().map(AsRef::as_ref)))
}

impl Draft {
    /// An empty sale of today with the next number.
    pub fn new(app: App, currency: Currency) -> Self {
        Self {
            owner: Owner::current(),
            currency,
            customer: RwSignal::new(Picked::Nothing),
            lines: RwSignal::new(Vec::new()),
            amount: RwSignal::new(String::new()),
            discount: RwSignal::new(String::new()),
            payment: RwSignal::new(None),
            date: RwSignal::new(app.moment().today.to_string()),
            number: RwSignal::new(next_number(app)),
            note: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    /// Takes the next number again, now that all sales are there, unless another was typed.
    pub fn renumber(&self, app: App, earlier: &str) {
        if self.number.with_untracked(|number| number == earlier) {
            self.number.set(next_number(app));
        }
    }

    /// Adds one of a product, or one more if its line is there already.
    pub fn add_product(&self, product: &Product) {
        let same = self.lines.with_untracked(|lines| {
            lines
                .iter()
                .find(|line| line.product == Some(product.id))
                .copied()
        });
        let more = same.and_then(|line| {
            let count = typed::quantity(&line.quantity.get_untracked()).ok()?;
            Some((line, Quantity(count.0.checked_add(1000)?)))
        });
        if let Some((line, count)) = more {
            line.quantity.set(typed::quantity_text(count));
            return;
        }
        // A price in another currency is no price here.
        let price = product
            .price
            .filter(|_| product.currency == self.currency)
            .map(|price| self.currency.decimal(price));
        self.add_line(
            Some(product.id),
            &product.name,
            price.unwrap_or_default(),
            product.tax_rate,
            false,
        );
    }

    /// Adds a line by hand; `new_product` keeps it as a product.
    pub fn add_named(&self, name: &str, new_product: bool) {
        self.add_line(None, name, String::new(), 0, new_product);
    }

    fn add_line(
        &self,
        product: Option<Id<Product>>,
        name: &str,
        price: String,
        tax_rate: u16,
        new_product: bool,
    ) {
        let key = self
            .lines
            .with_untracked(|lines| lines.iter().map(|line| line.key + 1).max());
        let make = || LineDraft {
            key: key.unwrap_or(0),
            product,
            new_product,
            name: RwSignal::new(name.to_owned()),
            quantity: RwSignal::new("1".to_owned()),
            price: RwSignal::new(price),
            discount: RwSignal::new(String::new()),
            tax_rate,
        };
        // The signals live as long as the dialog, not as long as the click.
        let line = match &self.owner {
            Some(owner) => owner.with(make),
            None => make(),
        };
        self.lines.update(|lines| lines.push(line));
    }

    /// Takes a line out.
    pub fn remove_line(&self, key: u32) {
        self.lines
            .update(|lines| lines.retain(|line| line.key != key));
    }

    /// Sum of the lines or the bare amount, before the discount of the sale. Follows the texts.
    pub fn gross(&self) -> Result<i64, Problem> {
        if self.lines.with(Vec::is_empty) {
            return Ok(self
                .amount
                .with(|text| typed::amount(text, self.currency))?);
        }
        self.lines.with(|lines| {
            lines.iter().try_fold(0_i64, |sum, line| {
                let line = line.read(self.currency).map_err(|(_, problem)| problem)?;
                line.total()
                    .and_then(|total| sum.checked_add(total))
                    .filter(|sum| *sum <= limits::AMOUNT)
                    .ok_or(Problem::Overflow)
            })
        })
    }

    /// What comes off the whole sale. Follows the texts.
    pub fn off(&self) -> Result<i64, Problem> {
        // While the lines are wrong only the text itself can be judged.
        let gross = self.gross().unwrap_or(limits::AMOUNT);
        self.discount.with(|text| off(text, gross, self.currency))
    }

    /// The sale as it would be written; the customer is added by [`Draft::checkout`].
    pub fn sale(&self, app: App) -> Result<Sale, Problem> {
        let gross = self.gross()?;
        let discount = self.off()?;
        let date = self.date.with(|text| text.parse());
        let lines = self.lines.with(|lines| {
            let lines = lines.iter().map(|line| line.read(self.currency));
            lines.collect::<Result<Vec<_>, _>>()
        });
        let moment = app.moment();
        let date = date.ok().ok_or(Problem::NoDate)?;
        Ok(Sale {
            id: app.new_id(),
            number: self.number.with(|text| text.trim().to_owned()),
            customer: None,
            date,
            at: (date == moment.today).then_some(moment.now),
            currency: self.currency,
            lines: lines.map_err(|(_, problem)| problem)?,
            discount,
            total: gross - discount,
            payment: self.payment.get(),
            refund_of: None,
            note: self.note.with(|text| text.trim().to_owned()),
            created: moment.now,
            updated: moment.now,
        })
    }

    /// Everything that saving writes: the sale, and the customer and products it makes.
    pub fn checkout(&self, app: App) -> Result<Checkout, Problem> {
        let mut sale = self.sale(app)?;
        let now = sale.created;
        let mut newcomer = None;
        match self.customer.get() {
            Picked::Nothing => {}
            Picked::Record(known) => sale.customer = Some(Id::new(known.id)),
            Picked::New(name) => {
                let mut customer = Customer::new(app.new_id(), Name::from_full(&name), now);
                customer.kind = CustomerKind::Person;
                sale.customer = Some(customer.id);
                newcomer = Some(customer);
            }
        }
        let drafts = self.lines.get();
        let mut products = Vec::new();
        for (draft, line) in drafts.iter().zip(&mut sale.lines) {
            if draft.new_product {
                let product = Product {
                    id: app.new_id(),
                    name: line.name.clone(),
                    sku: String::new(),
                    category: String::new(),
                    price: Some(line.unit_price),
                    currency: self.currency,
                    tax_rate: line.tax_rate,
                    archived: false,
                    values: crate::domain::Values::new(),
                    created: now,
                    updated: now,
                };
                line.product = Some(product.id);
                products.push(product);
            }
        }
        Ok(Checkout {
            sale: RecordSale {
                sale,
                customer: newcomer,
            },
            products,
        })
    }
}
