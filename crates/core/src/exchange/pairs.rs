//! Lines of a name and a telephone number that nothing separates but a blank or a mark of writing, as they are
//! pasted from a chat: `张伟 13800138000`, `1、李娜：13900139000 上海`. Written anew as cells, a line a line, so that
//! everything that reads lists reads them. Knows nothing of columns.

use super::customers::cell::{half_width, half_width_text};

/// Lines looked at to find out.
const LOOKED_AT: usize = 60;
/// Digits of a number, as few and as many as there are.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// Digits from which a word is a whole number by itself.
const WHOLE: usize = 10;
/// Characters of a name.
const LONGEST: usize = 40;
/// What may stand between a name, a number and what follows.
const MARKS: &str = " \t\u{a0}\u{3000},，、;；:：/|-—–";

/// The same lines as cells between commas, if nearly all are such; `None` for any other text.
pub(super) fn cut(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let looked: Vec<bool> = lines()
        .take(LOOKED_AT)
        .map(|line| pair(line).is_some())
        .collect();
    let fits = looked.iter().filter(|fits| **fits).count();
    // A title or a header may stand above, and somebody may have no number.
    if fits == 0 || fits * 10 < (looked.len() - usize::from(looked.first() == Some(&false))) * 9 {
        return None;
    }
    let mut first = true;
    let mut written = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.trim().is_empty() {
            let cells = pair(line).unwrap_or_else(|| header(line, first));
            first = false;
            let cells = cells.iter().map(|cell| quoted(cell));
            written.push_str(&cells.collect::<Vec<_>>().join(","));
        }
        written.push('\n');
    }
    Some(written)
}

/// Name, number and what else a line says.
fn pair(line: &str) -> Option<Vec<&str>> {
    let line = ordinal(line.trim());
    let start = line.find(|c| half_width(c).is_ascii_digit() || matches!(c, '+' | '＋' | '('))?;
    let (before, behind) = line.split_at(start);
    let (number, rest) = number(behind)?;
    let (before, rest) = (trimmed(before), trimmed(rest));
    if is_name(before) {
        let mut cells = vec![before, number];
        cells.extend(Some(rest).filter(|rest| !rest.is_empty()));
        Some(cells)
    } else {
        (before.is_empty() && is_name(rest)).then(|| vec![rest, number])
    }
}

/// A line without the number that counts it: `3. `, `3、`.
fn ordinal(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = rest.strip_prefix(['.', '、', ')', '）', '．']);
    match rest {
        Some(rest) if (1..=3).contains(&digits) => rest.trim_start(),
        _ => line,
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c| MARKS.contains(c))
}

fn is_name(text: &str) -> bool {
    let digit = |c: char| half_width(c).is_ascii_digit();
    text.contains(char::is_alphabetic)
        && !text.contains(|c: char| digit(c) || "@,，;；:：".contains(c))
        && text.chars().count() <= LONGEST
}

/// The number that a text begins with, and what stands behind it.
fn number(text: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| {
        text.chars()
            .filter(|c| half_width(*c).is_ascii_digit())
            .count()
    };
    let of_number = |c: char| half_width(c).is_ascii_digit() || "+＋()（）-./ \u{3000}".contains(c);
    let run = text.find(|c| !of_number(c)).unwrap_or(text.len());
    let (run, _) = text.split_at_checked(run)?;
    // Words of digits belong together until one is a whole number by itself.
    let mut end = 0;
    for word in run.split_inclusive([' ', '\u{3000}']) {
        let so_far = text.get(..end).unwrap_or_default();
        let whole = digits(so_far) >= WHOLE && so_far.trim_end().split(' ').count() == 1;
        if whole || digits(so_far) + digits(word) > *DIGITS.end() {
            break;
        }
        end += word.len();
    }
    let (number, rest) = text.split_at_checked(end)?;
    let number = number.trim_end_matches(|c| " \u{3000}-./(（".contains(c));
    let plain = half_width_text(number);
    let day = digits(number) == 8 && (plain.starts_with("19") || plain.starts_with("20"));
    let sum = plain.contains('.') && !plain.starts_with(['0', '+', '(']);
    (DIGITS.contains(&digits(number)) && !day && !sum).then_some((number, rest))
}

/// The words of a first line that names the columns; any other line is one cell.
fn header(line: &str, first: bool) -> Vec<&str> {
    let words: Vec<&str> = line
        .split(|c| MARKS.contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    if first && (2..=3).contains(&words.len()) {
        words
    } else {
        vec![line.trim()]
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
#[path = "pairs_tests.rs"]
mod tests;
