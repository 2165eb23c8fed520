//! What a row has said so far, until it can be made a customer: numbered groups, parts of names,
//! addresses and birthdays come together here.

use std::collections::BTreeMap;

use super::{
    cell,
    field::{Field, What},
    place,
};
use crate::{
    domain::{Address, Birthday, Customer, Email, Phone, contact::same_phone, limits, name::Name},
    search::fold::is_han,
};

/// The pieces of one row.
#[derive(Debug, Default)]
pub struct Parts {
    texts: BTreeMap<u8, String>,
    /// Numbers with the group they belong to.
    pub phones: Vec<(u8, Phone)>,
    /// Addresses with the group they belong to.
    pub emails: Vec<(u8, Email)>,
    labels: Vec<(What, u8, String)>,
    addresses: Vec<Place>,
}

#[derive(Debug, Default)]
struct Place {
    group: u8,
    label: String,
    address: Address,
    streets: BTreeMap<u8, String>,
    district: String,
    whole: String,
}

impl Parts {
    /// Keeps a text of which there is one; the first that is not blank counts.
    pub fn keep(&mut self, what: What, value: &str) {
        if !value.is_empty() {
            self.texts
                .entry(what as u8)
                .or_insert_with(|| value.to_owned());
        }
    }

    /// Adds to a text of several lines.
    pub fn append(&mut self, what: What, value: &str) {
        if value.is_empty() {
            return;
        }
        let text = self.texts.entry(what as u8).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(value);
    }

    /// A kept text.
    pub fn take(&mut self, what: What) -> String {
        self.texts.remove(&(what as u8)).unwrap_or_default()
    }

    /// Keeps the label of a group.
    pub fn label(&mut self, field: &Field, value: &str) {
        if !value.is_empty() {
            self.labels
                .push((field.what, field.group, value.to_owned()));
        }
    }

    /// Keeps a part of an address; parts of one group and label are one address.
    pub fn place(&mut self, field: &Field, value: &str) {
        let known = self
            .addresses
            .iter()
            .position(|p| p.group == field.group && p.label == field.label);
        let at = known.unwrap_or_else(|| {
            let place = Place {
                group: field.group,
                label: field.label.clone(),
                ..Place::default()
            };
            self.addresses.push(place);
            self.addresses.len() - 1
        });
        let Some(place) = self.addresses.get_mut(at) else {
            return;
        };
        let address = &mut place.address;
        let target = match field.what {
            // A column of districts beside one of cities: the district begins the street.
            What::City if is_district(&address.city, value) => &mut place.district,
            What::City => &mut address.city,
            What::Region => &mut address.region,
            What::Postcode => &mut address.postcode,
            What::Country => &mut address.country,
            What::Address => &mut place.whole,
            street => place.streets.entry(street as u8).or_default(),
        };
        if target.is_empty() {
            value.clone_into(target);
        }
    }

    fn label_of(&self, what: What, group: u8) -> Option<&str> {
        self.labels
            .iter()
            .find(|(w, g, _)| *w == what && *g == group)
            .map(|(_, _, label)| label.as_str())
    }

    /// Phones with the labels of their groups, no number twice.
    pub fn take_phones(&mut self, exact: bool) -> Vec<Phone> {
        let mut phones: Vec<Phone> = Vec::new();
        let code = self.take(What::PhoneCode);
        for (group, mut phone) in std::mem::take(&mut self.phones) {
            if let Some(label) = self.label_of(What::PhoneLabel, group).filter(|_| group > 0) {
                label.clone_into(&mut phone.label);
            }
            let local = !phone.number.starts_with('+') && !phone.number.starts_with("00");
            if phones.is_empty() && local && !code.is_empty() {
                phone.number = format!("+{} {}", code.trim_start_matches('+'), phone.number);
            }
            let same = |have: &Phone| {
                have.number == phone.number || (!exact && same_phone(&have.number, &phone.number))
            };
            match phones.iter_mut().find(|have| same(have)) {
                None => phones.push(phone),
                Some(have) if have.label.is_empty() => have.label = phone.label,
                Some(_) => {}
            }
        }
        phones
    }

    /// E-mail addresses with the labels of their groups, none twice.
    pub fn take_emails(&mut self) -> Vec<Email> {
        let mut emails: Vec<Email> = Vec::new();
        for (group, mut email) in std::mem::take(&mut self.emails) {
            if let Some(label) = self.label_of(What::EmailLabel, group).filter(|_| group > 0) {
                label.clone_into(&mut email.label);
            }
            if !emails.iter().any(|have| have.key() == email.key()) {
                emails.push(email);
            }
        }
        emails
    }

