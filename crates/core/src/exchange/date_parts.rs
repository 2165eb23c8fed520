//! A written date cut into its three parts, whatever stands between them; which part is what is decided elsewhere.

use super::dates::DateError;

/// One part of a written date.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// Value and number of digits.
    Number(u32, usize),
    /// Month by name, 1 … 12.
    Month(u32),
}

/// The three parts of a written date.
pub(super) struct Parts {
    pub tokens: [Part; 3],
    /// Whether dots stand between them, as in `5.1.2024`.
    pub dotted: bool,
    /// Whether the first is called a year, as in `24年1月5日`.
    pub year_named: bool,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Splits the parts off the front of a text; gives the text behind them.
pub(super) fn parts(text: &str) -> Result<(Parts, &str), DateError> {
    let mut rest = text;
    let (mut dotted, mut year_named) = (false, false);
    let mut tokens = [Part::Number(0, 0); 3];
    for (at, slot) in tokens.iter_mut().enumerate() {
        if at > 0 {
            let separators = ['-', '/', '.', ',', ' ', '年', '月'];
            let after = rest.trim_start_matches(separators);
            let between = rest.strip_suffix(after).unwrap_or(rest);
            dotted |= between.contains('.');
            year_named |= at == 1 && between.contains('年');
            let number_ends = rest.starts_with(|c: char| c.is_ascii_digit());
            if between.chars().filter(|c| *c != ' ').count() > 2
                || between.len() > 8
                || (between.is_empty() && number_ends)
                || after.is_empty()
            {
                return Err(DateError::Unreadable);
            }
            rest = after;
        }
        let (part, after) = part(rest)?;
        *slot = part;
        rest = after;
    }
    Ok((
        Parts {
            tokens,
            dotted,
            year_named,
        },
        rest.trim_start_matches(['日', '号', '號', ' ']),
    ))
}

fn part(text: &str) -> Result<(Part, &str), DateError> {
    let split = |keep: fn(char) -> bool| {
        let rest = text.trim_start_matches(keep);
        (text.strip_suffix(rest).unwrap_or(text), rest)
    };
    let (digits, rest) = split(|c| c.is_ascii_digit());
    if !digits.is_empty() {
        if digits.len() > 4 {
            return Err(DateError::Unreadable);
        }
        let value = digits.parse().ok().ok_or(DateError::Unreadable)?;
        return Ok((Part::Number(value, digits.len()), rest));
    }
    let (word, rest) = split(|c| c.is_ascii_alphabetic());
    let word = word.to_ascii_lowercase();
    let number = (1..).zip(MONTHS).find(|(_, name)| word.starts_with(name));
    number
        .map(|(month, _)| (Part::Month(month), rest))
        .ok_or(DateError::Unreadable)
}
