//! Which tasks are to be reminded of, and which days of customers. Wall-clock times of the shop: a reminder is as
//! civil as the task.

use std::sync::Arc;

use chrono::{Duration, NaiveDateTime, NaiveTime};

use crate::domain::{Records, Task};

use super::today::{Anniversary, anniversaries};

/// When the shop's day begins: from then on what has a day but no time is told.
pub const MORNING: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// When to be reminded of a task, on the shop's clocks; `None` without a reminder. What has a day but no time is
/// reminded of in the morning of that day, or of so many days before.
pub fn reminder(task: &Task) -> Option<NaiveDateTime> {
    let before = Duration::minutes(i64::from(task.remind?));
    let at = task.time.unwrap_or(MORNING);
    task.due?.and_time(at).checked_sub_signed(before)
}

/// Open tasks whose reminder lies after `since` and not after `now`, the earliest first. One that has no time is of use
/// until its day is over: it counts from `seen` on, the last moment anybody looked.
pub fn due(
    records: &Records,
    (seen, since): (NaiveDateTime, NaiveDateTime),
    now: NaiveDateTime,
) -> Vec<Arc<Task>> {
    let from = |task: &Task| {
        let lasts = task.time.is_none() && task.due >= Some(now.date());
        if lasts { seen.min(since) } else { since }
    };
    let mut found: Vec<(NaiveDateTime, Arc<Task>)> = records
        .tasks
        .iter()
        .filter(|task| task.done.is_none())
        .filter_map(|task| Some((reminder(task)?, task.clone())))
        .filter(|(at, task)| *at > from(task) && *at <= now)
        .collect();
    found.sort_by_key(|(at, task)| (*at, task.id));
    found.into_iter().map(|(_, task)| task).collect()
}

/// True if the task is told when it is time, at its own time or in the morning of its day.
pub const fn is_told(task: &Task) -> bool {
    task.remind.is_some() || (task.due.is_some() && task.time.is_none())
}

/// What a morning tells; each once, together.
#[derive(Debug, Clone, Default)]
pub struct Morning {
    /// Open tasks of the day that have no time, as they were written down; but for those of which somebody is reminded
    /// by themselves just then.
    pub tasks: Vec<Arc<Task>>,
    /// Birthdays and other days that are today.
    pub today: Vec<Anniversary>,
    /// Those that are so many days away as the shop wants to know ahead, or less where nobody looked when they were;
    /// the soonest first.
    pub ahead: Vec<Anniversary>,
    /// Those that went by while nobody looked.
    pub past: Vec<Anniversary>,
}