    /// Postal addresses that say something.
    pub fn take_addresses(&mut self) -> Vec<Address> {
        let places = std::mem::take(&mut self.addresses);
        places
            .into_iter()
            .filter_map(|place| {
                let label = self
                    .label_of(What::AddressLabel, place.group)
                    .filter(|_| place.group > 0);
                let label = label.map_or(place.label, str::to_owned);
                let lines: Vec<String> = place
                    .streets
                    .into_values()
                    .filter(|s| !s.is_empty())
                    .collect();
                let mut address = Address {
                    street: lines.join("\n"),
                    label,
                    ..place.address
                };
                place::complete(&mut address, &place.whole);
                if !address.street.contains(&place.district) {
                    address.street.insert_str(0, &place.district);
                }
                (!address.is_blank()).then_some(address)
            })
            .collect()
    }

    /// True if the name stands in one cell, and nowhere in parts.
    pub fn named_whole(&self) -> bool {
        let has = |what: What| self.texts.contains_key(&(what as u8));
        has(What::FullName) && !has(What::FamilyName) && !has(What::GivenName)
    }

    /// The name. Exact parts are kept as they are; else what is missing is worked out.
    pub fn take_name(&mut self, exact: bool) -> Name {
        let full = self.take(What::FullName);
        let family = self.take(What::FamilyName);
        let (given, middle) = (self.take(What::GivenName), self.take(What::MiddleName));
        let given = [given, middle]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let mut name = if exact {
            Name {
                full,
                family,
                given,
                ..Name::default()
            }
        } else if full.is_empty() {
            Name::from_parts(&family, &given)
        } else if family.is_empty() && given.is_empty() {
            last_first(&full).unwrap_or_else(|| Name::from_full(&full))
        } else {
            Name {
                full: Name::from_full(&full).full,
                family,
                given,
                ..Name::default()
            }
        };
        name.prefix = self.take(What::NamePrefix);
        name.suffix = self.take(What::NameSuffix);
        name.nickname = self.take(What::Nickname);
        name.phonetic = self.take(What::Phonetic);
        if name.phonetic.is_empty() {
            let (family, given) = (
                self.take(What::PhoneticFamily),
                self.take(What::PhoneticGiven),
            );
            name.phonetic = Name::from_parts(&family, &given).full;
        }
        name
    }

    /// The birthday of three columns (Thunderbird); `Err` with what they say if that is none.
    pub fn take_birthday(&mut self) -> Result<Option<Birthday>, String> {
        let [year, month, day] =
            [What::BirthYear, What::BirthMonth, What::BirthDay].map(|what| self.take(what));
        let blank = |text: &String| text.chars().all(|c| c == '0');
        if blank(&month) && blank(&day) {
            return Ok(None);
        }
        let number = |text: &String| text.parse().unwrap_or(0);
        let read = Birthday::new(year.parse().ok(), number(&month), number(&day));
        read.map(Some)
            .ok_or_else(|| format!("{year}-{month}-{day}"))
    }

    /// Takes labels as other programs write them; ours stay.
    pub fn plain_labels(&mut self) {
        for (_, _, text) in &mut self.labels {
            *text = cell::label(text);
        }
    }
}

/// True for the second of 城市 and 区县, which both are columns of the city.
fn is_district(city: &str, value: &str) -> bool {
    let han = |text: &str| text.chars().next().is_some_and(is_han);
    city != value && han(city) && han(value)
}

/// `Lee, Ann` as a list sorted by family names writes it; what stands behind the comma is no suffix.
fn last_first(full: &str) -> Option<Name> {
    const SUFFIXES: &[&str] = &[
        "jr", "sr", "ii", "iii", "iv", "md", "phd", "mba", "esq", "cpa", "inc", "ltd", "llc",
        "gmbh", "ag", "co",
    ];
    let (family, given) = full.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let words = |text: &str| {
        let words = text.split_whitespace().count();
        let letters = |c: char| (c.is_alphabetic() && !is_han(c)) || " -.'’".contains(c);
        (1..=3).contains(&words) && text.chars().all(letters)
    };
    let bare: String = given.to_lowercase().replace(['.', ' '], "");
    (words(family) && words(given) && !SUFFIXES.contains(&bare.as_str()))
        .then(|| Name::from_parts(family, given))
}

/// True if a row says more of somebody than a record can hold.
pub fn overfull(customer: &Customer) -> bool {
    let lists = [
        customer.phones.len(),
        customer.emails.len(),
        customer.addresses.len(),
    ];
    let long = |phone: &Phone| phone.number.chars().count() > limits::LINE;
    lists.into_iter().any(|length| length > limits::ENTRIES) || customer.phones.iter().any(long)
}
