//! Reminders of tasks: looked for while the app is open, shown in it until they are answered, and by a
//! notification where that is permitted. What has a day but no time, and whose birthday it is, is told once by a
//! notification in the morning: in the app *Today* shows it anyway. What waits for an answer is kept on the
//! device, apart for the own shop and the sample.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Id, Records, Task},
    i18n::{counted, initial, td_string},
    platform::{
        clock, notify,
        prefs::{Pref, Workspace},
    },
    query::{
        remind::{self, Morning},
        today::Anniversary,
        waiting::Waiting,
    },
};

use super::state::App;

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(20);
/// Minutes until a reminder that was put off comes again.
const LATER: i64 = 10;

/// Names that a notification has room for.
const NAMED: usize = 5;

/// The reminders of a shop. Every tab reads them at each look, so that what is answered in one is answered in all.
const OWN: Pref<Waiting> = Pref::new("regulars.reminders");
const SAMPLE: Pref<Waiting> = Pref::new("regulars.reminders.sample");

const fn of(workspace: Workspace) -> &'static Pref<Waiting> {
    match workspace {
        Workspace::Own => &OWN,
        Workspace::Sample => &SAMPLE,
    }
}

/// The reminders that wait for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Reminders {
    app: App,
    /// Tasks to be reminded of, the newest last.
    pub shown: RwSignal<Vec<Id<Task>>>,
}

impl Reminders {
    /// Begins to look. Call once, in the root owner.
    pub fn start(app: App) -> Self {
        let reminders = Self {
            app,
            shown: RwSignal::new(Vec::new()),
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
        let mut seen = now;
        let mut new = Vec::new();
        self.keep(|waiting| {
            seen = waiting.seen(now);
            new = app.peek(|records| waiting.look(records, now));
        });
        self.tell_morning(seen, now);
        for task in new {
            let head = td_string!(initial(), common.app);
            spawn_local(async move {
                notify::show(head, &task.title, &task.id.to_string()).await;
            });
        }
    }

    /// Changes what waits, and shows it.
    fn keep(self, change: impl FnOnce(&mut Waiting)) {
        let kept = of(self.app.workspace);
        let mut waiting = kept.get().unwrap_or_default();
        change(&mut waiting);
        kept.set(&waiting);
        if self.shown.with_untracked(|shown| shown != waiting.told()) {
            self.shown.set(waiting.told().to_vec());
        }
    }

    fn tell_morning(self, seen: NaiveDateTime, now: NaiveDateTime) {
        let ahead = self.app.peek(|records| {
            let shop = records.settings();
            shop.map_or(0, |shop| shop.contact.birthday_days)
        });
        let told = |records: &Records| remind::morning(records, seen, now, ahead);
        let Morning {
            tasks,
            today,
            ahead: soon,
            past,
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
            texts.push(("tasks".to_owned(), text));
        }
        let people =
            |days: &[Anniversary]| named(days.iter().map(|day| day.customer.display_name()));
        if !today.is_empty() {
            let names = people(&today);
            let text = td_string!(locale, touch.morning_days, names = names);
            texts.push(("today".to_owned(), text));
        }
        for days in soon.chunk_by(|one, next| one.on == next.on) {
            let away = days
                .first()
                .map_or(0, |day| (day.on - now.date()).num_days());
            let names = people(days);
            let text = td_string!(
                locale,
                touch.morning_soon,
                count = counted(locale, away),
                names = names
            );
            texts.push((format!("soon-{away}"), text));
        }
        if !past.is_empty() {
            let names = people(&past);
            let text = td_string!(locale, touch.morning_past, names = names);
            texts.push(("past".to_owned(), text));
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
        self.keep(|waiting| waiting.answer(id));
    }

    /// Takes a reminder away for a while.
    pub fn put_off(self, id: Id<Task>) {
        let until = self.now() + TimeDelta::minutes(LATER);
        self.keep(|waiting| waiting.put_off(id, until));
    }
}

/// The first names, and a sign that there are more.
fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = if names.len() > NAMED { " …" } else { "" };
    let first: Vec<&str> = names.take(NAMED).collect();
    first.join(" · ") + more
}