/// What is told if the morning of the day of `now` lies after `seen`, the last moment anybody looked, and not after
/// `now`; nothing otherwise. `ahead` are the days before a birthday from which it is told. What would have been told in
/// the mornings since then is told now: the shop was closed.
pub fn morning(records: &Records, seen: NaiveDateTime, now: NaiveDateTime, ahead: u8) -> Morning {
    let today = now.date();
    let begins = today.and_time(MORNING);
    if begins <= seen || begins > now {
        return Morning::default();
    }
    // The first day whose morning nobody saw.
    let unseen = if seen.time() < MORNING {
        seen.date()
    } else {
        seen.date() + Duration::days(1)
    };
    let of_today = |task: &&Arc<Task>| {
        let whole_day = task.due == Some(today) && task.time.is_none();
        task.done.is_none() && whole_day && task.remind != Some(0)
    };
    let mut tasks: Vec<Arc<Task>> = records.tasks.iter().filter(of_today).cloned().collect();
    tasks.sort_by_key(|task| (task.created, task.id));
    let from = unseen + Duration::days(i64::from(ahead));
    let mut days = anniversaries(records, today, u64::from(ahead));
    days.retain(|day| day.on == today || day.on >= from);
    let missed = u64::try_from((today - unseen).num_days()).unwrap_or(0);
    let mut past = Vec::new();
    if missed > 0 {
        past = anniversaries(records, unseen, missed - 1);
    }
    let (today, ahead) = days.into_iter().partition(|day| day.on == today);
    Morning {
        tasks,
        today,
        ahead,
        past,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, IdMaker, Timestamp, name::Name};

    #[test]
    fn a_morning_tells_each_thing_of_the_day_once() {
        let mut ids = IdMaker::new(1);
        let at =
            |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
        let mut records = Records::default();
        let mut task = |title: &str, due: &str, change: fn(&mut Task)| {
            let mut task = Task::new(ids.next(Timestamp(1)), title, Timestamp(1));
            task.due = Some(day(due));
            change(&mut task);
            let slot = records.tasks.slot_count();
            records.tasks.put(slot, Arc::new(task));
        };
        task("Ring", "2026-11-23", |_| ());
        task("At nine", "2026-11-23", |one| {
            one.time = NaiveTime::from_hms_opt(9, 0, 0);
        });
        task("Done", "2026-11-23", |one| one.done = Some(Timestamp(1)));
        task("Tomorrow", "2026-11-24", |_| ());
        task("By itself", "2026-11-23", |one| one.remind = Some(0));
        for (name, birthday, silent) in [
            ("Ann", "1990-11-23", false),
            ("Bo", "1990-11-30", false),
            ("Between", "1990-11-25", false),
            ("Quiet", "1990-11-23", true),
        ] {
            let id = ids.next(Timestamp(1));
            let mut one = Customer::new(id, Name::from_full(name), Timestamp(1));
            one.birthday = Some(day(birthday).into());
            one.do_not_contact = silent;
            let slot = records.customers.slot_count();
            records.customers.put(slot, Arc::new(one));
        }
        let told = |since: &str, now: &str, ahead: u8| {
            let found = morning(&records, at(since), at(now), ahead);
            let names = |days: &[Anniversary]| -> Vec<String> {
                let names = days.iter().map(|one| one.customer.name.full.clone());
                names.collect()
            };
            let tasks: Vec<String> = found.tasks.iter().map(|one| one.title.clone()).collect();
            (tasks, names(&found.today), names(&found.ahead))
        };
        let (none, all) = (
            (vec![], vec![], vec![]),
            (
                vec!["Ring".to_owned()],
                vec!["Ann".to_owned()],
                vec!["Bo".to_owned()],
            ),
        );
        // The app was open all night, opened early, and opened late.
        assert_eq!(told("2026-11-23 07:58", "2026-11-23 07:59", 7), none);
        assert_eq!(told("2026-11-23 07:59", "2026-11-23 08:00", 7), all);
        assert_eq!(told("2026-11-22 18:00", "2026-11-23 11:30", 7), all);
        assert_eq!(
            told("2026-11-23 08:00", "2026-11-23 18:00", 7),
            none,
            "once"
        );
        // Closed for a long weekend: what would have been told then is told now, and who had their day.
        let later = "2026-11-26 09:00";
        let (_, _, ahead) = told("2026-11-20 18:00", later, 7);
        assert_eq!(ahead, ["Bo"], "told on the 23rd, had anybody looked");
        assert_eq!(told("2026-11-23 09:00", later, 7), none, "known already");
        let past = |seen: &str| -> Vec<String> {
            let found = morning(&records, at(seen), at(later), 7).past.into_iter();
            found.map(|one| one.customer.name.full.clone()).collect()
        };
        assert_eq!(past("2026-11-20 18:00"), ["Ann", "Between"]);
        assert_eq!(past("2026-11-23 09:00"), ["Between"]);
        assert_eq!(past("2026-11-25 09:00"), [""; 0]);
        // Without days ahead only the day itself is told.
        let (_, today, ahead) = told("2026-11-22 18:00", "2026-11-23 11:30", 0);
        assert_eq!((today, ahead), (vec!["Ann".to_owned()], vec![]));
    }

    #[test]
    fn what_has_a_day_but_no_time_is_told_in_the_morning() {
        let task = Task::new(IdMaker::new(1).next(Timestamp(1)), "Ring", Timestamp(1));
        assert!(!is_told(&task));
        let due = Some(chrono::NaiveDate::MIN);
        let timed = Task {
            due,
            time: Some(MORNING),
            ..task.clone()
        };
        assert!(is_told(&Task { due, ..task }) && !is_told(&timed));
        assert!(is_told(&Task {
            remind: Some(0),
            ..timed
        }));
    }

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
        let count =
            |records: &Records, since, now| due(records, (at(since), at(since)), at(now)).len();
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
        let day = Task { time: None, ..task };
        assert_eq!(reminder(&day), Some(at("2026-11-24 07:50")));
        assert_eq!(reminder(&Task { due: None, ..day }), None);
    }

    #[test]
    fn what_has_only_a_day_is_told_in_a_morning_so_many_days_before_and_until_it_is_over() {
        let mut ids = IdMaker::new(1);
        let at =
            |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        let mut records = Records::default();
        let task = Task {
            due: Some(at("2026-11-24 00:00").date()),
            remind: Some(3 * 1440),
            ..Task::new(ids.next(Timestamp(1)), "Order", Timestamp(1))
        };
        assert_eq!(reminder(&task), Some(at("2026-11-21 08:00")));
        records.tasks.put(0, Arc::new(task));
        let count = |seen, since, now| due(&records, (at(seen), at(since)), at(now)).len();
        let (evening, morning) = ("2026-11-20 18:00", "2026-11-21 08:00");
        assert_eq!(count(evening, evening, "2026-11-21 07:59"), 0);
        assert_eq!(count(evening, evening, morning), 1);
        assert_eq!(count(morning, morning, "2026-11-21 18:00"), 0, "once");
        // The shop was closed for two days; on Monday it is still of use, after its day no more.
        assert_eq!(count(evening, "2026-11-22 09:00", "2026-11-23 09:00"), 1);
        assert_eq!(count(evening, "2026-11-24 09:00", "2026-11-25 09:00"), 0);
    }
}
