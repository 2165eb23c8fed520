//! One card as a customer. Names trust N over FN for the parts and FN for the whole; labels of
//! Apple's groups win over types; what a customer has no field for is kept as it is.

use calcard::{
    Entry, Parser,
    vcard::{
        VCard, VCardEntry, VCardKind, VCardParameterName, VCardParameterValue, VCardProperty,
        VCardSex, VCardValue,
    },
};
use chrono::NaiveDate;

use super::{
    super::{
        customers::{Draft, Read, birthday, cell, place, settle},
        problem::{Problem, ProblemKind},
    },
    cut::{Cut, cut},
    extras::Extras,
    groups::Groups,
    labels::{preferred, type_label},
};
use crate::domain::{
    Address, Birthday, Email, Id, Phone, limits,
    name::{Name, is_han},
};

/// Reads every card of a file; quoted text that names no encoding is in `unnamed`, or in what each property
/// seems to be.
pub fn read(text: &str, unnamed: Option<&str>, today: NaiveDate) -> Read {
    let mut read = Read::default();
    let mut extras = Extras::default();
    let found = cut(text, unnamed, &mut read.problems);
    read.rejected = found.odd.iter().map(|(number, _)| *number).collect();
    let mut groups = Groups::default();
    for card in found.cards {
        if groups.take(&card, &mut read.problems) {
            continue;
        }
        match one(&card, today, &mut read.problems) {
            Some(mut draft) => {
                draft.customer.card = extras.of(&card, &mut read.problems);
                read.drafts.push(draft);
            }
            None => read.rejected.push(card.number),
        }
    }
    groups.tag(&mut read.drafts);
    read
}

fn one(cut: &Cut, today: NaiveDate, problems: &mut Vec<Problem>) -> Option<Draft> {
    let Entry::VCard(card) = Parser::new(&cut.text).entry() else {
        problems.push(Problem::new(
            cut.number,
            "",
            ProblemKind::NotACard,
            &cut.text,
        ));
        return None;
    };
    let mut reader = CardReader {
        card: &card,
        number: cut.number,
        today,
        draft: Draft::new(cut.number),
        says_company: false,
        role: String::new(),
        sounds: [String::new(), String::new()],
        whole: String::new(),
        problems,
    };
    for entry in &card.entries {
        reader.entry(entry);
    }
    reader.finish()
}

struct CardReader<'a> {
    card: &'a VCard,
    number: usize,
    today: NaiveDate,
    draft: Draft,
    says_company: bool,
    /// What it does, where no title says so.
    role: String,
    /// How given and family name sound.
    sounds: [String; 2],
    /// An address as it is written on letters.
    whole: String,
    problems: &'a mut Vec<Problem>,
}

