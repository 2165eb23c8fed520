//! Words that a list is narrowed by: all of them must stand somewhere, in any order and spelling, Chinese by
//! its sound too.

use super::{
    fold::{fold, fold_into},
    haystack::{SEPARATOR, sounds},
};

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

    /// Each word, folded.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// True if each word stands, or begins what is heard, in one of the texts. Nothing typed is in all.
    pub fn is_in(&self, texts: &[&str]) -> bool {
        if self.is_nothing() {
            return true;
        }
        let mut folded = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
        for text in texts.iter().filter(|text| !text.is_empty()) {
            fold_into(text, &mut folded);
            folded.push(SEPARATOR);
        }
        let mut heard = None;
        self.0.iter().all(|word| {
            folded.contains(word.as_str())
                || (word.bytes().all(|byte| byte.is_ascii_alphabetic())
                    && heard
                        .get_or_insert_with(|| heard_in(&folded))
                        .split(SEPARATOR)
                        .any(|sound| sound.starts_with(word.as_str())))
        })
    }
}

/// Every sound of folded texts, each ended by a separator.
fn heard_in(folded: &str) -> String {
    let heard = folded.split(SEPARATOR).map(sounds);
    heard
        .flat_map(|heard| [heard.words, heard.initials])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_order_text_and_script_and_by_sound() {
        let is_in = |said: &str| Said::of(said).is_in(&["Gift box", "張偉", "A-17"]);
        for said in [
            "",
            "  ",
            "box GIFT",
            "a-17 张",
            "张伟",
            "zhangwei box",
            "zw",
            "wei gift",
            "gb",
        ] {
            assert!(is_in(said), "{said}");
        }
        for said in ["boxes", "hang", "hangwei", "张 18", "giftbox"] {
            assert!(!is_in(said), "{said}");
        }
    }
}
