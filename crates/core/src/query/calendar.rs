//! What stands on each day of a calendar: whatever has a day, and of to-dos also the days on which repeating tasks
//! will come again, birthdays and other anniversaries. Civil days only.

use std::sync::Arc;

use chrono::{Days, Months, NaiveDate};

use crate::domain::{Records, Task};

use super::{
    due::{first_of_week, order},
    tasks::TasksAsked,
    today::{Anniversary, anniversaries},
};

/// Something on a day.
#[derive(Debug, Clone)]
pub enum Item {
    /// Somebody's birthday, or another day of theirs that comes every year.
    Anniversary(Anniversary),
    /// A task that is due, or done.
    Task(Arc<Task>),
    /// A repeating task that will come again.
    Again(Arc<Task>),
}

/// A day with what stands on it.
#[derive(Debug, Clone)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// Anniversaries, then tasks as a to-do list orders them.
    pub items: Vec<Item>,
}

/// Things on the days of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDays<T> {
    /// Each day with what stands on it.
    pub days: Vec<(NaiveDate, Vec<T>)>,
    /// How many things have no day, and so stand nowhere, whatever the month.
    pub undated: usize,
}

impl<T> OnDays<T> {
    /// `things` on `dates`, which ascend without gaps; those of a day keep their order.
    pub fn of(
        dates: &[NaiveDate],
        things: impl IntoIterator<Item = (Option<NaiveDate>, T)>,
    ) -> Self {
        let first = dates.first().copied();
        let mut days: Vec<(NaiveDate, Vec<T>)> =
            dates.iter().map(|date| (*date, Vec::new())).collect();
        let mut undated = 0;
        for (date, thing) in things {
            let Some(date) = date else {
                undated += 1;
                continue;
            };
            let place = first.and_then(|first| usize::try_from((date - first).num_days()).ok());
            if let Some((_, things)) = place.and_then(|place| days.get_mut(place)) {
                things.push(thing);
            }
        }
        Self { days, undated }
    }
}

/// The seven days of the week of `day`.
pub fn week(day: NaiveDate, week_start: u8) -> Vec<NaiveDate> {
    first_of_week(day, week_start).iter_days().take(7).collect()
}

/// The whole weeks that the month of `day` touches.
pub fn month(day: NaiveDate, week_start: u8) -> Vec<NaiveDate> {
    let first = day - Days::new(u64::from(chrono::Datelike::day0(&day)));
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let start = first_of_week(first, week_start);
    let mut days: Vec<NaiveDate> = start.iter_days().take_while(|day| *day < next).collect();
    let rest = (7 - days.len() % 7) % 7;
    let last = days.last().copied().unwrap_or(start);
    days.extend(last.iter_days().skip(1).take(rest));
    days
}

/// What stands on each of `dates`, which ascend without gaps.
pub fn days(records: &Records, dates: &[NaiveDate], asked: &TasksAsked) -> Vec<Day> {
    let (Some(first), Some(last)) = (dates.first().copied(), dates.last().copied()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut put = |date: NaiveDate, item: Item| found.push((Some(date), item));
    let span = u64::try_from((last - first).num_days()).unwrap_or(0);
    for one in anniversaries(records, first, span) {
        if asked.shows_days_of(&one.customer) {
            put(one.on, Item::Anniversary(one));
        }
    }
    let passes = asked.test(records);
    let mut tasks: Vec<&Arc<Task>> = records
        .tasks
        .iter()
        .filter(|task| passes(task))
        .filter(|task| task.due.is_some_and(|due| due <= last))
        .collect();
    tasks.sort_by(|a, b| order(a, b));
    for task in tasks {
        let Some(due) = task.due else { continue };
        if due >= first {
            put(due, Item::Task(task.clone()));
        }
        let Some(repeat) = task.repeat.as_ref().filter(|_| task.done.is_none()) else {
            continue;
        };
        // One that was put off stands for the days until then.
        let from = task.counts_from().unwrap_or(due);
        let again = repeat
            .days(from)
            .skip_while(|day| *day <= due.max(from) || *day < first);
        for day in again.take_while(|day| *day <= last) {
            put(day, Item::Again(task.clone()));
        }
    }
    let days = OnDays::of(dates, found).days.into_iter();
    days.map(|(date, items)| Day { date, items }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Birthday as Born, Customer, IdMaker, Repeat, Timestamp, name::Name};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn things_stand_on_their_days_in_order_and_those_without_are_counted() {
        let dates = week(day("2026-11-26"), 1);
        let things = [
            (Some(day("2026-11-24")), "b"),
            (None, "nowhere"),
            (Some(day("2026-11-22")), "before"),
            (Some(day("2026-11-24")), "a"),
            (Some(day("2026-11-30")), "after"),
            (Some(day("2026-11-29")), "last"),
        ];
        let on = OnDays::of(&dates, things);
        assert_eq!((on.days.len(), on.undated), (7, 1));
        let filled = on.days.iter().filter(|(_, things)| !things.is_empty());
        let filled: Vec<_> = filled.collect();
        let wanted = [
            (day("2026-11-24"), vec!["b", "a"]),
            (day("2026-11-29"), vec!["last"]),
        ];
        assert_eq!(filled, wanted.iter().collect::<Vec<_>>());
        assert_eq!(OnDays::of(&[], things).days, []);
    }

    #[test]
    fn a_month_is_whole_weeks() {
        let days = month(day("2026-11-23"), 1);
        assert_eq!((days[0], days.len()), (day("2026-10-26"), 42));
        assert_eq!(days.last(), Some(&day("2026-12-06")));
        // February 2027 begins on a Monday and ends on a Sunday.
        let days = month(day("2027-02-10"), 1);
        assert_eq!((days[0], days.len()), (day("2027-02-01"), 28));
        assert_eq!(week(day("2026-11-23"), 7)[0], day("2026-11-22"));
    }

    #[test]
    fn tasks_their_repetitions_and_birthdays_stand_on_their_days() {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let mut ann = Customer::new(ids.next(Timestamp(1)), Name::from_full("Ann"), Timestamp(1));
        ann.birthday = Born::lunar(None, 10, 15, false);
        let who = ann.id;
        records.customers.put(0, Arc::new(ann));
        let task = Task {
            due: Some(day("2026-11-10")),
            repeat: Repeat::parse("FREQ=WEEKLY;BYDAY=TU,FR"),
            customer: Some(who),
            ..Task::new(ids.next(Timestamp(1)), "Order", Timestamp(1))
        };
        records.tasks.put(0, Arc::new(task.clone()));
        let dates = week(day("2026-11-23"), 1);
        let found = days(&records, &dates, &TasksAsked::default());
        let shape: Vec<usize> = found.iter().map(|day| day.items.len()).collect();
        // Monday is the 15th of the tenth lunar month; Tuesday and Friday come again.
        assert_eq!(shape, [1, 1, 0, 0, 1, 0, 0]);
        assert!(matches!(found[0].items[0], Item::Anniversary(_)));
        assert!(matches!(found[1].items[0], Item::Again(_)));
        let earlier = days(
            &records,
            &week(day("2026-11-10"), 1),
            &TasksAsked {
                customer: Some(who),
                ..TasksAsked::default()
            },
        );
        assert!(matches!(earlier[1].items[0], Item::Task(_)));
        assert!(matches!(earlier[4].items[0], Item::Again(_)));
        let done = Task {
            done: Some(Timestamp(2)),
            ..task
        };
        records.tasks.put(0, Arc::new(done));
        assert!(
            days(&records, &dates, &TasksAsked::default())[1]
                .items
                .is_empty(),
            "done: the next one is a task of its own"
        );
    }
}