impl CardReader<'_> {
    fn problem(&mut self, column: &str, kind: ProblemKind, value: &str) {
        self.problems
            .push(Problem::new(self.number, column, kind, value));
    }

    fn entry(&mut self, entry: &VCardEntry) {
        let texts = texts(entry);
        let first = texts
            .first()
            .map(|text| text.trim().to_owned())
            .unwrap_or_default();
        let limit = if entry.name == VCardProperty::Note {
            limits::NOTE
        } else {
            limits::LINE
        };
        if texts.iter().any(|text| text.chars().count() > limit) {
            self.problem(entry.name.as_str(), ProblemKind::TooLong, &first);
            return;
        }
        let customer = &mut self.draft.customer;
        let name = &mut customer.name;
        match &entry.name {
            VCardProperty::Fn => fill(&mut name.full, &first),
            VCardProperty::N if name.family.is_empty() && name.given.is_empty() => {
                read_n(name, &texts);
                let sounds = sort_as(entry);
                if is_han(&name.family) && name.phonetic.is_empty() && !is_han(&sounds) {
                    name.phonetic = sounds;
                }
            }
            VCardProperty::Nickname => fill(&mut name.nickname, &first),
            VCardProperty::Org => fill(&mut self.draft.company, &first),
            VCardProperty::Title => fill(&mut customer.job_title, &first),
            VCardProperty::Role => fill(&mut self.role, &first),
            VCardProperty::Url => fill(&mut customer.website, &first),
            VCardProperty::Note => join(&mut customer.note, &texts.join(",")),
            VCardProperty::Categories => {
                texts
                    .iter()
                    .take(limits::ENTRIES)
                    .for_each(|tag| customer.add_tag(tag));
            }
            VCardProperty::Tel => self.tel(entry, &first),
            VCardProperty::Email => self.email(entry, &first),
            VCardProperty::Adr => self.adr(entry, &texts),
            VCardProperty::Bday => self.bday(entry, &first),
            VCardProperty::Gender => customer.gender = gender(entry, &first),
            VCardProperty::Kind => {
                self.says_company |= entry.values.contains(&VCardValue::Kind(VCardKind::Org))
                    || first.eq_ignore_ascii_case("org");
            }
            VCardProperty::Other(name) => self.other(&name.to_ascii_uppercase(), &first),
            _ => {}
        }
    }

    fn other(&mut self, property: &str, value: &str) {
        let customer = &mut self.draft.customer;
        let [given, family] = &mut self.sounds;
        match property {
            "X-ABSHOWAS" => self.says_company |= value.eq_ignore_ascii_case("COMPANY"),
            "X-REGULARS-CODE" => fill(&mut customer.code, value),
            "X-REGULARS-SOURCE" => fill(&mut customer.source, value),
            "X-REGULARS-DO-NOT-CONTACT" => {
                customer.do_not_contact = value.eq_ignore_ascii_case("yes");
            }
            "X-GENDER" => fill(&mut customer.gender, &cell::gender(value)),
            "X-REGULARS-PHONETIC" => fill(&mut customer.name.phonetic, value),
            "X-PHONETIC-FIRST-NAME" => value.clone_into(given),
            "X-PHONETIC-LAST-NAME" => value.clone_into(family),
            "X-REGULARS-ID" => {
                let id = Id::parse(value);
                customer.id = id.unwrap_or(customer.id);
            }
            "X-REGULARS-BIRTHDAY" => {
                let told = Birthday::parse(value);
                customer.birthday = told.or(customer.birthday);
            }
            "LABEL" => fill(&mut self.whole, value),
            _ => {}
        }
    }

    fn tel(&mut self, entry: &VCardEntry, value: &str) {
        let number = value.strip_prefix("tel:").unwrap_or(value).trim();
        if number.is_empty() {
            return;
        }
        let digits = crate::domain::contact::digits(number).len();
        if digits < 2 {
            self.problem("TEL", ProblemKind::UnreadablePhone, value);
            return;
        }
        let phone = Phone {
            number: number.to_owned(),
            label: self.label(entry),
        };
        let phones = &mut self.draft.customer.phones;
        if phones.len() < limits::ENTRIES && !phones.iter().any(|have| have.number == phone.number)
        {
            let at = if preferred(entry) { 0 } else { phones.len() };
            phones.insert(at, phone);
        }
    }

    fn email(&mut self, entry: &VCardEntry, value: &str) {
        let address = value.strip_prefix("mailto:").unwrap_or(value).trim();
        if address.is_empty() {
            return;
        }
        let (user, host) = address.split_once('@').unwrap_or_default();
        if user.is_empty() || host.is_empty() {
            self.problem("EMAIL", ProblemKind::UnreadableEmail, value);
            return;
        }
        let email = Email {
            address: address.to_owned(),
            label: self.label(entry),
        };
        let emails = &mut self.draft.customer.emails;
        if emails.len() < limits::ENTRIES && !emails.iter().any(|have| have.key() == email.key()) {
            let at = if preferred(entry) { 0 } else { emails.len() };
            emails.insert(at, email);
        }
    }

    fn adr(&mut self, entry: &VCardEntry, texts: &[String]) {
        let part = |at: usize| {
            texts
                .get(at)
                .map(|text| text.trim().to_owned())
                .unwrap_or_default()
        };
        let mut lines = vec![part(2), part(1), part(0)];
        lines.retain(|line| !line.is_empty());
        let address = Address {
            street: lines.join("\n"),
            city: part(3),
            region: part(4),
            postcode: part(5),
            country: part(6),
            label: self.label(entry),
        };
        let places = &mut self.draft.customer.addresses;
        if !address.is_blank() && places.len() < limits::ENTRIES && !places.contains(&address) {
            let at = if preferred(entry) { 0 } else { places.len() };
            places.insert(at, address);
        }
    }

    fn bday(&mut self, entry: &VCardEntry, text: &str) {
        let read = match entry.values.first() {
            Some(VCardValue::PartialDateTime(date)) => {
                // Apple marks a year it does not know by 1604 or by a parameter of its own.
                let year = date.year.map(i32::from).filter(|year| *year > 1604);
                Birthday::new(
                    year,
                    date.month.unwrap_or(0).into(),
                    date.day.unwrap_or(0).into(),
                )
                .ok_or(ProblemKind::UnreadableBirthday)
                .map(Some)
            }
            _ => birthday::read(text, true, self.today),
        };
        let to_come = |day: &Birthday| {
            let whole = day.year().and_then(|year| day.in_year(year));
            whole.is_some_and(|whole| whole > self.today)
        };
        let read = match read {
            Ok(Some(day)) if to_come(&day) => Err(ProblemKind::UnreadableBirthday),
            read => read,
        };
        match read {
            // What we wrote beside it says more.
            Ok(_) if self.draft.customer.birthday.is_some_and(Birthday::is_lunar) => {}
            Ok(day) => self.draft.customer.birthday = day,
            Err(kind) => self.problem("BDAY", kind, text),
        }
    }

    /// The label of Apple's group, else the word of the type.
    fn label(&self, entry: &VCardEntry) -> String {
        let own = entry.group.as_ref().and_then(|group| {
            let label = self.card.entries.iter().find(|other| {
                other.group.as_ref().is_some_and(|g| g.eq_ignore_ascii_case(group))
                    && matches!(&other.name, VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-ABLabel"))
            })?;
            texts(label).into_iter().next().map(|text| cell::label(&text)).filter(|text| !text.is_empty())
        });
        own.unwrap_or_else(|| type_label(entry))
    }

    fn finish(mut self) -> Option<Draft> {
        let role = std::mem::take(&mut self.role);
        let customer = &mut self.draft.customer;
        fill(&mut customer.job_title, &role);
        if customer.addresses.is_empty() {
            let mut address = Address::default();
            place::complete(&mut address, &self.whole);
            customer
                .addresses
                .extend((!address.is_blank()).then_some(address));
        }
        let name = &mut customer.name;
        let [given, family] = &self.sounds;
        let sounds = if is_han(&name.family) {
            format!("{family} {given}")
        } else {
            format!("{given} {family}")
        };
        fill(&mut name.phonetic, sounds.trim());
        if name.full.is_empty() || turned(name) {
            name.full = Name::from_parts(&name.family, &name.given).full;
        } else if name.family.is_empty() && name.given.is_empty() {
            let whole = Name::from_full(&name.full);
            name.family = whole.family;
            name.given = whole.given;
        }
        settle(&mut self.draft, self.says_company);
        if self.draft.customer.display_name().trim().is_empty() {
            self.problem("", ProblemKind::NoIdentity, "");
            return None;
        }
        Some(self.draft)
    }
}

