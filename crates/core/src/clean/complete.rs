//! How complete a record is, and what it lacks: a score to sort by and a list to work through.
//!
//! A person's record is worth 100 points: name in full 20 (a name of two Han characters or two words),
//! a telephone 25, an e-mail address 15, the birthday 10, where the customer came from 10, a consent or
//! its refusal 10, a postal address 10. A company has no birthday, and a shop is not told to fill in what
//! it folded away; the points of what is asked count in proportion. What is filled in but can't be right
//! (a telephone of three digits, an address without `@`) counts nothing and is on the list, folded away
//! or not.

use serde::{Deserialize, Serialize};

use crate::domain::{Customer, CustomerKind, CustomerPart, Layout};

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

    /// The part of a customer that it is about, where that can be folded away.
    const fn part(self) -> Option<CustomerPart> {
        match self {
            Self::Phone | Self::BadPhone => Some(CustomerPart::Phones),
            Self::Email | Self::BadEmail => Some(CustomerPart::Emails),
            Self::Birthday => Some(CustomerPart::Birthday),
            Self::Address => Some(CustomerPart::Addresses),
            Self::Source => Some(CustomerPart::Source),
            Self::Name | Self::Consent => None,
        }
    }

    /// True if a shop with that layout wants it filled in of this customer.
    fn is_asked(self, customer: &Customer, layout: &Layout) -> bool {
        let person = customer.kind != CustomerKind::Company;
        let shown = self
            .part()
            .is_none_or(|part| !layout.hides(part) || part.holds(customer));
        shown && (person || self != Self::Birthday)
    }

    /// True if the record has it and the shop asks for what is missing.
    pub fn is_missed(self, customer: &Customer, layout: &Layout) -> bool {
        self.is_asked(customer, layout) && self.is_in(customer)
    }
}

/// What counts, and how many points of a person's 100; each is lost by any of its gaps.
const WORTH: [(&[Gap], u32); 7] = [
    (&[Gap::Phone, Gap::BadPhone], 25),
    (&[Gap::Name], 20),
    (&[Gap::Email, Gap::BadEmail], 15),
    (&[Gap::Birthday], 10),
    (&[Gap::Address], 10),
    (&[Gap::Source], 10),
    (&[Gap::Consent], 10),
];

/// What a record lacks of what the shop asks, the weightiest first.
pub fn gaps(customer: &Customer, layout: &Layout) -> Vec<Gap> {
    Gap::ALL
        .into_iter()
        .filter(|gap| gap.is_missed(customer, layout))
        .collect()
}

/// From 0 to 100, of what a shop with that layout asks.
pub fn completeness(customer: &Customer, layout: &Layout) -> u32 {
    let asked = WORTH.iter().filter(|(gaps, _)| {
        let mut gaps = gaps.iter();
        gaps.any(|gap| gap.is_asked(customer, layout))
    });
    let (all, kept) = asked.fold((0, 0), |(all, kept), one| {
        (all + one.1, kept + filled(customer, one))
    });
    // The name is always asked, so it is never nothing.
    (kept * 100).checked_div(all).unwrap_or_default()
}

/// How much a record holds, asked or not; to tell the fullest of several.
pub fn fullness(customer: &Customer) -> u32 {
    WORTH.iter().map(|one| filled(customer, one)).sum()
}

fn filled(customer: &Customer, (gaps, points): &(&[Gap], u32)) -> u32 {
    if gaps.iter().any(|gap| gap.is_in(customer)) {
        0
    } else {
        *points
    }
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
