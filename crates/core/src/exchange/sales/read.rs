//! CSV text to [`SalesSheet`]: columns are decided over the whole file, then each row is read.

use csv::{ReaderBuilder, StringRecord};

use super::guess::{self, Head};
use super::header::{self, Column, Field};
use super::lines::{scan, sniff};
use super::problems::{foreign, problem};
use super::{
    ProblemKind, RowProblem, SaleRow, SalesError, SalesOptions, SalesSheet, SalesWarning, Whose,
};
use crate::domain::{Values, money::Currency};
use crate::exchange::amount::{DecimalMark, currency_in, decide_mark, parse_amount};
use crate::exchange::customers::cell::unguard;
use crate::exchange::dates::{DateOrder, Unzoned, decide_order, parse_moment};
use crate::exchange::evidence::Certainty;
use crate::exchange::own::OwnColumn;
use crate::exchange::sheet::is_total;
use crate::reports::facts::{FIRST_DAY, LAST_DAY};

/// Decimals of a quantity: thousandths.
const QUANTITY_DECIMALS: u32 = 3;

/// Reads the sales of a CSV text.
pub fn read_sales(text: &str, options: &SalesOptions) -> Result<SalesSheet, SalesError> {
    read_sales_as(text, options, None, &[])
}

/// Reads the sales of a CSV text with columns chosen by hand, from the left; columns without a
/// choice are not read. `None` goes by the header. `own` are the columns of own fields by place.
pub fn read_sales_as(
    text: &str,
    options: &SalesOptions,
    fields: Option<&[Option<Field>]>,
    own: &[(usize, OwnColumn)],
) -> Result<SalesSheet, SalesError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = options.delimiter.unwrap_or_else(|| sniff(text));
    let scan = scan(text, delimiter);
    let mut records = Vec::with_capacity(scan.rows.len());
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for (record, &row) in reader.records().zip(&scan.rows) {
        records.push((row, record.ok().ok_or(SalesError::Unreadable(row))?));
    }
    records.retain(|(_, record)| !record.iter().all(blank));
    // Titles stand above the header, totals below the last sale.
    let head = head_of(&records, options.header);
    if records.is_empty() {
        return Err(SalesError::Empty);
    }
    let mut columns = match head.header.and_then(|at| records.get(at)) {
        Some((_, header)) => header::columns(header.iter()),
        None => guess::columns(&cells(records.get(head.first..).unwrap_or_default())),
    };
    records.drain(..head.first.min(records.len()));
    let totals = records.iter().rev().take(3);
    let totals = totals
        .take_while(|(_, record)| is_total(record.iter()))
        .count();
    records.truncate(records.len() - totals);

    if let Some(fields) = fields {
        for (at, column) in columns.iter_mut().enumerate() {
            column.field = fields.get(at).copied().flatten();
        }
    }
    let layout = Layout::new(columns, &records, options, own)?;
    let mut rows: Vec<SaleRow> = Vec::with_capacity(records.len());
    let mut problems = Vec::new();
    for (row_number, record) in &records {
        let found = problems.len();
        if scan.unclosed == Some(*row_number) {
            problems.push(problem(
                *row_number,
                None,
                ProblemKind::UnclosedQuote,
                record.iter().next_back(),
            ));
            continue;
        }
        if let Some(before) = rows.last_mut()
            && layout.goes_on(record, before)
        {
            continue;
        }
        let row = layout.row(*row_number, record, &mut problems);
        rows.extend(row.filter(|_| problems.len() == found));
    }
    let anonymous = rows
        .iter()
        .filter(|row: &&SaleRow| row.customer.is_empty())
        .count();
    let mut warnings = layout.warnings;
    if anonymous > 0 {
        let anonymous = u32::try_from(anonymous).unwrap_or(u32::MAX);
        warnings.push(SalesWarning::AnonymousRows(anonymous));
    }
    let delimiter = char::from(delimiter);
    Ok(SalesSheet {
        rows,
        problems,
        mapping: layout.columns,
        warnings,
        delimiter,
        totals,
    })
}

/// Rows looked at to find the header and to tell what columns hold.
const LOOKED_AT: usize = 200;

fn cells(records: &[(u32, StringRecord)]) -> Vec<Vec<&str>> {
    let rows = records.iter().take(LOOKED_AT);
    rows.map(|(_, record)| record.iter().collect()).collect()
}

