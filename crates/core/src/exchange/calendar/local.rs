//! A zone as calendars describe it (RFC 5545, 3.6.5), so that what comes again every Monday at nine does so
//! in winter and in summer, and in programs that do not know the zone by its name.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Weekday};
use chrono_tz::{OffsetComponents, Tz};

/// Years whose changes of the clock are looked at.
const YEARS: i32 = 10;

/// A change of the clock: when, by the clock before it, and from and to how many seconds after UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    at: NaiveDateTime,
    from: i32,
    to: i32,
    summer: bool,
}

/// Lines of the `VTIMEZONE` for what begins in `year` or later.
pub(super) fn described(zone: Tz, year: i32) -> Vec<String> {
    let mut lines = vec![
        "BEGIN:VTIMEZONE".to_owned(),
        format!("TZID:{}", zone.name()),
    ];
    let Some(start) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return Vec::new();
    };
    let start = start.and_time(chrono::NaiveTime::MIN);
    let (offset, summer) = offset_at(zone, start);
    let first = Turn {
        at: start,
        from: offset,
        to: offset,
        summer,
    };
    observance(&mut lines, &first, None);
    let mut by_kind: BTreeMap<(u32, i32, i32, bool), Vec<Turn>> = BTreeMap::new();
    for turn in turns(zone, start) {
        let kind = (turn.at.month(), turn.from, turn.to, turn.summer);
        by_kind.entry(kind).or_default().push(turn);
    }
    for turns in by_kind.values() {
        if let (Some(rule), Some(first)) = (yearly(turns), turns.first()) {
            observance(&mut lines, first, Some(&rule));
        } else {
            for turn in turns {
                observance(&mut lines, turn, None);
            }
        }
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn observance(lines: &mut Vec<String>, turn: &Turn, rule: Option<&str>) {
    let kind = if turn.summer { "DAYLIGHT" } else { "STANDARD" };
    lines.push(format!("BEGIN:{kind}"));
    lines.push(format!("DTSTART:{}", turn.at.format("%Y%m%dT%H%M%S")));
    lines.extend(rule.map(str::to_owned));
    lines.push(format!("TZOFFSETFROM:{}", offset_text(turn.from)));
    lines.push(format!("TZOFFSETTO:{}", offset_text(turn.to)));
    lines.push(format!("END:{kind}"));
}

/// `+0100`, with seconds where it has some.
fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    let rest = if rest == 0 {
        String::new()
    } else {
        format!("{rest:02}")
    };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

/// Seconds after UTC at an instant of UTC, and whether that is the time of summer.
fn offset_at(zone: Tz, utc: NaiveDateTime) -> (i32, bool) {
    let offset = zone.offset_from_utc_datetime(&utc);
    let summer = !offset.dst_offset().is_zero();
    (offset.fix().local_minus_utc(), summer)
}

/// The changes of the clock in the years from `start` on.
fn turns(zone: Tz, start: NaiveDateTime) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut day = start;
    while day.year() < start.year() + YEARS {
        let Some(next) = day.checked_add_days(Days::new(1)) else {
            break;
        };
        let (before, after) = (offset_at(zone, day), offset_at(zone, next));
        if before != after {
            // The clock turns on a whole minute: the first one that has the new time.
            let (mut old, mut new) = (day, next);
            while new - old > TimeDelta::minutes(1) {
                let middle = old + TimeDelta::minutes((new - old).num_minutes() / 2);
                if offset_at(zone, middle) == before {
                    old = middle;
                } else {
                    new = middle;
                }
            }
            turns.push(Turn {
                at: new + TimeDelta::seconds(before.0.into()),
                from: before.0,
                to: after.0,
                summer: after.1,
            });
        }
        day = next;
    }
    turns
}

/// The rule by which the clock turns once a year; `None` if there is none.
fn yearly(turns: &[Turn]) -> Option<String> {
    let first = turns.first()?;
    let all = i32::try_from(turns.len()).ok()? >= YEARS - 1;
    let years = turns.windows(2).all(|two| match two {
        [one, other] => one.at.year() + 1 == other.at.year() && one.at.time() == other.at.time(),
        _ => true,
    });
    let weekday = first.at.weekday();
    let on = |nth: i32| {
        let found = |turn: &Turn| turn.at.weekday() == weekday && nth_of(turn.at, nth);
        turns.iter().all(found)
    };
    let nth = [1, 2, 3, 4, -1].into_iter().find(|nth| on(*nth));
    let nth = nth.filter(|_| all && years)?;
    let (month, name) = (first.at.month(), short(weekday));
    Some(format!(
        "RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{name}"
    ))
}

/// Whether a day is the n-th of its weekday in its month; -1 is the last.
fn nth_of(day: NaiveDateTime, nth: i32) -> bool {
    if nth < 0 {
        let week = day.checked_add_days(Days::new(7));
        week.is_none_or(|week| week.month() != day.month())
    } else {
        i64::from(day.day0() / 7) + 1 == i64::from(nth)
    }
}

const fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_described_by_its_rules() {
        let berlin = described(chrono_tz::Europe::Berlin, 2026).join("\n");
        for part in [
            "TZID:Europe/Berlin",
            "BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
             TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT",
            "BEGIN:STANDARD\nDTSTART:20261025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
             TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD",
        ] {
            assert!(berlin.contains(part), "{berlin}");
        }
        let york = described(chrono_tz::America::New_York, 2026).join("\n");
        assert!(york.contains("DTSTART:20260308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"));
        assert!(york.contains("DTSTART:20261101T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"));
        let shanghai = described(chrono_tz::Asia::Shanghai, 2026).join("\n");
        assert!(!shanghai.contains("DAYLIGHT") && !shanghai.contains("RRULE"));
        assert!(shanghai.contains("TZOFFSETFROM:+0800\nTZOFFSETTO:+0800"));
        assert_eq!(offset_text(-12_600), "-0330");
    }
}
