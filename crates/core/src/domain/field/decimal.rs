//! An exact decimal number with up to six places, for sizes and measures. Written as people write
//! it, so that a backup can be read by eye.

use serde::{Deserialize, Serialize};

/// Steps in one: six decimal places.
const UNIT: i64 = 1_000_000;

/// A number in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(i64);

impl Decimal {
    /// Most that can be written either way: twelve digits before the point.
    pub const MOST: i64 = 999_999_999_999;

    /// From millionths; `None` if it is out of range.
    pub const fn from_millionths(millionths: i64) -> Option<Self> {
        if millionths.unsigned_abs() / UNIT.unsigned_abs() > Self::MOST.unsigned_abs() {
            None
        } else {
            Some(Self(millionths))
        }
    }

    /// In millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// For display only.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / UNIT as f64
    }

    /// Decimal places that are needed.
    pub fn places(self) -> usize {
        let text = self.to_string();
        text.split_once('.').map_or(0, |(_, part)| part.len())
    }

    /// Reads `-12.5`: a sign, digits, at most six places after a point; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && part.is_empty() || !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        if part.len() > 6 || whole.len() > 12 {
            return None;
        }
        let number: i64 = format!("0{whole}{part:0<6}").parse().ok()?;
        Self::from_millionths(if negative { -number } else { number })
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (
            self.0.unsigned_abs() / UNIT.unsigned_abs(),
            self.0.unsigned_abs() % UNIT.unsigned_abs(),
        );
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = format!("{sign}{whole}.{part:06}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for Decimal {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a number: {text}"))
    }
}
