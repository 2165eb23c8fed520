//! One spelling for all spellings: compatibility forms (full width), case, accents and the two
//! Chinese scripts are folded away. For comparing only; what a person wrote is never rewritten.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Pairs of a traditional character and its simplified form, from `kSimplifiedVariant` of the
/// Unicode Han Database 15.0, plus common variants that it leaves out.
const PAIRS: &str = include_str!("simplified.txt");

static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let mut chars = PAIRS.chars().filter(|c| *c != '\n');
    std::iter::from_fn(|| Some((chars.next()?, chars.next()?))).collect()
});

/// The folded form of `text`: NFKD without marks, lower case, simplified, blanks collapsed.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `text`, collapsing blanks and dropping control characters.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    if text.is_ascii() {
        text.chars()
            .for_each(|c| push(c.to_ascii_lowercase(), start, out));
    } else {
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
            if c.is_ascii() {
                push(c.to_ascii_lowercase(), start, out);
            } else {
                c.to_lowercase()
                    .filter(|c| !is_combining_mark(*c))
                    .for_each(|c| special(c, start, out));
            }
        }
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

fn push(c: char, start: usize, out: &mut String) {
    match c {
        // Apostrophes: O'Brien is typed obrien as often as not.
        '\'' => {}
        _ if c.is_whitespace() || c.is_control() => {
            if out.len() > start && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        _ => out.push(c),
    }
}

/// Letters that have no decomposition but a plain spelling.
fn special(c: char, start: usize, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ł' => out.push('l'),
        'ħ' => out.push('h'),
        'ı' => out.push('i'),
        // Typographic apostrophes, and what should never be seen: zero-width and direction marks.
        '’'
        | '‘'
        | 'ʼ'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{feff}' => {}
        _ => push(simplify(c), start, out),
    }
}

/// The simplified form of a Han character; any other character as it is.
pub fn simplify(c: char) -> char {
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

/// True for a Han character.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_meet() {
        for (one, other) in [
            ("ＺＨＡＮＧ　１３８", "zhang 138"),
            ("Müller", "muller"),
            ("Søren Łukasz", "soren lukasz"),
            ("O’Brien", "obrien"),
            ("Straße", "STRASSE"),
            ("張偉", "张伟"),
            ("歐陽麗華", "欧阳丽华"),
            ("  two   words ", "two words"),
            ("a\u{200b}b\tc", "ab c"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn every_pair_is_a_pair_of_han_that_folds_once() {
        assert!(SIMPLIFIED.len() > 2500);
        for (from, to) in SIMPLIFIED.iter() {
            assert!(
                is_han(*from) && is_han(*to) && simplify(*to) == *to,
                "{from}{to}"
            );
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
