//! The rows that are lines of one sale: which belong together, what each line is and what they come to. Knows
//! nothing of the shop's sales.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{lines::MOST, returns::Return, unfit};
use crate::{
    domain::{Currency, Id, Quantity, Sale, SaleLine, limits},
    exchange::{
        duplicates::name_key,
        problem::{Problem, ProblemKind},
        sales::{SaleRow, piece::priced},
    },
};

/// The lines of one sale.
pub(super) struct Group<'a> {
    /// Order number, blank if there is none.
    pub number: &'a str,
    /// The day, if the file says it.
    pub date: Option<NaiveDate>,
    /// The currency the rows name.
    pub currency: Option<Currency>,
    /// The rows in the order of the file.
    pub rows: Vec<&'a SaleRow>,
    /// A line for each; no product yet.
    pub lines: Vec<SaleLine>,
    /// What they come to.
    pub sum: i64,
    /// True if the file says the tax of lines.
    pub says_tax: bool,
    /// True if it says what one costs.
    says_price: bool,
}

/// What rows of one order share.
type Key<'a> = (&'a str, Option<NaiveDate>, Option<Currency>);

fn key(row: &SaleRow) -> Key<'_> {
    let number = row.order_id.as_deref().unwrap_or_default();
    // What our own lists say where a sale has no number.
    let number = if row.ours && number == "#" {
        ""
    } else {
        number
    };
    (number, (!row.undated).then_some(row.date), row.currency)
}

