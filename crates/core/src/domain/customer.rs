//! A person or a company that buys or may buy: the one live record everything hangs on.

use serde::{Deserialize, Serialize};

use super::{
    birthday::Birthday,
    clock::Timestamp,
    consent::Consent,
    contact::{Address, Email, Phone},
    exact,
    field::Values,
    id::Id,
    lead::Lead,
    member::Member,
    name::Name,
};

/// Person or company.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A human being.
    #[default]
    Person,
    /// An organisation; people link to it.
    Company,
}

/// What the shop has to do with them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Buys, or may buy.
    #[default]
    Customer,
    /// Sells to the shop.
    Supplier,
    /// Works together with the shop.
    Partner,
    /// Sells the same to others.
    Competitor,
}

impl Standing {
    /// Every standing, in the order pickers show them.
    pub const ALL: [Self; 4] = [
        Self::Customer,
        Self::Supplier,
        Self::Partner,
        Self::Competitor,
    ];

    /// True for the usual one, which is not written down.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde asks for a reference"
    )]
    const fn is_usual(&self) -> bool {
        matches!(self, Self::Customer)
    }
}

/// A record that was folded into another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MergedFrom {
    /// Its identity.
    pub id: Id<Customer>,
    /// When; the change log has the entry of this instant.
    pub at: Timestamp,
    /// What it was called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its number in the shop's former system, so that a later import finds the record it went into.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

/// A customer record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Identity.
    pub id: Id<Customer>,
    /// Person or company.
    #[serde(default)]
    pub kind: CustomerKind,
    /// Customer, supplier, partner or competitor.
    #[serde(default, skip_serializing_if = "Standing::is_usual")]
    pub standing: Standing,
    /// The name; for a company only `full` is used.
    pub name: Name,
    /// Telephone numbers, the preferred one first.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub phones: Vec<Phone>,
    /// E-mail addresses, the preferred one first.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub emails: Vec<Email>,
    /// Postal addresses, the preferred one first.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub addresses: Vec<Address>,
    /// Web site or profile.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub website: String,
    /// The company this person belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Id<Customer>>,
    /// What the person does there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub job_title: String,
    /// Birthday, year optional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Birthday>,
    /// `female`, `male` or the person's own word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gender: String,
    /// Free labels, in the order they were given, no two equal.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub tags: Vec<String>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the customer came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Number or id in the shop's former system, till or member card; links later imports.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The person asked not to be contacted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub do_not_contact: bool,
    /// Who looks after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id<Member>>,
    /// How far it has come, for somebody who began as a lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Lead>,
    /// The shop's own fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// What the person allowed or forbade, at most one entry a channel.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub consents: Vec<Consent>,
    /// Records that look alike and are somebody else, as a person said; named on either side.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub not_same: Vec<Id<Customer>>,
    /// Records that were folded into this one, oldest first.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub merged: Vec<MergedFrom>,
    /// Lines of the card it came from that no other field holds, the photo among them; they go out
    /// again with its card.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "exact::list"
    )]
    pub card: Vec<String>,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

impl Customer {
    /// A new record with nothing but a name.
    pub fn new(id: Id<Self>, name: Name, now: Timestamp) -> Self {
        Self {
            id,
            kind: CustomerKind::Person,
            standing: Standing::Customer,
            name,
            phones: Vec::new(),
            emails: Vec::new(),
            addresses: Vec::new(),
            website: String::new(),
            company: None,
            job_title: String::new(),
            birthday: None,
            gender: String::new(),
            tags: Vec::new(),
            note: String::new(),
            source: String::new(),
            code: String::new(),
            do_not_contact: false,
            owner: None,
            lead: None,
            values: Values::new(),
            consents: Vec::new(),
            not_same: Vec::new(),
            merged: Vec::new(),
            card: Vec::new(),
            created: now,
            updated: now,
        }
    }

    /// What to call the record in lists: the name, else the first means of contact.
    pub fn display_name(&self) -> &str {
        [self.name.full.as_str(), self.name.nickname.as_str()]
            .into_iter()
            .chain(self.emails.first().map(|email| email.address.as_str()))
            .chain(self.phones.first().map(|phone| phone.number.as_str()))
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default()
    }

    /// Adds a tag unless it is there already or blank.
    pub fn add_tag(&mut self, tag: &str) {
        super::tag::add(&mut self.tags, tag);
    }
}
