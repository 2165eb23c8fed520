//! The shop's own fields in words: their kinds, their values as people read them, and why a text is
//! no value.

use crate::{
    domain::{
        Currency, FieldDef, FieldKind, FieldOption, FieldValue, Id,
        field::{FieldProblem, parse},
    },
    i18n::{Locale, td_string},
};

use super::{App, Fmt};

/// A value as people read it.
pub fn text(fmt: Fmt, field: &FieldDef, value: &FieldValue) -> String {
    let locale = fmt.locale();
    let name = |id: &Id<FieldOption>| field.option(*id).map(|option| option.name.clone());
    match value {
        FieldValue::Text(text) | FieldValue::Link(text) | FieldValue::Phone(text) => text.clone(),
        FieldValue::Number(number) => fmt.number(
            number.as_f64(),
            u8::try_from(number.places()).unwrap_or_default(),
        ),
        FieldValue::Money { amount, currency } => fmt.money(*amount, *currency),
        FieldValue::Date(date) => fmt.date(*date),
        FieldValue::Choice(id) => name(id).unwrap_or_default(),
        FieldValue::Choices(ids) => ids
            .iter()
            .filter_map(name)
            .collect::<Vec<_>>()
            .join(td_string!(locale, history.comma)),
        FieldValue::YesNo(true) => td_string!(locale, common.yes).to_owned(),
        FieldValue::YesNo(false) => td_string!(locale, common.no).to_owned(),
    }
}

/// What a form holds for a value: the plain form, amounts of the shop's currency without its code.
pub fn draft(field: &FieldDef, value: &FieldValue, currency: Currency) -> String {
    match value {
        FieldValue::Money {
            amount,
            currency: own,
        } if *own == currency => currency.decimal(*amount),
        other => other.plain(field),
    }
}

/// Reads what a form holds, in the shop's currency.
pub fn read(app: App, field: &FieldDef, text: &str) -> Result<Option<FieldValue>, FieldProblem> {
    let currency = app.peek(|records| records.settings().map(|shop| shop.currency));
    parse(field, text, currency.unwrap_or(Currency::USD))
}

/// What a kind is called.
pub fn kind(locale: Locale, kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => td_string!(locale, settings.field_text),
        FieldKind::Number => td_string!(locale, settings.field_number),
        FieldKind::Money => td_string!(locale, settings.field_money),
        FieldKind::Date => td_string!(locale, settings.field_date),
        FieldKind::Choice => td_string!(locale, settings.field_choice),
        FieldKind::Choices => td_string!(locale, settings.field_choices),
        FieldKind::YesNo => td_string!(locale, settings.field_yes_no),
        FieldKind::Link => td_string!(locale, settings.field_link),
        FieldKind::Phone => td_string!(locale, settings.field_phone),
    }
}

/// Why a text is no value.
pub fn problem(locale: Locale, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::NotANumber => td_string!(locale, settings.not_a_number).to_owned(),
        FieldProblem::NotADate => td_string!(locale, settings.not_a_date).to_owned(),
        FieldProblem::NotAnOption(text) => {
            let text: String = text.chars().take(40).collect();
            td_string!(locale, settings.not_an_option, text = text)
        }
        FieldProblem::NotYesNo => td_string!(locale, settings.not_yes_no).to_owned(),
        FieldProblem::NotALink => td_string!(locale, settings.not_a_link).to_owned(),
        FieldProblem::NotAPhone => td_string!(locale, settings.not_a_phone).to_owned(),
        FieldProblem::TooLong => td_string!(locale, settings.value_too_long).to_owned(),
        FieldProblem::OutOfRange => td_string!(locale, settings.value_out_of_range).to_owned(),
    }
}
