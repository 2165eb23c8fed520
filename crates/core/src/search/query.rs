//! What was typed, ready to be looked for: every word must be found, or all of it as one
//! telephone number. Knows folding and numbers, nothing of records.

use super::{fold::fold, phone};

/// A search as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// All of it, folded.
    pub whole: String,
    /// Its words, the longest first (the rarest, as a rule); each must be found.
    pub words: Vec<String>,
    /// It as a telephone number, any spelling of which is enough.
    pub number: phone::Spellings,
}

impl Query {
    /// Reads what was typed.
    pub fn new(text: &str) -> Self {
        let whole = fold(text);
        let mut words: Vec<String> = whole
            .split(' ')
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Self {
            words,
            number: phone::spellings(text),
            whole,
        }
    }

    /// The one Latin letter or digit it is, if that is all.
    pub fn letter(&self) -> Option<u8> {
        match self.whole.as_bytes() {
            [letter] if letter.is_ascii_alphanumeric() => Some(*letter),
            _ => None,
        }
    }

    /// True if nothing is asked for.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
