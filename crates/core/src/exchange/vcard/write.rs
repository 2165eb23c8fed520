//! Customers as cards: UTF-8, CRLF, lines folded at 75 bytes without splitting a character. Version
//! 3.0 is what old and new programs read; 4.0 says a little more.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::extras::{fuller, group_of, line_of, name_of, sorts, words_of};
use crate::domain::{
    Birthday, Customer, CustomerKind,
    name::{Name, is_han},
};

/// The version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Version {
    /// RFC 2426, the common ground.
    #[default]
    V3,
    /// RFC 6350.
    V4,
}

/// Cards of all customers. `company` names the company of a person.
pub fn write<'a>(
    customers: impl IntoIterator<Item = &'a Customer>,
    version: Version,
    company: impl Fn(&Customer) -> Option<String>,
) -> String {
    let mut out = String::new();
    for customer in customers {
        let mut card = Card {
            out: &mut out,
            version,
            groups: 0,
            taken: customer
                .card
                .iter()
                .filter_map(|line| group_of(line))
                .collect(),
        };
        card.customer(customer, &company(customer).unwrap_or_default());
    }
    out
}

struct Card<'a> {
    out: &'a mut String,
    version: Version,
    groups: usize,
    /// Groups that kept lines stand in.
    taken: Vec<String>,
}

