//! What is being typed into a big form, kept in this browser until it is saved: a reload, a crash or
//! an Escape in the middle of it loses nothing. Each form has one place a workspace; nothing of it
//! leaves the device, and no record is written.

use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    domain::Timestamp,
    platform::{clock, prefs::Place},
};

use super::state::{App, use_app};

/// What was typed, and when it last changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept<T> {
    at: Timestamp,
    typed: T,
}

/// Keeps one form.
#[derive(Debug)]
pub struct Unsaved<T: 'static> {
    app: App,
    form: &'static str,
    found: StoredValue<Option<Kept<T>>, LocalStorage>,
    /// When what was found was typed; `None` if nothing was, or it was decided.
    pub since: RwSignal<Option<Timestamp>>,
}

impl<T> Clone for Unsaved<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Unsaved<T> {}

/// Follows what `read` reads and keeps it as soon as it differs from how the form began. `form` names
/// the place. Call inside the form's component, after its fields are filled.
pub fn use_unsaved<T>(form: &'static str, read: impl Fn() -> T + 'static) -> Unsaved<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Clone + 'static,
{
    let app = use_app();
    let place = Place::new(form, app.workspace);
    let found: Option<Kept<T>> = place.get();
    let unsaved = Unsaved {
        app,
        form,
        since: RwSignal::new(found.as_ref().map(|kept| kept.at)),
        found: StoredValue::new_local(found),
    };
    Effect::new(move |before: Option<(T, T)>| {
        let now = read();
        let Some((began, last)) = before else {
            return (now.clone(), now);
        };
        if now != last {
            if now == began {
                place.clear();
            } else {
                let at = clock::now();
                place.set(&Kept {
                    at,
                    typed: now.clone(),
                });
            }
        }
        (began, now)
    });
    unsaved
}

impl<T: Clone> Unsaved<T> {
    /// Takes what was found, to show it in the form.
    pub fn take(self) -> Option<T> {
        self.since.set(None);
        let found = self.found.try_get_value().flatten();
        found.map(|kept| kept.typed)
    }

    /// Forgets it: it was saved, or is not wanted.
    pub fn forget(self) {
        self.since.try_set(None);
        Place::new(self.form, self.app.workspace).clear();
    }
}
