//! Names of lists, columns and choices in the three languages, from one table.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(usize);

impl Words {
    /// Of a language (BCP 47); English for any that is not known.
    pub fn of(language: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let traditional = ["hant", "tw", "hk", "mo"]
            .iter()
            .any(|part| tag.contains(part));
        Self(match tag.starts_with("zh") {
            false => 0,
            true if traditional => 2,
            true => 1,
        })
    }

    /// The word; blank if the table lacks it, which a test rules out.
    pub fn get(self, key: &str) -> &'static str {
        table()
            .get(key)
            .and_then(|words| words.get(self.0).copied())
            .unwrap_or_default()
    }

    /// The word with a number in it.
    pub fn numbered(self, key: &str, number: usize) -> String {
        self.get(key).replace('#', &number.to_string())
    }

    /// The tag for a page in this language.
    pub const fn tag(self) -> &'static str {
        match self.0 {
            1 => "zh-Hans",
            2 => "zh-Hant",
            _ => "en",
        }
    }
}

fn table() -> &'static FxHashMap<&'static str, [&'static str; 3]> {
    static TABLE: OnceLock<FxHashMap<&'static str, [&'static str; 3]>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("titles.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(": "))
            .filter_map(|(key, words)| {
                let mut words = words.split('|').map(str::trim);
                Some((key.trim(), [words.next()?, words.next()?, words.next()?]))
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_three_words() {
        let lines = include_str!("titles.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(lines.count(), table().len());
        let words = table().values().flatten();
        assert!(words.into_iter().all(|word| !word.is_empty()));
    }

    #[test]
    fn every_key_that_is_asked_for_is_there() {
        let sources = [
            include_str!("asked.rs"),
            include_str!("build.rs"),
            include_str!("care.rs"),
            include_str!("customers.rs"),
            include_str!("own.rs"),
            include_str!("work.rs"),
            include_str!("report.rs"),
            include_str!("page.rs"),
            include_str!("page_files.rs"),
            include_str!("shelf.rs"),
            include_str!("ties.rs"),
            include_str!("../calendar/write.rs"),
        ];
        for source in sources {
            for call in ["word(\"", ".get(\"", "numbered(\"", "then_some(\""] {
                for rest in source.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    assert!(table().contains_key(key), "{key}");
                }
            }
        }
    }
}
