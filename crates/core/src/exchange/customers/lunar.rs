//! Birthdays by the Chinese calendar as lists write them: 农历八月十五, 阴历1990-8-15, 闰四月初八, 腊月廿三, or any
//! day in a column that says so.

use super::{super::problem::ProblemKind, cell::half_width_text};
use crate::domain::Birthday;

const MARKS: &[&str] = &[
    "农历", "農曆", "阴历", "陰曆", "陰歷", "旧历", "舊曆", "夏历", "夏曆",
];

/// True for a text that says it is such a day, or uses words of that calendar only.
pub(super) fn says_so(text: &str) -> bool {
    let only = [
        "正月", "冬月", "腊月", "臘月", "月初", "月廿", "月卅", "闰", "閏",
    ];
    MARKS.iter().chain(&only).any(|word| text.contains(word))
}

/// Reads a day that is one of that calendar. `Ok(None)` for nothing.
pub(super) fn read(text: &str) -> Result<Option<Birthday>, ProblemKind> {
    let text = half_width_text(text);
    let text = text.trim();
    let zeros = text.contains('0') && !text.contains(|c: char| ('1'..='9').contains(&c));
    if text.is_empty() || (zeros && !text.contains(char::is_alphabetic)) {
        return Ok(None);
    }
    parse(text).map(Some).ok_or(ProblemKind::UnreadableBirthday)
}

fn parse(text: &str) -> Option<Birthday> {
    if text.contains("lunar") {
        return Birthday::parse(text);
    }
    // A time of day that a spreadsheet adds.
    let text = text.strip_suffix("00:00:00").unwrap_or(text);
    let leap = text.contains(['闰', '閏']);
    let mut plain = text.to_owned();
    for mark in MARKS {
        plain = plain.replace(mark, "");
    }
    plain.retain(|c| !matches!(c, '闰' | '閏' | '(' | ')'));
    for (word, month) in [
        ("正月", "1月"),
        ("冬月", "11月"),
        ("腊月", "12月"),
        ("臘月", "12月"),
    ] {
        plain = plain.replace(word, month);
    }
    let plain = numerals(&plain)?;
    if plain
        .chars()
        .any(|c| c.is_alphabetic() && !"年月日号號生".contains(c))
    {
        return None;
    }
    let parts: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year.parse().ok(), number(month)?, number(day)?),
        [month, day] if month.len() <= 2 && day.len() <= 2 => (None, number(month)?, number(day)?),
        [all] if all.len() == 8 => (
            all.get(..4)?.parse().ok(),
            number(all.get(4..6)?)?,
            number(all.get(6..)?)?,
        ),
        [all] if all.len() == 4 => (None, number(all.get(..2)?)?, number(all.get(2..)?)?),
        _ => return None,
    };
    Birthday::lunar(year, month, day, leap)
}

/// The text with Chinese numbers as digits: 一九九〇年八月十五 is 1990年8月15, 初八 is 8, 廿三 is 23.
fn numerals(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\0']) {
        if "〇零一二三四五六七八九十廿卅初".contains(letter) {
            run.push(letter);
            continue;
        }
        if !run.is_empty() {
            plain.push_str(&number(&std::mem::take(&mut run))?);
        }
        plain.push(letter);
    }
    plain.pop();
    Some(plain)
}

fn number(run: &str) -> Option<String> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|one| one == c);
    let run = run.strip_prefix('初').unwrap_or(run).replace('零', "〇");
    let run = run.replace('廿', "二十").replace('卅', "三十");
    let Some((tens, ones)) = run.split_once('十') else {
        let digits = run.chars().map(|c| digit(c).map(|digit| digit.to_string()));
        return digits.collect();
    };
    let value = |text: &str, blank: usize| match text.chars().next() {
        None => Some(blank),
        Some(one) => digit(one).filter(|_| text.chars().count() == 1),
    };
    Some((value(tens, 1)? * 10 + value(ones, 0)?).to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lunar_birthdays_as_lists_write_them() {
        for (text, expected) in [
            ("农历八月十五", "--08-15 lunar"),
            ("阴历1990-8-15", "1990-08-15 lunar"),
            ("农历 1990年8月15日", "1990-08-15 lunar"),
            ("一九九〇年八月十五", "1990-08-15 lunar"),
            ("1990/8/15(农历)", "1990-08-15 lunar"),
            ("農曆正月初一", "--01-01 lunar"),
            ("腊月廿三", "--12-23 lunar"),
            ("冬月二十", "--11-20 lunar"),
            ("闰四月初八", "--04-08 lunar leap"),
            ("八月三十", "--08-30 lunar"),
            ("十二月卅", "--12-30 lunar"),
            ("8-15", "--08-15 lunar"),
            ("0815", "--08-15 lunar"),
            ("19900815", "1990-08-15 lunar"),
            ("1990-08-15 00:00:00", "1990-08-15 lunar"),
            ("--08-15 lunar leap", "--08-15 lunar leap"),
        ] {
            let read = read(text).expect(text).expect(text);
            assert_eq!(read.to_string(), expected, "{text}");
        }
        assert_eq!((read(""), read("0000-00-00")), (Ok(None), Ok(None)));
        for text in ["八月三十一", "十三月初一", "八月", "soon", "农历", "1990"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall(text in "[0-9农历正闰初十廿卅一二三月日年 -]{0,12}") {
            let _either = read(&text);
        }
    }
}
