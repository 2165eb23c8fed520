//! Signs, words and codes of money: which of them name a currency, and what those that several share
//! can stand for.

use super::money::Currency;

/// Signs and words of money, longer ones before their parts; the currency where it is certain.
const MARKS: &[(&str, Option<&str>)] = &[
    ("HK$", Some("HKD")),
    ("NT$", Some("TWD")),
    ("US$", Some("USD")),
    ("CA$", Some("CAD")),
    ("AU$", Some("AUD")),
    ("NZ$", Some("NZD")),
    ("A$", Some("AUD")),
    ("C$", Some("CAD")),
    ("S$", Some("SGD")),
    ("R$", Some("BRL")),
    ("RMB", Some("CNY")),
    ("CN¥", Some("CNY")),
    ("JP¥", Some("JPY")),
    ("人民币", Some("CNY")),
    ("港币", Some("HKD")),
    ("港幣", Some("HKD")),
    ("新台币", Some("TWD")),
    ("新台幣", Some("TWD")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₩", Some("KRW")),
    ("₹", Some("INR")),
    ("₫", Some("VND")),
    ("₺", Some("TRY")),
    ("฿", Some("THB")),
    ("円", Some("JPY")),
    ("zł", Some("PLN")),
    ("kr", None),
    ("$", None),
    ("¥", None),
    ("元", None),
    ("块", None),
    ("塊", None),
    ("圆", None),
    ("圓", None),
];

/// What the signs that name no currency for certain can stand for, the most usual first.
const SIGNS: &[(&str, &[&str])] = &[
    (
        "$",
        &[
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU",
            "DOP", "BRL", "MOP", "BND", "FJD", "JMD", "TTD", "BBD", "BSD", "BZD", "XCD", "GYD",
            "SRD", "LRD", "NAD", "KYD", "BMD", "SBD", "CUP", "CVE", "TOP", "WST",
        ],
    ),
    ("¥", &["CNY", "JPY"]),
    ("元", &["CNY", "TWD", "HKD", "MOP", "SGD"]),
    ("块", &["CNY", "TWD", "HKD", "MOP", "SGD"]),
    ("塊", &["TWD", "HKD", "MOP", "CNY", "SGD"]),
    ("圆", &["CNY", "JPY", "TWD", "HKD", "MOP"]),
    ("圓", &["TWD", "HKD", "MOP", "CNY", "JPY"]),
    ("kr", &["SEK", "NOK", "DKK", "ISK"]),
];

/// Codes understood before or after a number. Any three letters would make `12pcs` an amount.
const CODES: &[&str] = &[
    "USD", "EUR", "CNY", "HKD", "TWD", "JPY", "GBP", "CHF", "AUD", "CAD", "NZD", "SGD", "KRW",
    "INR", "THB", "MYR", "IDR", "PHP", "VND", "BRL", "MXN", "SEK", "NOK", "DKK", "PLN", "CZK",
    "HUF", "RON", "TRY", "ILS", "ZAR", "AED", "SAR", "KWD", "BHD", "CLP", "ARS", "COP", "MOP",
];

/// Takes a sign, a word or a code off one end: what is left, which it was, and the currency if it names
/// one for certain.
pub fn strip_mark(text: &str) -> Option<(&str, &'static str, Option<&'static str>)> {
    let codes = CODES.iter().map(|code| (*code, Some(*code)));
    MARKS
        .iter()
        .copied()
        .chain(codes)
        .find_map(|(mark, currency)| {
            let left = text
                .strip_prefix(mark)
                .or_else(|| text.strip_suffix(mark))?;
            Some((left, mark, currency))
        })
}

/// The code of a currency that is understood beside a number.
pub fn code(text: &str) -> Option<&'static str> {
    CODES.iter().copied().find(|code| *code == text)
}

/// The currency that a sign or word names for certain.
pub fn named(sign: &str) -> Option<Currency> {
    let mut marks = MARKS.iter();
    let (_, code) = marks.find(|(mark, _)| *mark == sign)?;
    Currency::parse((*code)?)
}

/// True for a sign that several currencies have.
pub fn is_shared(sign: &str) -> bool {
    SIGNS.iter().any(|(one, _)| *one == sign)
}

/// The currency that a shared sign most likely means, if it can't mean `currency`.
pub fn other_than(sign: &str, currency: Currency) -> Option<Currency> {
    let (_, codes) = SIGNS.iter().find(|(one, _)| *one == sign)?;
    if codes.contains(&currency.code()) {
        return None;
    }
    codes.first().and_then(|code| Currency::parse(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_agree() {
        for (sign, codes) in SIGNS {
            assert!(
                MARKS
                    .iter()
                    .any(|(mark, named)| mark == sign && named.is_none())
            );
            assert!(
                codes.iter().all(|code| Currency::parse(code).is_some()),
                "{sign}"
            );
        }
        let bare = MARKS.iter().filter(|(_, named)| named.is_none());
        assert_eq!(bare.count(), SIGNS.len());
        let named = MARKS.iter().filter_map(|(_, named)| *named);
        assert!(
            named
                .chain(CODES.iter().copied())
                .all(|code| Currency::parse(code).is_some())
        );
    }
}
