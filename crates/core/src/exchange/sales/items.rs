//! Orders whose rows say each what was bought: further rows of an order become its lines, at their own price, beside
//! what the order says of shipping, tax and discount. What the order came to stays what the file says.

use super::super::{
    Item, OrderState, ProblemKind, RowProblem, SaleRow, habits::Rows, kinds::RowKind,
    piece::priced, problems::problem,
};
use super::{Column, Field, Layout, QUANTITY_DECIMALS, blank, number};
use crate::{
    domain::{Quantity, limits},
    exchange::{amount::parse_amount, sheet::Row},
};

/// Variants that are none.
const PLAIN: &[&str] = &["regular", "default", "default title", "standard", "normal"];
/// What a line is called that nobody named: what an order came to beside everything it says.
const REST: &str = "…";

/// What the rows of one order say, until the next begins.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Numbers of its rows.
    pub rows: Vec<u32>,
    /// True if the amount of a row can't be read: then nobody knows what it came to.
    pub broken: bool,
    /// A line for each row that names what was bought.
    items: Vec<Item>,
    /// Names of the same, priced or not.
    names: Vec<String>,
    /// What was paid for sending it, and for tax, by the header of the column.
    shipping: Option<(String, i64)>,
    taxes: Option<(String, i64)>,
    /// True if a price or a quantity is missing: then nobody knows what each line cost.
    pub unpriced: bool,
    /// True for lines without a row of the sale above them: it is what they come to.
    pub headless: bool,
}

/// What one row says was bought.
pub(super) struct Bought {
    pub name: Option<String>,
    /// In thousandths.
    pub quantity: Option<i64>,
    /// What one costs.
    pub price: Option<i64>,
    /// What the line came to, where each row says it.
    pub amount: i64,
    /// Taken off the line.
    pub taken: i64,
}

