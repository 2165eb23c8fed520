//! Rows to deals and products, each value that could not be taken named by row and column. A column
//! is read the way all of it is written; a value that can't be read is left out and told.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{
    super::{
        amount::{AmountError, DecimalMark, currency_in, foreign_sign, parse_amount},
        customers::{self, Mapping, What, cell, layout::Layout, read_with},
        dates::{DateOrder, parse_date},
        own::OwnFields,
        problem::{Problem, ProblemKind},
        recognise::Kind,
        sheet::Row,
    },
    Column, DealRow, Numbered, Part, Read, Reader, Status, Target, header,
    ways::{Way, ways},
};
use crate::domain::{Currency, CustomerKind, limits, tag};

/// What our own lists are called among those of other programs.
const OURS: &str = "Regulars";

#[path = "read_points.rs"]
mod points;
#[path = "read_product.rs"]
mod product;
use product::Product;
#[path = "read_todo.rs"]
mod todo;

/// Reads the rows below the header.
pub fn read(
    kind: Kind,
    layout: &Layout<'_>,
    columns: &[Column],
    reader: &Reader,
    own: &OwnFields,
) -> Read {
    let mut read = Read {
        totals: layout.totals.clone(),
        ..Read::default()
    };
    let ways = ways(layout, columns, reader, own, &mut read.problems);
    if kind != Kind::Products {
        people(layout, columns, reader, &mut read);
    }
    let named: FxHashMap<usize, String> = read
        .people
        .iter()
        .map(|draft| (draft.row, draft.customer.display_name().to_owned()))
        .collect();
    let mut family = None;
    let header = layout.header.and_then(|row| header::recognise(row.cells()));
    let ours = header == Some((kind, Some(OURS)));
    for row in &layout.rows {
        let mut one = One {
            ours,
            row,
            columns,
            ways: &ways,
            reader,
            problems: Vec::new(),
        };
        one.too_many();
        let who = named.get(&row.number);
        match kind {
            Kind::Products => match one.product(&mut family) {
                Product::One(product) => read.products.push(*product),
                // More pictures of the product above.
                Product::More => {}
                Product::None => read.rejected.push(row.number),
            },
            Kind::Points => match one.points() {
                Some(mut points) if who.is_some() || !points.codes.is_empty() => {
                    points.who = who.cloned().unwrap_or_default();
                    read.points.push(points);
                }
                Some(_) => {
                    one.problem("", ProblemKind::NoIdentity, "");
                    read.rejected.push(row.number);
                }
                None => read.rejected.push(row.number),
            },
            Kind::Activities => match one.todo() {
                Some(mut todo) => {
                    todo.who = who.cloned().unwrap_or_default();
                    read.todos.push(todo);
                }
                None => read.rejected.push(row.number),
            },
            _ => match one.deal() {
                Some(mut deal) => {
                    deal.who = who.cloned().unwrap_or_default();
                    read.deals.push(deal);
                }
                // A row that only tells of a person is one of a person.
                None if who.is_some() => one.problems.retain(|p| p.kind != ProblemKind::NoTitle),
                None => read.rejected.push(row.number),
            },
        }
        read.problems.append(&mut one.problems);
    }
    if matches!(kind, Kind::Activities | Kind::Points) {
        // Nobody comes in by a row that does not.
        let rejected = &read.rejected;
        read.people
            .retain(|draft| rejected.binary_search(&draft.row).is_err());
    }
    read.problems.sort_by_key(|problem| problem.row);
    read
}

/// Who the rows are about, read as a list of customers. That a row names nobody is no fault here.
fn people(layout: &Layout<'_>, columns: &[Column], reader: &Reader, read: &mut Read) {
    let field = |column: &Column| match &column.target {
        Target::Customer(field) => field.clone(),
        _ => customers::Field::default(),
    };
    let mapping = Mapping {
        columns: columns
            .iter()
            .map(|column| customers::Column {
                title: column.title.clone(),
                example: column.example.clone(),
                field: field(column),
            })
            .collect(),
        typed: reader.typed,
        date_order: reader.date_order,
        decimal_mark: reader.decimal_mark,
        ..Mapping::default()
    };
    if mapping
        .columns
        .iter()
        .all(|one| one.field.what == What::Ignore)
    {
        return;
    }
    let none = OwnFields::none(crate::domain::TableName::Customers);
    let found = read_with(layout, &mapping, &reader.setting, &none);
    let told = found.problems.into_iter().filter(|problem| {
        !matches!(
            problem.kind,
            ProblemKind::NoIdentity | ProblemKind::TooManyCells { .. }
        )
    });
    read.problems.extend(told);
    read.people = found.drafts;
}

