//! Bringing the file of a card in, once the person has said yes to what would change.

use leptos::{prelude::*, task::spawn_local};

use super::{Card, State};
use crate::{
    app::data::{Agreed, Kind, Step, Underway, commit, reading::Decisions},
    i18n::{Locale, tag},
};

impl Card {
    /// True once there is something to bring in and nothing under way.
    pub fn is_ready(self) -> bool {
        let ready = self.state.try_with(|state| *state == State::Ready);
        let writes = self.reading.try_with(|reading| {
            let reading = reading
                .as_ref()
                .filter(|r| r.usable && r.kind != Kind::Backup);
            reading.is_some_and(|r| r.counts.to_write(r.kind) > 0)
        });
        ready.unwrap_or_default() && writes.unwrap_or_default()
    }

    /// Brings the file in.
    pub fn import(self, locale: Locale) {
        spawn_local(async move {
            self.bring_in(locale).await;
        });
    }

    /// Brings the file in; true once it is in, false if it was stopped or not taken.
    pub async fn bring_in(self, locale: Locale) -> bool {
        let reading = self.reading.try_get_untracked().flatten();
        let (Some(bytes), Some(reading)) = (self.bytes(), reading) else {
            return false;
        };
        let cancel = self.begin();
        let start = Underway::importing(Step::Plan, 0.0);
        self.state.set(State::Importing(start));
        let agreed = Agreed {
            name: self.name.get_value(),
            decisions: Decisions {
                kind: Some(reading.kind),
                ..self.decisions.get_untracked()
            },
            reading,
        };
        let wanted = cancel.clone();
        let progress = move |under| {
            if !wanted.is_cancelled() {
                self.state.try_set(State::Importing(under));
            }
        };
        let done = commit(self.app, tag(locale), &bytes, agreed, &cancel, progress).await;
        match done {
            Ok(Some(brought)) => {
                if let Some(decisions) = self.decisions.try_get_untracked() {
                    let reading = &brought.reading;
                    self.memory
                        .try_with_value(|memory| memory.keep(self.app, reading, &decisions));
                }
                self.state.try_set(State::Done(Box::new(brought)));
                true
            }
            Ok(None) => {
                self.state.try_set(State::Ready);
                false
            }
            Err(failure) => {
                self.fail(failure);
                false
            }
        }
    }
}
