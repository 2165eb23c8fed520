//! Words for what the trade's enums say: one place for the pages of sales and products.

use super::draft::Problem;
use crate::{
    domain::Payment,
    i18n::{Locale, td_string},
    ui::money::typed_error,
};

/// How it was paid.
pub fn payment(locale: Locale, payment: Payment) -> &'static str {
    match payment {
        Payment::Cash => td_string!(locale, sales.pay_cash),
        Payment::Card => td_string!(locale, sales.pay_card),
        Payment::Mobile => td_string!(locale, sales.pay_mobile),
        Payment::Transfer => td_string!(locale, sales.pay_transfer),
        Payment::Other => td_string!(locale, sales.pay_other),
    }
}

/// Why a draft can't be saved, as a sentence.
pub fn problem(locale: Locale, problem: Problem) -> String {
    match problem {
        Problem::Typed(error) => typed_error(locale, error),
        Problem::DiscountTooLarge => td_string!(locale, sales.error_discount).to_owned(),
        Problem::NoQuantity => td_string!(locale, sales.error_no_quantity).to_owned(),
        Problem::Overflow => td_string!(locale, sales.error_too_large).to_owned(),
        Problem::NoName => td_string!(locale, sales.error_no_name).to_owned(),
        Problem::NoDate => td_string!(locale, sales.error_no_date).to_owned(),
        Problem::OwnField => td_string!(locale, sales.error_own_field).to_owned(),
    }
}

/// A tax rate in basis points as a percentage.
pub fn rate(points: u16) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}
