//! Which tasks are to be reminded of. Wall-clock times of the shop: a reminder is as civil as the task.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime};

use crate::domain::{Records, Task};

/// When to be reminded of a task, on the shop's clocks; `None` without a reminder.
pub fn reminder(task: &Task) -> Option<NaiveDateTime> {
    let before = Duration::minutes(i64::from(task.remind?));
    task.due?.and_time(task.time?).checked_sub_signed(before)
}

/// Open tasks whose reminder lies after `since` and not after `now`, the earliest first.
pub fn due(records: &Records, since: NaiveDateTime, now: NaiveDateTime) -> Vec<Arc<Task>> {
    let mut found: Vec<(NaiveDateTime, Arc<Task>)> = records
        .tasks
        .iter()
        .filter(|task| task.done.is_none())
        .filter_map(|task| Some((reminder(task)?, task.clone())))
        .filter(|(at, _)| *at > since && *at <= now)
        .collect();
    found.sort_by_key(|(at, task)| (*at, task.id));
    found.into_iter().map(|(_, task)| task).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Timestamp};

    #[test]
    fn each_reminder_comes_once() {
        let mut ids = IdMaker::new(1);
        let at =
            |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        let mut records = Records::default();
        let task = Task {
            due: Some(at("2026-11-24 00:05").date()),
            time: Some(at("2026-11-24 00:05").time()),
            remind: Some(10),
            ..Task::new(ids.next(Timestamp(1)), "Ring", Timestamp(1))
        };
        assert_eq!(
            reminder(&task),
            Some(at("2026-11-23 23:55")),
            "the day before"
        );
        records.tasks.put(0, Arc::new(task.clone()));
        let count = |records: &Records, since, now| due(records, at(since), at(now)).len();
        assert_eq!(count(&records, "2026-11-23 23:50", "2026-11-23 23:54"), 0);
        assert_eq!(count(&records, "2026-11-23 23:54", "2026-11-23 23:55"), 1);
        assert_eq!(count(&records, "2026-11-23 23:55", "2026-11-24 00:30"), 0);
        records.tasks.put(
            0,
            Arc::new(Task {
                done: Some(Timestamp(1)),
                ..task.clone()
            }),
        );
        assert_eq!(count(&records, "2026-11-23 23:54", "2026-11-23 23:55"), 0);
        assert_eq!(reminder(&Task { time: None, ..task }), None);
    }
}
