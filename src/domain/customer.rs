//! A person or a company that buys or may buy: the one live record everything hangs on.

use serde::{Deserialize, Serialize};

use super::{
    birthday::Birthday,
    clock::Timestamp,
    contact::{Address, Email, Phone},
    id::Id,
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

/// A customer record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Identity.
    pub id: Id<Customer>,
    /// Person or company.
    #[serde(default)]
    pub kind: CustomerKind,
    /// The name; for a company only `full` is used.
    pub name: Name,
    /// Telephone numbers, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Postal addresses, the preferred one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
        let tag = tag.trim();
        if !tag.is_empty() && !self.tags.iter().any(|have| have == tag) {
            self.tags.push(tag.to_owned());
        }
    }
}