/// The header as a person said, else as the rows say.
fn head_of(records: &[(u32, StringRecord)], chosen: Option<u32>) -> Head {
    match chosen {
        None => guess::head(&cells(records)),
        Some(number) => guess::head_at(records.iter().position(|(row, _)| *row == number)),
    }
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
    date: (usize, Unzoned),
    warnings: Vec<SalesWarning>,
}

impl<'o> Layout<'o> {
    fn new(
        columns: Vec<Column>,
        records: &[(u32, StringRecord)],
        options: &'o SalesOptions,
        own: &'o [(usize, OwnColumn)],
    ) -> Result<Self, SalesError> {
        let at = |field| {
            columns
                .iter()
                .position(|column| column.field == Some(field))
        };
        if let Some(field) = header::missing(columns.iter().map(|column| column.field)) {
            return Err(SalesError::MissingColumn(field));
        }
        let utc = at(Field::TimestampUtc).map(|column| (column, Unzoned::Utc));
        let date = utc
            .or_else(|| at(Field::Date).map(|column| (column, Unzoned::Local)))
            .ok_or(SalesError::MissingColumn(Field::Date))?;
        let cells = |column: usize| {
            records
                .iter()
                .filter_map(move |(_, record)| record.get(column))
        };

        let mut warnings = Vec::new();
        let (order, certainty) = decide_order(cells(date.0), options.date_order);
        if certainty != Certainty::Clear {
            warnings.push(SalesWarning::DateOrder(order, certainty));
        }
        let amount_mark = match at(Field::Amount) {
            None => {
                warnings.push(SalesWarning::NoAmountColumn);
                DecimalMark::Point
            }
            Some(column) => {
                let (mark, certainty) = decide_mark(cells(column));
                if certainty != Certainty::Clear {
                    warnings.push(SalesWarning::DecimalMark(mark, certainty));
                }
                mark
            }
        };
        let quantity_mark = at(Field::Quantity).map_or(amount_mark, |column| {
            let (mark, certainty) = decide_mark(cells(column));
            if certainty == Certainty::Clear {
                mark
            } else {
                amount_mark
            }
        });
        Ok(Self {
            columns,
            options,
            own,
            order,
            amount_mark,
            quantity_mark,
            date,
            warnings,
        })
    }

