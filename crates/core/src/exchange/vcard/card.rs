//! One card as a customer. Names trust N over FN for the parts and FN for the whole; labels of
//! Apple's groups win over types; what a customer has no field for is kept as it is.

use calcard::{
    Entry, Parser,
    vcard::{
        VCard, VCardEntry, VCardKind, VCardParameterName, VCardParameterValue, VCardProperty,
        VCardSex, VCardType, VCardValue,
    },
};
use chrono::NaiveDate;

use super::{
    super::{
        customers::{Draft, Read, birthday, cell, convert::settle},
        problem::{Problem, ProblemKind},
    },
    cut::{Cut, cut},
    extras::Extras,
};
use crate::domain::{Address, Birthday, Email, Phone, limits, name::Name};

/// Reads every card of a file.
pub fn read(text: &str, today: NaiveDate) -> Read {
    let mut read = Read::default();
    let mut extras = Extras::default();
    for card in cut(text, &mut read.problems) {
        match one(&card, today, &mut read.problems) {
            Some(mut draft) => {
                draft.customer.card = extras.of(&card, &mut read.problems);
                read.drafts.push(draft);
            }
            None => read.rejected.push(card.number),
        }
    }
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
            VCardProperty::N => read_n(name, &texts),
            VCardProperty::Nickname => fill(&mut name.nickname, &first),
            VCardProperty::Org => fill(&mut self.draft.company, &first),
            VCardProperty::Title => fill(&mut customer.job_title, &first),
            VCardProperty::Role if customer.job_title.is_empty() => customer.job_title = first,
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
        match property {
            "X-ABSHOWAS" => self.says_company |= value.eq_ignore_ascii_case("COMPANY"),
            "X-REGULARS-CODE" => fill(&mut customer.code, value),
            "X-REGULARS-SOURCE" => fill(&mut customer.source, value),
            "X-REGULARS-DO-NOT-CONTACT" => {
                customer.do_not_contact = value.eq_ignore_ascii_case("yes");
            }
            "X-GENDER" => fill(&mut customer.gender, &cell::gender(value)),
            "X-REGULARS-PHONETIC" => fill(&mut customer.name.phonetic, value),
            "X-PHONETIC-FIRST-NAME" => {
                let phonetic = &mut customer.name.phonetic;
                format!("{value} {phonetic}").trim().clone_into(phonetic);
            }
            "X-PHONETIC-LAST-NAME" => {
                let phonetic = &mut customer.name.phonetic;
                format!("{phonetic} {value}").trim().clone_into(phonetic);
            }
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
        let name = &mut self.draft.customer.name;
        if name.full.is_empty() {
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

/// Words of TYPE parameters and of the bare parameters of 2.1.
fn types(entry: &VCardEntry) -> Vec<String> {
    let mut words = Vec::new();
    for parameter in &entry.params {
        match (&parameter.name, &parameter.value) {
            (VCardParameterName::Type, VCardParameterValue::Type(word)) => {
                words.push(word_of(word));
            }
            (VCardParameterName::Type, VCardParameterValue::Text(word)) => {
                words.extend(word.split(',').map(|word| word.trim().to_lowercase()));
            }
            (VCardParameterName::Other(word), _) => words.push(word.to_lowercase()),
            (VCardParameterName::Pref, _) => words.push("pref".to_owned()),
            _ => {}
        }
    }
    words
}

fn word_of(word: &VCardType) -> String {
    match word {
        VCardType::Cell => "cell".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn preferred(entry: &VCardEntry) -> bool {
    types(entry).iter().any(|word| word == "pref")
        && !entry.params.iter().any(|p| {
            p.name == VCardParameterName::Pref
                && !matches!(
                    p.value,
                    VCardParameterValue::Integer(1) | VCardParameterValue::Null
                )
        })
}

fn type_label(entry: &VCardEntry) -> String {
    let words = types(entry);
    let has = |word: &str| words.iter().any(|have| have == word);
    let place = ["home", "work"]
        .into_iter()
        .find(|word| has(word))
        .unwrap_or_default();
    if has("cell") || has("mobile") {
        return "mobile".to_owned();
    }
    if has("fax") {
        return format!("{place} fax").trim().to_owned();
    }
    if has("pager") {
        return "pager".to_owned();
    }
    place.to_owned()
}
