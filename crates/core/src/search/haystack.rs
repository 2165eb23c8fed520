//! What of a customer can be found: one folded text with marked fields. Owns the order and the
//! marks of the fields; knows nothing of queries.

use crate::domain::Customer;

use super::{
    fold::{fold_into, is_han},
    own::OwnWords,
    pinyin::{han_runs, spellings},
};

/// A part of the haystack; each begins with its number as a byte below any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The full name, then its other parts on lines of their own.
    Name = 1,
    /// Pinyin from every syllable on, one word each.
    Pinyin = 2,
    /// First letters of syllables or words.
    Initials = 3,
    /// Digits of each number, of own fields too.
    Phones = 4,
    /// E-mail addresses, code, web site.
    Addresses = 5,
    /// Tags, company, job, city, source, own fields.
    Labels = 6,
    /// The note.
    Note = 7,
}

impl Field {
    /// The field that begins with `mark`.
    pub const fn of(mark: u8) -> Option<Self> {
        Some(match mark {
            1 => Self::Name,
            2 => Self::Pinyin,
            3 => Self::Initials,
            4 => Self::Phones,
            5 => Self::Addresses,
            6 => Self::Labels,
            7 => Self::Note,
            _ => return None,
        })
    }
}

/// Between the values of one field.
pub const SEPARATOR: char = '\n';

/// Appends the haystack of `customer`; `company` is the name of the company it belongs to, `own` knows the
/// shop's own fields.
pub fn write(customer: &Customer, company: Option<&str>, own: &OwnWords, out: &mut String) {
    let mark = |field: Field, out: &mut String| out.push(char::from(field as u8));
    mark(Field::Name, out);
    let names = out.len();
    fold_into(customer.display_name(), out);
    let name = &customer.name;
    let full = names..out.len();
    for part in [
        &name.full,
        &name.nickname,
        &name.phonetic,
        &name.given,
        &name.family,
    ] {
        let before = out.len();
        out.push(SEPARATOR);
        fold_into(part, out);
        // A part that already stands as a word of the full name adds nothing.
        let known = {
            let (head, tail) = out.split_at(before);
            let part = tail.trim_start_matches(SEPARATOR);
            part.is_empty()
                || head
                    .get(full.clone())
                    .is_some_and(|full| has_word(full, part))
        };
        if known {
            out.truncate(before);
        }
    }
    let sounds = sounds(out.get(names..).unwrap_or_default());
    mark(Field::Pinyin, out);
    out.push_str(&sounds.words);
    mark(Field::Initials, out);
    out.push_str(&sounds.initials);
    mark(Field::Phones, out);
    for phone in &customer.phones {
        out.push_str(&phone.digits());
        out.push(SEPARATOR);
    }
    for number in own.phones(&customer.values) {
        out.push_str(&number);
        out.push(SEPARATOR);
    }
    mark(Field::Addresses, out);
    let emails = customer.emails.iter().map(|email| email.address.as_str());
    write_all(
        emails.chain([customer.code.as_str(), customer.website.as_str()]),
        out,
    );
    mark(Field::Labels, out);
    let places = customer
        .addresses
        .iter()
        .flat_map(|place| [place.city.as_str(), place.street.as_str()]);
    let labels = customer.tags.iter().map(String::as_str).chain(company);
    write_all(
        labels
            .chain([customer.job_title.as_str(), customer.source.as_str()])
            .chain(places)
            .chain(own.labels(&customer.values)),
        out,
    );
    mark(Field::Note, out);
    fold_into(&customer.note, out);
}

fn write_all<'a>(texts: impl Iterator<Item = &'a str>, out: &mut String) {
    for text in texts.filter(|text| !text.is_empty()) {
        fold_into(text, out);
        out.push(SEPARATOR);
    }
}

fn has_word(full: &str, part: &str) -> bool {
    full == part || full.split(' ').any(|word| word == part)
}

/// How names sound: pinyin words and initials, each ended by a separator.
pub struct Sounds {
    /// `zhangwei`, `wei`.
    pub words: String,
    /// `zw`.
    pub initials: String,
}

/// The sounds of folded names.
pub fn sounds(names: &str) -> Sounds {
    let mut sounds = Sounds {
        words: String::new(),
        initials: String::new(),
    };
    for run in han_runs(names) {
        // Every part of a name is spoken from each syllable on; longer texts only from the start
        // of every second word or so would be guesswork, so they are spoken from each syllable too.
        for syllables in spellings(run) {
            for from in 0..syllables.len().min(12) {
                let rest = syllables.get(from..).unwrap_or_default();
                add(&mut sounds.words, rest.iter().take(6).copied());
            }
            let letters = syllables
                .iter()
                .take(12)
                .map(|s| s.get(..1).unwrap_or_default());
            add(&mut sounds.initials, letters);
        }
    }
    let first = names.split(SEPARATOR).next().unwrap_or_default();
    if first.contains(' ') {
        let letters = first
            .split(' ')
            .filter_map(|word| word.chars().next())
            .filter(|c| !is_han(*c));
        let mut text = [0; 4];
        let initials: String = letters
            .map(|c| c.encode_utf8(&mut text).to_owned())
            .collect();
        add(&mut sounds.initials, std::iter::once(initials.as_str()));
    }
    sounds
}

/// Adds a word unless an earlier one begins with it.
fn add<'a>(words: &mut String, parts: impl Iterator<Item = &'a str>) {
    let word: String = parts.collect();
    if !word.is_empty() && !words.split(SEPARATOR).any(|known| known.starts_with(&word)) {
        words.push_str(&word);
        words.push(SEPARATOR);
    }
}