/// True for a Chinese name that a program wrote given name first (`伟 张`): its parts are right.
fn turned(name: &Name) -> bool {
    let bare: String = name.full.split_whitespace().collect();
    is_han(&name.family)
        && is_han(&name.given)
        && bare == format!("{}{}", name.given, name.family)
        && name.given != name.family
}

/// How the name sounds, as it says for the sake of order; family name first.
fn sort_as(entry: &VCardEntry) -> String {
    let words = entry
        .params
        .iter()
        .filter_map(|one| match (&one.name, &one.value) {
            (VCardParameterName::SortAs, VCardParameterValue::Text(text)) => Some(text.as_str()),
            _ => None,
        });
    let words: Vec<&str> = words
        .flat_map(|text| text.split(','))
        .map(str::trim)
        .collect();
    words.join(" ").trim().to_owned()
}

fn fill(have: &mut String, value: &str) {
    if have.is_empty() {
        value.clone_into(have);
    }
}

fn join(have: &mut String, value: &str) {
    if !have.is_empty() && !value.is_empty() {
        have.push('\n');
    }
    have.push_str(value);
}

/// Family; given; further given; prefix; suffix.
fn read_n(name: &mut Name, texts: &[String]) {
    let part = |at: usize| texts.get(at).map(|text| text.trim()).unwrap_or_default();
    fill(&mut name.family, part(0));
    let given = [part(1), part(2)].join(" ");
    fill(&mut name.given, given.trim());
    fill(&mut name.prefix, part(3));
    fill(&mut name.suffix, part(4));
}

/// The values as texts; parts of one component (given names parted by commas) joined by spaces.
fn texts(entry: &VCardEntry) -> Vec<String> {
    entry
        .values
        .iter()
        .map(|value| match value {
            VCardValue::Text(text) => text.clone(),
            VCardValue::Component(parts) => parts.join(if entry.name == VCardProperty::N {
                " "
            } else {
                ", "
            }),
            VCardValue::Integer(number) => number.to_string(),
            _ => String::new(),
        })
        .map(|text| text.replace('\0', "").replace("\r\n", "\n"))
        .collect()
}

fn gender(entry: &VCardEntry, text: &str) -> String {
    match entry.values.first() {
        Some(VCardValue::Sex(VCardSex::Female)) => "female".to_owned(),
        Some(VCardValue::Sex(VCardSex::Male)) => "male".to_owned(),
        Some(VCardValue::Sex(_)) => texts(entry).into_iter().nth(1).unwrap_or_default(),
        _ => cell::gender(text),
    }
}