/// One row.
struct One<'a> {
    /// True for a row of a list that we wrote.
    ours: bool,
    row: &'a Row,
    columns: &'a [Column],
    ways: &'a FxHashMap<usize, Way>,
    reader: &'a Reader,
    problems: Vec<Problem>,
}

impl<'a> One<'a> {
    fn problem(&mut self, column: &str, kind: ProblemKind, value: &str) {
        self.problems
            .push(Problem::new(self.row.number, column, kind, value));
    }

    fn too_many(&mut self) {
        let mut extra = self.row.cells().skip(self.columns.len());
        if let Some(first) = extra.find(|cell| !cell.trim().is_empty()) {
            let kind = ProblemKind::TooManyCells {
                cells: self.row.len(),
                columns: self.columns.len(),
            };
            self.problem("", kind, first);
        }
    }

    /// A cell without what spreadsheets and other programs put around it. We put one guard before what would be
    /// a formula, none in a workbook; and a dash of ours is a dash.
    fn bare(&self, at: usize) -> &'a str {
        let raw = self.row.cell(at);
        match (self.ours, self.reader.typed) {
            (true, true) => raw.trim(),
            (true, false) => cell::unguard(raw.trim_start_matches(' ')).trim_end(),
            (false, _) => cell::plain(raw),
        }
    }

    /// The first column of a part with its cell made plain; blank cells are passed over.
    fn cell(&self, part: Part) -> Option<(usize, &'a Column, &'a str)> {
        self.columns.iter().enumerate().find_map(|(at, column)| {
            let text = self.bare(at);
            let found = column.target == Target::Part(part) && !text.is_empty();
            found.then_some((at, column, text))
        })
    }

    fn text(&mut self, part: Part, limit: usize) -> String {
        let Some((_, column, text)) = self.cell(part) else {
            return String::new();
        };
        if text.chars().count() > limit {
            self.problem(&column.title, ProblemKind::TooLong, text);
            return String::new();
        }
        text.to_owned()
    }

    fn line(&mut self, part: Part) -> String {
        self.text(part, limits::LINE)
    }

    fn day(&mut self, part: Part) -> Option<NaiveDate> {
        let (at, column, text) = self.cell(part)?;
        // Zeros stand for nothing.
        if text.chars().all(|c| !c.is_ascii_digit() || c == '0') && text.contains('0') {
            return None;
        }
        let order = match self.ways.get(&at) {
            Some(Way::Date(order)) => *order,
            _ => DateOrder::DayFirst,
        };
        let day = parse_date(text, order).ok();
        if day.is_none() {
            self.problem(&column.title, ProblemKind::UnreadableDate, text);
        }
        day
    }

    /// An amount with the currency of the row: that of its own column, else of a sign beside it.
    fn amount(&mut self, part: Part) -> (Option<i64>, Option<Currency>) {
        let mut currency = None;
        if let Some((_, column, text)) = self.cell(Part::Currency) {
            currency = Currency::parse(text);
            if currency.is_none() {
                self.problem(&column.title, ProblemKind::UnknownCurrency, text);
            }
        }
        let Some((at, column, text)) = self.cell(part) else {
            return (None, currency);
        };
        let currency = currency.or_else(|| currency_in(text));
        let meant = currency.unwrap_or(self.reader.currency);
        if foreign_sign(text, meant).is_some() {
            self.problem(&column.title, ProblemKind::ForeignSign, text);
            return (None, currency);
        }
        let exponent = meant.exponent();
        let mark = match self.ways.get(&at) {
            Some(Way::Amount(mark)) => *mark,
            _ => DecimalMark::Point,
        };
        let in_range = |amount: &i64| (-limits::AMOUNT..=limits::AMOUNT).contains(amount);
        let kind = match parse_amount(text, exponent, mark) {
            Ok(amount) if in_range(&amount) => return (Some(amount), currency),
            Ok(_) | Err(AmountError::Overflow) => ProblemKind::AmountTooLarge,
            Err(AmountError::TooManyDecimals) => ProblemKind::OutOfRange,
            Err(_) => ProblemKind::UnreadableNumber,
        };
        self.problem(&column.title, kind, text);
        (None, currency)
    }

    fn values(&mut self) -> crate::domain::Values {
        let mut values = crate::domain::Values::new();
        let columns = self.columns;
        for (at, column) in columns.iter().enumerate() {
            let Some(Way::Own(own)) = self.ways.get(&at) else {
                continue;
            };
            let raw = self.row.cell(at);
            match own.read(self.bare(at)) {
                Ok(Some(value)) => {
                    values.insert(own.field.id, value);
                }
                Ok(None) => {}
                Err(kind) => self.problem(&column.title, kind, raw),
            }
        }
        values
    }

    fn tags(&mut self) -> Vec<String> {
        let Some((at, column, text)) = self.cell(Part::Tags) else {
            return Vec::new();
        };
        let exact = matches!(self.ways.get(&at), Some(Way::Tags { exact: true }));
        let read = if exact {
            cell::exact_tags(text)
        } else {
            cell::tags(text)
        };
        let mut tags = Vec::new();
        for one in &read {
            tag::add(&mut tags, one);
        }
        let long = |tag: &String| tag.chars().count() > limits::LINE;
        if tags.len() > limits::ENTRIES || tags.iter().any(long) {
            self.problem(&column.title, ProblemKind::TooLong, text);
            tags.retain(|tag| !long(tag));
            tags.truncate(limits::ENTRIES);
        }
        tags
    }

    fn deal(&mut self) -> Option<DealRow> {
        let title = self.line(Part::Title);
        if title.is_empty() {
            self.problem("", ProblemKind::NoTitle, "");
            return None;
        }
        let (value, currency) = self.amount(Part::Value);
        let (won, lost) = (self.day(Part::Won), self.day(Part::Lost));
        let mut closed = self.day(Part::Closed);
        let mut expected_close = self.day(Part::ExpectedClose);
        let mut stage = self.line(Part::Stage);
        let said = self
            .cell(Part::Status)
            .map(|(_, column, text)| (column, text));
        let mut status = said.and_then(|(_, text)| Status::of(text));
        if let Some((column, text)) = said.filter(|_| status.is_none()) {
            self.problem(&column.title, ProblemKind::NotAnOption, text);
        }
        // Programs without a status close a deal by its stage.
        if status.is_none() {
            status = Status::of(&stage).filter(|status| *status != Status::Open);
            if status.is_some() {
                stage = String::new();
            }
        }
        status = status
            .or(won.map(|_| Status::Won))
            .or(lost.map(|_| Status::Lost));
        match status {
            Some(Status::Won) => closed = won.or(closed),
            Some(Status::Lost) => closed = lost.or(closed),
            // Of an open deal the day of closing is the one that is hoped for.
            _ => expected_close = expected_close.or(closed.take()),
        }
        let codes = self.codes();
        Some(DealRow {
            row: self.row.number,
            title,
            value,
            currency,
            board: self.line(Part::Board),
            stage,
            status,
            owner: self.line(Part::Owner),
            expected_close,
            closed,
            reason: self.line(Part::Reason),
            source: self.line(Part::Source),
            note: self.text(Part::Note, limits::NOTE),
            code: self.code(),
            tags: self.tags(),
            codes,
            values: self.values(),
            who: String::new(),
        })
    }

    /// Numbers of people and companies. Where companies have no column of their own, that of people may
    /// name them, too.
    fn codes(&mut self) -> Vec<Numbered> {
        let part = Target::Part(Part::CompanyCode);
        let apart = self.columns.iter().any(|column| column.target == part);
        let mut codes = Vec::new();
        for (part, kind) in [
            (Part::PersonCode, apart.then_some(CustomerKind::Person)),
            (Part::CompanyCode, Some(CustomerKind::Company)),
        ] {
            let cell = self.line(part);
            let parts = cell.split([';', ',']).map(str::trim);
            let parts = parts.filter(|code| !code.is_empty());
            codes.extend(parts.map(|code| Numbered {
                kind,
                code: code.to_owned(),
            }));
        }
        codes
    }

    /// A number that a spreadsheet has cut is no number any more.
    fn code(&mut self) -> String {
        if let Some((_, column, text)) = self.cell(Part::Code) {
            if cell::is_scientific(text) {
                self.problem(&column.title, ProblemKind::LostDigits, text);
                return String::new();
            }
        }
        self.line(Part::Code)
    }
}
