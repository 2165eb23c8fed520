//! Amounts as people and tills write them, to whole minor units. Nothing is ever rounded: what the
//! currency cannot hold is an error.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::evidence::narrow;
use crate::domain::{
    money::Currency,
    signs::{self, strip_mark},
};

/// The character between whole units and the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

impl DecimalMark {
    /// The character itself.
    pub(super) const fn char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The other mark, which then groups thousands.
    const fn grouping(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountError {
    /// The cell is blank.
    #[error("the amount is missing")]
    Empty,
    /// Not a number, or one whose digits are not grouped as numbers are.
    #[error("not an amount")]
    NotANumber,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    TooManyDecimals,
    /// Does not fit 64 bits of minor units.
    #[error("the amount is too large")]
    Overflow,
}

/// A text without its sign and money words.
struct Bare<'a> {
    digits: &'a str,
    negative: bool,
    currency: Option<&'static str>,
    /// A sign that several currencies share.
    sign: Option<&'static str>,
}

/// The figure of a text in narrow forms, without signs and money words.
pub(super) fn figure(text: &str) -> Option<&str> {
    Some(strip(text)?.digits)
}

/// Takes signs, parentheses and money words off both ends.
fn strip(text: &str) -> Option<Bare<'_>> {
    let mut bare = Bare {
        digits: text,
        negative: false,
        currency: None,
        sign: None,
    };
    let (mut signed, mut marks) = (false, 0);
    loop {
        let rest = bare.digits.trim();
        bare.digits = rest;
        let sign = rest
            .strip_prefix(['-', '+'])
            .map(|left| (left, rest.starts_with('-')));
        let sign = sign
            .or_else(|| {
                rest.strip_suffix(['-', '+'])
                    .map(|left| (left, rest.ends_with('-')))
            })
            .or_else(|| Some((rest.strip_prefix('(')?.strip_suffix(')')?, true)));
        if let Some((left, negative)) = sign {
            if signed {
                return None;
            }
            (bare.digits, bare.negative, signed) = (left, negative, true);
        } else if let Some((left, mark, currency)) = strip_mark(rest) {
            marks += 1;
            if marks > 2 || (bare.currency.is_some() && currency.is_some()) {
                return None;
            }
            bare.digits = left;
            bare.currency = bare.currency.or(currency);
            bare.sign = bare.sign.or(currency.is_none().then_some(mark));
        } else {
            return Some(bare);
        }
    }
}

/// The currency a cell names beyond doubt (`€ 5`, `HK$5`, `5 USD`); a bare `$`, `¥` or `元` names none.
pub fn currency_in(text: &str) -> Option<Currency> {
    Currency::parse(strip(&narrow(text))?.currency?)
}

/// The currency that a sign most likely means which can't mean `currency`: `¥5` where dollars are
/// expected. `None` where sign and currency agree, or there is no such sign.
pub fn foreign_sign(text: &str, currency: Currency) -> Option<Currency> {
    let text = narrow(text);
    let bare = strip(&text)?;
    let figure = bare.digits.contains(|c: char| c.is_ascii_digit());
    signs::other_than(bare.sign.filter(|_| figure)?, currency)
}

