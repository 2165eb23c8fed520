//! What a person types or a file holds, as a value of a field; or the reason why not. Nothing is
//! guessed: "12 or 13" is no number. Full-width signs are read like their narrow twins.

use chrono::NaiveDate;

use super::{Decimal, FieldDef, FieldKind, FieldOption, FieldValue};
use crate::domain::{Currency, Id, contact::digits, limits, signs};

/// Why a text is no value of the field. Pages turn it into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// No number.
    #[error("not a number")]
    NotANumber,
    /// No date, or no day of the calendar.
    #[error("not a date")]
    NotADate,
    /// None of the options.
    #[error("not one of the options: {0}")]
    NotAnOption(String),
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    NotYesNo,
    /// No web address; only `http` and `https` are.
    #[error("not a web address")]
    NotALink,
    /// No telephone number.
    #[error("not a telephone number")]
    NotAPhone,
    /// Too many characters.
    #[error("too long")]
    TooLong,
    /// Too great or too exact.
    #[error("out of range")]
    OutOfRange,
}

/// Reads a value of `field`; a blank text is no value. Amounts without a currency are in `currency`.
pub fn parse(
    field: &FieldDef,
    text: &str,
    currency: Currency,
) -> Result<Option<FieldValue>, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().count() > limits::NOTE {
        return Err(FieldProblem::TooLong);
    }
    Ok(Some(match field.kind {
        FieldKind::Text => FieldValue::Text(text.to_owned()),
        FieldKind::Number => FieldValue::Number(number(text)?),
        FieldKind::Money => money(text, currency)?,
        FieldKind::Date => FieldValue::Date(date(text)?),
        FieldKind::Choice => FieldValue::Choice(option(field, text)?),
        FieldKind::Choices => match options(field, text)? {
            chosen if chosen.is_empty() => return Ok(None),
            chosen => FieldValue::Choices(chosen),
        },
        FieldKind::YesNo => FieldValue::YesNo(yes_no(text)?),
        FieldKind::Link => FieldValue::Link(link(text)?),
        FieldKind::Phone => FieldValue::Phone(phone(text)?),
    }))
}

/// Narrow signs for full-width ones.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
            '\u{2212}' => '-',
            '￥' => '¥',
            c => c,
        })
        .collect()
}

/// A number with a point, or with commas (also apostrophes, spaces) between groups of three.
fn number(text: &str) -> Result<Decimal, FieldProblem> {
    let text = narrow(text);
    let text = text.trim();
    let (whole, part) = match text.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (text, None),
    };
    let mut groups = whole.split([',', '\'', '’', ' ']);
    let mut plain = groups.next().unwrap_or_default().to_owned();
    for group in groups {
        if group.len() != 3 {
            return Err(FieldProblem::NotANumber);
        }
        plain.push_str(group);
    }
    if let Some(part) = part {
        plain.push('.');
        plain.push_str(part);
    }
    let shape = plain.trim_start_matches(['-', '+']);
    let only_digits = shape.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match Decimal::parse(&plain) {
        Some(number) => Ok(number),
        None if only_digits && shape.len() > 6 && shape.matches('.').count() < 2 => {
            Err(FieldProblem::OutOfRange)
        }
        None => Err(FieldProblem::NotANumber),
    }
}

/// An amount: a number with the sign or code of a currency before or after it, or without.
fn money(text: &str, currency: Currency) -> Result<FieldValue, FieldProblem> {
    let text = narrow(text);
    let text = text.trim();
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.');
    let (Some(from), Some(to)) = (text.find(is_figure), text.rfind(is_figure)) else {
        return Err(FieldProblem::NotANumber);
    };
    let figure = text.get(from..=to).unwrap_or_default();
    let around = [text.get(..from), text.get(to + 1..)].map(|part| part.unwrap_or_default().trim());
    let around = around.into_iter().filter(|sign| !sign.is_empty());
    let (shared, named): (Vec<&str>, Vec<&str>) = around.partition(|sign| signs::is_shared(sign));
    let mut currency = currency;
    for sign in named {
        let meant = signs::named(sign).or_else(|| Currency::parse(sign));
        currency = meant.ok_or(FieldProblem::NotANumber)?;
    }
    // What several currencies share is of this one, or the amount is of another.
    if shared
        .iter()
        .any(|sign| signs::other_than(sign, currency).is_some())
    {
        return Err(FieldProblem::NotANumber);
    }
    let number = number(figure)?;
    let scale = 1_000_000 / currency.minor_per_major();
    if number.millionths() % scale != 0 {
        return Err(FieldProblem::OutOfRange);
    }
    let value = FieldValue::Money {
        amount: number.millionths() / scale,
        currency,
    };
    value.check().map(|()| value)
}

