//! Who in a file is somebody the shop already knows: by code, telephone digits, e-mail, and the
//! name where nothing contradicts; a number that somebody of quite another name has, too, tells nothing.
//! Every look-up is one step in a table, so a file of any length is
//! read in one pass.

use std::{borrow::Borrow, collections::hash_map::Entry, hash::Hash};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{
    clean::names_differ,
    domain::{
        Customer, CustomerKind, Email, Id, Phone,
        contact::{local_forms, phone_key, same_key},
    },
};

use super::deciding::By;
pub use super::merging::{fill, merge};
pub use crate::domain::contact::same_phone;

/// What told that two records are one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// The same number in the former system.
    Code,
    /// The same telephone, whatever its format.
    Phone,
    /// The same mailbox.
    Email,
    /// The same name, and nothing that contradicts.
    Name,
}

/// What to do with customers that are known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateChoice {
    /// Leave the known record as it is.
    #[default]
    Skip,
    /// Bring what the file says into the known record.
    Update,
    /// Make a second record.
    Add,
}

/// A name for comparison: lower case, without spaces and punctuation.
pub fn name_key(name: &str) -> String {
    name.chars()
        .map(super::customers::cell::half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// So many records are listed under one sign besides the first.
const MOST: usize = 31;

/// How somebody is reached, written so that it can be compared. Made once a record: a common name is
/// compared with many.
#[derive(Debug, Clone, Default)]
struct Reach {
    /// Telephone numbers by their key; what has none as it is written.
    phones: Vec<String>,
    /// Mailboxes by their key.
    emails: Vec<String>,
}

impl Reach {
    fn of(customer: &Customer) -> Self {
        let phone =
            |phone: &Phone| phone_key(&phone.number).unwrap_or_else(|| phone.number.clone());
        Self {
            phones: customer.phones.iter().map(phone).collect(),
            emails: customer.emails.iter().map(Email::key).collect(),
        }
    }

    /// True if both have phones (or e-mails) that tell who somebody is, and share none.
    fn contradicts(&self, other: &Self, by: By) -> bool {
        let apart = |one: &[String], other: &[String], same: fn(&str, &str) -> bool| {
            !one.is_empty()
                && !other.is_empty()
                && !one
                    .iter()
                    .any(|one| other.iter().any(|other| same(one, other)))
        };
        let mails = |one: &str, other: &str| one == other;
        let phones = by.phone && apart(&self.phones, &other.phones, same_key);
        phones || (by.email && apart(&self.emails, &other.emails, mails))
    }
}

/// The records filed under one sign, in their order.
#[derive(Debug)]
struct Filed {
    first: usize,
    others: Vec<usize>,
}

impl Filed {
    fn add(entry: Entry<'_, impl Eq + Hash, Self>, number: usize) {
        match entry {
            Entry::Vacant(none) => {
                let others = Vec::new();
                none.insert(Self {
                    first: number,
                    others,
                });
            }
            Entry::Occupied(mut some) => {
                let filed = some.get_mut();
                let others = &mut filed.others;
                if filed.first != number && others.len() < MOST && !others.contains(&number) {
                    others.push(number);
                }
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }
}

/// Everybody under a key.
fn under<'t, K, Q>(
    table: &'t FxHashMap<K, Filed>,
    key: &Q,
) -> impl Iterator<Item = usize> + use<'t, K, Q>
where
    K: Eq + Hash + Borrow<Q>,
    Q: Eq + Hash + ?Sized,
{
    table.get(key).into_iter().flat_map(Filed::all)
}

/// A table of known customers by everything that tells them apart. Records are numbered by the
/// caller, from 0 on.
#[derive(Debug, Default)]
pub struct Index {
    codes: FxHashMap<(CustomerKind, String), Filed>,
    phones: FxHashMap<(CustomerKind, String), Filed>,
    local_phones: FxHashMap<(CustomerKind, String), Filed>,
    emails: FxHashMap<(CustomerKind, String), Filed>,
    names: FxHashMap<(CustomerKind, String), Filed>,
    /// By the number that cards give them.
    uids: FxHashMap<String, Filed>,
    ids: FxHashMap<Id<Customer>, usize>,
    /// Companies by the host of their web site.
    hosts: FxHashMap<String, usize>,
    /// By number.
    reach: Vec<Reach>,
    /// What tells who somebody is.
    by: By,
}

/// What a look into the table says of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// The known record that it is, and the sign that tells it.
    pub known: Option<(usize, Sign)>,
    /// If none: a record that it shares a sign with and yet is not, being called otherwise.
    pub shares: Option<(usize, Sign)>,
}

impl Index {
    /// An empty table, in which only these signs tell who somebody is.
    pub fn by(by: By) -> Self {
        Self {
            by,
            ..Self::default()
        }
    }

    /// The record of that identity.
    pub fn identity(&self, id: Id<Customer>) -> Option<usize> {
        self.ids.get(&id).copied()
    }

    /// Adds what a record can be known by.
    pub fn insert(&mut self, number: usize, customer: &Customer) {
        let kind = customer.kind;
        if self.reach.len() <= number {
            self.reach.resize_with(number + 1, Reach::default);
        }
        if let Some(reach) = self.reach.get_mut(number) {
            *reach = Reach::of(customer);
        }
        // Codes of records that were folded into this one still come in from the former system.
        let codes = customer.merged.iter().map(|one| one.code.as_str());
        for code in std::iter::once(customer.code.as_str()).chain(codes) {
            if !code.trim().is_empty() {
                Filed::add(self.codes.entry((kind, code.trim().to_owned())), number);
            }
        }
        for uid in uids(customer) {
            Filed::add(self.uids.entry(uid.to_owned()), number);
        }
        if !customer.id.raw().is_nil() {
            self.ids.entry(customer.id).or_insert(number);
        }
        for key in customer
            .phones
            .iter()
            .filter_map(|phone| phone_key(&phone.number))
        {
            for form in local_forms(&key) {
                Filed::add(self.local_phones.entry((kind, form.to_owned())), number);
            }
            Filed::add(self.phones.entry((kind, key)), number);
        }
        for email in &customer.emails {
            Filed::add(self.emails.entry((kind, email.key())), number);
        }
        if let Some(host) = host_of(&customer.website).filter(|_| kind == CustomerKind::Company) {
            self.hosts.entry(host).or_insert(number);
        }
        let name = name_key(&customer.name.full);
        if !name.is_empty() {
            Filed::add(self.names.entry((kind, name)), number);
        }
    }

    /// The company that a cell names: by its name, its number in the former system, or the host of
    /// its web site.
    pub fn company_of(&self, cell: &str) -> Option<usize> {
        let by_name = self.company(cell);
        let by_code = || self.code(CustomerKind::Company, cell);
        by_name.or_else(by_code).or_else(|| {
            let host = host_of(cell)?;
            self.hosts.get(&host).copied()
        })
    }

    /// The person or company with that number in the former system.
    pub fn code(&self, kind: CustomerKind, code: &str) -> Option<usize> {
        let filed = self.codes.get(&(kind, code.trim().to_owned()))?;
        Some(filed.first)
    }

    /// The known record that `customer` is, with the sign that tells it. `get` gives a record by
    /// its number.
    pub fn find<'a>(
        &self,
        customer: &Customer,
        get: impl Fn(usize) -> Option<&'a Customer>,
    ) -> Option<(usize, Sign)> {
        self.look(customer, get).known
    }

    /// The same, and whom it shares a sign with without being one. Records that `get` does not give are
    /// passed over.
    pub fn look<'a>(
        &self,
        customer: &Customer,
        get: impl Fn(usize) -> Option<&'a Customer>,
    ) -> Found {
        let kind = customer.kind;
        let reach = Reach::of(customer);
        let apart = |number: usize| {
            let known = self.reach.get(number);
            known.is_some_and(|known| known.contradicts(&reach, self.by))
        };
        let is = |number, sign| Found {
            known: Some((number, sign)),
            shares: None,
        };
        let code = customer.code.trim();
        let mut shares = None;
        // A bare number names whoever has it.
        let bare = customer.display_name().is_empty();
        let every = [CustomerKind::Person, CustomerKind::Company];
        let kinds = every.into_iter().filter(|one| bare || *one == kind);
        let coded = kinds.flat_map(|kind| under(&self.codes, &(kind, code.to_owned())));
        let named = self.ids.get(&customer.id).copied().into_iter();
        let named = named.chain(uids(customer).flat_map(|uid| under(&self.uids, uid)));
        for number in named.chain(coded).filter(|_| self.by.code) {
            let Some(known) = get(number) else { continue };
            if !(apart(number) && names_differ(known, customer)) {
                return is(number, Sign::Code);
            }
            shares.get_or_insert((number, Sign::Code));
        }
        // Two codes that differ are two customers, whatever they share.
        let may_be = |number: &usize| {
            let free = |known: &Customer| code.is_empty() || known.code.trim().is_empty();
            get(*number).is_some_and(|known| !self.by.code || free(known))
        };
        let name = name_key(&customer.name.full);
        for (sign, numbers) in [
            (Sign::Phone, self.with_phone(customer)),
            (Sign::Email, self.with_email(customer)),
        ] {
            if !self.by.has(sign) {
                continue;
            }
            let numbers: Vec<usize> = numbers.into_iter().filter(may_be).collect();
            let who = |test: &dyn Fn(&Customer) -> bool| {
                let mut numbers = numbers.iter().copied();
                numbers.find(|number| get(*number).is_some_and(test))
            };
            let named = who(&|known| name_key(&known.name.full) == name);
            let alike = || who(&|known| !names_differ(known, customer));
            if let Some(number) = named.or_else(alike) {
                return is(number, sign);
            }
            shares = shares.or(numbers.first().map(|number| (*number, sign)));
        }
        let is_one = |number: &usize| {
            let known = get(*number);
            !apart(*number) && known.is_some_and(|known| !born_apart(known, customer))
        };
        let mut namesakes = under(&self.names, &(kind, name)).filter(may_be);
        match namesakes.find(|number| self.by.name && is_one(number)) {
            Some(number) => is(number, Sign::Name),
            None => Found {
                known: None,
                shares,
            },
        }
    }

    /// Who has one of the telephone numbers, in any form.
    fn with_phone(&self, customer: &Customer) -> Vec<usize> {
        let mut all = Vec::new();
        let keys = customer
            .phones
            .iter()
            .filter_map(|one| phone_key(&one.number));
        for key in keys {
            let kind = customer.kind;
            let exact = (kind, key);
            all.extend(under(&self.phones, &exact));
            all.extend(under(&self.local_phones, &exact));
            for form in local_forms(&exact.1) {
                all.extend(under(&self.phones, &(kind, form.to_owned())));
            }
        }
        all
    }

    /// Who has one of the mailboxes.
    fn with_email(&self, customer: &Customer) -> Vec<usize> {
        let keys = customer.emails.iter().map(|one| (customer.kind, one.key()));
        keys.flat_map(|key| under(&self.emails, &key)).collect()
    }

    /// The company of that name.
    pub fn company(&self, name: &str) -> Option<usize> {
        let filed = self.names.get(&(CustomerKind::Company, name_key(name)))?;
        Some(filed.first)
    }
}

/// The numbers by which address books know a card.
fn uids(customer: &Customer) -> impl Iterator<Item = &str> {
    let lines = customer.card.iter().filter_map(|line| {
        let (head, uid) = line.split_once(':')?;
        (head.split(';').next() == Some("UID")).then_some(uid.trim())
    });
    lines.filter(|uid| !uid.is_empty())
}

/// `example.com` for everything that leads there.
fn host_of(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let rest = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let plausible = host.contains('.') && !host.contains(char::is_whitespace);
    plausible.then(|| host.to_owned())
}

/// True if two birthdays can't be one person's.
pub(super) fn born_apart(one: &Customer, other: &Customer) -> bool {
    matches!((one.birthday, other.birthday), (Some(a), Some(b))
        if (a.month(), a.day(), a.is_lunar()) != (b.month(), b.day(), b.is_lunar())
            || (a.year().is_some() && b.year().is_some() && a.year() != b.year()))
}

#[cfg(test)]
#[path = "duplicates_tests.rs"]
mod tests;