/// Reads an amount into minor units of a currency with `exponent` decimals.
///
/// Signs may lead or trail, parentheses mean below 0, thousands may be grouped by the other mark,
/// a space or an apostrophe. Zeros past the exponent are fine, other decimals are not.
pub fn parse_amount(text: &str, exponent: u32, mark: DecimalMark) -> Result<i64, AmountError> {
    let text = narrow(text);
    if text.is_empty() {
        return Err(AmountError::Empty);
    }
    let bare = strip(&text).ok_or(AmountError::NotANumber)?;
    let (whole, fraction) = bare
        .digits
        .split_once(mark.char())
        .unwrap_or((bare.digits, ""));
    let whole = ungroup(whole, mark).ok_or(AmountError::NotANumber)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return Err(AmountError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let places = usize::try_from(exponent).unwrap_or(usize::MAX);
    let zeros = places
        .checked_sub(fraction.len())
        .ok_or(AmountError::TooManyDecimals)?;
    let all = whole
        .bytes()
        .chain(fraction.bytes())
        .chain(std::iter::repeat_n(b'0', zeros));
    let size = all
        .map(|byte| i128::from(byte - b'0'))
        .try_fold(0_i128, |sum, digit| sum.checked_mul(10)?.checked_add(digit))
        .ok_or(AmountError::Overflow)?;
    let value = if bare.negative { -size } else { size };
    i64::try_from(value).ok().ok_or(AmountError::Overflow)
}

/// The digits of a whole number, its thousands separators taken out if they stand where they should.
fn ungroup(whole: &str, mark: DecimalMark) -> Option<String> {
    let separator = [mark.grouping(), ' ', '\'']
        .into_iter()
        .find(|&c| whole.contains(c));
    if let Some(separator) = separator {
        let mut groups = whole.split(separator);
        let first = groups.next()?;
        let rest: Vec<&str> = groups.collect();
        // The last group has three digits; Indian grouping has pairs before it.
        let (last, middle) = rest.split_last()?;
        let even = last.len() == 3 && middle.iter().all(|group| matches!(group.len(), 2 | 3));
        if !even || !(1..=3).contains(&first.len()) {
            return None;
        }
    }
    let digits: String = whole.chars().filter(|&c| Some(c) != separator).collect();
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(text: &str) -> Result<i64, AmountError> {
        parse_amount(text, 2, DecimalMark::Point)
    }

    #[test]
    fn the_usual_ways_to_write_money() {
        for (text, minor) in [
            ("12.34", 1_234),
            ("$1,234.50", 123_450),
            ("(12.00)", -1_200),
            ("12.00-", -1_200),
            ("-$5", -500),
            ("$-5", -500),
            ("￥１２．５", 1_250),
            ("HK$ 8", 800),
            ("NT$1,000", 100_000),
            ("99元", 9_900),
            ("1 234.5 €", 123_450),
            ("1'234.50 CHF", 123_450),
            ("12,34,567.00", 123_456_700),
            (".5", 50),
            ("7.", 700),
            ("\u{2212}3", -300),
            ("1.5000", 150),
        ] {
            assert_eq!(point(text), Ok(minor), "{text}");
        }
        assert_eq!(parse_amount("1.234,56", 2, DecimalMark::Comma), Ok(123_456));
        assert_eq!(parse_amount("¥1200.00", 0, DecimalMark::Point), Ok(1_200));
        assert_eq!(parse_amount("1.234", 3, DecimalMark::Point), Ok(1_234));
    }

    #[test]
    fn nothing_is_rounded_or_guessed() {
        use AmountError::{Empty, NotANumber, Overflow, TooManyDecimals};
        for (text, error) in [
            ("", Empty),
            (" ", Empty),
            ("abc", NotANumber),
            ("1e5", NotANumber),
            ("1,50", NotANumber),
            ("1.2.3", NotANumber),
            ("--1", NotANumber),
            ("-(1)", NotANumber),
            ("12pcs", NotANumber),
            ("€5 USD", NotANumber),
            ("-", NotANumber),
            (".", NotANumber),
            ("NaN", NotANumber),
            ("0.005", TooManyDecimals),
            ("92233720368547758.08", Overflow),
            (
                "99999999999999999999999999999999999999999999999999",
                Overflow,
            ),
        ] {
            assert_eq!(point(text), Err(error), "{text}");
        }
        assert_eq!(point("92233720368547758.07"), Ok(i64::MAX));
        assert_eq!(point("-92233720368547758.08"), Ok(i64::MIN));
    }

    #[test]
    fn a_mark_names_its_currency_only_when_certain() {
        assert_eq!(
            currency_in("€5").map(|c| c.to_string()).as_deref(),
            Some("EUR")
        );
        assert_eq!(
            currency_in("5 TWD").map(|c| c.to_string()).as_deref(),
            Some("TWD")
        );
        assert_eq!(currency_in("¥5"), None);
        assert_eq!(currency_in("5"), None);
    }

    #[test]
    fn a_sign_that_contradicts_the_currency_is_found() {
        let found = |text: &str, currency: &str| {
            let currency = Currency::parse(currency).unwrap();
            foreign_sign(text, currency).map(|one| one.to_string())
        };
        for (text, currency) in [
            ("¥5", "CNY"),
            ("￥5", "CNY"),
            ("￥5", "JPY"),
            ("5元", "CNY"),
            ("5元", "TWD"),
            ("$5", "USD"),
            ("$5", "HKD"),
            ("5 kr", "SEK"),
            ("5", "USD"),
            ("€5", "EUR"),
            ("five ¥", "USD"),
        ] {
            assert_eq!(found(text, currency), None, "{text} {currency}");
        }
        for (text, currency, sign) in [
            ("¥5", "USD", "CNY"),
            ("-￥５", "EUR", "CNY"),
            ("5 元", "USD", "CNY"),
            ("$5", "CNY", "USD"),
            ("5 kr", "EUR", "SEK"),
            ("¥5 USD", "USD", "CNY"),
        ] {
            assert_eq!(
                found(text, currency).as_deref(),
                Some(sign),
                "{text} {currency}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_amount_or_an_error(text in "\\PC{0,24}", exponent in 0u32..5) {
            let _either = parse_amount(&text, exponent, DecimalMark::Comma);
            let _mark = crate::exchange::marks::decide_mark([text.as_str()]);
        }

        #[test]
        fn what_is_written_is_read_again(
            amount in any::<i64>(), code in prop::sample::select(vec!["USD", "JPY", "KWD"])
        ) {
            let currency = Currency::parse(code).unwrap();
            let text = currency.decimal(amount);
            prop_assert_eq!(parse_amount(&text, currency.exponent(), DecimalMark::Point), Ok(amount));
            let comma = text.replace('.', ",");
            prop_assert_eq!(parse_amount(&comma, currency.exponent(), DecimalMark::Comma), Ok(amount));
        }
    }
}
