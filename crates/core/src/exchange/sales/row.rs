//! One row of a list of sales: its cells read the way their columns are written, each value that can't
//! be taken named.

use super::super::problems::{foreign, problem};
use super::super::{OrderState, ProblemKind, RowProblem, SaleRow, Whose, payments, whom};
use chrono::NaiveDate;

use super::{Column, Field, Layout, QUANTITY_DECIMALS, blank, number};
use crate::domain::{Payment, Values, money::Currency};
use crate::exchange::amount::{currency_in, parse_amount};
use crate::exchange::customers::cell::{is_scientific, unguard};
use crate::exchange::dates::{Moment, Unzoned, parse_moment, parse_time};
use crate::exchange::problem::ProblemKind as Kind;
use crate::exchange::sheet::Row;
use crate::reports::facts::{FIRST_DAY, LAST_DAY};

impl Layout<'_> {
    /// The column of a field and its trimmed cell.
    pub(super) fn cell<'r>(&self, record: &'r Row, field: Field) -> Option<(&Column, &'r str)> {
        let at = self
            .columns
            .iter()
            .position(|column| column.field == Some(field))?;
        Some((self.columns.get(at)?, record.cell(at).trim()))
    }

    /// A cell without the sign that keeps a spreadsheet from running it.
    pub(super) fn bare<'r>(&self, cell: &'r str) -> &'r str {
        if self.options.typed {
            cell
        } else {
            unguard(cell)
        }
    }

    /// Reads one row; what is wrong goes to `problems`. A row without which a sum would be wrong is
    /// none; of what tells who bought only the value is left out, as long as something else tells.
    pub(super) fn row(&self, record: &Row, problems: &mut Vec<RowProblem>) -> Option<SaleRow> {
        let row_number = number(record);
        let (mut wrong, mut lost) = (Vec::new(), Vec::new());
        let (mut customer, mut whose) = self.bought(record, &mut lost);
        let nobody = customer.is_empty() && !lost.is_empty();
        let order_id = self.order_id(record, &mut lost);
        let payment = self.payment(record, &mut lost).or(self.habits.paid_by);
        let said = self.state(record, &mut lost);
        let mut read = self
            .sale(record, &mut wrong)
            .filter(|_| wrong.is_empty() && !nobody);
        let amount = read.as_ref().map_or(0, |row| row.amount_minor);
        let state = self.came_of(record, said, amount);
        if let Some(row) = read.as_mut().filter(|_| state == OrderState::Back) {
            row.amount_minor = -row.amount_minor.saturating_abs();
            self.paid_to(record, &mut customer, &mut whose);
        }
        if self.habits.nobody == Some(&*customer) || state == OrderState::Aside {
            (customer, whose) = (String::new(), Whose::default());
        }
        let at = read
            .as_ref()
            .and_then(|row| self.time(record, row, &mut lost));
        let discount = read
            .as_ref()
            .and_then(|row| self.discount(record, row, &mut lost));
        let unit_price = read
            .as_ref()
            .and_then(|row| self.unit_price(record, row.currency).ok()?);
        let returned = read
            .as_ref()
            .and_then(|row| self.returned(record, row, state, &mut lost));
        let returned_on = returned.and_then(|_| self.returned_on(record, &mut lost));
        let tax_rate = read.as_ref().and_then(|_| self.tax_rate(record, &mut lost));
        problems.extend(wrong.into_iter().chain(lost));
        Some(SaleRow {
            row_number,
            customer,
            order_id,
            payment,
            state,
            returned,
            returned_on,
            at,
            unit_price,
            discount,
            tax_rate,
            whose: (!whose.is_empty()).then(|| Box::new(whose)),
            ..read?
        })
    }

    /// Who bought, by the cell that says so, else by what else there is, and all that is said of them.
    fn bought(&self, record: &Row, lost: &mut Vec<RowProblem>) -> (String, Whose) {
        let mut read = |field: Field, how: &dyn Fn(&str) -> whom::Told, alone: bool| {
            let Some((column, cell)) = self.cell(record, field) else {
                return String::new();
            };
            let mut told = how(cell);
            if alone && told.name {
                told = whom::plain(cell);
            }
            lost.extend(told.lost.into_iter().map(|(kind, value)| {
                let kind = ProblemKind::Value(kind);
                problem(number(record), Some(column), kind, Some(&value))
            }));
            told.text
        };
        let given = read(Field::CustomerName, &whom::plain, false);
        let family = read(Field::CustomerFamily, &whom::plain, false);
        let whose = Whose {
            name: whom::whole_name(given, &family),
            phone: read(Field::CustomerPhone, &whom::told_phones, false),
            email: read(Field::CustomerEmail, &whom::told_emails, false),
            company: read(Field::CustomerCompany, &whom::plain, false),
        };
        // Without a number of its own a customer is told by what else there is.
        let others = [&whose.phone, &whose.email, &whose.name];
        let other = others.into_iter().find(|one| !one.is_empty());
        let buyers = |cell: &str| self.buyers.told(cell);
        let customer = read(Field::Customer, &buyers, other.is_none());
        let customer = Some(customer).filter(|customer| !customer.is_empty());
        (customer.or(other.cloned()).unwrap_or_default(), whose)
    }

    /// Where money went back the customer is who got it, not who sent it.
    fn paid_to(&self, record: &Row, customer: &mut String, whose: &mut Whose) {
        let Some((_, cell)) = self.cell(record, Field::PayeeEmail) else {
            return;
        };
        let address = whom::told_emails(cell).text;
        let other = if address.is_empty() {
            whose.name.clone()
        } else {
            address.clone()
        };
        *customer = other;
        whose.email = address;
    }

    /// A number that a spreadsheet has cut is no number any more.
    fn order_id(&self, record: &Row, lost: &mut Vec<RowProblem>) -> Option<String> {
        let (column, cell) = self.cell(record, Field::OrderId)?;
        let order = self.bare(cell);
        if is_scientific(order) {
            let kind = ProblemKind::Value(Kind::LostDigits);
            lost.push(problem(number(record), Some(column), kind, Some(cell)));
            return None;
        }
        Some(order.to_owned()).filter(|order| !order.is_empty())
    }

    /// The instant of a row: by its moment, else by the time that stands beside its day.
    fn time(&self, record: &Row, row: &SaleRow, lost: &mut Vec<RowProblem>) -> Option<i64> {
        let beside = || {
            let (column, cell) = self.cell(record, Field::Time)?;
            let unzoned = self.date.map_or(Unzoned::Local, |(_, unzoned)| unzoned);
            let zone = self.options.zone;
            parse_time(cell, row.date, zone, unzoned).unwrap_or_else(|_| {
                lost.push(problem(
                    row.row_number,
                    Some(column),
                    ProblemKind::Time,
                    Some(cell),
                ));
                None
            })
        };
        row.at.or_else(beside)
    }

    /// How it was paid; what is no known word is another way, but a number is none at all.
    fn payment(&self, record: &Row, lost: &mut Vec<RowProblem>) -> Option<Payment> {
        let (column, cell) = self.cell(record, Field::Payment)?;
        let said = self.bare(cell);
        let read = payments::read(said);
        if read.is_some() || !said.chars().any(char::is_alphanumeric) {
            return read;
        }
        let kind = ProblemKind::UnknownPayment;
        lost.push(problem(number(record), Some(column), kind, Some(said)));
        said.chars()
            .any(char::is_alphabetic)
            .then_some(Payment::Other)
    }

    /// The sale of a row, whoever bought; what is wrong goes to `problems`.
    fn sale(&self, record: &Row, problems: &mut Vec<RowProblem>) -> Option<SaleRow> {
        let row_number = number(record);
        if let Some(extra) = record
            .cells()
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
        let filled = |field| {
            let cell = self.cell(record, field)?.1;
            Some(self.bare(cell).to_owned()).filter(|cell| !cell.is_empty())
        };

        let currency = self.currency(row_number, record, problems);
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
        let amount_minor = self.amount(record, quantity, currency, problems);
        let moment = self.moment(record);
        let moment = moment.map_err(|found| problems.push(found)).ok()?;
        let values = self.values(row_number, record, problems);
        let product = self.named(record);
        // Our own list names the products of a sale in one cell, and counts them only where it is one.
        let of_us = self.ours && quantity.is_none();
        let mut several = of_us && product.as_ref().is_some_and(|name| name.contains("; "));
        let (mut product, mut quantity) = (product, quantity);
        let cell = product.as_deref().unwrap_or_default();
        match self.habits.names.one(cell) {
            Ok(None) => {}
            Ok(Some((count, name))) => {
                quantity = quantity.or(Some(count));
                product = Some(name.to_owned());
            }
            Err(()) => (several, quantity) = (true, None),
        }
        Some(SaleRow {
            row_number,
            customer: String::new(),
            date: moment.map_or_else(NaiveDate::default, |moment| moment.date),
            undated: moment.is_none(),
            at: moment.and_then(|moment| moment.at),
            amount_minor: amount_minor?,
            currency,
            order_id: None,
            refund_of: filled(Field::RefundOf),
            product,
            several,
            items: Vec::new(),
            ours: self.ours,
            quantity,
            unit_price: None,
            tax_rate: None,
            discount: None,
            payment: None,
            state: OrderState::Sold,
            returned: None,
            returned_on: None,
            row_id: filled(Field::RowId),
            note: filled(Field::Note),
            values,
            whose: None,
        })
    }

    /// When it was; nothing for a line that leaves it to its sale.
    pub(super) fn moment(&self, record: &Row) -> Result<Option<Moment>, RowProblem> {
        let (at, unzoned) = self.date.unwrap_or((usize::MAX, Unzoned::Local));
        let cell = record.cell(at);
        if self.lines && blank(cell) {
            return Ok(None);
        }
        let moment = parse_moment(cell, self.order, self.options.zone, unzoned)
            .map_err(ProblemKind::Date)
            .and_then(|moment| {
                let day = crate::reports::day_of(moment.date);
                let known = (FIRST_DAY..=LAST_DAY).contains(&day);
                known.then_some(moment).ok_or(ProblemKind::YearOutOfRange)
            });
        let told = |kind| problem(number(record), self.columns.get(at), kind, Some(cell));
        moment.map(Some).map_err(told)
    }

    /// What the row says of own fields.
    fn values(&self, row: u32, record: &Row, problems: &mut Vec<RowProblem>) -> Values {
        let mut values = Values::new();
        for (at, column) in self.own {
            let cell = record.cell(*at).trim();
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
        record: &Row,
        problems: &mut Vec<RowProblem>,
    ) -> Option<Currency> {
        let amount = self.cell(record, Field::Amount);
        let marked = amount.and_then(|(_, cell)| currency_in(cell)).or(self.unit);
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
