//! What one row of a list of orders says of what became of it: sold, called off, not paid, paid back.

use chrono::NaiveDate;

use super::super::{
    OrderState, ProblemKind, RowProblem, SaleRow,
    habits::Rows,
    header::key,
    kinds::{self, RowKind},
    problems::problem,
    states,
};
use super::{Field, Layout, number};
use crate::exchange::{
    dates::{Unzoned, parse_moment},
    problem::ProblemKind as Kind,
    sheet::Row,
};

/// What stands where nothing was called off.
const NEVER: &[&str] = &["0", "no", "false", "nein", "否", "-", "–", "—"];

impl Layout<'_> {
    /// What became of the order. A word that nobody knows is told, and the order taken as sold.
    pub(super) fn state(&self, record: &Row, lost: &mut Vec<RowProblem>) -> OrderState {
        let cell = self.cell(record, Field::Status);
        let said = cell.map_or("", |(_, cell)| self.bare(cell));
        let read = states::read(said);
        if read.is_none() && said.chars().any(char::is_alphanumeric) {
            let column = cell.map(|(column, _)| column);
            let kind = ProblemKind::UnknownStatus;
            lost.push(problem(number(record), column, kind, Some(said)));
        }
        let state = read.unwrap_or_default();
        match state {
            // What was paid back of an order that was called off is told by its own words.
            OrderState::Sold | OrderState::Unpaid | OrderState::PartlyPaid
                if self.called_off(record) =>
            {
                OrderState::Cancelled
            }
            other => other,
        }
    }

    /// What the row is, where a column says so.
    pub(super) fn kind(&self, record: &Row) -> Option<RowKind> {
        let (_, cell) = self.cell(record, Field::RowKind)?;
        kinds::read(self.bare(cell))
    }

    /// What became of a row of that amount, by what it is and what its status says.
    pub(super) fn came_of(&self, record: &Row, said: OrderState, amount: i64) -> OrderState {
        let kind = self.kind(record);
        if self.habits.payments {
            return kinds::of_payment(kind, said, amount);
        }
        match kind {
            Some(RowKind::Aside) => OrderState::Aside,
            Some(RowKind::Back) if !said.is_void() => OrderState::Back,
            _ => said,
        }
    }

    /// True if the row says when it was called off.
    fn called_off(&self, record: &Row) -> bool {
        let cell = self.cell(record, Field::CancelledAt);
        let said = cell.map_or("", |(_, cell)| self.bare(cell)).to_lowercase();
        let zeros = said.chars().all(|c| matches!(c, '0' | '-' | ':' | ' '));
        !zeros && !NEVER.contains(&said.as_str())
    }

    /// True where several rows may be one order each with a part of what it came to: what was paid back of the order
    /// stands in each of them, and is more than a row came to.
    pub(super) fn says_again(&self, record: &Row) -> bool {
        let plain = self.habits.rows == Rows::Orders && !self.habits.of_program;
        plain && !self.order_number(record).is_empty()
    }

    /// True if the row itself says how much was paid back.
    pub(super) fn says_returned(&self, record: &Row, row: &SaleRow) -> bool {
        let read = self.money(record, Field::Refunded, row.currency);
        row.returned.is_some() && matches!(read, Ok(Some(said)) if said != 0)
    }

    /// When something was paid back.
    pub(super) fn returned_on(
        &self,
        record: &Row,
        lost: &mut Vec<RowProblem>,
    ) -> Option<(NaiveDate, Option<i64>)> {
        let (column, cell) = self.cell(record, Field::RefundedAt)?;
        if cell.is_empty() {
            return None;
        }
        let unzoned = if key(&column.header).ends_with("utc") {
            Unzoned::Utc
        } else {
            Unzoned::Local
        };
        let read = parse_moment(self.bare(cell), self.order, self.options.zone, unzoned);
        if let Ok(moment) = read {
            return Some((moment.date, moment.at));
        }
        let kind = ProblemKind::Value(Kind::UnreadableDate);
        lost.push(problem(number(record), Some(column), kind, Some(cell)));
        None
    }

    /// What came back of the order in all, in minor units above zero; nothing if nothing did.
    pub(super) fn returned(
        &self,
        record: &Row,
        row: &SaleRow,
        state: OrderState,
        lost: &mut Vec<RowProblem>,
    ) -> Option<i64> {
        if row.amount_minor <= 0 || state.is_void() {
            return None;
        }
        let read = self.money(record, Field::Refunded, row.currency);
        let read = read.map_err(|found| lost.push(found)).ok()?;
        let said = read
            .map(i64::saturating_abs)
            .filter(|returned| *returned > 0);
        let mut tell = |field, kind| {
            let (column, cell) = self.cell(record, field).unzip();
            lost.push(problem(number(record), column, kind, cell));
        };
        match (said, state) {
            (Some(returned), _) if returned > row.amount_minor && !self.says_again(record) => {
                tell(Field::Refunded, ProblemKind::RefundTooLarge);
                Some(row.amount_minor)
            }
            (Some(returned), _) => Some(returned),
            (None, OrderState::Refunded) => Some(row.amount_minor),
            (None, OrderState::PartlyRefunded) => {
                tell(Field::Status, ProblemKind::RefundUnknown);
                None
            }
            (None, OrderState::PartlyPaid) => {
                tell(Field::Status, ProblemKind::PartlyPaid);
                None
            }
            (None, _) => None,
        }
    }
}
