//! Sales from a sheet: rows that are read exactly, and a list of those that are not.
//!
//! Input is text that is decoded, cut as every other list; the zone and the fallback currency come in as arguments. Reading does not
//! know the shop's records: a customer is the text of the cell until `plan` looks them up.

mod facts;
pub mod guess;
mod habits;
mod header;
mod kinds;
mod meanings;
mod names;
mod payments;
mod piece;
pub mod plan;
mod presets;
mod presets_more;
mod problems;
mod read;
mod states;
mod target;
mod whom;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::amount::{AmountError, DecimalMark};
use super::date_orders::DateOrders;
use super::dates::{DateError, DateOrder};
use super::evidence::Certainty;
use super::problem;
use crate::domain::{Payment, Quantity, SaleLine, Values, money::Currency};

pub use facts::{SalesFacts, main_currency, sales_facts};
pub use guess::{Head, head};
pub use header::{Column, Field, are_lines, columns, missing, missing_of_lines, product};
#[cfg(test)]
pub(super) use presets::programs;
pub use read::{read_lines_as, read_sales, read_sales_as};
pub use states::OrderState;
pub use target::{Target, make_fields, targets};

/// How to read a file.
#[derive(Debug, Clone)]
pub struct SalesOptions {
    /// Delimiter byte; nothing to find it out.
    pub delimiter: Option<u8>,
    /// The shop's zone.
    pub zone: Tz,
    /// Currency of rows that name none.
    pub currency: Currency,
    /// How `1/2/2024` is meant.
    pub date_order: DateOrders,
    /// The row that names the columns, by its number in the file; 0 if there is none, nothing to
    /// find it out.
    pub header: Option<u32>,
    /// True for cells of a workbook, which carry no guard.
    pub typed: bool,
    /// What stands before the decimals when no cell of the column tells, as a person said.
    pub decimal_mark: Option<DecimalMark>,
}

/// One sale or refund of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleRow {
    /// Row of the file as a spreadsheet shows it; the header is usually 1.
    pub row_number: u32,
    /// The customer cell; empty for an anonymous sale.
    pub customer: String,
    /// Local civil date.
    pub date: NaiveDate,
    /// True for a line of a sale that says no day: the sale does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// The instant, milliseconds since 1970-01-01T00:00Z, if a time was written.
    pub at: Option<i64>,
    /// Minor units of the row's currency; below 0 is a refund.
    pub amount_minor: i64,
    /// Currency the row names; nothing means the fallback.
    pub currency: Option<Currency>,
    /// Order id.
    pub order_id: Option<String>,
    /// Order a refund names.
    pub refund_of: Option<String>,
    /// Product name.
    pub product: Option<String>,
    /// What was bought line by line, where the file says what each cost; with the discount it comes to the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Quantity in thousandths.
    pub quantity: Option<i64>,
    /// What one costs, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<i64>,
    /// Tax contained, in basis points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate: Option<u16>,
    /// True if the product names several, of which nobody says what each cost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub several: bool,
    /// True for a row of a list that we wrote: what it says of quantities is exact.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ours: bool,
    /// Taken off, in minor units; the amount is what was left. Nothing if the file does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<i64>,
    /// How it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    /// What became of the order.
    #[serde(default)]
    pub state: OrderState,
    /// What came back of it in all, in minor units above zero, where the order itself says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<i64>,
    /// When that was: the day, and the instant if there was a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_on: Option<(NaiveDate, Option<i64>)>,
    /// The row's own id in the file.
    pub row_id: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// What else the row says of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<Box<Whose>>,
}

impl SaleRow {
    /// The amount before anything was taken off.
    pub(crate) fn gross(&self) -> i64 {
        let taken = self.discount.unwrap_or_default();
        self.amount_minor.saturating_add(taken)
    }

    /// What else the row says of the customer.
    pub fn whose(&self) -> &Whose {
        self.whose.as_deref().unwrap_or(&NOBODY)
    }
}

static NOBODY: Whose = Whose {
    name: String::new(),
    phone: String::new(),
    email: String::new(),
    company: String::new(),
};

/// One line of an order that says what each cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What was bought.
    pub name: String,
    /// How many, in thousandths.
    pub quantity: i64,
    /// What one costs, in minor units.
    pub unit_price: i64,
    /// Taken off the line, in minor units.
    pub discount: i64,
    /// False for what is no product: shipping, tax.
    pub product: bool,
}

