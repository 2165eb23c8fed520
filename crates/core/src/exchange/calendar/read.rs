//! A calendar as tasks and birthdays. Entries are cut apart first, so that one that is broken costs
//! only itself.

use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
        ICalendarParameterValue, ICalendarProperty, ICalendarStatus, ICalendarValue,
    },
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::{CUSTOMER, CalendarRead, NAME, OCCURRENCE, TaskDraft, alarm, rule, zones};
use crate::{
    domain::{Birthday, Frequency, Id, Priority, Repeat, limits, name::Name},
    exchange::{
        customers::Draft,
        problem::{Problem, ProblemKind},
    },
};

/// Characters of one entry that are looked at.
const MAX_ENTRY: usize = 200_000;

/// Reads every event and to-do. Moments come into the shop's zone.
pub fn read(text: &str, zone: Tz, today: NaiveDate) -> CalendarRead {
    let mut read = CalendarRead::default();
    for (at, (entry, whole)) in cut(text, MAX_ENTRY).into_iter().enumerate() {
        let row = at + 1;
        if !whole {
            read.problems
                .push(Problem::new(row, "", ProblemKind::MissingEnd, &entry));
            continue;
        }
        let wrapped = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entry}END:VCALENDAR\r\n");
        let parsed = Parser::new(&wrapped).entry();
        let parts = match &parsed {
            Entry::ICalendar(calendar) => calendar.components.as_slice(),
            _ => &[],
        };
        let component = parts.iter().find(|one| {
            matches!(
                one.component_type,
                ICalendarComponentType::VEvent | ICalendarComponentType::VTodo
            )
        });
        let Some(component) = component else {
            let kind = ProblemKind::NotAnEntry;
            read.problems.push(Problem::new(row, "", kind, &entry));
            continue;
        };
        let rule = rule::of(&entry);
        let reader = Reader {
            component,
            remind: alarm::minutes_before(parts),
            repeat: rule.as_deref().and_then(Repeat::parse),
            until: rule.as_deref().and_then(rule::instant_of_end),
            row,
            zone,
            today,
        };
        reader.read(&mut read);
    }
    read
}

/// The entries of these numbers as they stand in the file, as a calendar of their own.
pub fn verbatim(text: &str, numbers: &[usize]) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (at, (entry, _)) in cut(text, usize::MAX).into_iter().enumerate() {
        if !numbers.contains(&(at + 1)) {
            continue;
        }
        // An entry without an end goes on to that of the whole calendar.
        let own = entry.lines();
        let own = own.take_while(|line| !line.trim().eq_ignore_ascii_case("END:VCALENDAR"));
        for line in own {
            out.push_str(line);
            out.push_str("\r\n");
        }
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

/// Events and to-dos as texts with line breaks CRLF, none longer than `limit`; `false` for one that is not
/// closed.
fn cut(text: &str, limit: usize) -> Vec<(String, bool)> {
    let mut entries = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        let word = line.trim().to_ascii_uppercase();
        let begins = matches!(word.as_str(), "BEGIN:VEVENT" | "BEGIN:VTODO");
        if begins {
            if let Some((entry, _)) = open.take() {
                entries.push((entry, false));
            }
            open = Some((String::new(), word.replacen("BEGIN", "END", 1)));
        }
        if let Some((entry, end)) = &mut open {
            if entry.len() < limit {
                entry.push_str(line);
                entry.push_str("\r\n");
            }
            if word == *end {
                if let Some((entry, _)) = open.take() {
                    entries.push((entry, true));
                }
            }
        }
    }
    entries.extend(open.map(|(entry, _)| (entry, false)));
    entries
}

struct Reader<'a> {
    component: &'a ICalendarComponent,
    /// Minutes before its start at which it reminds.
    remind: Option<u32>,
    /// The rule, if it is one the shop can follow.
    repeat: Option<Repeat>,
    /// The end of the rule as an instant of UTC, where it is one.
    until: Option<NaiveDateTime>,
    row: usize,
    zone: Tz,
    today: NaiveDate,
}

