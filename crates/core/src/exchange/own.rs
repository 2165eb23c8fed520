//! Columns that hold own fields: which field a header names, what kind a new field should be by the
//! values below its header, and reading those values the way the whole column is written. Shared by
//! every list that has own fields; knows nothing of the other columns.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    amount::{DecimalMark, currency_in, foreign_sign, parse_amount},
    customers::headers::normalise,
    date_orders::DateOrders,
    dates::{DateOrder, parse_date},
    evidence::{Certainty, narrow},
    marks::decide_mark_as,
    problem::ProblemKind,
};
use crate::domain::{
    Currency, FieldDef, FieldKind, FieldOption, FieldValue, Id, IdMaker, Rank, TableName,
    Timestamp,
    field::{Decimal, FieldProblem, parse},
    limits,
};

/// Values looked at to find out what a column holds.
const LOOKED_AT: usize = 500;
/// Most options that a column is taken to choose from.
const FEW: usize = 12;
/// Decimal places of a number.
const PLACES: u32 = 6;

/// The word for a kind in saved columns and choosers.
pub const fn kind_word(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Money => "money",
        FieldKind::Date => "date",
        FieldKind::Choice => "choice",
        FieldKind::Choices => "choices",
        FieldKind::YesNo => "yes_no",
        FieldKind::Link => "link",
        FieldKind::Phone => "phone",
    }
}

/// The kind of that word.
pub fn kind_of(word: &str) -> Option<FieldKind> {
    let mut all = FieldKind::ALL.into_iter();
    all.find(|kind| kind_word(*kind) == word)
}

/// The own fields of one table, those that the import makes among them.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFields {
    of: TableName,
    fields: Vec<Arc<FieldDef>>,
    /// How many of the last ones are new.
    made: usize,
    last: Option<Rank>,
    currency: Currency,
}

impl OwnFields {
    /// None at all, which lets no column become one.
    pub fn none(of: TableName) -> Self {
        Self::new(of, &[], Currency::USD)
    }

    /// Those of `of` among the fields of the shop; amounts without a currency are in `currency`.
    pub fn new(of: TableName, all: &[Arc<FieldDef>], currency: Currency) -> Self {
        Self {
            of,
            fields: all.iter().filter(|one| one.of == of).cloned().collect(),
            made: 0,
            last: all.iter().map(|one| one.rank.clone()).max(),
            currency,
        }
    }

    /// The field that a header names.
    pub fn named(&self, title: &str) -> Option<&Arc<FieldDef>> {
        let exact = self
            .fields
            .iter()
            .find(|one| one.name.trim() == title.trim());
        exact.or_else(|| {
            let wanted = normalise(title);
            let mut all = self.fields.iter();
            all.find(|one| !wanted.is_empty() && normalise(&one.name) == wanted)
        })
    }

    /// The field of that identity.
    pub fn get(&self, id: Id<FieldDef>) -> Option<&Arc<FieldDef>> {
        self.fields.iter().find(|one| one.id == id)
    }

    /// The fields that are new.
    pub fn made(&self) -> &[Arc<FieldDef>] {
        let from = self.fields.len().saturating_sub(self.made);
        self.fields.get(from..).unwrap_or_default()
    }