impl<'a> Group<'a> {
    /// Every order of the rows in the order of the file, and rows that no sale can hold.
    pub fn all(rows: &'a [SaleRow]) -> (Vec<Self>, Vec<Problem>) {
        let mut orders: Vec<(Key<'a>, Vec<&'a SaleRow>)> = Vec::new();
        let mut by_key: FxHashMap<Key<'a>, usize> = FxHashMap::default();
        let mut problems = Vec::new();
        let mut before: Option<(Key<'a>, Option<u32>)> = None;
        for row in rows.iter().filter(|row| !row.state.is_void()) {
            if let Some(problem) = unfit(row) {
                problems.push(problem);
                continue;
            }
            let key = key(row);
            let place = place_of(row);
            // Places count up within a sale, so that one of two equal sales ends where they begin again.
            let goes_on = before.is_some_and(|(last, at)| last == key && at < place);
            let known = if place.is_some() {
                goes_on.then(|| orders.len().checked_sub(1)).flatten()
            } else if key.0.is_empty() {
                let next = row.ours && before.is_some_and(|(last, _)| last == key);
                next.then(|| orders.len().checked_sub(1)).flatten()
            } else {
                by_key.get(&key).copied()
            };
            before = Some((key, place));
            match known.and_then(|at| orders.get_mut(at)) {
                Some((_, of_order)) => of_order.push(row),
                None => {
                    by_key.insert(key, orders.len());
                    orders.push((key, vec![row]));
                }
            }
        }
        let mut groups = Vec::with_capacity(orders.len());
        for ((number, date, currency), rows) in orders {
            match Self::of(number, date, currency, rows) {
                Ok(group) => groups.push(group),
                Err(more) => problems.extend(more),
            }
        }
        (groups, problems)
    }

    fn of(
        number: &'a str,
        date: Option<NaiveDate>,
        currency: Option<Currency>,
        rows: Vec<&'a SaleRow>,
    ) -> Result<Self, Vec<Problem>> {
        let lines: Option<Vec<SaleLine>> = rows.iter().map(|row| line(row)).collect();
        let sum = lines.as_ref().and_then(|lines| {
            let mut totals = lines.iter().map(SaleLine::total);
            totals.try_fold(0_i64, |sum, total| sum.checked_add(total?))
        });
        let sum = sum.filter(|sum| (-limits::AMOUNT..=limits::AMOUNT).contains(sum));
        match (lines, sum) {
            (Some(lines), Some(sum)) if lines.len() <= MOST => Ok(Self {
                number,
                date,
                currency,
                says_tax: rows.iter().any(|row| row.tax_rate.is_some()),
                says_price: rows.iter().all(|row| row.unit_price.is_some()),
                rows,
                lines,
                sum,
            }),
            (Some(lines), _) => {
                let kind = if lines.len() > MOST {
                    ProblemKind::TooLong
                } else {
                    ProblemKind::AmountTooLarge
                };
                Err(all_of(&rows, &kind, number))
            }
            (None, _) => Err(all_of(&rows, &ProblemKind::AmountTooLarge, number)),
        }
    }

    /// True if a sale has these lines; what the file does not say may be anything.
    pub fn says(&self, known: &[SaleLine]) -> bool {
        let told = |line: &SaleLine| {
            let price = self.says_price.then_some((line.unit_price, line.discount));
            let tax = self.says_tax.then_some(line.tax_rate);
            let name = line.name.trim().to_owned();
            (name, line.quantity.0, line.total(), price, tax)
        };
        let sorted = |lines: &[SaleLine]| {
            let mut all: Vec<_> = lines.iter().map(told).collect();
            all.sort();
            all
        };
        self.lines.len() == known.len() && sorted(&self.lines) == sorted(known)
    }

    /// True if the one line that a sale has stands for these: it names them all, or is this one with less said.
    pub fn says_more(&self, known: &[SaleLine]) -> bool {
        let ([known], lines) = (known, self.lines.as_slice()) else {
            return false;
        };
        if let [line] = lines {
            let same = line.quantity == known.quantity && line.total() == known.total();
            return same && name_key(&line.name) == name_key(&known.name) && known.tax_rate == 0;
        }
        let names: String = lines.iter().map(|line| name_key(&line.name)).collect();
        name_key(&known.name) == names && known.quantity == Quantity::ONE
    }

    /// What the rows say was paid back of that sale.
    pub fn returned(&self, sale: Id<Sale>) -> Option<Return> {
        let back = self.rows.iter().filter_map(|row| row.returned).sum::<i64>();
        let row = self.rows.iter().find(|row| row.returned.is_some())?;
        Some(Return::of(row, sale, back))
    }

    /// What the rows note down, each thing once.
    pub fn note(&self) -> String {
        let mut note = String::new();
        for said in self.rows.iter().filter_map(|row| row.note.as_deref()) {
            let long = note.chars().count() + said.chars().count() + 1 > limits::NOTE;
            if !long && !note.contains(said) {
                if !note.is_empty() {
                    note.push('\n');
                }
                note.push_str(said);
            }
        }
        note
    }
}

/// The place of a line in its sale, as our own lists say it.
fn place_of(row: &SaleRow) -> Option<u32> {
    let id = row.row_id.as_deref().filter(|_| row.ours)?;
    id.parse().ok()
}

fn all_of(rows: &[&SaleRow], kind: &ProblemKind, number: &str) -> Vec<Problem> {
    let rows = rows.iter().map(|row| usize::try_from(row.row_number));
    rows.map(|row| Problem::new(row.unwrap_or(usize::MAX), "", kind.clone(), number))
        .collect()
}

/// The line of a row: at the price that the row says, where that goes with what it came to.
fn line(row: &SaleRow) -> Option<SaleLine> {
    let quantity = Quantity(row.quantity.unwrap_or(Quantity::ONE.0));
    let quantity = if quantity.0 == 0 {
        Quantity::ONE
    } else {
        quantity
    };
    let said = row.unit_price.and_then(|price| {
        let taken = quantity.times(price)?.checked_sub(row.amount_minor)?;
        // Tax that comes on top, or money that went back, is nothing that was taken off.
        let fits = row.ours || taken == 0 || taken.signum() == row.amount_minor.signum();
        fits.then_some((price, taken))
    });
    let taken = row.discount.unwrap_or_default();
    let (unit_price, discount) = match said {
        Some(priced) => priced,
        None => {
            let (price, more) = priced(row.gross(), quantity)?;
            (price, more.checked_add(taken)?)
        }
    };
    Some(SaleLine {
        product: None,
        name: row.product.as_deref().unwrap_or_default().trim().to_owned(),
        quantity,
        unit_price,
        discount,
        tax_rate: row.tax_rate.unwrap_or_default(),
    })
}
