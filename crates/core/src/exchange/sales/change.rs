//! A known sale with what a row of a file says of it. What the row does not say stays, and what was
//! written down about the sale is added to, never lost.

use super::Work;
use crate::{
    domain::{Customer, Id, Sale, SaleLine, Timestamp, limits},
    exchange::{
        duplicates::name_key,
        sales::{Item, SaleRow, piece::unit_price},
    },
};

impl Work<'_> {
    /// The sale as the row has it; nothing if the amount of the row can't be one of the sale's
    /// currency.
    pub(super) fn changed(
        &mut self,
        sale: &Sale,
        row: &SaleRow,
        customer: Option<Id<Customer>>,
    ) -> Option<Sale> {
        let read_as = row.currency.unwrap_or(self.options.currency);
        let mut edited = sale.clone();
        if self.options.amounts {
            edited.currency = row.currency.unwrap_or(sale.currency);
            if edited.currency.exponent() != read_as.exponent() {
                return None;
            }
        }
        edited.customer = customer.or(sale.customer);
        if row.date != sale.date {
            edited.date = row.date;
            edited.at = None;
        }
        edited.at = timed(row.at.map(Timestamp), edited.at);
        edited.payment = row.payment.or(sale.payment);
        let mut said = row.note.clone().unwrap_or_default();
        if self.options.amounts {
            edited.total = row.amount_minor;
            let taken = row.discount.unwrap_or(sale.discount);
            if let Some(product) = row.product.as_deref().map(str::trim) {
                if !names(sale, product, row) {
                    let (lines, note) = self.lines(row, edited.currency);
                    edited.lines = taxed(lines, sale);
                    edited.discount = row.discount.unwrap_or_default();
                    said = note;
                }
            } else if edited.total != sale.total || taken != sale.discount {
                said = reprice(&mut edited, said, row.discount.unwrap_or_default());
            }
        }
        for line in said.lines().filter(|line| !line.trim().is_empty()) {
            add(&mut edited.note, line);
        }
        edited.values.extend(row.values.clone());
        Some(edited)
    }
}

/// The instant that a row says, unless it is the known one to the minute, as files write it.
fn timed(said: Option<Timestamp>, known: Option<Timestamp>) -> Option<Timestamp> {
    const MINUTE: i64 = 60_000;
    let same =
        |said: &Timestamp| known.is_some_and(|known| known.0.div_euclid(MINUTE) * MINUTE == said.0);
    said.filter(|said| !same(said)).or(known)
}

/// True if the sale has the amount and the products of the row already.
fn names(sale: &Sale, product: &str, row: &SaleRow) -> bool {
    let taken = row.discount.unwrap_or(sale.discount);
    if sale.total != row.amount_minor || taken != sale.discount {
        return false;
    }
    if !row.items.is_empty() {
        let said = row.items.iter().map(Item::line);
        let said = said.map(|line| (name_key(&line.name), line.quantity, line.total()));
        let known = sale.lines.iter();
        let known = known.map(|line| (name_key(&line.name), line.quantity, line.total()));
        return said.eq(known);
    }
    if sale.lines.is_empty() {
        return sale.note.contains(product);
    }
    let all: String = sale.lines.iter().map(|line| name_key(&line.name)).collect();
    let count = match sale.lines.as_slice() {
        [line] => row
            .quantity
            .is_none_or(|quantity| quantity.abs() == line.quantity.0.abs()),
        _ => true,
    };
    count && all == name_key(product)
}

/// New lines with the tax that the known ones of the same name have.
fn taxed(mut lines: Vec<SaleLine>, sale: &Sale) -> Vec<SaleLine> {
    for line in &mut lines {
        let key = name_key(&line.name);
        let mut known = sale.lines.iter();
        if let Some(known) = known.find(|known| name_key(&known.name) == key) {
            line.tax_rate = known.tax_rate;
        }
    }
    lines
}

/// Brings the lines of a sale in line with its new total where the file does not name products: one
/// line gets another price; of several nobody knows which, so that they go on as words. Returns what
/// to note down.
fn reprice(sale: &mut Sale, said: String, taken: i64) -> String {
    sale.discount = taken;
    if sale.lines.is_empty() {
        return said;
    }
    if let [line] = sale.lines.as_mut_slice() {
        let gross = sale.total.saturating_add(taken);
        if let Some(price) = unit_price(gross, line.quantity) {
            (line.unit_price, line.discount) = (price, 0);
            return said;
        }
    }
    let names: Vec<String> = sale.lines.drain(..).map(|line| line.name).collect();
    format!("{}\n{said}", names.join("; "))
}

/// Adds a line to a note that does not have it, if there is room.
fn add(note: &mut String, line: &str) {
    let long = note.chars().count() + line.chars().count() + 1 > limits::NOTE;
    if long || note.contains(line.trim()) {
        return;
    }
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(line.trim());
}
