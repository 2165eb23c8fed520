//! Cells that were merged over several rows: what the first of them says is said of every row beneath it, as
//! it looks on the sheet. Which column is what nobody knows here, so amounts are told by how they are written:
//! the total of an order that stands beside all its lines is not the total of each.

use std::collections::BTreeMap;

use super::{UnpackError, book::Page};
use crate::exchange::sheet::{Row, Sheet};

/// Digits from which a number is that of a phone, a card or an order rather than an amount.
const LONG: usize = 7;

/// Cells below each other that are one, from the first row on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Merge {
    /// The row of the cell that holds the text, from 0.
    pub top: u32,
    /// The last row of it.
    pub last: u32,
    /// Its column.
    pub column: usize,
}

/// A text that goes on in the rows below.
struct Lasting {
    last: u32,
    text: String,
}

/// Fills the rows below each merged cell that say something of their own; a sheet without such cells stays as
/// it is, byte for byte. Rows keep their numbers.
pub(super) fn fill(
    text: String,
    mut merges: Vec<Merge>,
    limit: usize,
) -> Result<String, UnpackError> {
    merges.retain(|merge| merge.last > merge.top);
    if merges.is_empty() {
        return Ok(text);
    }
    merges.sort_unstable();
    let sheet = Sheet::read(&text, Some(','));
    if !sheet.problems.is_empty() || sheet.dialect.preamble > 0 {
        return Ok(text);
    }
    let mut page = Page::default();
    let mut lasting: BTreeMap<usize, Lasting> = BTreeMap::new();
    let mut merges = merges.into_iter().peekable();
    for row in &sheet.rows {
        let Some(line) = row
            .number
            .checked_sub(1)
            .and_then(|n| u32::try_from(n).ok())
        else {
            return Ok(text);
        };
        lasting.retain(|_, one| one.last >= line);
        let width = lasting.keys().next_back().map_or(0, |last| last + 1);
        for at in 0..row.len().max(width) {
            let own = row.cell(at);
            let above = lasting.get(&at).map_or("", |one| one.text.as_str());
            let cell = if own.is_empty() { above } else { own };
            if !cell.is_empty() {
                page.put(line, at, cell)?;
            }
            if page.text.len() > limit {
                return Err(UnpackError::TooLarge((limit >> 20) as u64));
            }
        }
        let mut begun = Vec::new();
        while let Some(merge) = merges.next_if(|merge| merge.top <= line) {
            if merge.top == line && !row.cell(merge.column).is_empty() {
                begun.push(merge);
            }
        }
        begin(row, &begun, &mut lasting);
    }
    Ok(page.text)
}

/// Texts of one row that go on below it.
fn begin(row: &Row, merges: &[Merge], lasting: &mut BTreeMap<usize, Lasting>) {
    let is_sum = |merge: &Merge| merge.column > 0 && is_amount(row.cell(merge.column));
    for merge in merges {
        let cell = row.cell(merge.column);
        // One amount for all these rows makes them one sale: a day of its own would make each row another.
        let whole = |other: &Merge| other.last == merge.last && is_sum(other);
        if is_sum(merge) || (is_day(cell) && merges.iter().any(whole)) {
            continue;
        }
        let one = Lasting {
            last: merge.last,
            text: cell.to_owned(),
        };
        lasting.insert(merge.column, one);
    }
}

/// True for a number that counts or is paid; leading zeros and many digits are those of a name.
fn is_amount(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let whole = digits == cell.len();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let number = digits > 0 && letters <= 3 && !is_day(cell);
    let named = whole && (digits >= LONG || (digits > 1 && cell.starts_with('0')));
    let signs = |c: char| c.is_ascii_digit() || c.is_alphabetic() || " .,-+%¥￥$€£".contains(c);
    number && !named && cell.chars().all(signs) && !cell.starts_with(char::is_alphabetic)
}

/// True for a day, perhaps with its time.
fn is_day(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let parts = cell.matches(['-', '/', '.', '年', '月']).count();
    digits >= 4
        && parts >= 2
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || "-/.年月日: T".contains(c))
}

#[cfg(test)]
#[path = "merged_tests.rs"]
mod tests;
