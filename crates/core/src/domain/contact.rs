//! Ways to reach somebody. The text a person typed is always kept as it was; what is needed to
//! compare or dial it is derived.

use serde::{Deserialize, Serialize};

/// A telephone number as typed, with an optional label.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Phone {
    /// As typed or imported, never reformatted.
    pub number: String,
    /// `mobile`, `home`, `work`, or the person's own word; empty if none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl Phone {
    /// A number without label.
    pub fn new(number: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            label: String::new(),
        }
    }

    /// The digits alone (full-width ones included), as used to search and to compare.
    pub fn digits(&self) -> String {
        digits(&self.number)
    }
}

/// The decimal digits of `text`, full-width ones folded to ASCII.
pub fn digits(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            _ => None,
        })
        .collect()
}

/// A telephone number for comparison: digits without leading zeros and without `(0)`, 7 to 18 of
/// them; `None` for anything else.
pub fn phone_key(number: &str) -> Option<String> {
    let number = number.replace("(0)", "");
    let all = digits(&number);
    let key = all.trim_start_matches('0');
    (7..=18).contains(&key.len()).then(|| key.to_owned())
}

/// A number without its first one to three digits (a country code), still 8 digits or more; zeros
/// that then lead (a trunk prefix) fall away too.
pub fn local_forms(key: &str) -> impl Iterator<Item = &str> {
    (1..=3)
        .filter_map(|code| key.get(code..))
        .map(|rest| rest.trim_start_matches('0'))
        .filter(|rest| rest.len() >= 8)
}

/// True if two numbers are one: equal, or one is the other with a country code before it.
pub fn same_phone(one: &str, other: &str) -> bool {
    match (phone_key(one), phone_key(other)) {
        (Some(one), Some(other)) => same_key(&one, &other),
        _ => false,
    }
}

/// [`same_phone`] of two that are [keys](phone_key) already.
pub fn same_key(one: &str, other: &str) -> bool {
    one == other
        || local_forms(one).any(|form| form == other)
        || local_forms(other).any(|form| form == one)
}

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Email {
    /// As typed.
    pub address: String,
    /// `home`, `work`, or the person's own word; empty if none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl Email {
    /// An address without label.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            label: String::new(),
        }
    }

    /// What two spellings of one mailbox have in common.
    pub fn key(&self) -> String {
        self.address.trim().to_lowercase()
    }
}

/// A postal address; `street` may have several lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// Street, house, floor.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub street: String,
    /// City, district or town.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    /// Province, state or county.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// Postal code, as text: leading zeros count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    /// Country as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// `home`, `work`, or the person's own word; empty if none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl Address {
    /// True if nothing but perhaps a label is filled in.
    pub fn is_blank(&self) -> bool {
        [
            &self.street,
            &self.city,
            &self.region,
            &self.postcode,
            &self.country,
        ]
        .iter()
        .all(|part| part.trim().is_empty())
    }
}