/// Year, month, day in this order with any of the usual signs between them.
fn date(text: &str) -> Result<NaiveDate, FieldProblem> {
    let text = narrow(text);
    let parts: Vec<&str> = text
        .trim()
        .trim_end_matches(['日', '号', '號'])
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let [year, month, day] = parts.as_slice() else {
        return Err(FieldProblem::NotADate);
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || !parts.iter().all(|p| digits(p)) {
        return Err(FieldProblem::NotADate);
    }
    let number = |text: &str| text.parse().unwrap_or(0);
    NaiveDate::from_ymd_opt(year.parse().unwrap_or(0), number(month), number(day))
        .ok_or(FieldProblem::NotADate)
}

fn find(field: &FieldDef, text: &str) -> Option<Id<FieldOption>> {
    let exact = field.options.iter().find(|option| option.name == text);
    exact
        .or_else(|| {
            let folded = narrow(text).trim().to_lowercase();
            let same = |option: &&FieldOption| narrow(&option.name).to_lowercase() == folded;
            field.options.iter().find(same)
        })
        .map(|option| option.id)
}

fn option(field: &FieldDef, text: &str) -> Result<Id<FieldOption>, FieldProblem> {
    find(field, text.trim()).ok_or_else(|| FieldProblem::NotAnOption(text.trim().to_owned()))
}

/// Options between semicolons or line breaks; also between commas where the whole is no option.
fn options(field: &FieldDef, text: &str) -> Result<Vec<Id<FieldOption>>, FieldProblem> {
    let mut chosen = Vec::new();
    let mut add = |id| {
        if !chosen.contains(&id) {
            chosen.push(id);
        }
    };
    for piece in text.split([';', '；', '\n']).map(str::trim) {
        if piece.is_empty() {
            continue;
        }
        if let Some(id) = find(field, piece) {
            add(id);
            continue;
        }
        for part in piece.split([',', '，', '、']).map(str::trim) {
            if !part.is_empty() {
                add(option(field, part)?);
            }
        }
    }
    Ok(chosen)
}

fn yes_no(text: &str) -> Result<bool, FieldProblem> {
    match narrow(text).trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "on" | "x" | "是" | "有" | "对" | "對" | "✓" | "✔" => {
            Ok(true)
        }
        "no" | "n" | "false" | "0" | "off" | "否" | "无" | "無" | "没有" | "沒有" | "-" => {
            Ok(false)
        }
        _ => Err(FieldProblem::NotYesNo),
    }
}

/// A web address; without a scheme it gets `https`.
pub(super) fn link(text: &str) -> Result<String, FieldProblem> {
    let text = text.trim();
    if text.chars().count() > limits::LINE * 4 {
        return Err(FieldProblem::TooLong);
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(FieldProblem::NotALink);
    }
    let lower = text.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let (host, address) = match rest {
        Some(rest) => (rest.to_owned(), text.to_owned()),
        // Any other scheme would be an order to the browser, not a place.
        None => (lower.clone(), format!("https://{text}")),
    };
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let port = host.split_once(':').map(|(_, port)| port);
    let plausible = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    if plausible {
        Ok(address)
    } else {
        Err(FieldProblem::NotALink)
    }
}

/// A telephone number, kept as typed: digits with the usual signs, an extension perhaps.
pub(super) fn phone(text: &str) -> Result<String, FieldProblem> {
    let text = text.trim();
    if text.chars().count() > 60 {
        return Err(FieldProblem::TooLong);
    }
    let usual = |c: char| c.is_ascii_digit() || " +-().,/*#;".contains(c);
    let plain = narrow(text).to_lowercase();
    let plain = ["ext.", "ext", "extn", "x", "转", "轉", "分机", "分機"]
        .iter()
        .fold(plain, |text, word| text.replacen(word, " ", 1));
    if (3..=30).contains(&digits(text).len()) && plain.chars().all(usual) {
        Ok(text.to_owned())
    } else {
        Err(FieldProblem::NotAPhone)
    }
}
