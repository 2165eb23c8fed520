//! The rule of what comes again as it stands in calendars, where its end may be an instant of UTC; in the shop it
//! is a day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::domain::Repeat;

/// The rule of an entry as it is written.
pub(super) fn of(entry: &str) -> Option<String> {
    let unfolded = entry.replace("\r\n ", "").replace("\r\n\t", "");
    let rule = |line: &str| {
        let (name, rule) = line.split_once(':')?;
        let name = name.split(';').next()?;
        name.eq_ignore_ascii_case("RRULE")
            .then(|| rule.trim().to_owned())
    };
    unfolded.lines().find_map(rule)
}

/// Whether a rule comes once a year, whatever else it says.
pub(super) fn is_yearly(rule: &str) -> bool {
    let mut parts = rule.split(';').map(str::trim);
    parts.any(|part| part.eq_ignore_ascii_case("FREQ=YEARLY"))
}

/// The end of a rule, where it is an instant.
pub(super) fn instant_of_end(rule: &str) -> Option<NaiveDateTime> {
    let mut parts = rule.split(';').filter_map(|part| part.split_once('='));
    let (_, until) = parts.find(|(name, _)| name.eq_ignore_ascii_case("UNTIL"))?;
    NaiveDateTime::parse_from_str(until.trim(), "%Y%m%dT%H%M%SZ").ok()
}

/// The last day on which what comes at that time of day is not later than an instant of UTC.
pub(super) fn last_day(end: NaiveDateTime, time: NaiveTime, zone: Tz) -> NaiveDate {
    let end = Tz::UTC.from_utc_datetime(&end).with_timezone(&zone);
    let (day, at) = (end.date_naive(), end.time());
    let before = (time > at).then(|| day.pred_opt()).flatten();
    before.unwrap_or(day)
}

/// The rule, with its end as it is given.
pub(super) fn text(repeat: &Repeat, end: Option<&str>) -> String {
    let text = repeat.to_string();
    match repeat.until.zip(end) {
        Some((day, end)) => {
            let day = format!("UNTIL={}", day.format("%Y%m%d"));
            text.replace(&day, &format!("UNTIL={end}"))
        }
        None => text,
    }
}
