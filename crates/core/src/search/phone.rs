//! Telephone numbers as searched: digits only, with the calling code and the trunk zero optional.
//! Knows the lengths of the calling codes (ITU-T E.164, list of assigned codes) and nothing else.

use crate::domain::contact::digits;

/// Fewest digits worth searching as a number.
const FEWEST: usize = 2;

/// How a number that was typed may be stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spellings {
    /// Digits that count wherever they stand in a number.
    pub anywhere: Vec<String>,
    /// Digits that count at the beginning of a number: without the calling code they are short and
    /// would be found by chance elsewhere.
    pub at_start: Vec<String>,
}

/// The spellings of what was typed; none if `text` is not written like a number.
pub fn spellings(text: &str) -> Spellings {
    let text = text.trim();
    let written_like_one = text.chars().all(|c| {
        matches!(c, '0'..='9' | '０'..='９' | '+' | '＋' | '-' | '－' | '‐' | '–' | '(' | ')' | '（' | '）' | '.' | '/')
            || c.is_whitespace()
    });
    let all = digits(text);
    let mut found = Spellings::default();
    if !written_like_one || all.len() < FEWEST {
        return found;
    }
    let typed_plus = text.starts_with(['+', '＋']);
    if let Some(number) = if typed_plus {
        Some(all.as_str())
    } else {
        all.strip_prefix("00")
    } {
        let national = number
            .get(calling_code_length(number)..)
            .unwrap_or_default();
        if national.len() >= FEWEST {
            found
                .at_start
                .extend([national.to_owned(), format!("0{national}")]);
        }
        if !typed_plus && number.len() >= FEWEST {
            found.at_start.push(number.to_owned());
        }
    } else if let Some(national) = all.strip_prefix('0').filter(|n| n.len() > FEWEST) {
        // The trunk zero goes when the calling code comes.
        found.anywhere.push(national.to_owned());
    }
    found.anywhere.push(all);
    found
}

/// How many digits the calling code at the start of an international number has.
fn calling_code_length(number: &str) -> usize {
    match number.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_what_may_be_missing() {
        let of = |text| {
            (
                spellings(text).anywhere.join(" "),
                spellings(text).at_start.join(" "),
            )
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("138-0013"), pair("1380013", ""));
        assert_eq!(of("+86 138"), pair("86138", "138 0138"));
        assert_eq!(of("0086 138"), pair("0086138", "138 0138 86138"));
        assert_eq!(of("（０２０）8888"), pair("208888 0208888", ""));
        assert_eq!(of("+1 (415) 555"), pair("1415555", "415555 0415555"));
        for text in ["zhang 138", "-", "5", ""] {
            assert_eq!(spellings(text), Spellings::default(), "{text}");
        }
    }
}
