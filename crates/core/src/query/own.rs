//! Questions about the shop's own fields, and their order in lists. A value of another kind than the
//! question is about is no answer.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{FieldDef, FieldOption, FieldValue, Id, Values, field::Decimal},
    search::fold,
};

use super::filter::Range;

/// What is asked of an own field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnTest {
    /// It is filled in.
    Filled,
    /// Yes, or no; what was never answered is neither.
    Is(bool),
    /// The words occur, spellings folded.
    Has(String),
    /// The option is chosen, perhaps among others.
    Option(Id<FieldOption>),
    /// A number.
    Number(Range<Decimal>),
    /// Minor units, whatever the currency.
    Money(Range<i64>),
    /// A date.
    Date(Range<NaiveDate>),
}

impl OwnTest {
    /// The question that a word of an address asks of a field with choices: `yes`, `no`, or an option.
    pub fn of_choice(word: &str) -> Option<Self> {
        match word {
            "yes" => Some(Self::Is(true)),
            "no" => Some(Self::Is(false)),
            option => Id::parse(option).map(Self::Option),
        }
    }
}

/// What is chosen of own fields: the field and the word of the choice.
pub type Chosen = Vec<(Id<FieldDef>, String)>;

/// True if the values answer all that is chosen; a word that can't be read asks nothing.
pub fn chosen_hold(chosen: &Chosen, values: &Values) -> bool {
    chosen.iter().all(|(field, word)| {
        OwnTest::of_choice(word).is_none_or(|test| own_holds(*field, &test, values))
    })
}

/// True if the values answer the question.
pub fn own_holds(field: Id<FieldDef>, test: &OwnTest, values: &Values) -> bool {
    let Some(value) = values.get(&field) else {
        return false;
    };
    match (test, value) {
        (OwnTest::Filled, _) => true,
        (OwnTest::Is(wanted), FieldValue::YesNo(value)) => wanted == value,
        (
            OwnTest::Has(wanted),
            FieldValue::Text(text) | FieldValue::Link(text) | FieldValue::Phone(text),
        ) => fold(text).contains(&fold(wanted)),
        (OwnTest::Option(wanted), FieldValue::Choice(option)) => wanted == option,
        (OwnTest::Option(wanted), FieldValue::Choices(options)) => options.contains(wanted),
        (OwnTest::Number(range), FieldValue::Number(number)) => range.contains(number),
        (OwnTest::Money(range), FieldValue::Money { amount, .. }) => range.contains(amount),
        (OwnTest::Date(range), FieldValue::Date(date)) => range.contains(date),
        _ => false,
    }
}

/// What a value is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnKey {
    /// Numbers, amounts, dates; options in the order they were made.
    Number(i64),
    /// Words, folded.
    Text(String),
}

/// The key of a field's value; `None` if there is none.
pub fn own_key(field: Id<FieldDef>, values: &Values) -> Option<OwnKey> {
    // The identity of an option begins with the time it was made.
    let age = |option: &Id<FieldOption>| {
        OwnKey::Number(i64::try_from(option.raw().as_u128() >> 65).unwrap_or(i64::MAX))
    };
    Some(match values.get(&field)? {
        FieldValue::Text(text) | FieldValue::Link(text) | FieldValue::Phone(text) => {
            OwnKey::Text(fold(text))
        }
        FieldValue::Number(number) => OwnKey::Number(number.millionths()),
        FieldValue::Money { amount, .. } => OwnKey::Number(*amount),
        FieldValue::Date(date) => OwnKey::Number(date.num_days_from_ce().into()),
        FieldValue::Choice(option) => age(option),
        FieldValue::Choices(options) => age(options.first()?),
        FieldValue::YesNo(yes) => OwnKey::Number(i64::from(!yes)),
    })
}
