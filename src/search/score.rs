//! How well a record answers a query. Higher is better; the steps follow what people expect
//! first: the name itself, its beginning, a word of it, its sound, a number, anything else.

use memchr::memmem::Finder;

use super::{haystack::Field, query::Query};

/// A query compiled for scanning many haystacks.
pub struct Scorer<'a> {
    query: &'a Query,
    words: Vec<Finder<'a>>,
    anywhere: Vec<Finder<'a>>,
    at_start: Vec<Finder<'a>>,
}

impl<'a> Scorer<'a> {
    pub fn new(query: &'a Query) -> Self {
        let finders = |texts: &'a [String]| texts.iter().map(Finder::new).collect();
        let number = &query.number;
        Self {
            query,
            words: finders(&query.words),
            anywhere: finders(&number.anywhere),
            at_start: finders(&number.at_start),
        }
    }

    /// Texts of which every answer contains at least one: what to scan for.
    pub fn needles(&self) -> Vec<&Finder<'a>> {
        self.words
            .first()
            .into_iter()
            .chain(&self.anywhere)
            .chain(&self.at_start)
            .collect()
    }

    /// `None` if the record does not answer the query.
    pub fn score(&self, haystack: &[u8]) -> Option<u16> {
        let words = self
            .words
            .iter()
            .map(|word| best(word, haystack))
            .min()
            .flatten();
        let anywhere = self
            .anywhere
            .iter()
            .filter_map(|number| best_number(number, haystack));
        let at_start = self
            .at_start
            .iter()
            .filter_map(|number| best_number(number, haystack));
        let number = anywhere
            .chain(at_start.filter(|points| *points >= 600))
            .max();
        let plain = words.max(number)?;
        Some(self.whole(haystack).map_or(plain, |whole| whole.max(plain)))
    }

    /// The whole query at the beginning of the full name.
    fn whole(&self, haystack: &[u8]) -> Option<u16> {
        let rest = haystack
            .get(1..)?
            .strip_prefix(self.query.whole.as_bytes())?;
        Some(if rest.first().is_some_and(|byte| *byte < b' ') {
            1000
        } else {
            900
        })
    }
}

/// The best place of a word in the haystack.
fn best(word: &Finder<'_>, haystack: &[u8]) -> Option<u16> {
    let mut best = None;
    for at in word.find_iter(haystack).take(24) {
        let points = place(word.needle(), haystack, at);
        best = best.max(points);
        if best >= Some(800) {
            break;
        }
    }
    best
}

fn best_number(number: &Finder<'_>, haystack: &[u8]) -> Option<u16> {
    number
        .find_iter(haystack)
        .filter(|at| field_of(haystack, *at) == Some(Field::Phones))
        .filter_map(|at| place(number.needle(), haystack, at))
        .max()
}

fn field_of(haystack: &[u8], at: usize) -> Option<Field> {
    haystack
        .get(..at)?
        .iter()
        .rev()
        .find_map(|byte| Field::of(*byte))
}

fn place(word: &[u8], haystack: &[u8], at: usize) -> Option<u16> {
    let before = haystack.get(at.checked_sub(1)?).copied()?;
    let starts_word = !before.is_ascii_alphanumeric() && before < 0x80;
    let starts_value = before < b' ';
    let ends_value = haystack
        .get(at + word.len())
        .is_none_or(|byte| *byte < b' ');
    let alone = word.len() == 1;
    Some(match field_of(haystack, at)? {
        Field::Name if starts_word => {
            800 + u16::from(starts_value) * 20 + u16::from(ends_value) * 10
        }
        // A single Latin letter inside a word is no answer; a single Han character is three bytes.
        Field::Name if alone => return None,
        Field::Name => 550,
        Field::Pinyin if starts_value => 700 + u16::from(ends_value) * 10,
        Field::Initials if starts_value => 650 + u16::from(ends_value) * 10,
        // Letters in the middle of a sound are chance, not meaning.
        Field::Pinyin | Field::Initials => return None,
        Field::Phones if starts_value => 600,
        Field::Phones if word.len() >= 2 => 500,
        Field::Addresses if starts_word => 450,
        Field::Labels if starts_word => 400,
        _ if alone => return None,
        Field::Phones | Field::Addresses | Field::Labels => 300,
        Field::Note => 200,
    })
}
