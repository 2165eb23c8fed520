//! What is wrong with a cell, as the person is told.

use super::{ProblemKind, RowProblem, header::Column};
use crate::{
    domain::Currency,
    exchange::{amount::foreign_sign, problem},
};

/// Characters of a cell shown with its problem.
const SHOWN: usize = 80;

/// A problem of a row, of one of its columns if that is known.
pub(super) fn problem(
    row: u32,
    column: Option<&Column>,
    kind: ProblemKind,
    cell: Option<&str>,
) -> RowProblem {
    RowProblem {
        row_number: row,
        column: column.map(|column| column.header.clone()),
        kind,
        text: cell.unwrap_or_default().chars().take(SHOWN).collect(),
    }
}

/// What is wrong with a row before it is cut into cells.
pub(super) fn of_sheet(found: &problem::Problem) -> RowProblem {
    let kind = match found.kind {
        problem::ProblemKind::UnclosedQuote => ProblemKind::UnclosedQuote,
        _ => ProblemKind::TooManyCells,
    };
    let row = u32::try_from(found.row).unwrap_or(u32::MAX);
    problem(row, None, kind, Some(&found.value))
}

/// What is wrong with an amount that bears the sign of another currency than it is in.
pub(super) fn foreign(
    row: u32,
    amount: Option<(&Column, &str)>,
    currency: Currency,
) -> Option<RowProblem> {
    let (column, cell) = amount?;
    foreign_sign(cell, currency)?;
    Some(problem(
        row,
        Some(column),
        ProblemKind::ForeignSign,
        Some(cell),
    ))
}
