//! The text form of a rule: that of `RRULE`, of which what is not known is refused.

use std::{fmt, str::FromStr};

use chrono::{NaiveDate, Weekday};

use super::{ByDay, Frequency, Repeat};

/// Largest interval that is taken.
const WIDEST: u32 = 1_000;

impl Repeat {
    /// Reads the text form; `None` for anything it does not know.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        let mut rule = Self::every(Frequency::Daily, 1);
        let mut frequency = None;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => {
                    frequency = Some(match value.to_ascii_uppercase().as_str() {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => {
                    rule.interval = number(value).filter(|n| (1..=WIDEST).contains(n))?;
                }
                "COUNT" => rule.count = Some(number(value).filter(|n| *n > 0)?),
                "UNTIL" => {
                    rule.until = NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok();
                    rule.until?;
                }
                "WKST" => rule.week_start = weekday(value)?,
                "BYMONTH" => rule.by_month = numbers(value, |month| (1..=12).contains(month))?,
                "BYDAY" => rule.by_day = value.split(',').map(by_day).collect::<Option<_>>()?,
                "BYMONTHDAY" => {
                    rule.by_month_day = numbers(value, |day: &i32| (1..=31).contains(&day.abs()))?;
                }
                "BYSETPOS" => {
                    rule.by_set_pos = numbers(value, |at: &i32| (1..=366).contains(&at.abs()))?;
                }
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        let numbered = rule.by_day.iter().any(|by| by.nth.is_some());
        let spans = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
        let sound = (spans || !numbered)
            && (rule.frequency != Frequency::Weekly || rule.by_month_day.is_empty())
            && (rule.count.is_none() || rule.until.is_none())
            // It chooses among the days of another part.
            && (rule.by_set_pos.is_empty() || rule.has_by());
        sound.then_some(rule)
    }

    /// Whether a part says which days of a period there are.
    pub(super) const fn has_by(&self) -> bool {
        !(self.by_month.is_empty() && self.by_day.is_empty() && self.by_month_day.is_empty())
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// Numbers between commas, all of which are sound.
fn numbers<N: FromStr>(text: &str, sound: impl Fn(&N) -> bool) -> Option<Vec<N>> {
    let each = text
        .split(',')
        .map(|number| number.parse().ok().filter(&sound));
    each.collect()
}

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

fn weekday(text: &str) -> Option<Weekday> {
    let text = text.to_ascii_uppercase();
    let found = WEEKDAYS.iter().find(|(name, _)| *name == text)?;
    Some(found.1)
}

fn weekday_text(day: Weekday) -> &'static str {
    let found = WEEKDAYS.iter().find(|(_, known)| *known == day);
    found.map_or("MO", |(name, _)| name)
}

fn by_day(text: &str) -> Option<ByDay> {
    let (nth, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = match nth {
        "" => None,
        nth => Some(
            nth.parse()
                .ok()
                .filter(|n: &i32| *n != 0 && n.abs() <= 53)?,
        ),
    };
    Some(ByDay {
        nth,
        day: weekday(day)?,
    })
}

impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.frequency {
            Frequency::Daily => "FREQ=DAILY",
            Frequency::Weekly => "FREQ=WEEKLY",
            Frequency::Monthly => "FREQ=MONTHLY",
            Frequency::Yearly => "FREQ=YEARLY",
        })?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        if let Some(until) = self.until {
            write!(f, ";UNTIL={}", until.format("%Y%m%d"))?;
        }
        list(f, "BYMONTH", &self.by_month)?;
        list(f, "BYDAY", &self.by_day)?;
        list(f, "BYMONTHDAY", &self.by_month_day)?;
        list(f, "BYSETPOS", &self.by_set_pos)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_text(self.week_start))?;
        }
        Ok(())
    }
}

impl fmt::Display for ByDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.nth {
            write!(f, "{nth}")?;
        }
        f.write_str(weekday_text(self.day))
    }
}

/// A part with its values between commas; nothing where there are none.
fn list(f: &mut fmt::Formatter<'_>, name: &str, values: &[impl fmt::Display]) -> fmt::Result {
    for (place, value) in values.iter().enumerate() {
        if place == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}
