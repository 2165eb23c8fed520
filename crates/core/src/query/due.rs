//! When something is due, in the words of a to-do list. Civil days only: no time zone can move them.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::Task;

/// The groups of a to-do list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// Before today.
    Overdue,
    /// Today.
    Today,
    /// Later this week.
    ThisWeek,
    /// After this week.
    Later,
    /// On no day.
    NoDate,
    /// Ticked off.
    Done,
}

impl Due {
    /// Every group, in the order lists show them.
    pub const ALL: [Self; 6] = [
        Self::Overdue,
        Self::Today,
        Self::ThisWeek,
        Self::Later,
        Self::NoDate,
        Self::Done,
    ];

    /// Its stable name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::ThisWeek => "week",
            Self::Later => "later",
            Self::NoDate => "none",
            Self::Done => "done",
        }
    }

    /// The group of a task; `week_start` is 1 Monday … 7 Sunday.
    pub fn of(task: &Task, today: NaiveDate, week_start: u8) -> Self {
        if task.done.is_some() {
            return Self::Done;
        }
        match task.due {
            None => Self::NoDate,
            Some(due) if due < today => Self::Overdue,
            Some(due) if due == today => Self::Today,
            Some(due) if due < first_of_week(today, week_start) + Days::new(7) => Self::ThisWeek,
            Some(_) => Self::Later,
        }
    }
}

/// The first day of the week of `day`; `week_start` is 1 Monday … 7 Sunday.
pub fn first_of_week(day: NaiveDate, week_start: u8) -> NaiveDate {
    let start = u32::from(week_start.clamp(1, 7));
    let into = (day.weekday().number_from_monday() + 7 - start) % 7;
    day - Days::new(u64::from(into))
}

/// The order inside a group: day, time, urgent first, then as they were written; what is done by
/// when, newest first.
pub fn order(a: &Task, b: &Task) -> std::cmp::Ordering {
    let late = NaiveDate::MAX;
    b.done
        .cmp(&a.done)
        .then(a.due.unwrap_or(late).cmp(&b.due.unwrap_or(late)))
        .then(b.priority.cmp(&a.priority))
        // No time of day stands for the whole day: after those with a time.
        .then(a.time.is_none().cmp(&b.time.is_none()))
        .then(a.time.cmp(&b.time))
        .then(a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Priority, Timestamp};
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn task(due: Option<&str>) -> Task {
        Task {
            due: due.map(day),
            ..Task::new(Id::new(Uuid::from_u128(1)), "x", Timestamp(0))
        }
    }

    #[test]
    fn the_week_ends_where_the_shop_says() {
        // 22 November 2026 is a Sunday.
        let today = day("2026-11-22");
        assert_eq!(first_of_week(today, 1), day("2026-11-16"));
        assert_eq!(first_of_week(today, 7), today);
        assert_eq!(first_of_week(today, 6), day("2026-11-21"));
        let of = |due, start| Due::of(&task(due), today, start);
        assert_eq!(of(Some("2026-11-23"), 1), Due::Later);
        assert_eq!(of(Some("2026-11-23"), 7), Due::ThisWeek);
        assert_eq!(of(Some("2026-11-21"), 1), Due::Overdue);
        assert_eq!(of(Some("2026-11-22"), 1), Due::Today);
        assert_eq!(of(None, 1), Due::NoDate);
        let done = Task {
            done: Some(Timestamp(1)),
            ..task(Some("2026-11-01"))
        };
        assert_eq!(Due::of(&done, today, 1), Due::Done);
    }

    #[test]
    fn urgent_first_then_by_the_clock() {
        let nine = chrono::NaiveTime::from_hms_opt(9, 0, 0);
        let plain = task(Some("2026-11-22"));
        let timed = Task {
            time: nine,
            ..plain.clone()
        };
        let urgent = Task {
            priority: Priority::High,
            ..plain.clone()
        };
        let mut list = [plain.clone(), timed.clone(), urgent.clone()];
        list.sort_by(order);
        assert_eq!(list, [urgent, timed, plain]);
    }
}