    /// The field that a column becomes: the one of its name, else a new one of that kind, or of the
    /// kind that the values show.
    pub fn make<'a>(
        &mut self,
        title: &str,
        kind: Option<FieldKind>,
        cells: impl Iterator<Item = &'a str> + Clone,
        ids: &mut IdMaker,
        now: Timestamp,
    ) -> Arc<FieldDef> {
        if let Some(known) = self.named(title) {
            return known.clone();
        }
        let kind = kind.unwrap_or_else(|| guess(cells.clone()));
        let rank = Rank::between(self.last.as_ref(), None);
        self.last = Some(rank.clone());
        let options = options_of(kind, cells);
        let field = Arc::new(FieldDef {
            id: ids.next(now),
            of: self.of,
            name: title.trim().chars().take(limits::LINE).collect(),
            kind,
            options: options
                .into_iter()
                .map(|name| FieldOption {
                    id: ids.next(now),
                    name,
                })
                .collect(),
            rank,
            hidden: false,
            yearly: false,
            created: now,
            updated: now,
        });
        self.fields.push(field.clone());
        self.made += 1;
        field
    }

    /// How a column of `field` is written; what a person `said` of numbers counts where it leaves that open.
    pub fn column<'a>(
        &self,
        field: &Arc<FieldDef>,
        cells: impl Iterator<Item = &'a str> + Clone,
        orders: DateOrders,
        said: Option<DecimalMark>,
    ) -> OwnColumn {
        let (order, certainty) = orders.decide(cells.clone());
        let (mark, written) = decide_mark_as(cells, said);
        let numeric = matches!(field.kind, FieldKind::Number | FieldKind::Money);
        OwnColumn {
            field: field.clone(),
            order,
            open: field.kind == FieldKind::Date && certainty != Certainty::Clear,
            mark,
            open_mark: numeric && written != Certainty::Clear,
            currency: self.currency,
        }
    }
}

/// The names that values choose from, in the order they are met.
fn options_of<'a>(kind: FieldKind, cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    if !kind.has_options() {
        return Vec::new();
    }
    let mut seen = FxHashSet::default();
    let mut options = Vec::new();
    for cell in cells {
        let parts: Vec<&str> = if kind == FieldKind::Choices {
            cell.split([';', '；', '\n']).collect()
        } else {
            vec![cell]
        };
        for part in parts.into_iter().map(str::trim) {
            // Files put several options into one cell, with these signs between them.
            let whole = !part.contains([';', '；', '\n']);
            let fits = whole && !part.is_empty() && part.chars().count() <= limits::LINE;
            if fits && options.len() < limits::ENTRIES && seen.insert(narrow(part).to_lowercase()) {
                options.push(part.to_owned());
            }
        }
    }
    options
}

/// What a column holds, by its values: every one of them has to fit.
pub fn guess<'a>(cells: impl Iterator<Item = &'a str>) -> FieldKind {
    let values: Vec<String> = cells
        .map(narrow)
        .filter(|cell| !cell.is_empty())
        .take(LOOKED_AT)
        .collect();
    let every = |test: &dyn Fn(&str) -> bool| !values.is_empty() && values.iter().all(|v| test(v));
    let probe = |kind| FieldDef {
        id: Id::new(uuid::Uuid::nil()),
        of: TableName::Customers,
        name: String::new(),
        kind,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: Timestamp(0),
        updated: Timestamp(0),
    };
    let fits = |kind, text: &str| parse(&probe(kind), text, Currency::USD).is_ok();
    let dated = |text: &str| {
        text.contains(['-', '/', '.', '年']) && parse_date(text, DateOrder::DayFirst).is_ok()
            || text.contains('/') && parse_date(text, DateOrder::MonthFirst).is_ok()
    };
    let amount = |text: &str| {
        [DecimalMark::Point, DecimalMark::Comma]
            .into_iter()
            .any(|mark| parse_amount(text, PLACES, mark).is_ok())
    };
    // Leading zeros and long runs of digits are names of things, not sizes.
    let counted = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let bare = text.trim_start_matches(['-', '+']);
        digits <= 10 && !(bare.len() > 1 && bare.starts_with('0') && !bare.starts_with("0."))
    };
    if every(&|text| fits(FieldKind::YesNo, text) && !matches!(text, "0" | "1" | "-")) {
        FieldKind::YesNo
    } else if every(&dated) {
        FieldKind::Date
    } else if every(&|text| is_figure(text) && amount(text) && counted(text)) {
        FieldKind::Number
    } else if every(&|text| amount(text) && text.bytes().any(|b| b.is_ascii_digit())) {
        if values.iter().any(|text| !is_figure(text)) {
            FieldKind::Money
        } else {
            FieldKind::Text
        }
    } else if every(&|text| text.contains("://") && fits(FieldKind::Link, text)) {
        FieldKind::Link
    } else {
        let different: FxHashSet<String> = values.iter().map(|v| v.to_lowercase()).collect();
        let short = |text: &String| text.chars().count() <= 40 && !text.contains([';', '；', '\n']);
        let short = values.iter().all(short);
        let few = different.len() <= FEW && values.len() >= different.len() * 2;
        if short && few && !values.is_empty() {
            FieldKind::Choice
        } else {
            FieldKind::Text
        }
    }
}

