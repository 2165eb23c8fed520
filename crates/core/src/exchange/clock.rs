//! Times of day and their distance from UTC, as they stand behind a date.

use chrono::NaiveTime;

use super::dates::DateError;

/// A time of day and, if written, its distance from UTC in seconds.
pub(super) struct Clock {
    /// Time of day.
    pub time: NaiveTime,
    /// Seconds east of UTC.
    pub offset: Option<i32>,
}

/// Reads what stands behind a date: nothing, or a time, or an error.
pub(super) fn time_suffix(text: &str) -> Result<Option<Clock>, DateError> {
    let text = text.trim_start_matches(['T', 't', ' ', ',']).trim_end();
    if text.is_empty() {
        return Ok(None);
    }
    let (text, morning) = match text
        .strip_prefix("上午")
        .or_else(|| text.strip_prefix("下午"))
    {
        Some(rest) => (rest.trim_start(), Some(text.starts_with("上午"))),
        None => (text, None),
    };
    let end = text
        .find(|c: char| !matches!(c, '0'..='9' | ':' | '.'))
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let rest = rest.trim_start().to_ascii_uppercase();
    let (zone, morning) = match rest.strip_prefix("AM").or_else(|| rest.strip_prefix("PM")) {
        Some(zone) if morning.is_none() => (zone.trim_start(), Some(rest.starts_with("AM"))),
        Some(_) => return Err(DateError::Unreadable),
        None => (rest.as_str(), morning),
    };
    let time = time_of_day(clock, morning)?;
    Ok(Some(Clock {
        time,
        offset: offset(zone)?,
    }))
}

fn time_of_day(text: &str, morning: Option<bool>) -> Result<NaiveTime, DateError> {
    let mut pieces = text.split(':');
    let mut number = |limit: usize| -> Result<Option<u32>, DateError> {
        let Some(piece) = pieces.next() else {
            return Ok(None);
        };
        let fits = (1..=limit).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        if !fits {
            return Err(DateError::Unreadable);
        }
        Ok(piece.parse().ok())
    };
    let (text_hour, text_minute) = (number(2)?, number(2)?);
    let (Some(hour), Some(minute)) = (text_hour, text_minute) else {
        return Err(DateError::Unreadable);
    };
    let (second, fraction) = match pieces.next() {
        None => ("0", ""),
        Some(piece) => piece.split_once('.').unwrap_or((piece, "")),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if pieces.next().is_some()
        || second.is_empty()
        || second.len() > 2
        || !digits(second)
        || !digits(fraction)
    {
        return Err(DateError::Unreadable);
    }
    let second: u32 = second.parse().ok().ok_or(DateError::Unreadable)?;
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    let millis = thousandths.parse().ok().ok_or(DateError::Unreadable)?;
    let hour = match morning {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(DateError::Impossible),
        Some(true) => hour % 12,
        Some(false) => hour % 12 + 12,
    };
    // A leap second is read as the second before it.
    let second = if second == 60 { 59 } else { second };
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis).ok_or(DateError::Impossible)
}

/// `Z`, `UTC`, `+08:00`, `-0500`, `+8`; nothing for a time without one.
fn offset(text: &str) -> Result<Option<i32>, DateError> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text
        .strip_prefix("UTC")
        .or_else(|| text.strip_prefix("GMT"))
        .unwrap_or(text)
        .trim();
    if text.is_empty() || text == "Z" {
        return Ok(Some(0));
    }
    let (sign, digits) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(digits), _) => (1, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return Err(DateError::Unreadable),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(pair) => pair,
        None => digits
            .split_at_checked(digits.len().saturating_sub(2))
            .filter(|_| digits.len() > 2)
            .unwrap_or((digits, "0")),
    };
    let number = |text: &str| -> Result<i32, DateError> {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|_| fits)
            .ok_or(DateError::Unreadable)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 18 || minutes > 59 {
        return Err(DateError::Impossible);
    }
    Ok(Some(sign * (hours * 3600 + minutes * 60)))
}
