//! Reminders that stand in an entry of a calendar (RFC 5545, 3.6.6), as minutes before its start. Knows nothing of
//! what they remind of.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty, ICalendarRelated, ICalendarValue,
};

use crate::domain::limits;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The first reminder before the start among these parts of an entry, in minutes; nothing if there is none, or if
/// it is longer before than the app reminds. What counts from the end of an event, or after its start, is none.
pub fn minutes_before(parts: &[ICalendarComponent]) -> Option<u32> {
    let alarms = parts
        .iter()
        .filter(|part| part.component_type == ICalendarComponentType::VAlarm);
    let mut triggers = alarms.flat_map(|alarm| &alarm.entries);
    triggers.find_map(|entry| {
        if entry.name != ICalendarProperty::Trigger {
            return None;
        }
        let from_end = entry.params.iter().any(|one| {
            one.name == ICalendarParameterName::Related
                && one.value == ICalendarParameterValue::Related(ICalendarRelated::End)
        });
        match entry.values.first() {
            Some(ICalendarValue::Duration(before)) if !from_end => minutes(before),
            _ => None,
        }
    })
}

/// How long it is, whatever its sign.
pub(super) fn seconds(duration: &ICalendarDuration) -> u64 {
    let parts = [
        (duration.weeks, 7 * DAY),
        (duration.days, DAY),
        (duration.hours, HOUR),
        (duration.minutes, MINUTE),
        (duration.seconds, 1),
    ];
    parts
        .map(|(count, size)| u64::from(count) * size)
        .iter()
        .sum()
}

fn minutes(before: &ICalendarDuration) -> Option<u32> {
    let seconds = seconds(before);
    let counts = before.neg || seconds == 0;
    let minutes = u32::try_from(seconds / MINUTE).ok()?;
    Some(minutes).filter(|minutes| counts && *minutes <= limits::REMIND)
}
