//! Words that a list is narrowed by: all of them must stand somewhere, spellings folded.

use super::fold;

/// The words that were typed.
#[derive(Debug, Clone, Default)]
pub struct Said(Vec<String>);

impl Said {
    /// Of what stands in the box.
    pub fn of(text: &str) -> Self {
        let words = fold(text);
        Self(words.split_whitespace().map(str::to_owned).collect())
    }

    /// True if nothing was typed.
    pub const fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// True if each stands somewhere in a text that is folded already.
    pub fn is_in(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.contains(word.as_str()))
    }
}
