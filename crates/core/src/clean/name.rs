//! When two names may be one: other script, romanised, other order, nickname, sound, typing error.
//! Knows words and sounds, and nothing of the other fields of a record.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    domain::Customer,
    search::{
        fold,
        fold::is_han,
        pinyin::{han_runs, reading},
    },
};

use super::{
    score::Reason,
    sound::{sound, typing_error},
};

/// Short forms of given names, each line one name. Forms that belong to several names are left out.
const NICKNAMES: &str = include_str!("nicknames.txt");

/// Words of politeness around a name.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "herr", "frau", "mme",
];
const HAN_TITLES: &[&str] = &[
    "先生",
    "女士",
    "小姐",
    "太太",
    "老师",
    "老板",
    "老板娘",
    "经理",
    "医生",
    "师傅",
    "同学",
];

static SHORT_FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut all = FxHashMap::default();
    for line in NICKNAMES.lines() {
        let whole = line.split(' ').next().unwrap_or_default();
        all.extend(line.split(' ').map(|word| (word, whole)));
    }
    all
});

/// A name in every form that is compared.
#[derive(Debug, Clone, Default)]
pub(super) struct NameForms {
    /// As written, in small letters, without blanks and signs.
    pub written: String,
    /// Folded: one script, no accents, no titles.
    pub folded: String,
    /// True if it is written in Han characters.
    pub han: bool,
    /// Its letters in order of the alphabet (Han as pinyin): the same for any order of words.
    pub letters: String,
    /// Words in order of the alphabet, short forms spelt out.
    pub words: Vec<String>,
    /// Words as written.
    plain_words: Vec<String>,
    /// How the words sound, in order of the alphabet.
    pub sounds: String,
}

impl NameForms {
    /// The forms of a customer's name; of the nickname where there is no other.
    pub fn of(customer: &Customer) -> Self {
        let name = &customer.name;
        let full = if name.full.trim().is_empty() {
            &name.nickname
        } else {
            &name.full
        };
        Self::from_text(full)
    }

    /// The forms of a text.
    pub fn from_text(text: &str) -> Self {
        let written: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let written = if written.is_empty() {
            text.trim().to_owned()
        } else {
            written
        };
        let spelt = fold(text);
        let mut plain_words: Vec<String> = spelt
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !TITLES.contains(word))
            .map(without_title)
            .filter(|word| !word.is_empty())
            .collect();
        if plain_words.is_empty() {
            plain_words.extend((!spelt.is_empty()).then(|| spelt.clone()));
        }
        let folded = plain_words.concat();
        let han = folded.chars().next().is_some_and(is_han);
        let sounded: String = if han {
            han_runs(&folded)
                .flat_map(str::chars)
                .filter_map(reading)
                .collect()
        } else {
            folded.clone()
        };
        let mut letters: Vec<char> = sounded.chars().collect();
        letters.sort_unstable();
        let mut words: Vec<String> = plain_words
            .iter()
            .map(|word| match SHORT_FORMS.get(word.as_str()) {
                Some(whole) => (*whole).to_owned(),
                None => word.clone(),
            })
            .collect();
        words.sort();
        let mut sounds: Vec<String> = if han {
            vec![sounded]
        } else {
            words.iter().map(|word| sound(word)).collect()
        };
        sounds.sort();
        plain_words.sort();
        Self {
            written,
            folded,
            han,
            letters: letters.into_iter().collect(),
            words,
            plain_words,
            sounds: sounds.join(" "),
        }
    }

    /// What makes two names one, if anything.
    pub fn alike(&self, other: &Self) -> Option<Reason> {
        if self.folded.is_empty() || other.folded.is_empty() {
            return (!self.written.is_empty() && self.written == other.written)
                .then_some(Reason::SameName);
        }
        if self.written == other.written {
            return Some(Reason::SameName);
        }
        if self.folded == other.folded {
            return Some(if self.han {
                Reason::OtherScript
            } else {
                Reason::SameName
            });
        }
        if self.han != other.han {
            return (self.letters == other.letters).then_some(Reason::Romanised);
        }
        if self.han {
            if self.sounds == other.sounds {
                return Some(Reason::Sound);
            }
        } else {
            if self.plain_words == other.plain_words {
                return Some(Reason::WordOrder);
            }
            if self.words == other.words {
                return Some(Reason::Nickname);
            }
        }
        if typing_error(&self.folded, &other.folded) {
            return Some(Reason::Typo);
        }
        // The same letters: words in another order, joined or apart.
        if !self.han && self.letters == other.letters {
            return Some(Reason::WordOrder);
        }
        if !self.han && self.sounds == other.sounds && self.sounds.len() >= 3 {
            return Some(Reason::Sound);
        }
        let part = if self.han {
            self.folded.contains(&other.folded) || other.folded.contains(&self.folded)
        } else {
            let (few, many) = if self.words.len() < other.words.len() {
                (&self.words, &other.words)
            } else {
                (&other.words, &self.words)
            };
            few.iter().all(|word| many.contains(word))
        };
        part.then_some(Reason::PartOfName)
    }

    /// True if one is the other cut short: A. Lee, Alex Lee, Alex.
    fn abbreviates(&self, other: &Self) -> bool {
        let (few, many) = if self.plain_words.len() < other.plain_words.len() {
            (&self.plain_words, &other.plain_words)
        } else {
            (&other.plain_words, &self.plain_words)
        };
        // Initials say enough only beside a word that is the same.
        let whole = few.iter().any(|word| many.contains(word));
        let least = if whole { 1 } else { 3 };
        let begins =
            |short: &str, long: &str| short.chars().count() >= least && long.starts_with(short);
        let same = |one: &str| {
            many.iter()
                .any(|other| begins(one, other) || begins(other, one))
        };
        !self.han && !other.han && few.iter().all(|word| same(word))
    }
}

/// True if two names are one as far as spelling goes: in any script, order or short form.
pub fn same_name(one: &str, other: &str) -> bool {
    let alike = NameForms::from_text(one).alike(&NameForms::from_text(other));
    matches!(
        alike,
        Some(
            Reason::SameName
                | Reason::OtherScript
                | Reason::WordOrder
                | Reason::Nickname
                | Reason::Romanised
        )
    )
}

/// True if two customers are clearly called differently: both have a name, and none of the forms of one
/// (script, order, short form, initials, sound, a slip of the finger, a part) is one of the other.
pub fn names_differ(one: &Customer, other: &Customer) -> bool {
    let names = |of: &Customer| -> Vec<NameForms> {
        let said = [&of.name.full, &of.name.nickname].into_iter();
        said.filter(|name| is_spoken(name))
            .map(|name| NameForms::from_text(name))
            .collect()
    };
    if one.name.full == other.name.full {
        return false;
    }
    let (ours, theirs) = (names(one), names(other));
    let alike = ours.iter().any(|one| {
        theirs
            .iter()
            .any(|other| one.alike(other).is_some() || one.abbreviates(other))
    });
    !ours.is_empty() && !theirs.is_empty() && !alike
}

/// False for a number or an address that stands where a name should.
fn is_spoken(name: &str) -> bool {
    let letters = name.chars().any(char::is_alphabetic);
    letters && !name.contains(|c: char| c == '@' || c.is_ascii_digit())
}

/// A Han word without the title at its end, unless nothing were left.
fn without_title(word: &str) -> String {
    let bare = HAN_TITLES
        .iter()
        .filter_map(|title| word.strip_suffix(title))
        .min_by_key(|bare| bare.len());
    bare.filter(|bare| !bare.is_empty())
        .unwrap_or(word)
        .to_owned()
}
