//! How complete a record is, and what it lacks: a score to sort by and a list to work through.
//!
//! A person's record is worth 100 points: name in full 20 (a name of two Han characters or two words),
//! a telephone 25, an e-mail address 15, the birthday 10, where the customer came from 10, a consent or
//! its refusal 10, a postal address 10. A company has no birthday; its points count in
//! proportion. What is filled in but can't be right (a telephone of three digits, an address without
//! `@`) counts nothing and is on the list.

use serde::{Deserialize, Serialize};

use crate::domain::{Customer, CustomerKind};

/// Something that a record lacks or that can't be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Only a given name, or none.
    Name,
    /// No telephone.
    Phone,
    /// A telephone with too few or too many digits.
    BadPhone,
    /// No e-mail address.
    Email,
    /// An e-mail address that is none.
    BadEmail,
    /// No birthday.
    Birthday,
    /// No postal address.
    Address,
    /// Nobody knows where the customer came from.
    Source,
    /// Neither a consent nor a refusal.
    Consent,
}

impl Gap {
    /// Every gap, the weightiest first.
    pub const ALL: [Self; 9] = [
        Self::Phone,
        Self::BadPhone,
        Self::Name,
        Self::Email,
        Self::BadEmail,
        Self::Birthday,
        Self::Address,
        Self::Source,
        Self::Consent,
    ];

    /// Its short form in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::BadPhone => "bad_phone",
            Self::Email => "email",
            Self::BadEmail => "bad_email",
            Self::Birthday => "birthday",
            Self::Address => "address",
            Self::Source => "source",
            Self::Consent => "consent",
        }
    }

    /// The gap of that short form.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.key() == key)
    }

    /// True if the record has it.
    pub fn is_in(self, customer: &Customer) -> bool {
        let company = customer.kind == CustomerKind::Company;
        match self {
            Self::Name => !name_is_full(customer),
            Self::Phone => customer
                .phones
                .iter()
                .all(|one| one.number.trim().is_empty()),
            Self::BadPhone => customer.phones.iter().any(|one| {
                !one.number.trim().is_empty() && !(7..=15).contains(&one.digits().len())
            }),
            Self::Email => customer
                .emails
                .iter()
                .all(|one| one.address.trim().is_empty()),
            Self::BadEmail => customer
                .emails
                .iter()
                .any(|one| !one.address.trim().is_empty() && !is_mailbox(&one.address)),
            Self::Birthday => !company && customer.birthday.is_none(),
            Self::Address => customer
                .addresses
                .iter()
                .all(crate::domain::Address::is_blank),
            Self::Source => customer.source.trim().is_empty(),
            Self::Consent => customer.consents.is_empty() && !customer.do_not_contact,
        }
    }

    /// Points that it costs of a person's 100.
    const fn points(self) -> u32 {
        match self {
            Self::Phone | Self::BadPhone => 25,
            Self::Name => 20,
            Self::Email | Self::BadEmail => 15,
            Self::Birthday | Self::Address | Self::Source | Self::Consent => 10,
        }
    }
}

/// What a record lacks, the weightiest first.
pub fn gaps(customer: &Customer) -> Vec<Gap> {
    Gap::ALL
        .into_iter()
        .filter(|gap| gap.is_in(customer))
        .collect()
}

/// From 0 to 100.
pub fn completeness(customer: &Customer) -> u32 {
    let all = if customer.kind == CustomerKind::Company {
        90
    } else {
        100
    };
    let lost = |one: Gap, other: Option<Gap>| {
        let lacks = one.is_in(customer) || other.is_some_and(|other| other.is_in(customer));
        if lacks { one.points() } else { 0 }
    };
    let lost = lost(Gap::Phone, Some(Gap::BadPhone))
        + lost(Gap::Email, Some(Gap::BadEmail))
        + [
            Gap::Name,
            Gap::Birthday,
            Gap::Address,
            Gap::Source,
            Gap::Consent,
        ]
        .into_iter()
        .map(|gap| lost(gap, None))
        .sum::<u32>();
    (all - lost.min(all)) * 100 / all
}

fn name_is_full(customer: &Customer) -> bool {
    let name = customer.name.full.trim();
    let company = customer.kind == CustomerKind::Company;
    let words = name.split_whitespace().count();
    let han = name
        .chars()
        .filter(|c| crate::search::fold::is_han(*c))
        .count();
    !name.is_empty() && (company || words >= 2 || han >= 2)
}

/// True for `name@host.tld`: what every mail server asks for.
fn is_mailbox(text: &str) -> bool {
    let text = text.trim();
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty())
}
