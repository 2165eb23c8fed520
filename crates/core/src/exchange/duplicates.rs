//! Who in a file is somebody the shop already knows: by code, telephone digits, e-mail, and the
//! name where nothing contradicts. Every look-up is one step in a table, so a file of any length is
//! read in one pass.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Customer, CustomerKind, Email, Phone, Standing,
    contact::{local_forms, phone_key, same_key},
};

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

/// Names under which so many records are listed are no sign any more.
const NAMESAKES: usize = 32;

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

    /// True if both have phones (or e-mails) and share none.
    fn contradicts(&self, other: &Self) -> bool {
        let apart = |one: &[String], other: &[String], same: fn(&str, &str) -> bool| {
            !one.is_empty()
                && !other.is_empty()
                && !one
                    .iter()
                    .any(|one| other.iter().any(|other| same(one, other)))
        };
        apart(&self.phones, &other.phones, same_key)
            || apart(&self.emails, &other.emails, |one, other| one == other)
    }
}

/// A table of known customers by everything that tells them apart. Records are numbered by the
/// caller, from 0 on.
#[derive(Debug, Default)]
pub struct Index {
    codes: FxHashMap<String, usize>,
    phones: FxHashMap<(CustomerKind, String), usize>,
    local_phones: FxHashMap<(CustomerKind, String), usize>,
    emails: FxHashMap<(CustomerKind, String), usize>,
    names: FxHashMap<(CustomerKind, String), Vec<usize>>,
    /// Companies by the host of their web site.
    hosts: FxHashMap<String, usize>,
    /// By number.
    reach: Vec<Reach>,
}

impl Index {
    /// Adds what a record can be known by. The first record under a sign keeps it.
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
                self.codes.entry(code.trim().to_owned()).or_insert(number);
            }
        }
        for key in customer
            .phones
            .iter()
            .filter_map(|phone| phone_key(&phone.number))
        {
            for form in local_forms(&key) {
                self.local_phones
                    .entry((kind, form.to_owned()))
                    .or_insert(number);
            }
            self.phones.entry((kind, key)).or_insert(number);
        }
        for email in &customer.emails {
            self.emails.entry((kind, email.key())).or_insert(number);
        }
        if let Some(host) = host_of(&customer.website).filter(|_| kind == CustomerKind::Company) {
            self.hosts.entry(host).or_insert(number);
        }
        let name = name_key(&customer.name.full);
        if !name.is_empty() {
            let namesakes = self.names.entry((kind, name)).or_default();
            if namesakes.len() < NAMESAKES && !namesakes.contains(&number) {
                namesakes.push(number);
            }
        }
    }

    /// The company that a cell names: by its name, its number in the former system, or the host of
    /// its web site.
    pub fn company_of(&self, cell: &str) -> Option<usize> {
        let by_name = self.company(cell);
        by_name.or_else(|| self.code(cell)).or_else(|| {
            let host = host_of(cell)?;
            self.hosts.get(&host).copied()
        })
    }

    /// The record with that number in the former system.
    pub fn code(&self, code: &str) -> Option<usize> {
        let code = code.trim();
        if code.is_empty() {
            return None;
        }
        self.codes.get(code).copied()
    }

    /// The known record that `customer` is, with the sign that tells it. `get` gives a record by
    /// its number.
    pub fn find<'a>(
        &self,
        customer: &Customer,
        get: impl Fn(usize) -> Option<&'a Customer>,
    ) -> Option<(usize, Sign)> {
        let kind = customer.kind;
        if let Some(number) = self.codes.get(customer.code.trim()) {
            return Some((*number, Sign::Code));
        }
        // Two codes that differ are two customers, whatever they share.
        let may_be = |number: &usize| {
            get(*number).is_some_and(|known| {
                customer.code.trim().is_empty() || known.code.trim().is_empty()
            })
        };
        let phone = customer
            .phones
            .iter()
            .filter_map(|phone| phone_key(&phone.number))
            .find_map(|key| {
                let local =
                    local_forms(&key).find_map(|form| self.phones.get(&(kind, form.to_owned())));
                let with_code = self.local_phones.get(&(kind, key.clone()));
                self.phones
                    .get(&(kind, key))
                    .or(with_code)
                    .or(local)
                    .copied()
                    .filter(may_be)
            });
        if let Some(number) = phone {
            return Some((number, Sign::Phone));
        }
        let mut emails = customer.emails.iter();
        let email = emails.find_map(|e| self.emails.get(&(kind, e.key())).copied().filter(may_be));
        if let Some(number) = email {
            return Some((number, Sign::Email));
        }
        let namesakes = self.names.get(&(kind, name_key(&customer.name.full)))?;
        let reach = Reach::of(customer);
        let is_one = |number: usize| {
            let apart = self.reach.get(number)?.contradicts(&reach);
            let known = get(number)?;
            Some(!apart && !born_apart(known, customer))
        };
        namesakes
            .iter()
            .find(|number| may_be(number) && is_one(**number).unwrap_or_default())
            .map(|number| (*number, Sign::Name))
    }

    /// The company of that name.
    pub fn company(&self, name: &str) -> Option<usize> {
        self.names
            .get(&(CustomerKind::Company, name_key(name)))?
            .first()
            .copied()
    }
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
fn born_apart(one: &Customer, other: &Customer) -> bool {
    matches!((one.birthday, other.birthday), (Some(a), Some(b))
        if (a.month(), a.day(), a.is_lunar()) != (b.month(), b.day(), b.is_lunar())
            || (a.year().is_some() && b.year().is_some() && a.year() != b.year()))
}

