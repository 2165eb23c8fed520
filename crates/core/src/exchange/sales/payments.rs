//! How a sale was paid, as lists write it in English, German and Chinese: `Bar`, `微信支付`, `Visa 4242`.

use std::sync::OnceLock;

use super::{header::key, meanings::meanings};
use crate::domain::Payment;

/// Letters of a word that may stand among others; shorter ones have to be the whole cell, but for
/// Chinese, where two signs are a word.
const LETTERS: usize = 4;

/// How it was paid; nothing if the cell has none of the words, or words of several ways.
pub(super) fn read(cell: &str) -> Option<Payment> {
    let mut rest = key(cell);
    let whole = words().iter().find(|(word, _)| *word == rest);
    if let Some((_, way)) = whole {
        return Some(*way);
    }
    let mut said = None;
    for (word, way) in words() {
        if !stands_alone(word) || !rest.contains(word) {
            continue;
        }
        if said.is_some_and(|said| said != *way) {
            return None;
        }
        said = Some(*way);
        // A gift card is no card.
        rest = rest.replace(word, " ");
    }
    said
}

fn stands_alone(word: &str) -> bool {
    let letters = if word.is_ascii() { LETTERS } else { 2 };
    word.chars().count() >= letters
}

/// The words and what they mean, the longest first.
fn words() -> &'static [(&'static str, Payment)] {
    static TABLE: OnceLock<Vec<(&'static str, Payment)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all = meanings(include_str!("payments.txt"), |name| {
            Payment::ALL.into_iter().find(|one| one.as_str() == name)
        });
        all.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::lists::Words;

    #[test]
    fn every_word_is_met_and_means_one_way() {
        for (at, (word, way)) in words().iter().enumerate() {
            assert_eq!(key(word), *word);
            assert_eq!(read(word), Some(*way), "{word}");
            let others = words().iter().skip(at + 1);
            assert!(others.clone().all(|(other, _)| other != word), "{word}");
        }
        let ways = words().iter().map(|(_, way)| *way);
        let ways: std::collections::HashSet<_> = ways.collect();
        assert_eq!(ways.len(), Payment::ALL.len());
    }

    #[test]
    fn ways_are_told_by_their_words() {
        for (cell, way) in [
            ("Bar", Some(Payment::Cash)),
            ("Karte", Some(Payment::Card)),
            ("EC-Karte", Some(Payment::Card)),
            ("Visa •••• 4242", Some(Payment::Card)),
            ("Gift Card", Some(Payment::Other)),
            ("Geschenk-Karte", Some(Payment::Other)),
            ("PayPal", Some(Payment::Mobile)),
            ("Apple Pay (Visa)", None),
            ("SEPA-Überweisung", Some(Payment::Transfer)),
            ("微信支付", Some(Payment::Mobile)),
            ("支付宝-当面付", Some(Payment::Mobile)),
            ("支付寶", Some(Payment::Mobile)),
            ("現金", Some(Payment::Cash)),
            ("刷卡", Some(Payment::Card)),
            ("现金+微信", None),
            ("Cash / Card", None),
            ("Barbara", None),
            ("12.50", None),
            ("", None),
        ] {
            assert_eq!(read(cell), way, "{cell}");
        }
    }

    #[test]
    fn the_words_of_our_own_lists_are_known() {
        for language in ["en", "zh-Hans", "zh-Hant"] {
            for way in Payment::ALL {
                let word = Words::of(language).get(way.as_str());
                assert_eq!(read(word), Some(way), "{language}: {word}");
            }
        }
    }
}
