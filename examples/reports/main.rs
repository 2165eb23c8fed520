//! Computes the loyalty reports of a sales file and prints them as JSON, so that anyone can check a
//! figure: `cargo run --release --example reports -- --sales FILE.csv --as-of 2025-06-30`.
//!
//! Money is in major units. Errors go to stderr; the exit code is 2 for bad arguments, 1 for a file
//! that cannot be read.

mod json;

use std::fmt::Write as _;
use std::io::{Write, stderr, stdout};
use std::ops::ControlFlow;
use std::process::ExitCode;

use chrono::NaiveDate;
use regulars::domain::money::Currency;
use regulars::exchange::date_orders::DateOrders;
use regulars::exchange::dates::DateOrder;
use regulars::exchange::sales::{SalesOptions, SalesSheet, main_currency, read_sales, sales_facts};
use regulars::reports::{LoyaltyReports, Options};

const USAGE: &str = "usage: reports --sales FILE.csv [--as-of YYYY-MM-DD] [--time-zone IANA] \
                     [--currency CODE] [--customers OUT.csv]";

struct Arguments {
    sales: String,
    as_of: Option<NaiveDate>,
    zone: chrono_tz::Tz,
    currency: Option<Currency>,
    customers: Option<String>,
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut sales = None;
        let (mut as_of, mut currency, mut customers) = (None, None, None);
        let mut zone = chrono_tz::Tz::UTC;
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            let known = [
                "--sales",
                "--as-of",
                "--time-zone",
                "--currency",
                "--customers",
            ];
            if !known.contains(&name.as_str()) {
                return Err(format!("unknown argument {name}"));
            }
            let value = value
                .or_else(|| words.next())
                .ok_or(format!("{name} needs a value"))?;
            match name.as_str() {
                "--sales" => sales = Some(value),
                "--as-of" => {
                    let date = NaiveDate::parse_from_str(&value, "%Y-%m-%d");
                    as_of = Some(date.map_err(|error| {
                        format!("--as-of: {value} is not a date like 2025-06-30: {error}")
                    })?);
                }
                "--time-zone" => {
                    zone = value
                        .parse()
                        .map_err(|error| format!("--time-zone: {value}: {error}"))?;
                }
                "--currency" => {
                    let code = Currency::parse(&value);
                    currency =
                        Some(code.ok_or(format!("--currency: {value} is no ISO 4217 code"))?);
                }
                _ => customers = Some(value),
            }
        }
        let sales = sales.ok_or("--sales is missing")?;
        Ok(Self {
            sales,
            as_of,
            zone,
            currency,
            customers,
        })
    }
}

fn main() -> ExitCode {
    let words = std::env::args().skip(1);
    ExitCode::from(run(words, &mut stdout(), &mut stderr()))
}

/// Prints the reports on `out`; complaints go to `err`. The exit code is as said above.
pub fn run(words: impl Iterator<Item = String>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let arguments = match Arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            say(err, &format!("{error}\n{USAGE}\n"));
            return 2;
        }
    };
    match reports(&arguments, err) {
        Ok(output) => u8::from(writeln!(out, "{output}").is_err()),
        Err(error) => {
            say(err, &format!("{error}\n"));
            1
        }
    }
}

fn say(err: &mut dyn Write, what: &str) {
    // Nobody listens where it cannot be written.
    let _heard = write!(err, "{what}");
}

fn reports(arguments: &Arguments, err: &mut dyn Write) -> Result<String, String> {
    let file = &arguments.sales;
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let fallback = arguments.currency.unwrap_or(Currency::USD);
    let options = SalesOptions {
        delimiter: None,
        zone: arguments.zone,
        currency: fallback,
        date_order: DateOrders::Usual(DateOrder::MonthFirst),
        header: None,
        typed: false,
        decimal_mark: None,
    };
    let sheet = read_sales(&text, &options).map_err(|error| format!("{file}: {error}"))?;
    complain(file, &sheet, err);
    let currency = arguments
        .currency
        .or_else(|| main_currency(&sheet.rows))
        .unwrap_or(fallback);
    let made = sales_facts(&sheet.rows, currency, fallback)
        .map_err(|(row, error)| format!("{file}: row {row}: {error}"))?;
    let last = sheet.rows.iter().map(|row| row.date).max();
    let as_of = arguments
        .as_of
        .or(last)
        .ok_or(format!("{file}: no row could be read"))?;

    let quiet = &mut |_| ControlFlow::Continue(());
    let reports = LoyaltyReports::compute(&made.facts, as_of, &Options::default(), quiet)
        .map_err(|error| error.to_string())?;
    if let Some(path) = &arguments.customers {
        let table = json::customer_table(&reports, made.facts.codes(), currency);
        std::fs::write(path, table).map_err(|error| format!("{path}: {error}"))?;
    }
    serde_json::to_string_pretty(&json::reports(&reports)).map_err(|error| error.to_string())
}

/// Says what was left out and what was assumed.
fn complain(file: &str, sheet: &SalesSheet, err: &mut dyn Write) {
    let mut said = String::new();
    for problem in &sheet.problems {
        let column = problem
            .column
            .as_deref()
            .map(|name| format!(", column {name}"));
        let (row, column) = (problem.row_number, column.unwrap_or_default());
        let (kind, text) = (&problem.kind, &problem.text);
        // Writing to a string cannot fail.
        let _ok = writeln!(
            said,
            "{file}: row {row}{column}: {kind}: {text:?}; the row is left out"
        );
    }
    for warning in &sheet.warnings {
        let _ok = writeln!(said, "{file}: note: {warning:?}");
    }
    say(err, &said);
}
