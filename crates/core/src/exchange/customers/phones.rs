//! Telephone numbers of one cell: several told apart, words before them taken off, and what is none or has lost its
//! digits named.

use super::cell::{half_width_text, is_scientific, plain, values};
use crate::{domain::contact::digits, exchange::problem::ProblemKind};

/// Digits from which a number is whole.
const WHOLE: usize = 7;

/// Telephone numbers in a cell, each with the reason if it is none.
pub fn phones(text: &str) -> Vec<Result<String, (ProblemKind, String)>> {
    let text = half_width_text(text);
    let text = ungrouped(&text).unwrap_or(text);
    let mut parts: Vec<String> = Vec::new();
    for part in values(&text) {
        // What is dialled behind a number goes with it: `010-88888888,8001`.
        let short = (1..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        match parts.last_mut().filter(|_| short) {
            Some(before)
                if digits(before).len() >= WHOLE && text.contains(&format!("{before},{part}")) =>
            {
                before.push(',');
                before.push_str(&part);
            }
            _ => parts.push(part),
        }
    }
    parts
        .iter()
        .flat_map(|part| split_slash(part))
        .map(phone)
        .collect()
}

/// A number that a spreadsheet wrote like a sum, `13,800,138,000`, as its digits.
fn ungrouped(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.split_once('.').map_or(text, |(whole, _)| whole);
    let mut groups = text.split(',');
    let first = groups.next()?;
    let figures = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = groups.collect();
    let grouped = groups.len() > 1
        && (1..=3).contains(&first.len())
        && figures(first)
        && groups
            .iter()
            .all(|group| group.len() == 3 && figures(group));
    grouped.then(|| format!("{first}{}", groups.concat()))
}

/// `/` and spaces also stand inside numbers: they part only two numbers that are whole.
fn split_slash(text: &str) -> Vec<&str> {
    for sign in ['/', ' '] {
        let parts: Vec<&str> = text
            .split(sign)
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        if parts.len() > 1 && parts.iter().all(|part| digits(part).len() >= WHOLE) {
            return parts;
        }
    }
    vec![text]
}

/// A number without the word that says it is one: `Tel. 030 1`, `手机：138`.
fn unnamed(text: &str) -> &str {
    const WORDS: &[&str] = &[
        "telephone",
        "telefon",
        "tel",
        "phone",
        "mobile",
        "mobil",
        "cell",
        "handy",
        "fax",
        "手机号码",
        "手机号",
        "手机",
        "手機",
        "电话",
        "電話",
        "行動電話",
        "座机",
        "座機",
        "固话",
        "市話",
    ];
    let begins = |word: &&&str| {
        let head = text.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let word = WORDS.iter().find(begins).map_or(0, |word| word.len());
    let rest = text.get(word..).unwrap_or_default();
    let bare = rest.trim_start_matches([':', '.', ' ']);
    if bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        bare
    } else {
        text
    }
}

fn phone(text: &str) -> Result<String, (ProblemKind, String)> {
    let number = plain(unnamed(text.strip_prefix("p:").unwrap_or(text)));
    let whole = number
        .split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|b| b == b'0'));
    let number = whole.map_or(number, |(whole, _)| whole);
    if is_scientific(number) {
        return Err((ProblemKind::LostDigits, text.to_owned()));
    }
    let count = digits(number).len();
    let letters = number.chars().filter(|c| c.is_alphabetic()).count();
    // What begins with a word is the name of whoever has the number, and more besides.
    let named = number.chars().take_while(|c| c.is_alphabetic()).count() > 1;
    if (3..=30).contains(&count) && letters <= count && !number.contains('@') && !named {
        Ok(number.to_owned())
    } else {
        Err((ProblemKind::UnreadablePhone, text.to_owned()))
    }
}

#[cfg(test)]
#[path = "phones_tests.rs"]
mod tests;
