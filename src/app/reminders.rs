//! Reminders of tasks: looked for while the app is open, shown in it until they are answered, and by a
//! notification where that is permitted. What has a day but no time, and whose birthday it is, is told once by a
//! notification in the morning: in the app *Today* shows it anyway. What was missed while the app was closed comes when it opens, a
//! day back at most.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Id, Records, Task},
    i18n::{counted, initial, td_string},
    platform::{clock, notify, prefs::Pref},
    query::{
        remind::{self, Morning},
        today::Anniversary,
    },
};

use super::state::App;

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(20);
/// How far back a missed reminder still comes.
const BACK: TimeDelta = TimeDelta::days(1);
/// Minutes until a reminder that was put off comes again.
const LATER: i64 = 10;

/// Names that a notification has room for.
const NAMED: usize = 5;

/// The last moment that was looked at, on the shop's clocks.
const SEEN: Pref<NaiveDateTime> = Pref::new("regulars.reminded");

/// The reminders that wait for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Reminders {
    app: App,
    /// Tasks to be reminded of, the newest last.
    pub shown: RwSignal<Vec<Id<Task>>>,
    later: StoredValue<Vec<(NaiveDateTime, Id<Task>)>>,
}

impl Reminders {
    /// Begins to look. Call once, in the root owner.
    pub fn start(app: App) -> Self {
        let reminders = Self {
            app,
            shown: RwSignal::new(Vec::new()),
            later: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| {
            if app.loaded.get() {
                reminders.look();
            }
        });
        // A browser that refuses a timer reminds only when the app opens.
        set_interval_with_handle(move || reminders.look(), EVERY).ok();
        reminders
    }

    fn look(self) {
        let app = self.app;
        if !app.loaded.try_get_untracked().unwrap_or(false) {
            return;
        }
        let now = self.now();
        let floor = now - BACK;
        let since = SEEN.get().map_or(floor, |seen| seen.max(floor)).min(now);
        SEEN.set(&now);
        let mut found: Vec<(Id<Task>, String)> = app.peek(|records| {
            let due = remind::due(records, since, now).into_iter();
            due.map(|task| (task.id, task.title.clone())).collect()
        });
        self.tell_morning(since, now);
        let again = self
            .later
            .try_update_value(|later| {
                let (due, rest) = later.drain(..).partition(|(at, _)| *at <= now);
                *later = rest;
                let due: Vec<(NaiveDateTime, Id<Task>)> = due;
                due
            })
            .unwrap_or_default();
        found.extend(app.peek(|records| {
            let open = again.iter().filter_map(|(_, id)| records.get(*id));
            let open = open.filter(|task| task.done.is_none());
            open.map(|task| (task.id, task.title.clone()))
                .collect::<Vec<_>>()
        }));
        for (id, title) in found {
            self.shown.update(|shown| {
                shown.retain(|other| *other != id);
                shown.push(id);
            });
            let head = td_string!(initial(), common.app);
            spawn_local(async move { notify::show(head, &title, &id.to_string()).await });
        }
    }

    fn tell_morning(self, since: NaiveDateTime, now: NaiveDateTime) {
        let ahead = self.app.peek(|records| {
            let shop = records.settings();
            shop.map_or(0, |shop| shop.contact.birthday_days)
        });
        let told = |records: &Records| remind::morning(records, since, now, ahead);
        let Morning {
            tasks,
            today,
            ahead: soon,
        } = self.app.peek(told);
        let locale = initial();
        let mut texts = Vec::new();
        if !tasks.is_empty() {
            let names = named(tasks.iter().map(|task| task.title.as_str()));
            let count = tasks.len();
            let text = td_string!(
                locale,
                touch.morning_tasks,
                count = counted(locale, count),
                names = names
            );
            texts.push(("tasks", text));
        }
        let people =
            |days: &[Anniversary]| named(days.iter().map(|day| day.customer.display_name()));
        if !today.is_empty() {
            let names = people(&today);
            texts.push((
                "today",
                td_string!(locale, touch.morning_days, names = names),
            ));
        }
        if !soon.is_empty() {
            let names = people(&soon);
            let text = td_string!(
                locale,
                touch.morning_soon,
                count = counted(locale, ahead),
                names = names
            );
            texts.push(("soon", text));
        }
        let head = td_string!(locale, common.app);
        for (what, text) in texts {
            let tag = format!("{what}-{}", now.date());
            spawn_local(async move { notify::show(head, &text, &tag).await });
        }
    }

    fn now(self) -> NaiveDateTime {
        let (day, time) = clock::civil(self.app.moment().now, &self.app.zone());
        day.and_time(time)
    }

    /// Takes a reminder away.
    pub fn dismiss(self, id: Id<Task>) {
        self.shown
            .update(|shown| shown.retain(|other| *other != id));
    }

    /// Takes a reminder away for a while.
    pub fn put_off(self, id: Id<Task>) {
        self.dismiss(id);
        let at = self.now() + TimeDelta::minutes(LATER);
        self.later.update_value(|later| later.push((at, id)));
    }
}

/// The first names, and a sign that there are more.
fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = if names.len() > NAMED { " …" } else { "" };
    let first: Vec<&str> = names.take(NAMED).collect();
    first.join(" · ") + more
}