impl Layout<'_> {
    /// True for a further row of the order before: it has that number, and either no amount and no day of its own,
    /// or the list has a row for each line.
    pub(super) fn goes_on(&self, record: &Row, before: &SaleRow) -> bool {
        let order = self.order_number(record);
        if order.is_empty() || before.order_id.as_deref() != Some(order) {
            return false;
        }
        match self.habits.rows {
            Rows::Orders => {
                let day = self.date.map_or("", |(at, _)| record.cell(at));
                let amount = self.cell(record, Field::Amount).map(|(_, cell)| cell);
                // Shopify says the day again, but nothing of what the order came to. Elsewhere that is an amount
                // that somebody forgot.
                let again = || {
                    if !self.habits.of_program {
                        return false;
                    }
                    let moment = self.moment(record).ok().flatten();
                    moment.is_some_and(|moment| moment.date == before.date)
                };
                match amount {
                    Some(amount) => amount.is_empty() && (blank(day) || again()),
                    None => blank(day),
                }
            }
            Rows::Again => true,
            Rows::Mixed => self.kind(record) != Some(RowKind::Sale),
            Rows::Lines => self.state(record, &mut Vec::new()) == before.state,
        }
    }

    /// The number of the order that a row is of, blank if it says none.
    pub(super) fn order_number<'r>(&self, record: &'r Row) -> &'r str {
        let cell = self.cell(record, Field::OrderId);
        self.bare(cell.map_or("", |(_, cell)| cell))
    }

    /// True if orders say more than products of what they came to: each line of some is needed to tell.
    pub(super) fn is_itemised(&self) -> bool {
        let fields = [Field::Shipping, Field::Tax, Field::LineDiscount];
        let said = |column: &Column| column.field.is_some_and(|field| fields.contains(&field));
        self.habits.rows != Rows::Orders || self.columns.iter().any(said)
    }

    /// The first row of an order.
    pub(super) fn order(
        &self,
        record: &Row,
        row: &SaleRow,
        problems: &mut Vec<RowProblem>,
    ) -> Order {
        let whole = self.kind(record) == Some(RowKind::Sale);
        let mut order = Order {
            rows: vec![row.row_number],
            headless: self.habits.rows == Rows::Mixed && !whole,
            ..Order::default()
        };
        for (field, slot) in [
            (Field::Shipping, &mut order.shipping),
            (Field::Tax, &mut order.taxes),
        ] {
            let Some((column, _)) = self.cell(record, field) else {
                continue;
            };
            match self.money(record, field, row.currency) {
                Ok(read) => {
                    let read = read.unwrap_or_default();
                    let back = row.state == OrderState::Back;
                    let read = if back { -read.saturating_abs() } else { read };
                    *slot = Some((column.header.clone(), read));
                }
                Err(found) => {
                    problems.push(found);
                    order.broken |= self.habits.rows == Rows::Lines;
                }
            }
        }
        if self.habits.rows == Rows::Mixed && whole {
            // What was bought stands in the rows below.
            return order;
        }
        let taken = self.line_discount(record, row, &mut order, problems);
        order.add(
            self.habits.rows,
            Bought {
                name: row.product.clone(),
                quantity: row.quantity,
                price: row.unit_price,
                amount: row.amount_minor,
                taken,
            },
        );
        order
    }

    /// The first row of an order that goes on, of a list that says nothing but products and prices.
    pub(super) fn plain_order(row: &SaleRow) -> Order {
        let mut order = Order {
            rows: vec![row.row_number],
            ..Order::default()
        };
        order.add(
            Rows::Orders,
            Bought {
                name: row.product.clone(),
                quantity: row.quantity,
                price: row.unit_price,
                amount: 0,
                taken: 0,
            },
        );
        order
    }

    /// A further row of an order.
    pub(super) fn further(
        &self,
        record: &Row,
        row: &mut SaleRow,
        order: &mut Order,
        problems: &mut Vec<RowProblem>,
    ) {
        order.rows.push(number(record));
        if self.habits.rows == Rows::Mixed {
            return self.below(record, row, order, problems);
        }
        let mut amount = 0;
        if self.habits.rows == Rows::Lines {
            let back = row.state == OrderState::Back;
            let signed = |sum: i64| if back { -sum.saturating_abs() } else { sum };
            let read = self.amount(record, None, row.currency, problems);
            let read = read.map(signed);
            let sum = read.and_then(|read| row.amount_minor.checked_add(read));
            order.broken |= sum.is_none();
            amount = read.unwrap_or_default();
            row.amount_minor = sum.unwrap_or_default();
            match self.money(record, Field::Tax, row.currency) {
                Ok(tax) => {
                    if let Some((_, sum)) = &mut order.taxes {
                        *sum = sum.saturating_add(signed(tax.unwrap_or_default()));
                    }
                }
                Err(found) => {
                    problems.push(found);
                    order.broken = true;
                }
            }
        }
        if self.habits.refunds_lines {
            match self.money(record, Field::Refunded, row.currency) {
                Ok(None | Some(0)) => {}
                Ok(Some(back)) => {
                    let all = row.returned.unwrap_or_default();
                    let all = all.saturating_add(back.saturating_abs());
                    row.returned = Some(all.min(row.amount_minor)).filter(|all| *all > 0);
                }
                Err(found) => problems.push(found),
            }
        }
        let price = self.money(record, Field::UnitPrice, row.currency);
        let price = price.map_err(|found| problems.push(found));
        let quantity = self.counted(record, problems);
        order.unpriced |= price.is_err() || quantity.is_err();
        let taken = self.line_discount(record, row, order, problems);
        let bought = Bought {
            name: self.named(record),
            quantity: quantity.unwrap_or_default(),
            price: price.unwrap_or_default(),
            amount,
            taken,
        };
        order.add(self.habits.rows, bought);
    }

    /// What was taken off the line of a row.
    fn line_discount(
        &self,
        record: &Row,
        row: &SaleRow,
        order: &mut Order,
        problems: &mut Vec<RowProblem>,
    ) -> i64 {
        let read = self.money(record, Field::LineDiscount, row.currency);
        let read = read.map_err(|found| problems.push(found));
        order.unpriced |= read.is_err();
        let taken = read.ok().flatten().unwrap_or_default();
        taken.saturating_abs()
    }

    /// What a row says was bought, with the variant of it.
    pub(super) fn named(&self, record: &Row) -> Option<String> {
        let cell = |field| {
            self.cell(record, field)
                .map_or("", |(_, cell)| self.bare(cell))
        };
        let name = cell(Field::Product);
        let variant = cell(Field::Variant);
        if variant.is_empty() || PLAIN.contains(&variant.to_lowercase().as_str()) {
            return Some(name.to_owned()).filter(|name| !name.is_empty());
        }
        let dash = if name.is_empty() { "" } else { " – " };
        Some(format!("{name}{dash}{variant}"))
    }

    /// How many; an error if that can't be read, which goes to `problems`.
    pub(super) fn counted(
        &self,
        record: &Row,
        problems: &mut Vec<RowProblem>,
    ) -> Result<Option<i64>, ()> {
        let cell = self.cell(record, Field::Quantity);
        let Some((column, cell)) = cell.filter(|(_, cell)| !blank(cell)) else {
            return Ok(None);
        };
        let read = parse_amount(cell, QUANTITY_DECIMALS, self.quantity_mark);
        let read = read.map_err(|kind| {
            let kind = ProblemKind::Quantity(kind);
            problems.push(problem(number(record), Some(column), kind, Some(cell)));
        });
        read.map(Some)
    }

    /// Gives a sale the lines of its rows, as soon as all are read.
    pub(super) fn finish(&self, row: &mut SaleRow, order: Order) {
        if self.habits.rows == Rows::Lines {
            let tax = order.taxes.as_ref().map_or(0, |(_, tax)| *tax);
            row.amount_minor = row.amount_minor.saturating_add(tax);
            if row.state == OrderState::Refunded {
                row.returned = Some(row.amount_minor).filter(|sum| *sum > 0);
            }
        }
        if order.names.is_empty() {
            return;
        }
        row.product = Some(order.names.join("; "));
        if order.names.len() > 1 {
            row.several = true;
            row.quantity = None;
        }
        // What is added to the lines of an order: shipping, tax, a rest.
        let most = limits::ENTRIES.saturating_sub(3);
        if order.unpriced || order.items.len() > most {
            return;
        }
        if let Some((items, discount)) = balance(row, order) {
            row.discount = Some(discount);
            row.items = items;
        }
    }
}