impl Item {
    /// The line of a sale, of no product yet.
    pub(crate) fn line(&self) -> SaleLine {
        SaleLine {
            product: None,
            name: self.name.trim().to_owned(),
            quantity: Quantity(self.quantity),
            unit_price: self.unit_price,
            discount: self.discount,
            tax_rate: 0,
        }
    }
}

/// What a row says of its customer beside the cell that tells who it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Whose {
    /// The name, blank if there is none.
    pub name: String,
    /// A telephone number, blank if there is none.
    pub phone: String,
    /// An e-mail address, blank if there is none.
    pub email: String,
    /// The company, blank if there is none.
    pub company: String,
}

impl Whose {
    /// True if nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Why a row was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The date cell.
    #[error(transparent)]
    Date(DateError),
    /// The date is outside 1900 to 2199.
    #[error("the year is not between 1900 and 2199")]
    YearOutOfRange,
    /// The amount cell.
    #[error(transparent)]
    Amount(AmountError),
    /// The quantity cell.
    #[error("not a quantity: {0}")]
    Quantity(AmountError),
    /// The currency cell is no code of three letters.
    #[error("not a currency code")]
    UnknownCurrency,
    /// The amount names another currency than the currency column.
    #[error("the amount names another currency than the currency column")]
    CurrencyConflict,
    /// The amount bears the sign of another currency than it is in.
    #[error("the sign before the amount is another currency's")]
    ForeignSign,
    /// No known way of paying; it is taken as another one. Said once of each word.
    #[error("no known way of paying, taken as another one")]
    UnknownPayment,
    /// No known word for what became of an order; it is taken as sold. Said once of each word.
    #[error("no known status of an order, taken as sold")]
    UnknownStatus,
    /// More was paid back than the order came to; all of it is taken as paid back.
    #[error("more was paid back than the order came to")]
    RefundTooLarge,
    /// Something was paid back, and the file does not say how much; the order is taken whole.
    #[error("partly refunded, and the file does not say how much")]
    RefundUnknown,
    /// Something is still to be paid; the order is taken whole.
    #[error("partly paid, taken whole")]
    PartlyPaid,
    /// More cells than the header, often an amount with an unquoted comma.
    #[error("more cells than the header has")]
    TooManyCells,
    /// A quote opens here and nothing closes it.
    #[error("a quote opens in this row and is never closed")]
    UnclosedQuote,
    /// The cell of an own field.
    #[error(transparent)]
    Own(problem::ProblemKind),
    /// Another row of the order can't be read, and without it nobody knows what the order came to.
    #[error("another row of this order can't be read")]
    OrderBroken,
    /// The cell of the time of day; the sale comes in without.
    #[error("not a time of day")]
    Time,
    /// A value that lists of any kind hold. It is left out, and its row is where nothing else tells who
    /// bought.
    #[error(transparent)]
    Value(problem::ProblemKind),
}

/// A place that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Row of the file.
    pub row_number: u32,
    /// Header of the column; nothing when the row as a whole is at fault.
    pub column: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The cell as written, cut to a readable length.
    pub text: String,
}

/// Something an owner should look at before importing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SalesWarning {
    /// No amount column: every amount is 0.
    NoAmountColumn,
    /// Day-first or month-first was assumed, or the cells disagree.
    DateOrder(DateOrder, Certainty),
    /// The decimal mark was assumed, or the cells disagree.
    DecimalMark(DecimalMark, Certainty),
    /// Rows without a customer.
    AnonymousRows(u32),
    /// Lines of sales that the shop has not: so many sales to walk-in customers come of them.
    LinesAlone(u32),
}

/// Why a text is no list of sales at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SalesError {
    /// Nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// A column nothing works without.
    #[error("no column holds {0:?}")]
    MissingColumn(Field),
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesSheet {
    /// Rows read exactly.
    pub rows: Vec<SaleRow>,
    /// What could not be taken, and why; a row may appear more than once.
    pub problems: Vec<RowProblem>,
    /// Numbers of the rows that were left out because of it.
    pub rejected: Vec<u32>,
    /// Columns in file order.
    pub mapping: Vec<Column>,
    /// Things to look at.
    pub warnings: Vec<SalesWarning>,
    /// The delimiter used.
    pub delimiter: char,
    /// Numbers of the rows that only add up others, left out.
    pub totals: Vec<usize>,
}

#[cfg(test)]
mod tests;
