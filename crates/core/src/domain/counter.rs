//! The arithmetic of the counter: discounts, the next receipt number, what may still be given back,
//! and totals that never add one currency to another. Pure; what a person types is read elsewhere.

use std::collections::BTreeMap;

use super::{
    clock::Timestamp,
    id::Id,
    money::{Currency, Quantity, allocate},
    sale::{Sale, SaleLine},
};

/// Something taken off a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// Minor units.
    Amount(i64),
    /// Basis points: 1000 is 10 %.
    Percent(i64),
}

impl Discount {
    /// What comes off `gross`, in minor units, rounded half up; `None` if it is below zero or more
    /// than there is.
    pub fn of(self, gross: i64) -> Option<i64> {
        let off = match self {
            Self::Amount(amount) => amount,
            Self::Percent(points) => share(gross, points, 10_000)?,
        };
        (0..=gross.max(0)).contains(&off).then_some(off)
    }
}

/// `amount` × `part` ÷ `whole`, rounded half away from zero; `None` on overflow or a whole of 0.
pub fn share(amount: i64, part: i64, whole: i64) -> Option<i64> {
    let whole = i128::from(whole);
    if whole == 0 {
        return None;
    }
    let product = i128::from(amount) * i128::from(part);
    let sign = product.signum() * whole.signum();
    let rounded = (product.abs() * 2 + whole.abs()) / (2 * whole.abs());
    i64::try_from(rounded * sign).ok()
}

/// Where a sale stands among those whose numbers lead to the next, the newest last; `None` for a number
/// that does not end in digits, and for refunds, which carry the number of their sale.
pub fn numbered(sale: &Sale) -> Option<(Timestamp, Id<Sale>)> {
    let counts = sale.refund_of.is_none() && ends_in_digits(&sale.number);
    counts.then_some((sale.created, sale.id))
}

/// The number after the newest of the [numbered] ones.
pub fn next_number<'a>(sales: impl Iterator<Item = &'a Sale>) -> String {
    let newest = sales.filter(|sale| numbered(sale).is_some());
    number_after(newest.max_by_key(|sale| numbered(sale)))
}

/// The number after that of `sale`, its zeros kept (`A-0099` → `A-0100`); `1` where there is none.
pub fn number_after(sale: Option<&Sale>) -> String {
    let Some(number) = sale.map(|sale| sale.number.as_str()) else {
        return "1".to_owned();
    };
    let digits = number
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .take(18)
        .count();
    let (head, tail) = number.split_at(number.len() - digits);
    let next = tail.parse::<u64>().map_or(1, |value| value + 1);
    format!("{head}{next:0digits$}")
}

fn ends_in_digits(text: &str) -> bool {
    text.bytes().next_back().is_some_and(|b| b.is_ascii_digit())
}

/// What of a sale has not been paid back yet, in minor units.
pub fn left_to_refund<'a>(sale: &Sale, refunds: impl Iterator<Item = &'a Sale>) -> i64 {
    refunds
        .fold(sale.total, |left, refund| left.saturating_add(refund.total))
        .max(0)
}

/// How many of each line have not been given back yet. A refund's line belongs to the first line
/// of the same product, name and price that still has some.
pub fn returnable<'a>(sale: &Sale, refunds: impl Iterator<Item = &'a Sale>) -> Vec<Quantity> {
    let mut left: Vec<Quantity> = sale.lines.iter().map(|line| line.quantity).collect();
    for back in refunds.flat_map(|refund| &refund.lines) {
        let mut count = back.quantity.0.saturating_abs();
        for (line, left) in sale.lines.iter().zip(&mut left) {
            let same = line.product == back.product
                && line.name == back.name
                && line.unit_price == back.unit_price;
            if same {
                let taken = count.min(left.0.max(0));
                left.0 -= taken;
                count -= taken;
            }
        }
    }
    left
}

/// The lines of a refund of `chosen` pieces of each line, where `left` is what [`returnable`] says.
/// Each piece is worth its share of what was paid, the sale's own discount spread over all lines;
/// giving everything back in any number of steps pays back exactly what was paid. `None` if more
/// is chosen than is left, or on overflow.
pub fn refund_lines(sale: &Sale, left: &[Quantity], chosen: &[Quantity]) -> Option<Vec<SaleLine>> {
    let totals: Option<Vec<i64>> = sale.lines.iter().map(SaleLine::total).collect();
    let paid = allocate(sale.total, &totals?);
    let mut lines = Vec::new();
    for (((line, paid), left), chosen) in sale.lines.iter().zip(paid).zip(left).zip(chosen) {
        if chosen.0 == 0 {
            continue;
        }
        if chosen.0 < 0 || chosen.0 > left.0 {
            return None;
        }
        let done = line.quantity.0 - left.0;
        let worth = |count: i64| share(paid, count, line.quantity.0);
        let back = worth(done + chosen.0)?.checked_sub(worth(done)?)?;
        let quantity = Quantity(-chosen.0);
        let gross = quantity.times(line.unit_price)?;
        lines.push(SaleLine {
            quantity,
            // Mirrored like the quantity, so that quantity × price − discount is −back.
            discount: gross.checked_add(back)?,
            ..line.clone()
        });
    }
    Some(lines)
}

/// Sums over sales of one currency, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Sales, refunds not counted.
    pub sales: usize,
    /// Refunds.
    pub refunds: usize,
    /// Paid for the sales.
    pub sold: i64,
    /// Paid back (0 or less).
    pub refunded: i64,
}

impl Tally {
    /// Takes one more sale or refund in.
    pub const fn add(&mut self, sale: &Sale) {
        if sale.is_refund() {
            self.refunds += 1;
            self.refunded = self.refunded.saturating_add(sale.total);
        } else {
            self.sales += 1;
            self.sold = self.sold.saturating_add(sale.total);
        }
    }

    /// Takes other totals of the same currency in.
    pub const fn join(&mut self, other: Self) {
        self.sales += other.sales;
        self.refunds += other.refunds;
        self.sold = self.sold.saturating_add(other.sold);
        self.refunded = self.refunded.saturating_add(other.refunded);
    }

    /// What is left after refunds.
    pub const fn net(self) -> i64 {
        self.sold.saturating_add(self.refunded)
    }

    /// Average sale, refunds not counted, rounded half up; `None` without sales.
    pub fn average(self) -> Option<i64> {
        share(self.sold, 1, i64::try_from(self.sales).ok()?)
    }
}

/// Totals by currency, in the order of the codes.
pub fn tally<'a>(sales: impl Iterator<Item = &'a Sale>) -> BTreeMap<Currency, Tally> {
    let mut totals: BTreeMap<Currency, Tally> = BTreeMap::new();
    for sale in sales {
        totals.entry(sale.currency).or_default().add(sale);
    }
    totals
}

#[cfg(test)]
#[path = "counter_tests.rs"]
mod tests;
