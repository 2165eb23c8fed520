//! How programs write the rows of their lists of orders: one for each order or for each line of it, and how a cell
//! names several products.

use super::presets::OURS;
use crate::domain::{Payment, Quantity};

/// Lists of orders with a row for each line, which say the order again in each.
const AGAIN: &[&str] = &["WooCommerce (order items)", YOUZAN_ITEMS];
/// Lists with a row for each line and what that came to.
const LINES: &[&str] = &["Square (item sales)"];
/// A list whose lines say each what was paid back of them.
const YOUZAN_ITEMS: &str = "Youzan (order items)";
/// Lists with a row for the sale, one for each line of it and one for each payment.
const MIXED: &[&str] = &[LIGHTSPEED];
/// Sales of a till, whose customers are `WALKIN` where nobody asked for a name.
const LIGHTSPEED: &str = "Lightspeed (sales)";
/// Lists of money that came and went, of which sales are a part.
const PAYMENTS: &[&str] = &["PayPal"];
/// Lists that name all products of an order in one cell.
const NAMED: &[(&str, Names)] = &[
    ("WooCommerce (orders)", Names::Counted),
    ("Youzan (orders)", Names::Joined(';')),
    ("Taobao (orders)", Names::Joined('，')),
];

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Orders; further lines of one say no amount.
    Orders,
    /// Lines, each with what the whole order came to.
    Again,
    /// Lines, each with what it came to.
    Lines,
    /// A sale, then its lines and its payments; a column says which a row is.
    Mixed,
}

impl Rows {
    /// True if each line says what it came to.
    pub const fn has_sums(self) -> bool {
        matches!(self, Self::Lines | Self::Mixed)
    }
}

/// How a cell names what was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// One product.
    One,
    /// Each with how many of it: `2× Tea, 1× Pot`.
    Counted,
    /// Several, that sign between them.
    Joined(char),
}

/// How a list is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// What its rows are.
    pub rows: Rows,
    /// How a cell names what was bought.
    pub names: Names,
    /// True for the list of another program that is known.
    pub of_program: bool,
    /// True for a list whose lines say each what was paid back of them.
    pub refunds_lines: bool,
    /// True for a list of money that came and went.
    pub payments: bool,
    /// How everything in it was paid.
    pub paid_by: Option<Payment>,
    /// What stands for a customer of whom nobody knows anything.
    pub nobody: Option<&'static str>,
}

impl Habits {
    /// Those of the list of a program.
    pub fn of(program: Option<&str>) -> Self {
        let name = program.unwrap_or_default();
        let mut named = NAMED.iter().filter(|(of, _)| *of == name);
        Self {
            rows: if AGAIN.contains(&name) {
                Rows::Again
            } else if LINES.contains(&name) {
                Rows::Lines
            } else if MIXED.contains(&name) {
                Rows::Mixed
            } else {
                Rows::Orders
            },
            names: named.next().map_or(Names::One, |(_, names)| *names),
            of_program: program.is_some_and(|name| name != OURS),
            refunds_lines: name == YOUZAN_ITEMS,
            payments: PAYMENTS.contains(&name),
            paid_by: PAYMENTS.contains(&name).then_some(Payment::Mobile),
            nobody: (name == LIGHTSPEED).then_some("WALKIN"),
        }
    }
}

impl Names {
    /// The one product that a cell names, with how many of it if it says so. Several are an error: nobody says what
    /// each cost.
    pub fn one(self, cell: &str) -> Result<Option<(i64, &str)>, ()> {
        match self {
            Self::One => Ok(None),
            Self::Counted => counted_inside(cell),
            Self::Joined(sign) => pieces(cell, sign),
        }
    }
}

/// The one thing that a cell counts, `2× Tea`: how many in thousandths, and what it is. `None` if it counts nothing.
/// Several, `2× Tea, 1× Pot`, are an error: nobody says what each cost.
fn counted_inside(cell: &str) -> Result<Option<(i64, &str)>, ()> {
    let piece = |text: &'_ str| -> Option<(i64, usize)> {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        let count: i64 = text.get(..digits)?.parse().ok()?;
        let rest = text.get(digits..)?;
        let sign = rest.strip_prefix('×').or_else(|| rest.strip_prefix("x "))?;
        let name = sign.trim_start();
        Some((count.checked_mul(Quantity::ONE.0)?, text.len() - name.len()))
    };
    let Some((count, at)) = piece(cell) else {
        return Ok(None);
    };
    let more = cell.match_indices(", ").any(|(comma, sign)| {
        let next = cell.get(comma + sign.len()..).unwrap_or_default();
        piece(next).is_some()
    });
    if more {
        return Err(());
    }
    Ok(cell.get(at..).map(|name| (count, name)))
}

/// The one thing that a cell names, with how many of it if it says so: `龙井(2件)`. Several between signs are an error.
fn pieces(cell: &str, sign: char) -> Result<Option<(i64, &str)>, ()> {
    let cell = cell.trim().trim_end_matches(sign);
    if cell.contains(sign) {
        return Err(());
    }
    let counted = || {
        let inside = cell.strip_suffix([')', '）'])?.strip_suffix('件')?;
        let (name, count) = inside.rsplit_once(['(', '（'])?;
        let count: i64 = count.trim().parse().ok()?;
        Some((count.checked_mul(Quantity::ONE.0)?, name.trim_end()))
    };
    Ok(counted())
}

#[cfg(test)]
mod tests {
    use super::{super::presets::programs, *};

    #[test]
    fn every_program_with_habits_is_known() {
        let named = NAMED.iter().map(|(name, _)| *name);
        let lists = [AGAIN, LINES, MIXED, PAYMENTS].concat();
        for name in lists.into_iter().chain(named) {
            assert!(programs().any(|program| program == name), "{name}");
        }
    }
}
