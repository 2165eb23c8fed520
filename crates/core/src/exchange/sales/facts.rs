//! Sale rows of one currency as the facts of the reports.

use rustc_hash::FxHashMap;

use super::SaleRow;
use crate::domain::money::Currency;
use crate::reports::facts::{Fact, Facts, FactsError};

/// Facts made of rows, and the rows that are in none.
#[derive(Debug, Clone)]
pub struct SalesFacts {
    /// The facts; customers in the order of their first row.
    pub facts: Facts,
    /// Rows without a customer, which no customer measure counts.
    pub anonymous: u32,
}

/// The currency most rows name, the first of equals; nothing when no row names one.
pub fn main_currency(rows: &[SaleRow]) -> Option<Currency> {
    let mut counts: Vec<(Currency, u32)> = Vec::new();
    for currency in rows.iter().filter_map(|row| row.currency) {
        match counts.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, held)) => *held += 1,
            None => counts.push((currency, 1)),
        }
    }
    let most = counts.iter().map(|(_, held)| *held).max()?;
    counts
        .into_iter()
        .find(|(_, held)| *held == most)
        .map(|(currency, _)| currency)
}

/// Makes facts of the rows in `currency`. Rows that name none count as `fallback`; rows in any
/// other currency are left out and counted. An error names the row whose amount no longer fits.
pub fn sales_facts(
    rows: &[SaleRow],
    currency: Currency,
    fallback: Currency,
) -> Result<SalesFacts, (u32, FactsError)> {
    let mut customers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut codes = Vec::new();
    let mut orders: FxHashMap<&str, u32> = FxHashMap::default();
    let (mut left_out, mut anonymous) = (0, 0);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        if row.currency.unwrap_or(fallback) != currency {
            left_out += 1;
            continue;
        }
        if row.state.is_void() {
            continue;
        }
        if row.customer.is_empty() {
            anonymous += 1;
            continue;
        }
        let customer = intern(&mut customers, &row.customer).unwrap_or(u32::MAX);
        if customer as usize == codes.len() {
            codes.push(row.customer.clone());
        }
        let fact = Fact {
            customer,
            day: crate::reports::day_of(row.date),
            amount: row.amount_minor,
            order: row
                .order_id
                .as_deref()
                .and_then(|id| intern(&mut orders, id)),
            refund_of: row
                .refund_of
                .as_deref()
                .and_then(|id| intern(&mut orders, id)),
        };
        let back = row.returned.map(|returned| Fact {
            amount: -returned,
            refund_of: fact.order,
            ..fact
        });
        found.push((row.row_number, fact));
        found.extend(back.map(|back| (row.row_number, back)));
    }
    let mut facts = Facts::new(codes, u8::try_from(currency.exponent()).unwrap_or(2));
    facts.set_left_out(left_out);
    for (row_number, fact) in found {
        facts.push(fact).map_err(|error| (row_number, error))?;
    }
    Ok(SalesFacts { facts, anonymous })
}

/// The number of a text, the next free one for a new text.
fn intern<'a>(known: &mut FxHashMap<&'a str, u32>, text: &'a str) -> Option<u32> {
    let next = u32::try_from(known.len()).ok()?;
    Some(*known.entry(text).or_insert(next))
}
