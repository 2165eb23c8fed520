//! Questions about own fields as lines of the builder: what is filled in becomes a question and back.
//! A line that is left blank asks whether the field is filled in at all.

use crate::{
    domain::{Currency, FieldDef, FieldKind, Id, field::Decimal},
    exchange::typed,
    query::{OwnTest, Range},
};

use super::{ask::Fill, draft::range};

/// What is filled in for a question about a field.
pub const fn fill(kind: FieldKind) -> Fill {
    match kind {
        FieldKind::Number | FieldKind::Money => Fill::Numbers,
        FieldKind::Date => Fill::Dates,
        FieldKind::Choice | FieldKind::Choices | FieldKind::YesNo => Fill::Options,
        FieldKind::Text | FieldKind::Link | FieldKind::Phone => Fill::Text,
    }
}

/// The question that the filled-in texts stand for; `None` if they can't be read.
pub fn test(field: &FieldDef, from: &str, to: &str, currency: Currency) -> Option<OwnTest> {
    if from.is_empty() && to.is_empty() {
        return Some(OwnTest::Filled);
    }
    let money = |text: &str| typed::amount(text, currency).ok();
    Some(match field.kind {
        FieldKind::Number => OwnTest::Number(range(from, to, Decimal::parse)?),
        FieldKind::Money => OwnTest::Money(range(from, to, money)?),
        FieldKind::Date => OwnTest::Date(range(from, to, |text| text.parse().ok())?),
        FieldKind::YesNo => OwnTest::Is(from == "yes"),
        FieldKind::Choice | FieldKind::Choices => OwnTest::Option(Id::parse(from)?),
        FieldKind::Text | FieldKind::Link | FieldKind::Phone => OwnTest::Has(from.to_owned()),
    })
}

/// The texts that stand for a question.
pub fn texts(test: &OwnTest, currency: Currency) -> (String, String) {
    match test {
        OwnTest::Filled => <(String, String)>::default(),
        OwnTest::Is(yes) => (if *yes { "yes" } else { "no" }.to_owned(), String::new()),
        OwnTest::Has(text) => (text.clone(), String::new()),
        OwnTest::Option(id) => (id.to_string(), String::new()),
        OwnTest::Number(numbers) => ends(numbers, ToString::to_string),
        OwnTest::Money(amounts) => ends(amounts, |amount| currency.decimal(*amount)),
        OwnTest::Date(dates) => ends(dates, ToString::to_string),
    }
}

fn ends<T>(range: &Range<T>, text: impl Fn(&T) -> String) -> (String, String) {
    let end = |end: &Option<T>| end.as_ref().map(&text).unwrap_or_default();
    (end(&range.from), end(&range.to))
}