/// Brings what a file says into a known record. Blank fields are filled, lists grow, texts that
/// differ are replaced by the file's; what differs only in format stays as it is, and a note is
/// added to, never lost.
pub fn merge(known: &mut Customer, from: &Customer) {
    let name = &mut known.name;
    if !from.name.full.trim().is_empty() && name_key(&name.full) != name_key(&from.name.full) {
        *name = crate::domain::name::Name {
            nickname: std::mem::take(&mut name.nickname),
            ..from.name.clone()
        };
    }
    for (have, new) in [
        (&mut name.family, &from.name.family),
        (&mut name.given, &from.name.given),
        (&mut name.prefix, &from.name.prefix),
        (&mut name.suffix, &from.name.suffix),
        (&mut name.nickname, &from.name.nickname),
        (&mut name.phonetic, &from.name.phonetic),
    ] {
        if have.is_empty() {
            new.clone_into(have);
        }
    }
    for (have, new) in [
        (&mut known.website, &from.website),
        (&mut known.job_title, &from.job_title),
        (&mut known.gender, &from.gender),
        (&mut known.source, &from.source),
        (&mut known.code, &from.code),
    ] {
        if !new.trim().is_empty() && name_key(have) != name_key(new) {
            new.clone_into(have);
        }
    }
    for phone in &from.phones {
        match known
            .phones
            .iter_mut()
            .find(|have| have.number == phone.number || same_phone(&have.number, &phone.number))
        {
            Some(have) if have.label.is_empty() => have.label.clone_from(&phone.label),
            Some(_) => {}
            None => known.phones.push(phone.clone()),
        }
    }
    for email in &from.emails {
        match known
            .emails
            .iter_mut()
            .find(|have| have.key() == email.key())
        {
            Some(have) if have.label.is_empty() => have.label.clone_from(&email.label),
            Some(_) => {}
            None => known.emails.push(email.clone()),
        }
    }
    for place in &from.addresses {
        let key = |a: &crate::domain::Address| {
            name_key(
                &[&a.street, &a.city, &a.region, &a.postcode, &a.country]
                    .map(String::as_str)
                    .concat(),
            )
        };
        if !known.addresses.iter().any(|have| key(have) == key(place)) {
            known.addresses.push(place.clone());
        }
    }
    known.birthday = match (known.birthday, from.birthday) {
        // A file without the year knows less, not better.
        (Some(have), Some(new))
            if new.year().is_none() && (have.month(), have.day()) == (new.month(), new.day()) =>
        {
            Some(have)
        }
        (have, new) => new.or(have),
    };
    for tag in &from.tags {
        known.add_tag(tag);
    }
    if !from.note.trim().is_empty() && !known.note.contains(from.note.trim()) {
        if !known.note.is_empty() {
            known.note.push('\n');
        }
        known.note.push_str(from.note.trim());
    }
    known.owner = from.owner.or(known.owner);
    // The usual standing is what a file says that says nothing.
    if from.standing != Standing::default() {
        known.standing = from.standing;
    }
    known.do_not_contact |= from.do_not_contact;
    let photo = |lines: &[String]| lines.iter().any(|line| line.starts_with("PHOTO"));
    let pictured = photo(&known.card);
    for line in &from.card {
        let picture = line.starts_with("PHOTO");
        let there = known.card.contains(line) || (picture && pictured);
        if !there {
            known.card.push(line.clone());
        }
    }
    for (field, value) in &from.values {
        known.values.insert(*field, value.clone());
    }
}

#[cfg(test)]
#[path = "duplicates_tests.rs"]
mod tests;
