//! Lists of a till that write a sale, then what was bought, then how it was paid, each in a row of its own. A column
//! says which a row is; lines whose sale was left out of the file are what they come to.

use super::super::{RowProblem, SaleRow, habits::Rows, kinds::RowKind, payments};
use super::{
    Field, Layout,
    items::{Bought, Order},
};
use crate::exchange::sheet::Row;

impl Layout<'_> {
    /// A row below the one of its sale: a line, or how it was paid.
    pub(super) fn below(
        &self,
        record: &Row,
        row: &mut SaleRow,
        order: &mut Order,
        problems: &mut Vec<RowProblem>,
    ) {
        if self.kind(record) == Some(RowKind::Payment) {
            let said = self
                .cell(record, Field::Product)
                .map_or("", |(_, cell)| self.bare(cell));
            row.payment = row.payment.or_else(|| payments::read(said));
            return;
        }
        let quantity = self.counted(record, problems);
        let read = self.amount(record, None, row.currency, problems);
        order.unpriced |= read.is_none() || quantity.is_err();
        let amount = read.unwrap_or_default();
        if order.headless {
            let sum = read.and_then(|read| row.amount_minor.checked_add(read));
            order.broken |= sum.is_none();
            row.amount_minor = sum.unwrap_or_default();
        }
        let bought = Bought {
            name: self.named(record),
            quantity: quantity.unwrap_or_default(),
            price: None,
            amount,
            taken: 0,
        };
        order.add(Rows::Mixed, bought);
    }
}
