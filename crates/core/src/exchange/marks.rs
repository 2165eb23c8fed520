//! Which sign stands before the decimals in a column of numbers: what its cells show, and where they leave
//! it open (`1.234` is a thousand or a little more than one) what a person said of the file. Shared by
//! every kind of list.

use super::{
    amount::{DecimalMark, figure},
    evidence::{Certainty, Votes, narrow},
};

/// What the cells of a column say.
fn votes<'a>(cells: impl IntoIterator<Item = &'a str>) -> Votes {
    let mut votes = Votes::default();
    for cell in cells {
        let cell = narrow(cell);
        let Some(digits) = figure(&cell) else {
            continue;
        };
        match mark_of(digits) {
            Shown::Mark(DecimalMark::Point) => votes.one += 1,
            Shown::Mark(DecimalMark::Comma) => votes.other += 1,
            Shown::Either => votes.either += 1,
            Shown::Nothing => {}
        }
    }
    votes
}

/// Decides the decimal mark of a whole column.
pub fn decide_mark<'a>(cells: impl IntoIterator<Item = &'a str>) -> (DecimalMark, Certainty) {
    let (point, certainty) = votes(cells).decide(true);
    let mark = if point {
        DecimalMark::Point
    } else {
        DecimalMark::Comma
    };
    (mark, certainty)
}

/// The same where a person may have said how numbers are written: that counts wherever the cells do not
/// decide, and leaves nothing open.
pub fn decide_mark_as<'a>(
    cells: impl IntoIterator<Item = &'a str>,
    said: Option<DecimalMark>,
) -> (DecimalMark, Certainty) {
    match (decide_mark(cells), said) {
        ((_, Certainty::Assumed | Certainty::Mixed), Some(mark)) => (mark, Certainty::Clear),
        (found, _) => found,
    }
}

/// True if a cell shows its mark beyond doubt.
pub fn shows_mark<'a>(cells: impl IntoIterator<Item = &'a str>) -> bool {
    let votes = votes(cells);
    votes.one + votes.other > 0
}

/// What one number shows of the decimal mark.
enum Shown {
    /// No separator at all.
    Nothing,
    /// One separator with three digits behind it: thousands or decimals.
    Either,
    /// The mark beyond doubt.
    Mark(DecimalMark),
}

fn mark_of(digits: &str) -> Shown {
    let (at, mark) = match (digits.rfind('.'), digits.rfind(',')) {
        (None, None) => return Shown::Nothing,
        (Some(at), Some(other)) if at > other => return Shown::Mark(DecimalMark::Point),
        (Some(_), Some(_)) => return Shown::Mark(DecimalMark::Comma),
        (Some(at), None) => (at, DecimalMark::Point),
        (None, Some(at)) => (at, DecimalMark::Comma),
    };
    let (before, after) = digits.split_at(at);
    if before.contains(mark.char()) {
        // Repeated, so it groups thousands and the other one is the mark.
        return Shown::Mark(match mark {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        });
    }
    let groups = after.len() == 4 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if groups {
        Shown::Either
    } else {
        Shown::Mark(mark)
    }
}

#[cfg(test)]
#[path = "marks_tests.rs"]
mod tests;
