//! A calendar as tasks and birthdays. Entries are cut apart first, so that one that is broken costs
//! only itself.

use calcard::{
    Entry, Parser,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarStatus,
        ICalendarValue,
    },
};
use chrono::{NaiveDate, TimeDelta, Timelike};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use super::{
    CUSTOMER, CalendarRead, Left, LeftOut, NAME, TaskDraft, alarm, birthday,
    cut::cut,
    entry::{At, Lines, zone_named},
    rule,
    series::{self, Again},
    zones,
};
use crate::{
    domain::{Id, Priority, Repeat, limits},
    exchange::problem::{Problem, ProblemKind},
};

/// Characters of one entry that are looked at.
const MAX_ENTRY: usize = 200_000;

/// Reads every event and to-do. Moments come into the shop's zone.
pub fn read(text: &str, zone: Tz, today: NaiveDate) -> CalendarRead {
    let mut read = CalendarRead::default();
    let entries = cut(text, MAX_ENTRY);
    let moved = moved(&entries, zone);
    for (at, (entry, whole)) in entries.iter().enumerate() {
        let row = at + 1;
        if !whole {
            read.problems
                .push(Problem::new(row, "", ProblemKind::MissingEnd, entry));
            continue;
        }
        let calendar = parsed(entry);
        let parts = calendar.as_ref().map(|one| one.components.as_slice());
        let parts = parts.unwrap_or_default();
        let Some(component) = component(parts) else {
            let kind = ProblemKind::NotAnEntry;
            read.problems.push(Problem::new(row, "", kind, entry));
            continue;
        };
        let reader = Reader {
            lines: Lines { component, zone },
            remind: alarm::minutes_before(parts),
            rule: rule::of(entry),
            moved: &moved,
            row,
            today,
        };
        reader.read(&mut read);
    }
    read
}

fn parsed(entry: &str) -> Option<ICalendar> {
    let wrapped = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entry}END:VCALENDAR\r\n");
    match Parser::new(&wrapped).entry() {
        Entry::ICalendar(calendar) => Some(calendar),
        _ => None,
    }
}

fn component(parts: &[ICalendarComponent]) -> Option<&ICalendarComponent> {
    parts.iter().find(|one| {
        matches!(
            one.component_type,
            ICalendarComponentType::VEvent | ICalendarComponentType::VTodo
        )
    })
}

/// By UID the occurrences that have entries of their own: there the series does not take place.
fn moved(entries: &[(String, bool)], zone: Tz) -> FxHashMap<String, Vec<At>> {
    let mut moved: FxHashMap<String, Vec<At>> = FxHashMap::default();
    for (entry, _) in entries {
        // Few have any; nothing else is read twice.
        if !entry.contains("RECURRENCE-ID") {
            continue;
        }
        let calendar = parsed(entry);
        let parts = calendar.as_ref().map(|one| one.components.as_slice());
        if let Some(component) = component(parts.unwrap_or_default()) {
            let lines = Lines { component, zone };
            let days = lines.moments(&ICalendarProperty::RecurrenceId);
            let uid = lines.text(&ICalendarProperty::Uid);
            moved.entry(uid).or_default().extend(days);
        }
    }
    moved
}

struct Reader<'a> {
    lines: Lines<'a>,
    /// Minutes before its start at which it reminds.
    remind: Option<u32>,
    /// The rule by which it comes again, as it is written.
    rule: Option<String>,
    /// Occurrences of entries that have entries of their own.
    moved: &'a FxHashMap<String, Vec<At>>,
    row: usize,
    today: NaiveDate,
}

/// When what an entry says is to be done, or why that is no more.
enum When {
    Due(Option<At>, Option<Repeat>),
    Left(Left),
    /// It comes again, the shop can't tell when.
    Unknown,
}