impl Card<'_> {
    fn customer(&mut self, customer: &Customer, company: &str) {
        let name = &customer.name;
        let is_company = customer.kind == CustomerKind::Company;
        self.line("BEGIN:VCARD");
        self.line(if self.version == Version::V4 {
            "VERSION:4.0"
        } else {
            "VERSION:3.0"
        });
        let sorted = self.name(customer);
        // FN must not be blank; what is shown in lists stands in, except what is read back anyway.
        self.line(&format!("FN:{}", escape(&name.full)));
        if is_company {
            let mark = if self.version == Version::V4 {
                "KIND:org"
            } else {
                "X-ABShowAs:COMPANY"
            };
            self.line(mark);
        }
        let company = if is_company { &name.full } else { company };
        let stale = [
            sorted,
            self.unless_kept(customer, "ORG", company, ';'),
            self.unless_kept(customer, "NICKNAME", &name.nickname, ','),
        ];
        self.sounds(&customer.name);
        self.text("TITLE", &customer.job_title);
        for phone in &customer.phones {
            self.labelled("TEL", &escape(&phone.number), &phone.label);
        }
        for email in &customer.emails {
            self.labelled("EMAIL", &escape(&email.address), &email.label);
        }
        for place in &customer.addresses {
            let parts = [
                "",
                "",
                &place.street,
                &place.city,
                &place.region,
                &place.postcode,
                &place.country,
            ];
            self.labelled("ADR", &parts.map(escape).join(";"), &place.label);
        }
        self.text("URL", &customer.website);
        if let Some(day) = customer.birthday.and_then(Birthday::to_civil) {
            self.line(&birthday(day, self.version));
        }
        // No other program knows the lunar calendar; without its year there is no civil day to tell.
        if let Some(day) = customer.birthday.filter(|day| day.is_lunar()) {
            self.line(&format!("X-REGULARS-BIRTHDAY:{day}"));
        }
        self.gender(&customer.gender);
        let tags: Vec<String> = customer.tags.iter().map(escape).collect();
        if !tags.is_empty() {
            self.line(&format!("CATEGORIES:{}", tags.join(",")));
        }
        self.text("NOTE", &customer.note);
        if !customer.id.raw().is_nil() {
            self.line(&format!("X-REGULARS-ID:{}", customer.id));
        }
        self.text("X-REGULARS-CODE", &customer.code);
        self.text("X-REGULARS-SOURCE", &customer.source);
        if customer.do_not_contact {
            self.line("X-REGULARS-DO-NOT-CONTACT:yes");
        }
        for line in &customer.card {
            // A line break would begin another property.
            if !line.contains(['\r', '\n']) && !stale.contains(&Some(line)) {
                self.line(&line_of(line, self.version));
            }
        }
        self.line("END:VCARD");
    }

    /// Writes a value, unless the line that is kept says it and more; gives that line back where it says
    /// something else by now.
    fn unless_kept<'a>(
        &mut self,
        customer: &'a Customer,
        property: &str,
        value: &str,
        by: char,
    ) -> Option<&'a String> {
        let fuller = fuller(&customer.card, property);
        let same = fuller.is_some_and(|line| {
            let first = words_of(line, by).into_iter().next();
            first.is_some_and(|first| first == value.trim())
        });
        if !same {
            self.text(property, value);
        }
        fuller.filter(|_| !same)
    }

    /// Writes the parts of the name, unless the line that is kept says them and how they are sorted; gives
    /// that line back where it says something else by now.
    fn name<'a>(&mut self, customer: &'a Customer) -> Option<&'a String> {
        let name = &customer.name;
        let sorted = customer
            .card
            .iter()
            .any(|line| name_of(line) == "N" && sorts(line));
        let kept = fuller(&customer.card, "N").filter(|_| sorted);
        let same = kept.is_some_and(|line| {
            let words = words_of(line, ';');
            let word = |at: usize| words.get(at).map_or("", String::as_str);
            let given = [word(1), word(2)].join(" ");
            [word(0), given.trim(), word(3), word(4)]
                == [&name.family, &name.given, &name.prefix, &name.suffix]
        });
        if !same {
            let parts = [&name.family, &name.given, "", &name.prefix, &name.suffix].map(escape);
            self.line(&format!("N:{}", parts.join(";")));
        }
        kept.filter(|_| !same)
    }

    /// How the name sounds, for us as it is and for others by its parts: the family's comes first where the
    /// family name does.
    fn sounds(&mut self, name: &Name) {
        self.text("X-REGULARS-PHONETIC", &name.phonetic);
        let sounds = name.phonetic.trim();
        let (given, family) = if is_han(&name.family) {
            let (family, given) = sounds.split_once(' ').unwrap_or((sounds, ""));
            (given, family)
        } else {
            sounds.rsplit_once(' ').unwrap_or((sounds, ""))
        };
        self.text("X-PHONETIC-FIRST-NAME", given.trim());
        self.text("X-PHONETIC-LAST-NAME", family.trim());
    }

    fn text(&mut self, property: &str, value: &str) {
        if !value.is_empty() {
            self.line(&format!("{property}:{}", escape(value)));
        }
    }

    /// A property with its label: a type where the standard has one, else a label in a group of its
    /// own, as Apple and Google write and read it.
    fn labelled(&mut self, property: &str, value: &str, label: &str) {
        let types: &[&str] = match label {
            "" => &[],
            "home" => &["home"],
            "work" => &["work"],
            "mobile" if property == "TEL" => &["cell"],
            "fax" if property == "TEL" => &["fax"],
            "pager" if property == "TEL" => &["pager"],
            "home fax" if property == "TEL" => &["home", "fax"],
            "work fax" if property == "TEL" => &["work", "fax"],
            own => {
                self.groups += 1;
                while self.taken.contains(&format!("item{}", self.groups)) {
                    self.groups += 1;
                }
                let group = self.groups;
                self.line(&format!("item{group}.{property}:{value}"));
                self.line(&format!("item{group}.X-ABLabel:{}", escape(own)));
                return;
            }
        };
        let types: String = types.iter().fold(String::new(), |mut all, word| {
            write!(all, ";TYPE={word}").unwrap_or_default();
            all
        });
        self.line(&format!("{property}{types}:{value}"));
    }

    fn gender(&mut self, gender: &str) {
        match (self.version, gender) {
            (_, "") => {}
            (Version::V3, word) => self.text("X-GENDER", word),
            (Version::V4, "female") => self.line("GENDER:F"),
            (Version::V4, "male") => self.line("GENDER:M"),
            (Version::V4, word) => self.line(&format!("GENDER:O;{}", escape(word))),
        }
    }

    /// Writes a line, folded.
    fn line(&mut self, line: &str) {
        let mut room = 75;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.out.push_str("\r\n ");
                room = 74;
            }
            self.out.push(letter);
            room -= letter.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

/// Without a year 4.0 has a form of its own; in 3.0 Apple's year 1604 with its mark is understood
/// by more programs than any other.
fn birthday(day: Birthday, version: Version) -> String {
    let (month, date) = (day.month(), day.day());
    match (day.year(), version) {
        (Some(year), Version::V3) => format!("BDAY:{year:04}-{month:02}-{date:02}"),
        (Some(year), Version::V4) => format!("BDAY:{year:04}{month:02}{date:02}"),
        (None, Version::V3) => format!("BDAY;X-APPLE-OMIT-YEAR=1604:1604-{month:02}-{date:02}"),
        (None, Version::V4) => format!("BDAY:--{month:02}{date:02}"),
    }
}

fn escape(text: impl AsRef<str>) -> String {
    let mut out = String::with_capacity(text.as_ref().len());
    for letter in text.as_ref().chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ',' => out.push_str("\\,"),
            ';' => out.push_str("\\;"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            _ => out.push(letter),
        }
    }
    out
}