impl Reader<'_> {
    fn entry(&self, name: &ICalendarProperty) -> Option<&ICalendarEntry> {
        let mut entries = self.component.entries.iter();
        entries.find(|entry| entry.name == *name)
    }

    fn text(&self, name: &ICalendarProperty) -> String {
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

    /// A property that only we write.
    fn own(&self, name: &str) -> String {
        self.text(&ICalendarProperty::Other(name.to_owned()))
    }

    /// Day and time in the shop's zone.
    fn moment(&self, name: &ICalendarProperty) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let entry = self.entry(name)?;
        let ICalendarValue::PartialDateTime(written) = entry.values.first()? else {
            return None;
        };
        let date = NaiveDate::from_ymd_opt(
            i32::from(written.year?),
            u32::from(written.month?),
            u32::from(written.day?),
        )?;
        let Some(hour) = written.hour else {
            return Some((date, None));
        };
        let time = NaiveTime::from_hms_opt(
            hour.into(),
            written.minute.unwrap_or(0).into(),
            written.second.unwrap_or(0).min(59).into(),
        )?;
        let zone = if written.tz_hour.is_some() {
            Some(Tz::UTC)
        } else {
            Self::zone_named(entry).and_then(zones::zone)
        };
        let local = match zone {
            Some(zone) => self.here(zone, date.and_time(time)),
            None => date.and_time(time),
        };
        Some((local.date(), Some(local.time())))
    }

    /// The zone that an entry names.
    fn zone_named(entry: &ICalendarEntry) -> Option<&str> {
        let mut named = entry.params.iter();
        named.find_map(|one| match (&one.name, &one.value) {
            (ICalendarParameterName::Tzid, ICalendarParameterValue::Text(name)) => {
                Some(name.as_str())
            }
            _ => None,
        })
    }

    /// The UID. One occurrence that was moved has that of all and says which of them it is.
    fn code(&self) -> String {
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

    fn here(&self, zone: Tz, written: NaiveDateTime) -> NaiveDateTime {
        let at = zone.from_local_datetime(&written).earliest();
        at.map_or(written, |at| at.with_timezone(&self.zone).naive_local())
    }

    fn read(&self, into: &mut CalendarRead) {
        let title = self.text(&ICalendarProperty::Summary);
        let status = self.entry(&ICalendarProperty::Status).and_then(|entry| {
            entry.values.iter().find_map(|value| match value {
                ICalendarValue::Status(status) => Some(status.clone()),
                _ => None,
            })
        });
        if matches!(status, Some(ICalendarStatus::Cancelled)) {
            into.past += 1;
            return;
        }
        if let Some(draft) = self.birthday(&title) {
            into.birthdays.push(draft);
            return;
        }
        if title.is_empty() {
            into.problems
                .push(Problem::new(self.row, "SUMMARY", ProblemKind::NoTitle, ""));
            return;
        }
        let todo = self.component.component_type == ICalendarComponentType::VTodo;
        let done = todo
            && (matches!(status, Some(ICalendarStatus::Completed))
                || self.entry(&ICalendarProperty::Completed).is_some());
        let named = if todo {
            ICalendarProperty::Due
        } else {
            ICalendarProperty::Dtstart
        };
        let moment = self
            .moment(&named)
            .or_else(|| self.moment(&ICalendarProperty::Dtstart));
        if !todo && moment.is_none() {
            let kind = ProblemKind::NoDay;
            into.problems
                .push(Problem::new(self.row, "DTSTART", kind, &title));
            return;
        }
        let zone = self.entry(&named).and_then(Self::zone_named);
        if let Some(zone) = zone.filter(|zone| zones::zone(zone).is_none()) {
            let kind = ProblemKind::UnknownZone;
            into.problems
                .push(Problem::new(self.row, "TZID", kind, zone));
        }
        let time = moment.and_then(|(_, time)| time);
        let (due, repeat) = self.due(moment.map(|(day, _)| day), time, todo);
        if !todo && due.is_some_and(|day| day < self.today) {
            into.past += 1;
            return;
        }
        let note = [
            self.text(&ICalendarProperty::Description),
            self.text(&ICalendarProperty::Location),
        ];
        let note: Vec<String> = note.into_iter().filter(|text| !text.is_empty()).collect();
        into.tasks.push(TaskDraft {
            row: self.row,
            title: cut_at(&title, limits::LINE),
            due,
            time,
            priority: self.priority(),
            repeat,
            done,
            note: cut_at(&note.join("\n"), limits::NOTE),
            code: self.code(),
            // As in the app: of what has a time.
            remind: self.remind.filter(|_| time.is_some()),
            customer: Id::parse(&self.own(CUSTOMER)),
            who: self.own(NAME),
        });
    }

    /// The day, and how it goes on; of an event that comes again the first day that is not over.
    fn due(
        &self,
        day: Option<NaiveDate>,
        time: Option<NaiveTime>,
        todo: bool,
    ) -> (Option<NaiveDate>, Option<Repeat>) {
        let Some((day, mut repeat)) = day.zip(self.repeat.clone()) else {
            return (day, None);
        };
        if let Some((end, time)) = self.until.zip(time) {
            repeat.until = Some(rule::last_day(end, time, self.zone));
        }
        if todo || day >= self.today {
            return (Some(day), Some(repeat));
        }
        match self
            .today
            .pred_opt()
            .and_then(|before| repeat.next(day, before))
        {
            Some((next, rest)) => (Some(next), Some(rest)),
            None => (Some(day), None),
        }
    }

    fn priority(&self) -> Priority {
        let entry = self.entry(&ICalendarProperty::Priority);
        match entry.and_then(|entry| entry.values.first()) {
            Some(ICalendarValue::Integer(1..=4)) => Priority::High,
            Some(ICalendarValue::Integer(6..=9)) => Priority::Low,
            _ => Priority::Normal,
        }
    }

    /// Whose birthday an event is, if it is one: it says so and returns every year.
    fn birthday(&self, title: &str) -> Option<Draft> {
        let ours = Birthday::parse(&self.own("X-REGULARS-BIRTHDAY"));
        let yearly = self.repeat.as_ref().map(|repeat| repeat.frequency);
        let yearly = yearly == Some(Frequency::Yearly);
        let name = match ours {
            Some(_) => self.own(NAME),
            None if yearly => whose(title)?,
            None => return None,
        };
        let day = ours.or_else(|| {
            // The year an event began in says nothing about the year of birth.
            let (day, _) = self.moment(&ICalendarProperty::Dtstart)?;
            let (month, day) = (chrono::Datelike::month(&day), chrono::Datelike::day(&day));
            Birthday::new(None, month, day)
        })?;
        if name.is_empty() || name.chars().count() > limits::LINE {
            return None;
        }
        let mut draft = Draft::new(self.row);
        draft.customer.name = Name::from_full(&name);
        draft.customer.birthday = Some(day);
        Some(draft)
    }
}

/// The name in a title such as `Ann's birthday`, `Geburtstag von Ann`, `张伟的生日`.
fn whose(title: &str) -> Option<String> {
    const MARKS: [&str; 19] = [
        "'s birthday",
        "’s birthday",
        "' birthday",
        "’ birthday",
        "birthday of",
        "birthday:",
        "'s bday",
        "’s bday",
        "birthday",
        "hat geburtstag",
        "geburtstag von",
        "geburtstag:",
        "geburtstag",
        "的生日",
        "生日：",
        "生日:",
        "生日",
        "🎂",
        "🎁",
    ];
    let mut name = title.to_owned();
    let mut found = false;
    for mark in MARKS {
        let lower = name.to_lowercase();
        // Lower case may differ in length for a few letters; then the mark is not looked for.
        if let Some(at) = lower.find(mark).filter(|_| lower.len() == name.len()) {
            name.replace_range(at..at + mark.len(), " ");
            found = true;
        }
    }
    let signs = [
        ' ', ',', '，', ':', '：', '-', '–', '(', ')', '（', '）', '*',
    ];
    let name = name
        .trim_matches(signs)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (found && !name.is_empty()).then_some(name)
}

fn cut_at(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}
