//! How a dialog that saves ends: told and closed, refused in place, or a message where the store
//! failed. One way for every form, so that none loses what was typed and none saves twice.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    domain::{Command, Refusal},
    i18n::{Locale, use_i18n},
    storage::{Committed, ExecuteError},
};

use super::{
    notice::refused,
    state::{App, use_app},
};

/// How long a state must last to be shown.
const READABLE: Duration = Duration::from_millis(150);

/// Runs `show` if `still` holds after a moment: what is over before anybody could read of it is not
/// announced. A quick write is not held up by the frame that the announcement would cost, either.
pub fn if_it_lasts(still: impl Fn() -> bool + 'static, show: impl FnOnce() + 'static) {
    set_timeout(
        move || {
            if still() {
                show();
            }
        },
        READABLE,
    );
}

/// The end of one form. Copied into its handlers.
#[derive(Debug, Clone, Copy)]
pub struct Saving {
    app: App,
    locale: Signal<Locale>,
    open: RwSignal<bool>,
    /// A write is under way.
    busy: StoredValue<bool>,
    /// The same for the eye, which is told of a slow one only.
    slow: RwSignal<bool>,
    /// Why the rules say no, in the language on screen; empty if they don't. Forms may put their own
    /// sentences here.
    pub error: RwSignal<String>,
}

/// The end of the form in the dialog that `open` shows; call inside the form's component.
pub fn use_saving(open: RwSignal<bool>) -> Saving {
    let i18n = use_i18n();
    Saving {
        app: use_app(),
        locale: Signal::derive(move || i18n.get_locale()),
        open,
        busy: StoredValue::new(false),
        slow: RwSignal::new(false),
        error: RwSignal::new(String::new()),
    }
}

impl Saving {
    /// True while saving makes no sense: a write takes its time, or the store is not proven sound.
    /// Followed.
    pub fn disabled(self) -> bool {
        self.slow.get() || self.app.is_read_only()
    }

    /// Closes the dialog without saving.
    pub fn close(self) {
        self.open.try_set(false);
    }

    /// Saves. The dialog closes when the change is written; it stays open, with what was typed, if it
    /// is not. A form in which nothing was changed just closes.
    pub fn save(self, command: impl Command + 'static) {
        self.save_then(command, |_| {});
    }

    /// The same; `then` runs after the change is written and the dialog closed.
    pub fn save_then(
        self,
        command: impl Command + 'static,
        then: impl FnOnce(&Committed) + 'static,
    ) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        if_it_lasts(
            move || self.busy.try_get_value() == Some(true),
            move || {
                self.slow.try_set(true);
            },
        );
        spawn_local(async move {
            let result = self.app.try_execute(&command).await;
            // The page may have been left meanwhile.
            self.busy.try_set_value(false);
            if self.slow.try_get_untracked() == Some(true) {
                self.slow.try_set(false);
            }
            match result {
                Ok(committed) => {
                    self.app.told(committed.clone());
                    self.close();
                    then(&committed);
                }
                Err(ExecuteError::Refused(Refusal::Nothing)) => self.close(),
                Err(ExecuteError::Refused(refusal)) => {
                    if let Some(locale) = self.locale.try_get_untracked() {
                        self.error.try_set(refused(locale, &refusal));
                    }
                }
                Err(problem) => self.app.notify(problem.into()),
            }
        });
    }
}
