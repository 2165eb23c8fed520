//! A text that the shop writes again and again: a greeting, an answer, a reminder. Placeholders in
//! braces stand for what differs. Knows nothing of where it is put.

use serde::{Deserialize, Serialize};

use super::{clock::Timestamp, id::Id};

/// A text of the shop's library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Identity.
    pub id: Id<Template>,
    /// What it is called.
    pub title: String,
    /// A word to group it by; may be blank.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// What it says, with the small Markdown of notes.
    pub text: String,
    /// First written here.
    pub created: Timestamp,
    /// Last changed here.
    pub updated: Timestamp,
}

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// The customer's name as people write it.
    Name,
    /// The given name alone.
    GivenName,
    /// The shop's name.
    Shop,
    /// Today's date.
    Today,
    /// What the deal is called that it is written about.
    Deal,
    /// The stage of that deal.
    Stage,
    /// What that deal is worth.
    Amount,
    /// What the case is about that it is written about.
    Case,
    /// The day that case is promised for.
    Promised,
}

impl Placeholder {
    /// Every placeholder, in the order help shows them.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::GivenName,
        Self::Shop,
        Self::Today,
        Self::Deal,
        Self::Stage,
        Self::Amount,
        Self::Case,
        Self::Promised,
    ];

    /// How it is written, without braces.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::GivenName => "given_name",
            Self::Shop => "shop",
            Self::Today => "today",
            Self::Deal => "deal",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Case => "case",
            Self::Promised => "promised",
        }
    }

    /// The same as a shop of that language (BCP 47) writes it: it is understood whatever language is shown.
    pub fn word_in(self, language: &str) -> &'static str {
        let [simplified, traditional] = self.other_words();
        match language {
            "zh-Hans" => simplified,
            "zh-Hant" => traditional,
            _ => self.word(),
        }
    }

    /// Also understood: what a Chinese shop would write.
    const fn other_words(self) -> [&'static str; 2] {
        match self {
            Self::Name => ["姓名", "姓名"],
            Self::GivenName => ["名字", "名字"],
            Self::Shop => ["店名", "店名"],
            Self::Today => ["今天", "今天"],
            Self::Deal => ["商机", "商機"],
            Self::Stage => ["阶段", "階段"],
            Self::Amount => ["金额", "金額"],
            Self::Case => ["服务单", "服務單"],
            Self::Promised => ["承诺日期", "承諾日期"],
        }
    }

    fn read(word: &str) -> Option<Self> {
        let word = word.trim();
        if word == "日期" {
            return Some(Self::Today);
        }
        Self::ALL
            .into_iter()
            .find(|one| one.word().eq_ignore_ascii_case(word) || one.other_words().contains(&word))
    }
}

/// The text with placeholders filled in. One that is unknown, or for which there is nothing to say, stays
/// as it was written, so that nobody sends a sentence with a hole. `own` knows the words of the shop's own
/// fields: what it answers stands there even if it is blank, because the shop chose what it asks for.
pub fn fill(
    text: &str,
    value: impl Fn(Placeholder) -> Option<String>,
    own: impl Fn(&str) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let filled = behind.split_once('}').and_then(|(word, after)| {
            let said = match Placeholder::read(word) {
                // A field of the shop may be called after something that there is nothing to say of here.
                Some(known) => value(known)
                    .filter(|said| !said.trim().is_empty())
                    .or_else(|| own(word.trim())),
                None => own(word.trim()),
            };
            Some((said?, after))
        });
        match filled {
            Some((said, after)) => {
                out.push_str(&said);
                rest = after;
            }
            None => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ann(one: Placeholder) -> Option<String> {
        match one {
            Placeholder::Name => Some("Ann {shop}".to_owned()),
            Placeholder::Shop => Some("Oolong".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn known_placeholders_are_filled_and_others_stay() {
        for (text, said) in [
            ("Dear {name},", "Dear Ann {shop},"),
            ("{ Name }{店名}", "Ann {shop}Oolong"),
            ("{given_name} {x} {", "{given_name} {x} {"),
            ("{{name}}", "{Ann {shop}}"),
            ("", ""),
        ] {
            assert_eq!(fill(text, ann, |_| None), said);
        }
    }

    #[test]
    fn each_language_has_its_words_and_every_one_is_understood() {
        let all = |one: Placeholder| Some(format!("<{}>", one.word()));
        for language in ["en", "zh-Hans", "zh-Hant"] {
            for one in Placeholder::ALL {
                let word = one.word_in(language);
                assert_eq!(word.is_ascii(), language == "en", "{word}");
                let said = fill(&format!("{{{word}}}"), all, |_| None);
                assert_eq!(said, format!("<{}>", one.word()));
            }
        }
        assert_eq!(fill("{日期}", all, |_| None), "<today>");
    }

    #[test]
    fn own_fields_are_filled_even_with_nothing() {
        let own = |word: &str| match word {
            "Tea" => Some("Oolong".to_owned()),
            "Cup" => Some(String::new()),
            "name" => Some("never asked".to_owned()),
            "Stage" => Some("of the pupil".to_owned()),
            _ => None,
        };
        for (text, said) in [
            ("{ Tea }, cup: {Cup}.", "Oolong, cup: ."),
            ("{name} {Milk} {Tea", "Ann {shop} {Milk} {Tea"),
            ("{{Tea}}", "{Oolong}"),
            ("{Stage} {deal}", "of the pupil {deal}"),
        ] {
            assert_eq!(fill(text, ann, own), said);
        }
    }

    proptest! {
        #[test]
        fn a_text_without_braces_is_left_alone(text in "[^{]*") {
            prop_assert_eq!(fill(&text, ann, |_| None), text);
        }

        #[test]
        fn nothing_said_changes_nothing(text in ".*") {
            prop_assert_eq!(fill(&text, |_| None, |_| None), text);
        }
    }
}