    /// The column of a field and its trimmed cell.
    fn cell<'r>(&self, record: &'r StringRecord, field: Field) -> Option<(&Column, &'r str)> {
        let at = self
            .columns
            .iter()
            .position(|column| column.field == Some(field))?;
        Some((
            self.columns.get(at)?,
            record.get(at).unwrap_or_default().trim(),
        ))
    }

    /// A cell without the sign that keeps a spreadsheet from running it.
    fn bare<'r>(&self, cell: &'r str) -> &'r str {
        if self.options.typed {
            cell
        } else {
            unguard(cell)
        }
    }

    /// True for a further line of the order before: it has that number, and neither day nor amount of
    /// its own. What it names is added to what was bought.
    fn goes_on(&self, record: &StringRecord, before: &mut SaleRow) -> bool {
        let cell = |field| self.cell(record, field).map_or("", |(_, cell)| cell);
        let day = record.get(self.date.0).unwrap_or_default();
        let order = self.bare(cell(Field::OrderId));
        let further = !order.is_empty()
            && before.order_id.as_deref() == Some(order)
            && blank(day)
            && cell(Field::Amount).is_empty();
        let product = self.bare(cell(Field::Product));
        if further && !product.is_empty() {
            let all = before.product.get_or_insert_default();
            if !all.is_empty() {
                all.push_str("; ");
            }
            all.push_str(product);
            before.quantity = None;
        }
        further
    }

    /// Reads one row; what is wrong goes to `problems`.
    fn row(
        &self,
        row_number: u32,
        record: &StringRecord,
        problems: &mut Vec<RowProblem>,
    ) -> Option<SaleRow> {
        if let Some(extra) = record
            .iter()
            .skip(self.columns.len())
            .find(|cell| !blank(cell))
        {
            problems.push(problem(
                row_number,
                None,
                ProblemKind::TooManyCells,
                Some(extra),
            ));
        }
        let text = |field| {
            let cell = self.cell(record, field);
            cell.map(|(_, cell)| self.bare(cell).to_owned())
        };
        let filled = |field| text(field).filter(|cell| !cell.is_empty());

        let currency = self.currency(row_number, record, problems);
        let amount_minor = self
            .cell(record, Field::Amount)
            .map_or(Some(0), |(column, cell)| {
                let exponent = currency.unwrap_or(self.options.currency).exponent();
                let parsed = parse_amount(cell, exponent, self.amount_mark);
                let kind = parsed.map_err(ProblemKind::Amount);
                kind.inspect_err(|kind| {
                    problems.push(problem(row_number, Some(column), kind.clone(), Some(cell)));
                })
                .ok()
            });
        let quantity = self
            .cell(record, Field::Quantity)
            .filter(|(_, cell)| !cell.is_empty());
        let quantity = quantity.and_then(|(column, cell)| {
            let parsed = parse_amount(cell, QUANTITY_DECIMALS, self.quantity_mark);
            let kind = parsed.map_err(ProblemKind::Quantity);
            kind.inspect_err(|kind| {
                problems.push(problem(row_number, Some(column), kind.clone(), Some(cell)));
            })
            .ok()
        });
        let (date_at, unzoned) = self.date;
        let cell = record.get(date_at).unwrap_or_default();
        let moment = parse_moment(cell, self.order, self.options.zone, unzoned)
            .map_err(ProblemKind::Date)
            .and_then(|moment| {
                let day = crate::reports::day_of(moment.date);
                let known = (FIRST_DAY..=LAST_DAY).contains(&day);
                known.then_some(moment).ok_or(ProblemKind::YearOutOfRange)
            })
            .inspect_err(|kind| {
                let column = self.columns.get(date_at);
                problems.push(problem(row_number, column, kind.clone(), Some(cell)));
            })
            .ok()?;
        let whose = Whose {
            name: text(Field::CustomerName).unwrap_or_default(),
            phone: text(Field::CustomerPhone).unwrap_or_default(),
            email: text(Field::CustomerEmail).unwrap_or_default(),
            company: text(Field::CustomerCompany).unwrap_or_default(),
        };
        let values = self.values(row_number, record, problems);
        // Without a number of its own a customer is told by what else there is.
        let others = [&whose.phone, &whose.email, &whose.name];
        let customer = filled(Field::Customer)
            .or_else(|| others.into_iter().find(|one| !one.is_empty()).cloned());
        Some(SaleRow {
            row_number,
            customer: customer.unwrap_or_default(),
            date: moment.date,
            at: moment.at,
            amount_minor: amount_minor?,
            currency,
            order_id: filled(Field::OrderId),
            refund_of: filled(Field::RefundOf),
            product: filled(Field::Product),
            quantity,
            row_id: filled(Field::RowId),
            note: filled(Field::Note),
            values,
            whose: (!whose.is_empty()).then(|| Box::new(whose)),
        })
    }

    /// What the row says of own fields.
    fn values(&self, row: u32, record: &StringRecord, problems: &mut Vec<RowProblem>) -> Values {
        let mut values = Values::new();
        for (at, column) in self.own {
            let cell = record.get(*at).unwrap_or_default().trim();
            match column.read(self.bare(cell)) {
                Ok(value) => values.extend(value.map(|value| (column.field.id, value))),
                Err(kind) => {
                    let header = self.columns.get(*at);
                    problems.push(problem(row, header, ProblemKind::Own(kind), Some(cell)));
                }
            }
        }
        values
    }

    /// The currency a row names, in its own column or by a sign in the amount.
    fn currency(
        &self,
        row_number: u32,
        record: &StringRecord,
        problems: &mut Vec<RowProblem>,
    ) -> Option<Currency> {
        let amount = self.cell(record, Field::Amount);
        let marked = amount.and_then(|(_, cell)| currency_in(cell));
        let Some((column, cell)) = self
            .cell(record, Field::Currency)
            .filter(|(_, cell)| !cell.is_empty())
        else {
            let meant = marked.unwrap_or(self.options.currency);
            problems.extend(foreign(row_number, amount, meant));
            return marked;
        };
        let Some(named) = Currency::parse(cell) else {
            problems.push(problem(
                row_number,
                Some(column),
                ProblemKind::UnknownCurrency,
                Some(cell),
            ));
            return None;
        };
        if marked.is_some_and(|marked| marked != named) {
            let (column, cell) = amount.unzip();
            problems.push(problem(
                row_number,
                column,
                ProblemKind::CurrencyConflict,
                cell,
            ));
        } else {
            problems.extend(foreign(row_number, amount, named));
        }
        Some(named)
    }
}
