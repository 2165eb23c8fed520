//! Which rows a record can hold.

use super::super::{SaleRow, Whose};
use crate::{
    domain::limits,
    exchange::problem::{Problem, ProblemKind},
};

/// Why no record can hold a row.
pub(super) fn unfit(row: &SaleRow) -> Option<Problem> {
    let long = |text: &str, limit: usize| text.chars().count() > limit;
    let number = row.order_id.as_deref().unwrap_or_default();
    let product = row
        .product
        .as_deref()
        .filter(|_| !row.several)
        .unwrap_or_default();
    let note = row.note.as_deref().unwrap_or_default();
    let Whose {
        name,
        phone,
        email,
        company,
    } = row.whose();
    let lines = [&row.customer, name, phone, email, company];
    let lines = lines
        .map(String::as_str)
        .into_iter()
        .chain([number, product]);
    let items = row.items.iter().map(|item| item.name.as_str());
    let mut lines = lines.chain(items);
    let text = lines
        .find(|text| long(text, limits::LINE))
        .or_else(|| Some(note).filter(|note| long(note, limits::NOTE - limits::LINE - 1)));
    let within = |amount: &i64| (-limits::AMOUNT..=limits::AMOUNT).contains(amount);
    let kind = if text.is_some() {
        ProblemKind::TooLong
    } else if ![
        row.amount_minor,
        row.discount.unwrap_or_default(),
        row.gross(),
    ]
    .iter()
    .all(within)
    {
        ProblemKind::AmountTooLarge
    } else {
        return None;
    };
    let row_number = usize::try_from(row.row_number).unwrap_or(usize::MAX);
    Some(Problem::new(row_number, "", kind, text.unwrap_or_default()))
}
