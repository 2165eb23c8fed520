//! The rows of a sheet to [`SalesSheet`]: columns are decided over the whole file, then each row is read.

use rustc_hash::{FxHashMap, FxHashSet};

use super::guess;
use super::habits::Habits;
use super::header::{self, Column, Field};
use super::presets::OURS;
use super::problems::of_sheet;
use super::whom::Buyers;
use super::{ProblemKind, RowProblem, SaleRow, SalesError, SalesOptions, SalesSheet, SalesWarning};
use crate::domain::money::Currency;
use crate::exchange::amount::{DecimalMark, currency_in};
use crate::exchange::customers::layout as table;
use crate::exchange::dates::{DateOrder, Unzoned};
use crate::exchange::evidence::Certainty;
use crate::exchange::marks::{decide_mark_as, shows_mark};
use crate::exchange::own::OwnColumn;
use crate::exchange::sheet::{Row, Sheet};

use orders::Orders;

/// Decimals of a quantity: thousandths.
const QUANTITY_DECIMALS: u32 = 3;

/// Reads the sales of a CSV text.
pub fn read_sales(text: &str, options: &SalesOptions) -> Result<SalesSheet, SalesError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let sheet = Sheet::read(text, options.delimiter.map(char::from));
    read_sales_as(&sheet, options, None, &[])
}

/// Reads the sales of a sheet with columns chosen by hand, from the left; columns without a choice
/// are not read. `None` goes by the header. `own` are the columns of own fields by place.
pub fn read_sales_as(
    sheet: &Sheet,
    options: &SalesOptions,
    fields: Option<&[Option<Field>]>,
    own: &[(usize, OwnColumn)],
) -> Result<SalesSheet, SalesError> {
    read_rows(sheet, options, fields, own, false)
}

/// The same of rows that are lines of sales: nobody bought them, and their day may be that of their sale.
pub fn read_lines_as(
    sheet: &Sheet,
    options: &SalesOptions,
    fields: Option<&[Option<Field>]>,
    own: &[(usize, OwnColumn)],
) -> Result<SalesSheet, SalesError> {
    read_rows(sheet, options, fields, own, true)
}

fn read_rows(
    sheet: &Sheet,
    options: &SalesOptions,
    fields: Option<&[Option<Field>]>,
    own: &[(usize, OwnColumn)],
    lines: bool,
) -> Result<SalesSheet, SalesError> {
    if sheet.rows.is_empty() {
        return Err(SalesError::Empty);
    }
    let header = options.header.and_then(|row| usize::try_from(row).ok());
    let head = guess::head_of(&sheet.rows, header);
    let mut columns = guess::columns_of(&sheet.rows, head);
    // Titles stand above the header, rows of totals among and below the sales.
    let named = head.header.and_then(|at| sheet.rows.get(at));
    let below = table::Layout::with(sheet, Some(named.map_or(0, |row| row.number)));
    let first = sheet
        .rows
        .get(head.first)
        .map_or(usize::MAX, |row| row.number);
    let records: Vec<&Row> = below
        .rows
        .iter()
        .copied()
        .filter(|row| row.number >= first)
        .collect();

    if let Some(fields) = fields {
        for (at, column) in columns.iter_mut().enumerate() {
            column.field = fields.get(at).copied().flatten();
        }
    }
    let layout = Layout::new(columns, &records, options, own, lines)?;
    let mut problems: Vec<RowProblem> = sheet.problems.iter().map(of_sheet).collect();
    let mut rejected: Vec<u32> = sheet.broken.iter().map(number).collect();
    let mut orders = Orders::new(&layout);
    for record in records {
        orders.take(record, &mut problems);
    }
    let (mut rows, left_out) = orders.done(&mut problems);
    if layout.habits.payments {
        of_whom(&mut rows);
    }
    rejected.extend(left_out);
    problems.sort_by_key(|problem| problem.row_number);
    let mut words = FxHashSet::default();
    problems.retain(|problem| {
        let word = matches!(
            problem.kind,
            ProblemKind::UnknownPayment | ProblemKind::UnknownStatus
        );
        !word || words.insert((problem.column.clone(), problem.text.clone()))
    });
    rejected.sort_unstable();
    let anonymous = rows
        .iter()
        .filter(|row: &&SaleRow| row.customer.is_empty() && !row.state.is_void())
        .count();
    let mut warnings = layout.warnings;
    if anonymous > 0 && !lines {
        let anonymous = u32::try_from(anonymous).unwrap_or(u32::MAX);
        warnings.push(SalesWarning::AnonymousRows(anonymous));
    }
    Ok(SalesSheet {
        rows,
        problems,
        rejected,
        mapping: layout.columns,
        warnings,
        delimiter: sheet.dialect.delimiter,
        totals: below.totals,
    })
}