/// Digits with the signs that numbers are written with, and nothing else.
fn is_figure(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || " .,'+-()".contains(c))
}

/// A column of an own field.
#[derive(Debug, Clone)]
pub struct OwnColumn {
    /// The field.
    pub field: Arc<FieldDef>,
    /// How its dates are written.
    pub order: DateOrder,
    /// True if its dates leave the order open.
    pub open: bool,
    /// What stands before the decimals of its numbers.
    pub mark: DecimalMark,
    /// True if its numbers leave that open.
    pub open_mark: bool,
    currency: Currency,
}

impl OwnColumn {
    /// What the column leaves open, with how it was read.
    pub fn doubts(&self) -> impl Iterator<Item = ProblemKind> + use<> {
        let order = self
            .open
            .then_some(ProblemKind::AmbiguousDates { order: self.order });
        let mark = self.open_mark.then_some(ProblemKind::AmbiguousNumbers {
            comma: self.mark == DecimalMark::Comma,
        });
        order.into_iter().chain(mark)
    }

    /// Reads one cell; `None` if it says nothing.
    pub fn read(&self, text: &str) -> Result<Option<FieldValue>, ProblemKind> {
        let plain = narrow(text);
        if plain.is_empty() {
            return Ok(None);
        }
        match self.field.kind {
            FieldKind::Number if is_figure(&plain) => {
                let millionths = parse_amount(&plain, PLACES, self.mark);
                let number = millionths.ok().and_then(Decimal::from_millionths);
                number
                    .map(|number| Some(FieldValue::Number(number)))
                    .ok_or(ProblemKind::UnreadableNumber)
            }
            FieldKind::Money => self.money(text, &plain),
            FieldKind::Date => parse_date(&plain, self.order)
                .map(|day| Some(FieldValue::Date(day)))
                .or(Err(ProblemKind::UnreadableDate)),
            _ => parse(&self.field, text, self.currency).map_err(ProblemKind::from),
        }
    }

    fn money(&self, text: &str, plain: &str) -> Result<Option<FieldValue>, ProblemKind> {
        let currency = currency_in(plain).unwrap_or(self.currency);
        if foreign_sign(plain, currency).is_some() {
            return Err(ProblemKind::ForeignSign);
        }
        let value = match parse_amount(plain, currency.exponent(), self.mark) {
            Ok(amount) => FieldValue::Money { amount, currency },
            // Codes that amounts are seldom written with.
            Err(_) => return parse(&self.field, text, self.currency).map_err(ProblemKind::from),
        };
        value.check().map_err(ProblemKind::from)?;
        Ok(Some(value))
    }
}

impl From<FieldProblem> for ProblemKind {
    fn from(problem: FieldProblem) -> Self {
        match problem {
            FieldProblem::NotANumber => Self::UnreadableNumber,
            FieldProblem::NotADate => Self::UnreadableDate,
            FieldProblem::NotAnOption(_) => Self::NotAnOption,
            FieldProblem::NotYesNo => Self::UnreadableFlag,
            FieldProblem::NotALink => Self::UnreadableLink,
            FieldProblem::NotAPhone => Self::UnreadablePhone,
            FieldProblem::TooLong => Self::TooLong,
            FieldProblem::OutOfRange => Self::OutOfRange,
        }
    }
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
