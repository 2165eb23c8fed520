//! A customer made ready to be compared many times: every spelling folded once. Also the keys under
//! which records are filed, so that only those that share one are compared.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use uuid::Uuid;

use crate::{
    domain::{Birthday, Customer, CustomerKind, Id, contact::phone_key},
    search::fold,
};

use super::name::NameForms;

/// Last digits that two spellings of one number share.
const TAIL: usize = 8;

/// What is compared.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub id: Id<Customer>,
    pub kind: CustomerKind,
    pub name: NameForms,
    /// Comparable numbers; short ones as their bare digits.
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    pub addresses: Vec<String>,
    pub code: String,
    pub birthday: Option<Birthday>,
    pub company: Option<Uuid>,
    pub not_same: Vec<Id<Customer>>,
}

impl Person {
    /// A customer, folded.
    pub fn of(customer: &Customer) -> Self {
        let mut phones: Vec<String> = customer
            .phones
            .iter()
            .map(|phone| phone_key(&phone.number).unwrap_or_else(|| phone.digits()))
            .filter(|digits| !digits.is_empty())
            .collect();
        phones.sort();
        phones.dedup();
        let mut emails: Vec<String> = customer
            .emails
            .iter()
            .map(crate::domain::Email::key)
            .filter(|key| !key.is_empty())
            .collect();
        emails.sort();
        emails.dedup();
        let addresses = customer
            .addresses
            .iter()
            .filter(|place| !place.street.trim().is_empty())
            .map(|place| {
                let text = format!("{}{}", place.city, place.street);
                fold(&text)
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect()
            })
            .collect();
        Self {
            id: customer.id,
            kind: customer.kind,
            name: NameForms::of(customer),
            phones,
            emails,
            addresses,
            code: customer.code.trim().to_owned(),
            // A lunar birthday with its year is a civil day too.
            birthday: customer.birthday.map(|day| day.to_civil().unwrap_or(day)),
            company: customer.company.map(Id::raw),
            not_same: customer.not_same.clone(),
        }
    }

    /// Keys under which it is filed: records that share none are never compared.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::with_capacity(8);
        for phone in &self.phones {
            let tail = phone.len().saturating_sub(TAIL);
            keys.push(self.key(1, phone.get(tail..).unwrap_or(phone)));
        }
        keys.extend(self.emails.iter().map(|email| self.key(2, email)));
        keys.extend((!self.code.is_empty()).then(|| self.key(3, &self.code)));
        let name = &self.name;
        if name.folded.is_empty() {
            keys.extend((!name.written.is_empty()).then(|| self.key(4, &name.written)));
        } else {
            keys.push(self.key(4, &name.folded));
            keys.push(self.key(5, &name.letters));
            keys.push(self.key(6, &name.sounds));
            if !name.han {
                keys.push(self.key(7, &name.words.join(" ")));
            }
        }
        // Names that differ in a letter meet nowhere else: by a whole day of birth, and by where they live.
        if let Some(born) = self.birthday.filter(|born| born.year().is_some()) {
            keys.push(self.key(8, &born.to_string()));
        }
        keys.extend(self.addresses.iter().map(|place| self.key(9, place)));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// People and companies are filed apart: a person may well have the company's number.
    fn key(&self, sort: u8, text: &str) -> u64 {
        let mut hasher = FxHasher::default();
        (sort, self.kind, text).hash(&mut hasher);
        hasher.finish()
    }

    /// Copies of one record come next to each other under this.
    pub fn order(
        &self,
    ) -> (
        &str,
        &[String],
        &[String],
        &str,
        Option<(u32, u32)>,
        Id<Customer>,
    ) {
        let born = self.birthday.map(|day| (day.month(), day.day()));
        (
            &self.name.folded,
            &self.phones,
            &self.emails,
            &self.code,
            born,
            self.id,
        )
    }
}