/// Gives money that went back the buyer of the payment it names: programs for payments number all of them, and say
/// less of who got it.
fn of_whom(rows: &mut [SaleRow]) {
    let sales = rows.iter().filter(|row| row.amount_minor > 0);
    let numbered = sales.filter_map(|row| {
        let buyer = (row.customer.clone(), row.whose.clone());
        Some((row.order_id.clone()?, buyer))
    });
    let buyers: FxHashMap<_, _> = numbered.collect();
    for row in rows.iter_mut().filter(|row| row.amount_minor < 0) {
        let sale = row.refund_of.as_ref().and_then(|order| buyers.get(order));
        if let Some(buyer) = sale {
            (row.customer, row.whose) = buyer.clone();
        }
    }
}

/// The number of a row in the file.
fn number(row: &Row) -> u32 {
    u32::try_from(row.number).unwrap_or(u32::MAX)
}

fn blank(cell: &str) -> bool {
    cell.trim().is_empty()
}

/// Where each field is and how its column is written.
struct Layout<'o> {
    columns: Vec<Column>,
    options: &'o SalesOptions,
    own: &'o [(usize, OwnColumn)],
    order: DateOrder,
    amount_mark: DecimalMark,
    quantity_mark: DecimalMark,
    date: Option<(usize, Unzoned)>,
    /// True for lines of sales.
    lines: bool,
    /// What stands in the column that tells who bought.
    buyers: Buyers,
    /// Currency that the header of the amounts names: `Amount (EUR)`.
    unit: Option<Currency>,
    /// True for a list that we wrote.
    ours: bool,
    /// How its program writes it.
    habits: Habits,
    warnings: Vec<SalesWarning>,
}

impl<'o> Layout<'o> {
    fn new(
        columns: Vec<Column>,
        records: &[&Row],
        options: &'o SalesOptions,
        own: &'o [(usize, OwnColumn)],
        lines: bool,
    ) -> Result<Self, SalesError> {
        let at = |field| {
            columns
                .iter()
                .position(|column| column.field == Some(field))
        };
        let fields = columns.iter().map(|column| column.field);
        let missing = if lines {
            header::missing_of_lines(fields)
        } else {
            header::missing(fields)
        };
        if let Some(field) = missing {
            return Err(SalesError::MissingColumn(field));
        }
        let utc = at(Field::TimestampUtc).map(|column| (column, Unzoned::Utc));
        let date = utc.or_else(|| at(Field::Date).map(|column| (column, Unzoned::Local)));
        let cells = |column: usize| records.iter().map(move |record| record.cell(column));

        let mut warnings = Vec::new();
        let days = date.into_iter().flat_map(|(column, _)| cells(column));
        let (order, certainty) = options.date_order.decide(days);
        if certainty != Certainty::Clear {
            warnings.push(SalesWarning::DateOrder(order, certainty));
        }
        let paid = at(Field::Amount).or_else(|| at(Field::UnitPrice));
        let amount_mark = match paid {
            None => {
                warnings.push(SalesWarning::NoAmountColumn);
                DecimalMark::Point
            }
            Some(column) => {
                let (mark, certainty) = decide_mark_as(cells(column), options.decimal_mark);
                if certainty != Certainty::Clear {
                    warnings.push(SalesWarning::DecimalMark(mark, certainty));
                }
                mark
            }
        };
        let quantity_mark = at(Field::Quantity).map_or(amount_mark, |column| {
            let (mark, certainty) = decide_mark_as(cells(column), options.decimal_mark);
            let told = paid.is_some_and(|amount| shows_mark(cells(amount)));
            if certainty == Certainty::Clear {
                return mark;
            }
            // Amounts of the same file tell it; whole ones tell nothing.
            let warned = |one: &SalesWarning| matches!(one, SalesWarning::DecimalMark(..));
            if !told && !warnings.iter().any(warned) {
                warnings.push(SalesWarning::DecimalMark(amount_mark, certainty));
            }
            amount_mark
        });
        let header_of = |field| {
            at(field)
                .and_then(|at| columns.get(at))
                .map(|one| &*one.header)
        };
        let amount = header_of(Field::Amount).or_else(|| header_of(Field::UnitPrice));
        let unit = amount.and_then(header::unit);
        let program = header::product(columns.iter().map(|one| &*one.header));
        Ok(Self {
            habits: Habits::of(program),
            buyers: Buyers::by(header_of(Field::Customer).unwrap_or_default()),
            ours: program == Some(OURS),
            unit: unit.and_then(|unit| currency_in(&format!("1 {unit}"))),
            columns,
            options,
            own,
            order,
            amount_mark,
            quantity_mark,
            date,
            lines,
            warnings,
        })
    }
}

#[path = "items.rs"]
mod items;
#[path = "mixed.rs"]
mod mixed;
#[path = "orders.rs"]
mod orders;
#[path = "prices.rs"]
mod prices;
#[path = "row.rs"]
mod row;
#[path = "status.rs"]
mod status;

#[cfg(test)]
#[path = "items_tests.rs"]
mod items_tests;
