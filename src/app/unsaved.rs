//! What is being typed into a form, kept in this browser until it is saved: a reload, a crash, an Escape or another
//! customer's row in the middle of it loses nothing. Each form has one place a workspace; nothing of it
//! leaves the device, and no record is written.

use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    domain::{TableName, Timestamp},
    platform::{
        clock,
        prefs::{Place, Workspace},
    },
};

use super::state::{App, use_app};

/// A form that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A new customer.
    Customer,
    /// A new deal.
    Deal,
    /// A new sale.
    Sale,
    /// A new task.
    Task,
    /// A new case.
    Case,
    /// A touch in the dialog over every page.
    Touch,
    /// A touch on the page of a record.
    TouchOf(TableName, Uuid),
}

impl Form {
    fn place(self, workspace: Workspace) -> Place {
        let of_record;
        let name = match self {
            Self::Customer => "customer",
            Self::Deal => "deal",
            Self::Sale => "sale",
            Self::Task => "task",
            Self::Case => "case",
            Self::Touch => "touch",
            Self::TouchOf(table, id) => {
                of_record = format!("touch.{}.{id}", table.as_str());
                &of_record
            }
        };
        Place::new(name, workspace)
    }
}

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
    form: Form,
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

/// Follows what `read` reads and keeps it as soon as it differs from how the form began. Call inside the form's
/// component, after its fields are filled.
pub fn use_unsaved<T>(form: Form, read: impl Fn() -> T + 'static) -> Unsaved<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Clone + 'static,
{
    follow(form, None, read)
}

/// The same for a form that takes up what was left in it without asking: blank, it keeps nothing.
pub fn use_taken_up<T>(
    form: Form,
    read: impl Fn() -> T + 'static,
    take: impl FnOnce(T),
) -> Unsaved<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Clone + Default + 'static,
{
    let unsaved = follow(form, Some(T::default()), read);
    if let Some(typed) = unsaved.take() {
        take(typed);
    }
    unsaved
}

/// `blank` is how the form begins, if that is not what it holds when this is called.
fn follow<T>(form: Form, blank: Option<T>, read: impl Fn() -> T + 'static) -> Unsaved<T>
where
    T: Serialize + DeserializeOwned + PartialEq + Clone + 'static,
{
    let app = use_app();
    let place = form.place(app.workspace);
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
            return (blank.clone().unwrap_or_else(|| now.clone()), now);
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
        self.form.place(self.app.workspace).clear();
    }
}