impl Reader<'_> {
    fn read(&self, into: &mut CalendarRead) {
        let lines = &self.lines;
        let title = lines.text(&ICalendarProperty::Summary);
        let status = lines.entry(&ICalendarProperty::Status).and_then(|entry| {
            entry.values.iter().find_map(|value| match value {
                ICalendarValue::Status(status) => Some(status.clone()),
                _ => None,
            })
        });
        if matches!(status, Some(ICalendarStatus::Cancelled)) {
            into.left.push(self.left(title, Left::Cancelled));
            return;
        }
        let yearly = self.rule.as_deref().is_some_and(rule::is_yearly);
        if let Some(draft) = birthday::of(lines, self.row, &title, yearly) {
            into.birthdays.push(draft);
            return;
        }
        if title.is_empty() {
            into.problems
                .push(self.problem("SUMMARY", ProblemKind::NoTitle, ""));
            return;
        }
        let todo = self.is_todo();
        let done = todo
            && (matches!(status, Some(ICalendarStatus::Completed))
                || lines.entry(&ICalendarProperty::Completed).is_some());
        let named = self.named();
        let moment = lines.moment(&named);
        if !todo && moment.is_none() {
            into.problems
                .push(self.problem("DTSTART", ProblemKind::NoDay, &title));
            return;
        }
        let zone = lines.entry(&named).and_then(zone_named);
        if let Some(zone) = zone.filter(|zone| zones::zone(zone).is_none()) {
            into.problems
                .push(self.problem("TZID", ProblemKind::UnknownZone, zone));
        }
        let (at, repeat) = match self.when(moment, into) {
            When::Due(at, repeat) => (at, repeat),
            When::Left(why) => {
                into.left.push(self.left(title, why));
                return;
            }
            When::Unknown => return,
        };
        let time = at.and_then(|(_, time)| time);
        let note = [
            lines.text(&ICalendarProperty::Description),
            lines.text(&ICalendarProperty::Location),
        ];
        let note: Vec<String> = note.into_iter().filter(|text| !text.is_empty()).collect();
        let done_at = lines.instant(&ICalendarProperty::Completed);
        into.tasks.push(TaskDraft {
            row: self.row,
            title: cut_at(&title, limits::LINE),
            due: at.map(|(day, _)| day),
            time,
            priority: self.priority(),
            repeat,
            done,
            done_at: done_at.filter(|_| done),
            note: cut_at(&note.join("\n"), limits::NOTE),
            code: lines.code(),
            // As in the app: of what has a time.
            remind: self.remind.filter(|_| time.is_some()),
            customer: Id::parse(&lines.own(CUSTOMER)),
            who: lines.own(NAME),
        });
    }

    fn is_todo(&self) -> bool {
        self.lines.component.component_type == ICalendarComponentType::VTodo
    }

    /// The line that says when it is to be done.
    fn named(&self) -> ICalendarProperty {
        let due = ICalendarProperty::Due;
        if self.is_todo() && self.lines.moment(&due).is_some() {
            due
        } else {
            ICalendarProperty::Dtstart
        }
    }

    fn problem(&self, column: &str, kind: ProblemKind, value: &str) -> Problem {
        Problem::new(self.row, column, kind, value)
    }

    fn left(&self, title: String, why: Left) -> LeftOut {
        LeftOut {
            row: self.row,
            title: cut_at(&title, limits::LINE),
            at: self.lines.moment(&self.named()),
            why,
        }
    }

    /// The day, and how it goes on; of an event that comes again the first day that is not over. What can't be
    /// kept of it is told.
    fn when(&self, moment: Option<At>, into: &mut CalendarRead) -> When {
        let Some((day, time)) = moment else {
            return When::Due(None, None);
        };
        let todo = self.is_todo();
        let lines = &self.lines;
        let over = !todo && day < self.today;
        let written = lines.written(&self.named()).map_or(day, |(day, _)| day);
        let text = self.rule.as_deref();
        let listed = lines.moments(&ICalendarProperty::Rdate);
        let again = match series::again(text, written, (day, time), lines.zone) {
            // Days that are listed one by one are none that the shop can follow.
            Again::Never | Again::Rule(_) if listed.iter().any(|one| one.0 >= self.today) => {
                Again::Unknown
            }
            again => again,
        };
        match again {
            Again::Never if over => match self.last_day() {
                Some(last) if last >= self.today => When::Due(Some((self.today, None)), None),
                _ => When::Left(Left::Over),
            },
            Again::Never => When::Due(moment, None),
            Again::Unknown => {
                let text = text.unwrap_or("RDATE");
                let kind = if over {
                    ProblemKind::UnknownRuleOver
                } else {
                    ProblemKind::UnknownRule
                };
                into.problems.push(self.problem("RRULE", kind, text));
                if over {
                    When::Unknown
                } else {
                    When::Due(moment, None)
                }
            }
            Again::Rule(repeat) => {
                let except = self.except();
                let from = (!todo).then_some(self.today);
                let Some(rest) = series::rest(repeat, (day, time), from, &except) else {
                    let why = if over { Left::Over } else { Left::Cancelled };
                    return When::Left(why);
                };
                if rest.except > 0 {
                    let kind = ProblemKind::Exceptions(rest.except);
                    into.problems.push(self.problem("EXDATE", kind, ""));
                }
                When::Due(Some((rest.day, time)), Some(rest.rule))
            }
        }
    }

    /// Occurrences on which it does not take place, or another entry does.
    fn except(&self) -> Vec<At> {
        let lines = &self.lines;
        let mut except = lines.moments(&ICalendarProperty::Exdate);
        // Neither does an occurrence of its own take its own place.
        if lines.entry(&ICalendarProperty::RecurrenceId).is_none() {
            let uid = lines.text(&ICalendarProperty::Uid);
            let moved = self.moved.get(&uid).filter(|_| !uid.is_empty());
            except.extend(moved.into_iter().flatten());
        }
        except
    }

    /// The last day of an event that takes several.
    fn last_day(&self) -> Option<NaiveDate> {
        let lines = &self.lines;
        if let Some((day, time)) = lines.moment(&ICalendarProperty::Dtend) {
            // It ends before that moment; one that is a day alone is the first day after.
            let midnight = time.is_none_or(|time| time.num_seconds_from_midnight() == 0);
            return if midnight { day.pred_opt() } else { Some(day) };
        }
        let (day, time) = lines.moment(&ICalendarProperty::Dtstart)?;
        let lasts = lines.entry(&ICalendarProperty::Duration)?;
        let Some(ICalendarValue::Duration(lasts)) = lasts.values.first() else {
            return None;
        };
        let lasts = TimeDelta::try_seconds(i64::try_from(alarm::seconds(lasts)).ok()?)?;
        let start = day.and_time(time.unwrap_or_default());
        let last = start.checked_add_signed(lasts)?;
        Some(last.checked_sub_signed(TimeDelta::seconds(1))?.date())
    }

    fn priority(&self) -> Priority {
        let entry = self.lines.entry(&ICalendarProperty::Priority);
        match entry.and_then(|entry| entry.values.first()) {
            Some(ICalendarValue::Integer(1..=4)) => Priority::High,
            Some(ICalendarValue::Integer(6..=9)) => Priority::Low,
            _ => Priority::Normal,
        }
    }
}

fn cut_at(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}
