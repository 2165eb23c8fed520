//! Which reminders wait for an answer. Whoever reloads the page or opens the app a second time finds them where they
//! were, so this is kept on the device. Knows no clock and no storage.

use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::{Id, Records, Task};

use super::remind::{due, reminder};

/// How far back a reminder that was missed still comes.
const BACK: TimeDelta = TimeDelta::days(1);
/// How long a shop may be closed and still be told whose birthday it was.
const CLOSED: TimeDelta = TimeDelta::days(21);

/// The reminders of one shop on one device. Moments are those of the shop's clocks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The last moment that was looked at.
    seen: Option<NaiveDateTime>,
    /// Told and not answered, the newest last.
    told: Vec<Id<Task>>,
    /// Put off, and until when.
    later: Vec<(NaiveDateTime, Id<Task>)>,
}

impl Waiting {
    /// From where on `now` is to be looked at: the last time, a day back at most.
    pub fn since(&self, now: NaiveDateTime) -> NaiveDateTime {
        let floor = now - BACK;
        self.seen.map_or(floor, |seen| seen.max(floor)).min(now)
    }

    /// The last moment anybody looked, some weeks back at most; a day back where nobody ever did.
    pub fn seen(&self, now: NaiveDateTime) -> NaiveDateTime {
        let seen = self.seen.unwrap_or(now - BACK);
        seen.max(now - CLOSED).min(now)
    }

    /// The tasks that are told, the newest last.
    pub fn told(&self) -> &[Id<Task>] {
        &self.told
    }

    /// Looks at the tasks: what is due now, or was put off until now, is told from here on and returned. What is
    /// done, gone or has moved to another time no longer waits.
    pub fn look(&mut self, records: &Records, now: NaiveDateTime) -> Vec<Arc<Task>> {
        let still = |id: Id<Task>| {
            let task = records.get(id).filter(|task| task.done.is_none())?;
            (reminder(task)? <= now).then(|| task.clone())
        };
        let since = self.since(now);
        let mut new = due(records, (self.seen.unwrap_or(since), since), now);
        let again = self.later.iter().filter(|(at, _)| *at <= now);
        new.extend(again.filter_map(|(_, id)| still(*id)));
        self.later
            .retain(|(at, id)| *at > now && still(*id).is_some());
        self.told.retain(|id| still(*id).is_some());
        for task in &new {
            self.answer(task.id);
            self.told.push(task.id);
        }
        self.seen = Some(now);
        new
    }

    /// Takes a reminder away.
    pub fn answer(&mut self, id: Id<Task>) {
        self.told.retain(|other| *other != id);
    }

    /// Takes a reminder away until then.
    pub fn put_off(&mut self, id: Id<Task>, until: NaiveDateTime) {
        self.answer(id);
        self.later.retain(|(_, other)| *other != id);
        self.later.push((until, id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IdMaker, Timestamp};

    fn at(text: &str) -> NaiveDateTime {
        let text = format!("2026-11-{text}");
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").expect("a time")
    }

    fn shop(times: &[&str]) -> (Records, Vec<Id<Task>>) {
        let mut ids = IdMaker::new(1);
        let mut records = Records::default();
        let tasks = times.iter().map(|time| {
            let mut task = Task::new(ids.next(Timestamp(1)), *time, Timestamp(1));
            let when = at(time);
            (task.due, task.time, task.remind) = (Some(when.date()), Some(when.time()), Some(0));
            task
        });
        let mut all = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            all.push(task.id);
            let slot = records.tasks.slot_count();
            records.tasks.put(slot, Arc::new(task));
        }
        (records, all)
    }

    fn change(records: &mut Records, id: Id<Task>, change: impl Fn(&mut Task)) {
        let mut task = records.get(id).expect("a task").as_ref().clone();
        change(&mut task);
        let slot = records.tasks.slot_of(id.raw()).expect("a place");
        records.tasks.put(slot, Arc::new(task));
    }

    /// Kept and read again, as between two visits.
    fn reloaded(waiting: &Waiting) -> Waiting {
        let text = serde_json::to_string(waiting).expect("text");
        serde_json::from_str(&text).expect("the same")
    }

    #[test]
    fn what_was_told_waits_over_a_reload_until_it_is_answered() {
        let (records, ids) = shop(&["23 09:00"]);
        let mut waiting = Waiting::default();
        assert!(waiting.look(&records, at("23 08:59")).is_empty());
        assert_eq!(waiting.look(&records, at("23 09:00")).len(), 1);
        let mut waiting = reloaded(&waiting);
        assert!(
            waiting.look(&records, at("23 09:01")).is_empty(),
            "told once"
        );
        assert_eq!(waiting.told(), ids, "and still waiting");
        for id in &ids {
            waiting.answer(*id);
        }
        assert!(waiting.told().is_empty());
        waiting.look(&records, at("23 09:02"));
        assert!(waiting.told().is_empty(), "answered for good");
    }

    #[test]
    fn what_was_put_off_comes_again_over_a_reload() {
        let (records, ids) = shop(&["23 09:00"]);
        let mut waiting = Waiting::default();
        waiting.look(&records, at("23 09:00"));
        for id in &ids {
            waiting.put_off(*id, at("23 09:10"));
        }
        assert!(waiting.told().is_empty());
        let mut waiting = reloaded(&waiting);
        assert!(waiting.look(&records, at("23 09:09")).is_empty());
        assert_eq!(waiting.look(&records, at("23 09:10")).len(), 1);
        assert_eq!(waiting.told(), ids);
        assert!(waiting.look(&records, at("23 09:30")).is_empty(), "once");
    }

    #[test]
    fn what_is_done_or_moved_to_another_day_waits_no_longer() {
        let (mut records, ids) = shop(&["23 09:00", "23 09:01", "23 09:02"]);
        let mut waiting = Waiting::default();
        waiting.look(&records, at("23 09:05"));
        assert_eq!(waiting.told().len(), 3);
        let [done, moved, kept] = ids[..] else {
            panic!("three tasks");
        };
        change(&mut records, done, |task| task.done = Some(Timestamp(2)));
        change(&mut records, moved, |task| {
            task.due = Some(at("25 00:00").date());
        });
        waiting.look(&records, at("23 09:06"));
        assert_eq!(waiting.told(), [kept]);
        assert_eq!(
            waiting.look(&records, at("25 09:01")).len(),
            1,
            "on its new day"
        );
    }

    #[test]
    fn what_was_missed_comes_a_day_back_at_most() {
        let (records, ids) = shop(&["20 09:00", "22 18:00"]);
        let mut waiting = Waiting::default();
        waiting.look(&records, at("19 20:00"));
        let found = waiting.look(&records, at("23 09:00"));
        let found: Vec<Id<Task>> = found.iter().map(|task| task.id).collect();
        assert_eq!(found, ids[1..]);
    }
}
