//! What one row of a list of sales says of money: what came to pay, what one cost, what was taken off and the
//! tax in it.

use super::{
    super::{ProblemKind, RowProblem, SaleRow, problems::problem},
    Column, Field, Layout, blank, number,
};
use crate::{
    domain::{Quantity, money::Currency},
    exchange::{amount::parse_amount, problem::ProblemKind as Kind, sheet::Row},
};

/// Decimals of a percentage: basis points.
const PERCENT_DECIMALS: u32 = 2;

impl Layout<'_> {
    /// The cell of a column of money, if it says something, in minor units.
    pub(super) fn money(
        &self,
        record: &Row,
        field: Field,
        currency: Option<Currency>,
    ) -> Result<Option<i64>, RowProblem> {
        let Some((column, cell)) = self.cell(record, field).filter(|(_, cell)| !blank(cell)) else {
            return Ok(None);
        };
        self.parsed(record, column, cell, currency).map(Some)
    }

    fn parsed(
        &self,
        record: &Row,
        column: &Column,
        cell: &str,
        currency: Option<Currency>,
    ) -> Result<i64, RowProblem> {
        let exponent = currency.unwrap_or(self.options.currency).exponent();
        parse_amount(cell, exponent, self.amount_mark).map_err(|error| {
            let kind = ProblemKind::Amount(error);
            problem(number(record), Some(column), kind, Some(cell))
        })
    }

    /// What one costs.
    pub(super) fn unit_price(
        &self,
        record: &Row,
        currency: Option<Currency>,
    ) -> Result<Option<i64>, RowProblem> {
        self.money(record, Field::UnitPrice, currency)
    }

    /// What came to pay, by its own column or else by what one costs; 0 in a list that says neither. `None` if
    /// it can't be read, which goes to `problems`.
    pub(super) fn amount(
        &self,
        record: &Row,
        quantity: Option<i64>,
        currency: Option<Currency>,
        problems: &mut Vec<RowProblem>,
    ) -> Option<i64> {
        let column = self.cell(record, Field::Amount);
        let price = self.cell(record, Field::UnitPrice);
        let (column, cell) = match (column, price) {
            (None, None) => return Some(0),
            (Some(own), None) => own,
            (Some(own), Some(_)) if !blank(own.1) => own,
            (_, Some(price)) => {
                let quantity = Quantity(quantity.unwrap_or(Quantity::ONE.0));
                let one = self.parsed(record, price.0, price.1, currency);
                let one = one.map_err(|found| problems.push(found)).ok()?;
                let gross = quantity.times(one)?;
                let taken = self.money(record, Field::Discount, currency);
                let taken = taken.map_err(|found| problems.push(found)).ok()?;
                return gross.checked_sub(self.taken(taken.unwrap_or_default(), gross));
            }
        };
        let read = self.parsed(record, column, cell, currency);
        read.map_err(|found| problems.push(found)).ok()
    }

    /// A discount with the sign of what it was taken off. Other programs write it below zero.
    const fn taken(&self, taken: i64, amount: i64) -> i64 {
        match (self.ours, amount < 0) {
            (true, _) => taken,
            (false, true) => -taken.saturating_abs(),
            (false, false) => taken.saturating_abs(),
        }
    }

    /// What was taken off, in the currency of the row.
    pub(super) fn discount(
        &self,
        record: &Row,
        row: &SaleRow,
        lost: &mut Vec<RowProblem>,
    ) -> Option<i64> {
        let taken = self.money(record, Field::Discount, row.currency);
        let taken = taken.map_err(|found| lost.push(found)).ok()??;
        Some(self.taken(taken, row.amount_minor))
    }

    /// The tax in the amount, in basis points.
    pub(super) fn tax_rate(&self, record: &Row, lost: &mut Vec<RowProblem>) -> Option<u16> {
        let (column, cell) = self.cell(record, Field::TaxRate)?;
        let bare = cell.trim().trim_end_matches(['%', '％']).trim();
        if bare.is_empty() {
            return None;
        }
        let points = parse_amount(bare, PERCENT_DECIMALS, self.amount_mark).ok();
        let rate = points.and_then(|points| u16::try_from(points).ok());
        let rate = rate.filter(|rate| *rate <= 10_000);
        if rate.is_none() {
            let kind = ProblemKind::Value(Kind::UnreadableNumber);
            lost.push(problem(number(record), Some(column), kind, Some(cell)));
        }
        rate
    }
}
