//! What the lines of one entry say: texts, days and moments. Knows nothing of what is made of them.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue,
    ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::{OCCURRENCE, zones};
use crate::domain::{Timestamp, limits};

/// A civil day and, unless it is meant whole, the time of it.
pub(super) type At = (NaiveDate, Option<NaiveTime>);

/// Hour of what has a day alone, where a moment is asked for.
const NOON: u32 = 12;

/// The lines of an entry, read by a shop of this zone.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    /// The entry.
    pub component: &'a ICalendarComponent,
    /// The shop's zone.
    pub zone: Tz,
}

impl<'a> Lines<'a> {
    /// The first line of that name.
    pub fn entry(&self, name: &ICalendarProperty) -> Option<&'a ICalendarEntry> {
        let mut entries = self.component.entries.iter();
        entries.find(|entry| entry.name == *name)
    }

    /// Its text, blank if there is none.
    pub fn text(&self, name: &ICalendarProperty) -> String {
        let values = self.entry(name).map(|entry| entry.values.as_slice());
        let texts = values
            .unwrap_or_default()
            .iter()
            .filter_map(|value| match value {
                ICalendarValue::Text(text) => Some(text.as_str()),
                _ => None,
            });
        let text = texts.collect::<Vec<_>>().join(",");
        text.replace("\r\n", "\n")
            .replace('\0', "")
            .trim()
            .to_owned()
    }

    /// The text of a property that only we write.
    pub fn own(&self, name: &str) -> String {
        self.text(&ICalendarProperty::Other(name.to_owned()))
    }

    /// Day and time in the shop's zone.
    pub fn moment(&self, name: &ICalendarProperty) -> Option<At> {
        self.first(name).map(|written| self.here(written))
    }

    /// Day and time as they are written, whatever the zone.
    pub fn written(&self, name: &ICalendarProperty) -> Option<At> {
        self.first(name).map(|(_, at)| at)
    }

    /// All days and times of all lines of that name, in the shop's zone.
    pub fn moments(&self, name: &ICalendarProperty) -> Vec<At> {
        let lines = self.component.entries.iter();
        let lines = lines.filter(|entry| entry.name == *name);
        let values = lines.flat_map(|entry| entry.values.iter().map(move |value| (entry, value)));
        let written = values.filter_map(|(entry, value)| placed(entry, value));
        written.map(|written| self.here(written)).collect()
    }

    /// The instant; of a day alone its noon in the shop.
    pub fn instant(&self, name: &ICalendarProperty) -> Option<Timestamp> {
        let (zone, (day, time)) = self.first(name)?;
        let noon = NaiveTime::from_hms_opt(NOON, 0, 0).unwrap_or_default();
        let at = day.and_time(time.unwrap_or(noon));
        let zone = zone.filter(|_| time.is_some()).unwrap_or(self.zone);
        let at: DateTime<Utc> = zone.from_local_datetime(&at).earliest()?.to_utc();
        Some(Timestamp(at.timestamp_millis()))
    }

    fn first(&self, name: &ICalendarProperty) -> Option<(Option<Tz>, At)> {
        let entry = self.entry(name)?;
        placed(entry, entry.values.first()?)
    }

    fn here(&self, (zone, (day, time)): (Option<Tz>, At)) -> At {
        match (zone, time) {
            (Some(zone), Some(time)) => {
                let written = day.and_time(time);
                let at = zone.from_local_datetime(&written).earliest();
                let at = at.map_or(written, |at| at.with_timezone(&self.zone).naive_local());
                (at.date(), Some(at.time()))
            }
            _ => (day, time),
        }
    }

    /// The UID, blank if there is none. One occurrence that was moved has that of all and says which of them it is.
    pub fn code(&self) -> String {
        let uid = self.text(&ICalendarProperty::Uid);
        let code = match self.moment(&ICalendarProperty::RecurrenceId) {
            Some((day, time)) if !uid.is_empty() => {
                let time = time.map(|time| format!("T{time}")).unwrap_or_default();
                format!("{uid}{OCCURRENCE}{day}{time}")
            }
            _ => uid,
        };
        let fits = code.chars().count() <= limits::LINE;
        if fits { code } else { String::new() }
    }
}

/// The zone that a line names.
pub(super) fn zone_named(entry: &ICalendarEntry) -> Option<&str> {
    let mut named = entry.params.iter();
    named.find_map(|one| match (&one.name, &one.value) {
        (ICalendarParameterName::Tzid, ICalendarParameterValue::Text(name)) => Some(name.as_str()),
        _ => None,
    })
}

/// The day and time of a value and the zone they are of, if it is known.
fn placed(entry: &ICalendarEntry, value: &ICalendarValue) -> Option<(Option<Tz>, At)> {
    let ICalendarValue::PartialDateTime(written) = value else {
        return None;
    };
    let date = NaiveDate::from_ymd_opt(
        i32::from(written.year?),
        u32::from(written.month?),
        u32::from(written.day?),
    )?;
    let Some(hour) = written.hour else {
        return Some((None, (date, None)));
    };
    let time = NaiveTime::from_hms_opt(
        hour.into(),
        written.minute.unwrap_or(0).into(),
        written.second.unwrap_or(0).min(59).into(),
    )?;
    let zone = if written.tz_hour.is_some() {
        Some(Tz::UTC)
    } else {
        zone_named(entry).and_then(zones::zone)
    };
    Some((zone, (date, Some(time))))
}