impl Order {
    /// Adds what a row says was bought.
    pub(super) fn add(&mut self, rows: Rows, bought: Bought) {
        let Bought {
            name,
            quantity,
            price,
            amount,
            taken,
        } = bought;
        let Some(name) = name else {
            // A row that names nothing is no line, unless it came to something.
            self.unpriced |= rows.has_sums() && amount != 0;
            return;
        };
        self.names.push(name.clone());
        let quantity = Quantity(quantity.unwrap_or(Quantity::ONE.0));
        let line = if rows.has_sums() {
            // Money that went back has its sign in how many went back.
            let sign = if amount < 0 { -1 } else { 1 };
            let quantity = Quantity(quantity.0.saturating_abs() * sign);
            let taken = taken * sign;
            let gross = amount.checked_add(taken);
            let line = gross.and_then(|gross| priced(gross, quantity));
            line.map(|(price, more)| (quantity, price, more.saturating_add(taken)))
        } else {
            price.map(|price| (quantity, price, taken))
        };
        let Some((quantity, unit_price, discount)) = line else {
            self.unpriced = true;
            return;
        };
        self.items.push(Item {
            name,
            quantity: quantity.0,
            unit_price,
            discount,
            product: true,
        });
    }
}

/// The lines that come to what the order came to, and what was taken off all of it. Finds out which of what an order says is in the prices of its lines already: its tax is in them or comes on top,
/// its discount is off them already or not. `None` if it can't be counted.
fn balance(row: &SaleRow, order: Order) -> Option<(Vec<Item>, i64)> {
    let mut items = order.items;
    let mut totals = items.iter().map(|item| item.line().total());
    let sum = totals.try_fold(0_i64, |sum, total| sum.checked_add(total?))?;
    let shipping = order.shipping.unwrap_or_default();
    let taxes = order.taxes.unwrap_or_default();
    let said = row.discount.unwrap_or_default();
    let ways = [(taxes.1, said), (0, said), (taxes.1, 0), (0, 0)];
    let fits = ways.into_iter().find(|(tax, taken)| {
        let all = sum
            .checked_add(shipping.1)
            .and_then(|all| all.checked_add(*tax));
        all.and_then(|all| all.checked_sub(*taken)) == Some(row.amount_minor)
    });
    let mut extra = |name: String, amount: i64| {
        if amount != 0 {
            items.push(Item::apart(name, amount));
        }
    };
    extra(shipping.0, shipping.1);
    let discount = if let Some((tax, taken)) = fits {
        extra(taxes.0, tax);
        taken
    } else {
        let rest = row.amount_minor.checked_sub(sum)?.checked_sub(shipping.1)?;
        extra(REST.to_owned(), rest.max(0));
        rest.min(0).checked_neg()?
    };
    Some((items, discount))
}

impl Item {
    /// What is no product: shipping, tax.
    fn apart(name: String, amount: i64) -> Self {
        Self {
            name,
            quantity: Quantity::ONE.0,
            unit_price: amount,
            discount: 0,
            product: false,
        }
    }
}
