//! What a person types into a field for money, quantity, discount or tax. The same reader as for
//! files, with the one difference that a single text must decide its own decimal mark.

use thiserror::Error;

use super::{
    amount::{AmountError, DecimalMark, currency_in, foreign_sign, parse_amount},
    evidence::narrow,
    marks::decide_mark,
};
use crate::domain::{Currency, Quantity, counter::Discount, limits};

/// Why a typed value can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TypedError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// Not a number.
    #[error("not a number")]
    NotANumber,
    /// More decimals than fit.
    #[error("too many decimals")]
    TooManyDecimals,
    /// Larger than a record may hold.
    #[error("too large")]
    TooLarge,
    /// Below zero where that makes no sense.
    #[error("below zero")]
    Negative,
    /// The text names another currency.
    #[error("in {0}, another currency")]
    OtherCurrency(Currency),
}

impl From<AmountError> for TypedError {
    fn from(error: AmountError) -> Self {
        match error {
            AmountError::Empty => Self::Empty,
            AmountError::NotANumber => Self::NotANumber,
            AmountError::TooManyDecimals => Self::TooManyDecimals,
            AmountError::Overflow => Self::TooLarge,
        }
    }
}

fn number(text: &str, exponent: u32) -> Result<i64, TypedError> {
    let (mark, _) = decide_mark([text]);
    // `1.000` may be one or a thousand: where a currency has no third decimal it is refused.
    let narrow = narrow(text);
    let behind = narrow.rsplit_once('.').map(|(_, behind)| behind);
    let doubtful = mark == DecimalMark::Point
        && exponent < 3
        && behind.is_some_and(|digits| {
            digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
    let value = parse_amount(text, exponent, mark)?;
    if doubtful {
        Err(TypedError::TooManyDecimals)
    } else if value < 0 {
        Err(TypedError::Negative)
    } else if value > limits::AMOUNT {
        Err(TypedError::TooLarge)
    } else {
        Ok(value)
    }
}

/// An amount of `currency` in minor units, 0 or more.
pub fn amount(text: &str, currency: Currency) -> Result<i64, TypedError> {
    let named = currency_in(text).filter(|other| *other != currency);
    match named.or_else(|| foreign_sign(text, currency)) {
        Some(other) => Err(TypedError::OtherCurrency(other)),
        None => number(text, currency.exponent()),
    }
}

/// The same, where the field may stay blank: `None`.
pub fn amount_or_blank(text: &str, currency: Currency) -> Result<Option<i64>, TypedError> {
    match amount(text, currency) {
        Ok(amount) => Ok(Some(amount)),
        Err(TypedError::Empty) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A quantity: up to three decimals, 0 or more.
pub fn quantity(text: &str) -> Result<Quantity, TypedError> {
    number(text, 3).map(Quantity)
}

/// A percentage with or without its sign, in basis points, at most 100 %.
pub fn percent(text: &str) -> Result<i64, TypedError> {
    let text = narrow(text);
    let points = number(text.trim_end_matches('%'), 2)?;
    if points > 10_000 {
        Err(TypedError::TooLarge)
    } else {
        Ok(points)
    }
}

/// `10 %` or an amount of `currency`.
pub fn discount(text: &str, currency: Currency) -> Result<Discount, TypedError> {
    if narrow(text).ends_with('%') {
        percent(text).map(Discount::Percent)
    } else {
        amount(text, currency).map(Discount::Amount)
    }
}

/// A quantity without needless zeros, with a point: `1.5`.
pub fn quantity_text(quantity: Quantity) -> String {
    let sign = if quantity.0 < 0 { "-" } else { "" };
    let size = quantity.0.unsigned_abs();
    let text = format!("{sign}{}.{:03}", size / 1000, size % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Currency {
        Currency::parse(text).expect("a code")
    }

    #[test]
    fn money_as_people_type_it() {
        for (text, currency, minor) in [
            ("12.5", "CNY", 1250),
            ("１２．５０", "CNY", 1250),
            ("12,50", "EUR", 1250),
            ("1,234.50", "USD", 123_450),
            ("1,234", "USD", 123_400),
            ("¥１，２００", "JPY", 1200),
            ("1.234", "KWD", 1234),
            ("99元", "CNY", 9900),
            ("$5", "USD", 500),
            ("0", "USD", 0),
        ] {
            assert_eq!(amount(text, code(currency)), Ok(minor), "{text} {currency}");
            let blank_or = amount_or_blank(text, code(currency));
            assert_eq!(blank_or, Ok(Some(minor)), "{text} {currency}");
        }
    }

    #[test]
    fn a_blank_amount_is_none_where_it_may_be() {
        assert_eq!(amount_or_blank("　 ", code("CNY")), Ok(None));
        assert_eq!(
            amount_or_blank("1.005", code("CNY")),
            Err(TypedError::TooManyDecimals)
        );
    }

    #[test]
    fn what_is_refused_says_why() {
        use TypedError::{Empty, Negative, NotANumber, OtherCurrency, TooLarge, TooManyDecimals};
        for (text, currency, error) in [
            (" ", "CNY", Empty),
            ("abc", "CNY", NotANumber),
            ("1.005", "CNY", TooManyDecimals),
            ("1.000", "USD", TooManyDecimals),
            ("1.000", "JPY", TooManyDecimals),
            ("1.5", "JPY", TooManyDecimals),
            ("-5", "CNY", Negative),
            ("€5", "CNY", OtherCurrency(code("EUR"))),
            ("$5", "CNY", OtherCurrency(code("USD"))),
            ("￥5", "USD", OtherCurrency(code("CNY"))),
            ("900000000000.01", "CNY", TooLarge),
            ("99999999999999999999999", "CNY", TooLarge),
        ] {
            assert_eq!(
                amount(text, code(currency)),
                Err(error),
                "{text} {currency}"
            );
        }
    }

    #[test]
    fn quantities_and_discounts() {
        assert_eq!(quantity("１．５"), Ok(Quantity(1500)));
        assert_eq!(quantity("0,25"), Ok(Quantity(250)));
        assert_eq!(quantity("1.2345"), Err(TypedError::TooManyDecimals));
        assert_eq!(discount("10%", Currency::CNY), Ok(Discount::Percent(1000)));
        assert_eq!(
            discount("１２．５％", Currency::CNY),
            Ok(Discount::Percent(1250))
        );
        assert_eq!(discount("3", Currency::CNY), Ok(Discount::Amount(300)));
        assert_eq!(discount("101%", Currency::CNY), Err(TypedError::TooLarge));
        assert_eq!(percent("13"), Ok(1300));
        assert_eq!(quantity_text(Quantity(1500)), "1.5");
        assert_eq!(quantity_text(Quantity(-20_000)), "-20");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(
            amount_in in 0..=limits::AMOUNT, code_in in prop::sample::select(vec!["USD", "JPY", "KWD"]),
        ) {
            let currency = code(code_in);
            prop_assert_eq!(amount(&currency.decimal(amount_in), currency), Ok(amount_in));
            prop_assert_eq!(quantity(&quantity_text(Quantity(amount_in))), Ok(Quantity(amount_in)));
        }
    }
}
