//! How well a record answers a query. Higher is better; the steps follow what people expect
//! first: the name itself, its beginning, a word of it, its sound, a number, anything else.

use memchr::{memchr, memmem::Finder};

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

    /// Texts of which every answer contains at least one: what to scan for. Numbers that contain the first
    /// word are found where it is.
    pub fn needles(&self) -> Vec<&Finder<'a>> {
        let word = self.words.first();
        let numbers = self.anywhere.iter().chain(&self.at_start);
        let more =
            numbers.filter(|number| word.is_none_or(|word| word.find(number.needle()).is_none()));
        word.into_iter().chain(more).collect()
    }

    /// `None` if the record does not answer the query. `first` is where its first word stands first, if that
    /// is known.
    pub fn score(&self, haystack: &[u8], first: Option<usize>) -> Option<u16> {
        let mut words = self.words.iter().enumerate();
        let words = words.try_fold(u16::MAX, |least, (at, word)| {
            Some(best(word, haystack, first.filter(|_| at == 0))?.min(least))
        });
        // A number is worth no more than that, and is what most records are looked through for.
        let plain = if words >= Some(most(Field::Phones)) {
            words
        } else {
            words.max(self.number(haystack))
        }?;
        Some(self.whole(haystack).map_or(plain, |whole| whole.max(plain)))
    }

    /// What the query is worth as a number.
    fn number(&self, haystack: &[u8]) -> Option<u16> {
        if self.anywhere.is_empty() && self.at_start.is_empty() {
            return None;
        }
        let begins = memchr(Field::Phones as u8, haystack)?;
        let phones = haystack.get(begins..)?;
        let ends = memchr(Field::Addresses as u8, phones)?;
        let phones = phones.get(..ends)?;
        let anywhere = self.anywhere.iter();
        let anywhere = anywhere.filter_map(|number| best(number, phones, None));
        let at_start = self.at_start.iter();
        let at_start = at_start.filter_map(|number| best(number, phones, None));
        let beginnings = at_start.filter(|points| *points >= most(Field::Phones));
        anywhere.chain(beginnings).max()
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

/// The best place of a word in the haystack, from the first one on if that is known. Fields stand in the
/// order of what they are worth, so it stops where the rest can't be better.
fn best(word: &Finder<'_>, haystack: &[u8], first: Option<usize>) -> Option<u16> {
    let mut at = match first {
        Some(at) => at,
        None => word.find(haystack)?,
    };
    let mut field = last_field(haystack.get(..at)?)?;
    let mut best = None;
    loop {
        best = best.max(place(word.needle(), field, haystack, at));
        if best >= Some(most(field)) {
            return best;
        }
        let rest = haystack.get(at + 1..).unwrap_or_default();
        let Some(ahead) = word.find(rest) else {
            return best;
        };
        if let Some(later) = rest.get(..ahead).and_then(last_field) {
            field = later;
            if best >= Some(most(field)) {
                return best;
            }
        }
        at += 1 + ahead;
    }
}

/// The last field that begins in a part of a haystack.
fn last_field(part: &[u8]) -> Option<Field> {
    part.iter().rev().find_map(|byte| Field::of(*byte))
}

/// The fields of a haystack, each with its text from the mark on.
fn fields(haystack: &[u8]) -> impl Iterator<Item = (Field, &[u8])> {
    let mut rest = haystack;
    std::iter::from_fn(move || {
        let field = Field::of(*rest.first()?)?;
        let next = |byte: &u8| Field::of(*byte).is_some();
        let length = rest.iter().skip(1).position(next).map(|at| at + 1);
        let (text, after) = rest.split_at_checked(length.unwrap_or(rest.len()))?;
        rest = after;
        Some((field, text))
    })
}

/// The most that a word can be worth in a field.
const fn most(field: Field) -> u16 {
    match field {
        Field::Name => 830,
        Field::Pinyin => 730,
        Field::Initials => 660,
        Field::Phones => 600,
        Field::Addresses => 450,
        Field::Labels => 400,
        Field::Note => 200,
    }
}

/// What a word is worth at a place of a text with the marks of its fields.
fn place(word: &[u8], field: Field, text: &[u8], at: usize) -> Option<u16> {
    let before = text.get(at.checked_sub(1)?).copied()?;
    let starts_word = !before.is_ascii_alphanumeric() && before < 0x80;
    let starts_value = before < b' ';
    let ends_value = text.get(at + word.len()).is_none_or(|byte| *byte < b' ');
    let alone = word.len() == 1;
    Some(match field {
        Field::Name if starts_word => {
            800 + u16::from(starts_value) * 20 + u16::from(ends_value) * 10
        }
        // A single Latin letter inside a word is no answer; a single Han character is three bytes.
        Field::Name if alone => return None,
        Field::Name => 550,
        // Who is called so comes before those with the sound somewhere in their name.
        Field::Pinyin if starts_value => {
            let starts_name = before == Field::Pinyin as u8;
            700 + u16::from(starts_name) * 20 + u16::from(ends_value) * 10
        }
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

/// What each single letter and digit is worth in one haystack: the first key in a search box has
/// the most answers, and a hundred thousand texts take too long to read for it. Two to a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letters([u8; 18]);

/// The points that a single letter can have.
const STEPS: [u16; 16] = [
    0, 400, 450, 600, 650, 660, 700, 710, 720, 730, 800, 810, 820, 830, 900, 1000,
];

impl Letters {
    /// Reads a haystack.
    pub fn of(haystack: &[u8]) -> Self {
        let mut letters = Self::default();
        for (field, text) in fields(haystack) {
            // Notes are not searched for single letters.
            if field == Field::Note {
                break;
            }
            for (at, pair) in text.windows(2).enumerate() {
                let &[before, letter] = pair else { continue };
                if before.is_ascii_alphanumeric() || !letter.is_ascii_alphanumeric() {
                    continue;
                }
                if let Some(points) = place(&[letter], field, text, at + 1) {
                    letters.raise(letter, points);
                }
            }
        }
        if let Some(&first) = haystack.get(1) {
            let alone = haystack.get(2).is_none_or(|byte| *byte < b' ');
            letters.raise(first, if alone { 1000 } else { 900 });
        }
        letters
    }

    fn raise(&mut self, letter: u8, points: u16) {
        let Some((at, shift)) = nibble(letter) else {
            return;
        };
        let Some(step) = STEPS.iter().position(|step| *step == points) else {
            return;
        };
        if let (Some(cell), Ok(step)) = (self.0.get_mut(at), u8::try_from(step)) {
            if step > (*cell >> shift) & 15 {
                *cell = (*cell & !(15 << shift)) | (step << shift);
            }
        }
    }

    /// The points of a letter or digit; `None` where it finds nothing.
    pub fn points(&self, letter: u8) -> Option<u16> {
        let (at, shift) = nibble(letter)?;
        let step = (self.0.get(at)? >> shift) & 15;
        STEPS
            .get(usize::from(step))
            .copied()
            .filter(|points| *points > 0)
    }
}

/// Where the points of a letter or digit stand.
fn nibble(letter: u8) -> Option<(usize, u8)> {
    let number = match letter {
        b'a'..=b'z' => letter - b'a',
        b'0'..=b'9' => letter - b'0' + 26,
        _ => return None,
    };
    Some((usize::from(number / 2), number % 2 * 4))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        /// Stopping early and going on from place to place miss no better place.
        #[test]
        fn the_best_place_is_the_best_of_all_places(
            name in "[ab é]{1,9}", sounds in "([ab]{1,4}\n){0,3}", phones in "([01]{1,5}\n){0,2}",
            mails in "([ab@.]{1,6}\n){0,2}", labels in "([ab1 ]{1,6}\n){0,2}", note in "[ab1 ]{0,9}",
            word in "[ab]{1,2}|[01]{1,2}|é",
        ) {
            let text = format!("\u{1}{name}\u{2}{sounds}\u{3}{sounds}\u{4}{phones}\u{5}{mails}\u{6}{labels}\u{7}{note}");
            let every = text.match_indices(['a', 'b', '0', '1', 'é']).map(|(at, _)| at);
            let places = every.filter(|at| text[*at..].starts_with(&word)).filter_map(|at| {
                let field = text[..at].bytes().rev().find_map(Field::of)?;
                place(word.as_bytes(), field, text.as_bytes(), at)
            });
            let found = best(&Finder::new(&word), text.as_bytes(), None);
            prop_assert_eq!(found, places.max(), "{} in {:?}", word, text);
        }
    }
}
