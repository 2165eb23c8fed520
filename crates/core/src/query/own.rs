//! Questions about the shop's own fields, and their order in lists. A value of another kind than the
//! question is about is no answer.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{FieldDef, FieldOption, FieldValue, Id, Values, field::Decimal},
    search::fold,
};

use super::filter::{Condition, Filter, Range};

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

/// The shown field that somebody means by a word: its name in any case and either script.
pub fn named<'a>(fields: &'a [Arc<FieldDef>], word: &str) -> Option<&'a FieldDef> {
    let word = fold(word);
    let mut shown = fields.iter().filter(|field| !field.hidden);
    let found = shown.find(|field| !word.is_empty() && fold(&field.name) == word);
    found.map(AsRef::as_ref)
}

/// What is chosen of own fields: the field and the word of the choice.
pub type Chosen = Vec<(Id<FieldDef>, String)>;

/// True if the values answer all that is chosen; a word that can't be read asks nothing.
pub fn chosen_hold(chosen: &Chosen, values: &Values) -> bool {
    chosen.iter().all(|(field, word)| {
        OwnTest::of_choice(word).is_none_or(|test| own_holds(*field, &test, values))
    })
}

/// True if the tags and own fields of a deal or a product answer the filter. What else it may ask is of
/// customers and does not hold.
pub fn answers(filter: &Filter, tags: &[String], values: &Values) -> bool {
    filter.holds(&|condition| match condition {
        Condition::Tag(tag) => tags.contains(tag),
        Condition::Own(field, test) => own_holds(*field, test, values),
        _ => false,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::Currency;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn between<T>(from: T, to: T) -> Range<T> {
        Range {
            from: Some(from),
            to: Some(to),
        }
    }

    fn is(condition: Condition) -> Filter {
        Filter::Is(condition)
    }

    #[test]
    fn a_field_is_named_in_any_case_and_script() {
        let field = |number, name: &str, hidden| {
            Arc::new(FieldDef {
                id: id(number),
                of: crate::domain::TableName::Customers,
                name: name.to_owned(),
                kind: crate::domain::FieldKind::Text,
                options: Vec::new(),
                rank: crate::domain::Rank::first(),
                hidden,
                yearly: false,
                created: crate::domain::Timestamp(0),
                updated: crate::domain::Timestamp(0),
            })
        };
        let fields = [
            field(1, "Tea", true),
            field(2, "Favourite Tea", false),
            field(3, "喜歡的茶", false),
        ];
        let found = |word| named(&fields, word).map(|field| field.id);
        assert_eq!(found(" FAVOURITE  tea"), Some(id(2)));
        assert_eq!(found("喜欢的茶"), Some(id(3)));
        assert_eq!(found("tea"), None, "hidden");
        assert_eq!(found(""), None);
    }

    #[test]
    fn every_kind_of_own_field_is_asked() {
        let day: NaiveDate = "2026-12-24".parse().expect("a date");
        let number = Decimal::parse("2.5").expect("a number");
        let currency = Currency::USD;
        let amount = 900;
        let values = Values::from([
            (id(1), FieldValue::Number(number)),
            (id(2), FieldValue::Money { amount, currency }),
            (id(3), FieldValue::Date(day)),
            (id(4), FieldValue::Text("Blue Vase".to_owned())),
        ]);
        let tags = ["urgent".to_owned()];
        let later = day.succ_opt().expect("a day");
        let more = Decimal::parse("3").expect("a number");
        for (field, yes, no) in [
            (
                1,
                OwnTest::Number(between(number, number)),
                OwnTest::Number(between(more, more)),
            ),
            (
                2,
                OwnTest::Money(between(900, 901)),
                OwnTest::Money(between(901, 902)),
            ),
            (
                3,
                OwnTest::Date(between(day, later)),
                OwnTest::Date(between(later, later)),
            ),
            (
                4,
                OwnTest::Has("blue".to_owned()),
                OwnTest::Has("red".to_owned()),
            ),
        ] {
            let holds = |test| answers(&is(Condition::Own(id(field), test)), &tags, &values);
            assert!(holds(yes) && holds(OwnTest::Filled), "{field}");
            assert!(!holds(no), "{field}");
        }
        assert!(!answers(
            &is(Condition::Own(id(9), OwnTest::Filled)),
            &tags,
            &values
        ));
        assert!(answers(
            &is(Condition::Tag("urgent".to_owned())),
            &tags,
            &values
        ));
        // A question about customers lets no deal pass, and none at all lets every one.
        assert!(!answers(&is(Condition::HasPhone), &tags, &values));
        assert!(answers(&Filter::default(), &tags, &values));
    }

    proptest! {
        #[test]
        fn a_range_lets_pass_what_lies_in_it(value in -9_i64..9, from in -9_i64..9, to in -9_i64..9) {
            let money = FieldValue::Money { amount: value, currency: Currency::USD };
            let values = Values::from([(id(1), money)]);
            let asked = is(Condition::Own(id(1), OwnTest::Money(between(from, to))));
            prop_assert_eq!(answers(&asked, &[], &values), (from..=to).contains(&value));
            let not = Filter::Not(Box::new(asked));
            prop_assert_eq!(answers(&not, &[], &values), !(from..=to).contains(&value));
        }
    }
}
