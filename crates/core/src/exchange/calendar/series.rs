//! What comes again, as the shop can follow it: by the days of its own zone, without what was called off. Knows
//! days and rules, not the lines they stand in.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::{entry::At, rule};
use crate::domain::{Frequency, Repeat};

/// Days of a rule that are looked at for what was called off.
const FAR: usize = 4_000;

/// How an entry comes again.
pub(super) enum Again {
    /// It does not.
    Never,
    /// By this rule, in days of the shop.
    Rule(Repeat),
    /// By a rule that the shop can't follow.
    Unknown,
}

/// What is left of a series.
pub(super) struct Rest {
    /// The first day of it that is not over and on which it takes place.
    pub day: NaiveDate,
    /// How it goes on from there.
    pub rule: Repeat,
    /// Later days of it that were called off or moved.
    pub except: usize,
}

/// How an entry comes again that says so by `text`: `written` is its first day where it was written, `here` the
/// day and time in the shop, which is in `zone`.
pub(super) fn again(text: Option<&str>, written: NaiveDate, here: At, zone: Tz) -> Again {
    let Some(text) = text else {
        return Again::Never;
    };
    let Some(mut repeat) = Repeat::parse(text).and_then(|own| moved(&own, written, here.0)) else {
        return Again::Unknown;
    };
    let end: Option<NaiveDateTime> = rule::instant_of_end(text);
    if let Some((end, time)) = end.zip(here.1) {
        repeat.until = Some(rule::last_day(end, time, zone));
    }
    Again::Rule(repeat)
}

/// What is left of a series that begins at `start`: all of it, but for days before `from` if that is given, and
/// for what is called off on the way to the first. Nothing if it is over.
pub(super) fn rest(
    repeat: Repeat,
    (start, time): At,
    from: Option<NaiveDate>,
    except: &[At],
) -> Option<Rest> {
    let off = |day: NaiveDate| {
        let mut all = except.iter();
        all.any(|one| one.0 == day && (one.1.is_none() || time.is_none() || one.1 == time))
    };
    let (mut day, mut rule) = match from.filter(|from| *from > start) {
        Some(from) => repeat.next(start, from.pred_opt()?)?,
        None => (start, repeat),
    };
    while off(day) {
        (day, rule) = rule.next(day, day)?;
    }
    let last = except.iter().map(|one| one.0).max().unwrap_or(day);
    let later = rule.days(day).take(FAR).take_while(|one| *one <= last);
    let except = later.filter(|one| *one > day && off(*one)).count();
    Some(Rest { day, rule, except })
}

/// The rule by the days of the shop, where a day there is the one before or after; nothing where those days
/// have no rule.
fn moved(own: &Repeat, written: NaiveDate, here: NaiveDate) -> Option<Repeat> {
    let later = (here - written).num_days();
    if later == 0 {
        return Some(own.clone());
    }
    let until = match own.until {
        Some(day) if later > 0 => Some(day.succ_opt()?),
        Some(day) => Some(day.pred_opt()?),
        None => None,
    };
    let bare = Repeat {
        until,
        count: own.count,
        ..Repeat::every(own.frequency, own.interval)
    };
    let turn = |day: chrono::Weekday| if later > 0 { day.succ() } else { day.pred() };
    let in_months = !own.by_month.is_empty();
    let by_place = !own.by_set_pos.is_empty();
    match own.frequency {
        Frequency::Daily | Frequency::Weekly => {
            if in_months || !own.by_month_day.is_empty() {
                return None;
            }
            let mut moved = own.clone();
            for by in &mut moved.by_day {
                by.day = turn(by.day);
            }
            // With the days the week moves, or else an interval would skip others.
            moved.week_start = turn(own.week_start);
            Some(Repeat { until, ..moved })
        }
        Frequency::Monthly => {
            if in_months || by_place || !own.by_day.is_empty() {
                return None;
            }
            let own_day = [i32::try_from(written.day()).ok()?];
            let days = match own.by_month_day.as_slice() {
                [] => &own_day[..],
                days => days,
            };
            let moved: Option<Vec<i32>> = days.iter().map(|day| neighbour(*day, later)).collect();
            let mut moved = moved?;
            // Over the end of a month some days would fall into a month that an interval skips.
            let crosses = days.contains(&1) && later < 0 || days.contains(&-1) && later > 0;
            if crosses && days.len() > 1 && own.interval > 1 {
                return None;
            }
            if own.by_month_day.is_empty() && moved == [i32::try_from(here.day()).ok()?] {
                moved.clear();
            }
            Some(Repeat {
                by_month_day: moved,
                ..bare
            })
        }
        Frequency::Yearly => {
            let same_month = own.by_month.is_empty() || own.by_month == [written.month()];
            let day = i32::try_from(written.day()).ok()?;
            let same_day = own.by_month_day.is_empty() || in_months && own.by_month_day == [day];
            let plain = own.by_day.is_empty() && !by_place && same_month && same_day;
            plain.then_some(bare)
        }
    }
}

/// The day of a month beside one, if it has the same number in every month.
const fn neighbour(day: i32, later: i64) -> Option<i32> {
    match (day, later) {
        (1..=27 | -28..=-2, 1) => Some(day + 1),
        (2..=28 | -27..=-1, -1) => Some(day - 1),
        (-1, 1) => Some(1),
        (1, -1) => Some(-1),
        _ => None,
    }
}
