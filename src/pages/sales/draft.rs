//! A sale while it is typed: texts behind signals, and what they come to. Holds no markup.

use leptos::{prelude::*, reactive::owner::WeakOwner};

use crate::{
    app::App,
    domain::{
        Currency, Customer, Payment, Product, Quantity, Sale, SaleLine, TableName, Values,
        commands::{Along, Checkout, EditSale, RecordSale},
        limits,
    },
    exchange::typed,
    pages::{
        own::Drafts,
        parts::{picked, resolve},
    },
    ui::Picked,
};

use super::line::off;
pub use super::line::{LineDraft, Part, Problem};

/// A sale while it is typed.
#[derive(Clone)]
pub struct Draft {
    owner: Option<WeakOwner>,
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
    /// The shop's own fields.
    pub own: Drafts,
    /// Saving was tried: now blanks are errors too.
    pub tried: RwSignal<bool>,
}

impl Draft {
    /// An empty sale of today with the next number.
    pub fn new(app: App, currency: Currency) -> Self {
        Self {
            // Not held: the draft lives in it.
            owner: Owner::current().map(|owner| owner.downgrade()),
            currency,
            customer: RwSignal::new(Picked::Nothing),
            lines: RwSignal::new(Vec::new()),
            amount: RwSignal::new(String::new()),
            discount: RwSignal::new(String::new()),
            payment: RwSignal::new(None),
            date: RwSignal::new(app.moment().today.to_string()),
            number: RwSignal::new(app.next_number().0),
            note: RwSignal::new(String::new()),
            own: Drafts::new(app, TableName::Sales, &Values::new()),
            tried: RwSignal::new(false),
        }
    }

    /// A recorded sale as it may be typed again.
    pub fn of_sale(app: App, sale: &Sale) -> Self {
        let draft = Self {
            own: Drafts::new(app, TableName::Sales, &sale.values),
            ..Self::new(app, sale.currency)
        };
        let currency = sale.currency;
        let off = |amount: i64| match amount {
            0 => String::new(),
            amount => currency.decimal(amount),
        };
        draft.customer.set(picked(app, sale.customer));
        for line in &sale.lines {
            let discount = off(line.discount);
            draft.add_line(
                line.clone(),
                currency.decimal(line.unit_price),
                discount,
                false,
            );
        }
        if sale.lines.is_empty() {
            let gross = sale.total.saturating_add(sale.discount);
            draft.amount.set(currency.decimal(gross));
        }
        draft.discount.set(off(sale.discount));
        draft.payment.set(sale.payment);
        draft.date.set(sale.date.to_string());
        draft.number.set(sale.number.clone());
        draft.note.set(sale.note.clone());
        draft
    }

    /// Takes the next number again, now that all sales are there, unless another was typed.
    pub fn renumber(&self, app: App, earlier: &str) {
        if self.number.with_untracked(|number| number == earlier) {
            self.number.set(app.next_number().0);
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
        let line = SaleLine {
            product: Some(product.id),
            tax_rate: product.tax_rate,
            ..blank_line(&product.name)
        };
        self.add_line(line, price.unwrap_or_default(), String::new(), false);
    }

    /// Adds a line by hand; `new_product` keeps it as a product.
    pub fn add_named(&self, name: &str, new_product: bool) {
        self.add_line(blank_line(name), String::new(), String::new(), new_product);
    }

    /// Adds a line whose price and discount are these texts.
    pub(super) fn add_line(
        &self,
        line: SaleLine,
        price: String,
        discount: String,
        new_product: bool,
    ) -> LineDraft {
        let key = self
            .lines
            .with_untracked(|lines| lines.iter().map(|line| line.key + 1).max());
        let make = || LineDraft {
            key: key.unwrap_or(0),
            product: line.product,
            new_product,
            name: RwSignal::new(line.name),
            quantity: RwSignal::new(typed::quantity_text(line.quantity)),
            price: RwSignal::new(price),
            discount: RwSignal::new(discount),
            tax_rate: line.tax_rate,
        };
        // The signals live as long as the dialog, not as long as the click.
        let line = match self.owner.as_ref().and_then(WeakOwner::upgrade) {
            Some(owner) => owner.with(make),
            None => make(),
        };
        self.lines.update(|lines| lines.push(line));
        line
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
            number: self.number.with(|text| text.trim().to_owned()),
            at: (date == moment.today).then_some(moment.now),
            lines: lines.map_err(|(_, problem)| problem)?,
            discount,
            payment: self.payment.get(),
            note: self.note.with(|text| text.trim().to_owned()),
            ..Sale::new(
                app.new_id(),
                date,
                gross - discount,
                self.currency,
                moment.now,
            )
        })
    }

    /// True if it is known, or typed, who buys. Followed.
    pub fn has_customer(&self) -> bool {
        self.customer.with(|picked| *picked != Picked::Nothing)
    }

    /// Everything that saving writes: the sale, and the customer and products it makes.
    pub fn checkout(&self, app: App) -> Result<Checkout, Problem> {
        let (sale, customer, products) = self.parts(app, Values::new())?;
        let (next, version) = app.next_number();
        let proposed = (sale.number == next).then_some(version);
        Ok(Checkout {
            sale: RecordSale { sale, customer },
            products,
            proposed,
        })
    }

    /// What saving writes where `base` is the recorded sale that was typed again.
    pub fn revision(&self, app: App, base: &Sale) -> Result<Along<EditSale>, Problem> {
        let (typed, customer, products) = self.parts(app, base.values.clone())?;
        let edited = Sale {
            id: base.id,
            // The instant belonged to the other day.
            at: base.at.filter(|_| typed.date == base.date),
            refund_of: base.refund_of,
            created: base.created,
            updated: base.updated,
            ..typed
        };
        let base = base.clone();
        let mut along = Along::new(EditSale { base, edited }, customer);
        along.new.extend(products.into_iter().map(Into::into));
        Ok(along)
    }

    /// The sale, its own fields written onto `values`, with the customer and the products that are new.
    fn parts(
        &self,
        app: App,
        values: Values,
    ) -> Result<(Sale, Option<Customer>, Vec<Product>), Problem> {
        let mut sale = self.sale(app)?;
        sale.values = values;
        if !self.own.read_onto(&mut sale.values) {
            return Err(Problem::OwnField);
        }
        let now = sale.created;
        let (buyer, newcomer) = resolve(app, &self.customer.get());
        sale.customer = buyer;
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
                    values: Values::new(),
                    created: now,
                    updated: now,
                };
                line.product = Some(product.id);
                products.push(product);
            }
        }
        Ok((sale, newcomer, products))
    }
}

/// One piece of something.
fn blank_line(name: &str) -> SaleLine {
    SaleLine {
        product: None,
        name: name.to_owned(),
        quantity: Quantity::ONE,
        unit_price: 0,
        discount: 0,
        tax_rate: 0,
    }
}
