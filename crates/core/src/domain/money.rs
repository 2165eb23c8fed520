//! Money as integers in the currency's minor unit, and quantities as integers in thousandths.
//! Nothing here rounds silently: what does not fit is `None`.

use serde::{Deserialize, Serialize};

/// An ISO 4217 currency code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// United States dollar, the fallback where nothing is known.
    pub const USD: Self = Self(*b"USD");
    /// Renminbi.
    pub const CNY: Self = Self(*b"CNY");

    /// Reads a three-letter code in any case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("USD")
    }

    /// Decimal places of the minor unit (ISO 4217, list one of 2024).
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }

    /// Minor units in one major unit: 100 for most currencies.
    pub fn minor_per_major(self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// `amount` minor units as a plain decimal with a point, for files: `-12.05`.
    pub fn decimal(self, amount: i64) -> String {
        let scale = self.minor_per_major().unsigned_abs();
        let (whole, part) = (amount.unsigned_abs() / scale, amount.unsigned_abs() % scale);
        let sign = if amount < 0 { "-" } else { "" };
        match self.exponent() as usize {
            0 => format!("{sign}{whole}"),
            places => format!("{sign}{whole}.{part:0places$}"),
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}
impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("not a currency code: {text}"))
    }
}

/// How many of something, in thousandths (1.5 kg is 1500).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl Quantity {
    /// One piece.
    pub const ONE: Self = Self(1000);

    /// The same without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Quantity × price in minor units, rounded half away from zero; `None` on overflow.
    pub fn times(self, unit_price: i64) -> Option<i64> {
        let product = i128::from(self.0) * i128::from(unit_price);
        let rounded = (product.abs() + 500) / 1000 * product.signum();
        i64::try_from(rounded).ok()
    }
}

/// Splits `total` in proportion to `weights` so that the parts add up to it exactly (largest
/// remainder). All weights zero or none: everything goes to the first part.
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|w| i128::from((*w).max(0))).sum();
    if sum == 0 {
        let mut parts = vec![0; weights.len()];
        if let Some(first) = parts.first_mut() {
            *first = total;
        }
        return parts;
    }
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = i128::from(total);
    for (index, weight) in weights.iter().enumerate() {
        let exact = i128::from(total) * i128::from((*weight).max(0));
        let part = exact.div_euclid(sum);
        left -= part;
        remainders.push((exact.rem_euclid(sum), index));
        parts.push(i64::try_from(part).unwrap_or_default());
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let extra = usize::try_from(left).unwrap_or_default();
    for (_, index) in remainders.iter().take(extra) {
        if let Some(part) = parts.get_mut(*index) {
            *part += 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_follow_the_currency() {
        let yen = Currency::parse("jpy").expect("yen");
        let dinar = Currency::parse("KWD").expect("dinar");
        assert_eq!(Currency::USD.decimal(-5), "-0.05");
        assert_eq!(yen.decimal(1200), "1200");
        assert_eq!(dinar.decimal(1_234_567), "1234.567");
        assert_eq!(Currency::USD.decimal(i64::MIN), "-92233720368547758.08");
        assert_eq!(Currency::parse("EURO"), None);
        assert_eq!(Currency::parse("é1"), None);
    }

    #[test]
    fn quantities_round_half_away_from_zero() {
        assert_eq!(Quantity(1500).times(333), Some(500));
        assert_eq!(Quantity(-1500).times(333), Some(-500));
        assert_eq!(Quantity(1499).times(1), Some(1));
        assert_eq!(Quantity(i64::MAX).times(i64::MAX), None);
    }

    proptest! {
        #[test]
        fn allocation_loses_nothing(
            total in -1_000_000_000i64..1_000_000_000,
            weights in proptest::collection::vec(0i64..1_000_000, 1..20),
        ) {
            let parts = allocate(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            prop_assert_eq!(parts.len(), weights.len());
        }
    }
}
