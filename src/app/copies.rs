//! Recovery copies: once a day, when nothing was changed for a while and nobody works, the backup's JSON is
//! put beside the database, so that a browser that clears or loses the one still has the other. The worker
//! makes it. The sample shop has none, and attached files are not in them. Whoever is erased is gone from
//! them at once.

use std::time::Duration;

use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
    task::spawn_local,
};

use crate::{
    domain::TableName,
    i18n::{Locale, td_string},
    platform::{
        clock,
        prefs::Workspace,
        snapshots::{self, Copy},
    },
};

use super::{
    Notice,
    data::Failure,
    state::App,
    worker::{self, Cancel, Copied, JobError, MakeCopy, NotCopied},
};

/// How long nothing may change before a copy is made.
const IDLE: Duration = Duration::from_secs(30);
/// How long nobody may have touched anything: a copy of a large shop keeps a core busy for seconds.
const PAUSE: Duration = Duration::from_secs(3);
/// Milliseconds between two copies.
const EVERY: i64 = 86_400_000;

/// Keeps copies while the shop is open; call once in its frame.
pub fn keep(app: App) {
    if app.workspace != Workspace::Own {
        return;
    }
    let keeper = Keeper {
        app,
        timer: StoredValue::new(None),
        touched: StoredValue::new(0.0),
    };
    Effect::new(move |_| {
        app.read(TableName::ALL, |_| ());
        keeper.stop();
        if app.loaded.get() {
            keeper.wait(IDLE);
        }
    });
    let keys = window_event_listener(ev::keydown, move |_| keeper.touch());
    let press = window_event_listener(ev::pointerdown, move |_| keeper.touch());
    let wheel = window_event_listener(ev::wheel, move |_| keeper.touch());
    on_cleanup(move || {
        keeper.stop();
        keys.remove();
        press.remove();
        wheel.remove();
    });
}

/// Waits for the moment of a copy.
#[derive(Clone, Copy)]
struct Keeper {
    app: App,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// When somebody last did something, in milliseconds since the page began.
    touched: StoredValue<f64>,
}

impl Keeper {
    fn touch(self) {
        self.touched.set_value(clock::elapsed());
    }

    fn stop(self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }

    fn wait(self, time: Duration) {
        let due = move || {
            let touched = self.touched.try_get_value().unwrap_or_default();
            if clock::elapsed() - touched < PAUSE.as_secs_f64() * 1000.0 {
                self.wait(PAUSE);
                return;
            }
            let app = self.app;
            spawn_local(async move {
                // What fails today is tried again after the next change; nobody waits for it.
                make(app).await.ok();
            });
        };
        let handle = set_timeout_with_handle(due, time).ok();
        self.timer.try_set_value(handle);
    }
}

/// Makes a copy if one is due. What is doubtful is not copied: it would push out what is good.
async fn make(app: App) -> Result<(), Failure> {
    let now = app.moment().now;
    let Some(database) = app.stored_in() else {
        return Ok(());
    };
    let newest = snapshots::list(database).await.into_iter().next();
    let fresh = newest.is_some_and(|one| one.at <= now && now.0 - one.at.0 < EVERY);
    if fresh || app.peek(|records| records.settings().is_none()) {
        return Ok(());
    }
    let mark = snapshots::mark();
    let cancel = Cancel::default();
    let made = worker::run::<MakeCopy>(&database.to_owned(), Vec::new(), &cancel, |_| {}).await;
    let (copied, packed) = made.map_err(|error| match error {
        JobError::Refused(NotCopied(why)) => Failure::Broken(why),
        other => Failure::Broken(other.to_string()),
    })?;
    let Copied { records, size } = copied;
    snapshots::write(database, &packed, size, records, now, EVERY, mark).await?;
    Ok(())
}

/// The copies there are, newest first.
pub async fn all(app: App) -> Vec<Copy> {
    if app.workspace == Workspace::Own {
        snapshots::list(app.workspace.database()).await
    } else {
        Vec::new()
    }
}

/// Forgets all copies, because somebody or something in them was removed for good. The next one is made
/// soon. Where they can't be deleted, that is said: they still hold what was to go.
pub fn forget(app: App, locale: Locale) {
    spawn_local(async move {
        let cleared = snapshots::clear(app.workspace.database()).await;
        if cleared.is_err() {
            let text = td_string!(locale, clean.copies_left).to_owned();
            app.notify(Notice::Problem(text));
        }
    });
}
