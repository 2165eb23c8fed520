//! What is selected of a list: by boxes that are always there, or, where a row has a box of another meaning, while
//! somebody is selecting. Knows identities only, not what they stand for.

use std::collections::HashSet;

use leptos::{ev::MouseEvent, prelude::*};
use uuid::Uuid;

use crate::{
    domain::Id,
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// What is selected.
#[derive(Clone, Copy)]
pub struct Selection {
    selected: RwSignal<HashSet<Uuid>>,
    listed: Signal<Vec<Uuid>>,
    /// Whether boxes are shown; `None` where they always are.
    mode: Option<RwSignal<bool>>,
    /// What is listed no longer stays selected.
    across: bool,
}

impl Selection {
    /// Of a list whose rows always have a box; `listed` is what stands in it, in order.
    pub fn of(listed: Signal<Vec<Uuid>>) -> Self {
        Self {
            selected: RwSignal::new(HashSet::new()),
            listed,
            mode: None,
            across: false,
        }
    }

    /// Of a list in which one searches, selects, searches again and selects more: what is listed no longer
    /// stays selected.
    pub fn across(listed: Signal<Vec<Uuid>>) -> Self {
        Self {
            across: true,
            ..Self::of(listed)
        }
    }

    /// Of a list whose rows have a box only while somebody is selecting.
    pub fn on_demand(listed: Signal<Vec<Uuid>>) -> Self {
        Self {
            mode: Some(RwSignal::new(false)),
            ..Self::of(listed)
        }
    }

    /// True while rows show a box; followed.
    pub fn is_on(self) -> bool {
        self.mode.is_none_or(|mode| mode.get())
    }

    /// True if it is selected; followed.
    pub fn has(self, id: Uuid) -> bool {
        self.selected.with(|selected| selected.contains(&id))
    }

    /// Selects one, or lets go of it.
    pub fn toggle(self, id: Uuid) {
        self.selected.update(|selected| {
            if !selected.remove(&id) {
                selected.insert(id);
            }
        });
    }

    /// Selects these as well.
    pub fn add(self, ids: impl IntoIterator<Item = Uuid>) {
        self.selected.update(|selected| selected.extend(ids));
    }

    /// Lets go of these; where the list is gone meanwhile there is nothing to let go of.
    pub fn let_go(self, ids: &[Uuid]) {
        self.selected.try_update(|selected| {
            for id in ids {
                selected.remove(id);
            }
        });
    }

    /// A click on a row selects while somebody is selecting, and does nothing else then.
    pub fn click(self, event: &MouseEvent, id: Uuid) {
        if self.mode.is_some_and(|mode| mode.get_untracked()) {
            event.prevent_default();
            self.toggle(id);
        }
    }

    /// Selects everything that is listed.
    pub fn select_all(self) {
        let all = self.listed.get_untracked();
        self.selected.set(all.into_iter().collect());
    }

    /// Lets go of everything, and of selecting; where the list is gone meanwhile there is nothing to let go of.
    pub fn clear(self) {
        self.selected.try_set(HashSet::new());
        if let Some(mode) = self.mode {
            mode.try_set(false);
        }
    }

    /// What is selected and still listed, in order; followed.
    pub fn chosen(self) -> Vec<Uuid> {
        if self.selected.with(HashSet::is_empty) {
            return Vec::new();
        }
        let listed = self.listed.get().into_iter();
        self.selected
            .with(|selected| listed.filter(|id| selected.contains(id)).collect())
    }

    /// The records that are selected and still listed, in order, as they are now.
    pub fn records<T>(self) -> Vec<Id<T>> {
        let chosen = untrack(|| self.chosen());
        chosen.into_iter().map(Id::new).collect()
    }

    /// All that is selected, listed or not, in no order, as it is now.
    pub fn all(self) -> HashSet<Uuid> {
        self.selected.get_untracked()
    }

    /// How many an action means; followed.
    pub fn count(self) -> usize {
        if self.across {
            self.selected.with(HashSet::len)
        } else {
            self.chosen().len()
        }
    }

    /// How many are listed; followed.
    pub fn listed(self) -> usize {
        self.listed.with(Vec::len)
    }

    /// True while the bar is to be there: something is selected, or somebody is about to; followed.
    pub fn is_worked_on(self, count: usize) -> bool {
        match self.mode {
            Some(mode) => mode.get(),
            None => count > 0,
        }
    }
}

/// The button that begins selecting, and ends it; to stand where it is hidden while nothing is listed.
#[component]
pub fn SelectButton(selection: Selection) -> impl IntoView {
    let i18n = use_i18n();
    let toggle = move |_| {
        let on = untrack(|| selection.is_on());
        selection.clear();
        if let Some(mode) = selection.mode {
            mode.set(!on);
        }
    };
    view! {
        <button
            type="button"
            class="btn"
            aria-pressed=move || selection.is_on().to_string()
            on:click=toggle
        >
            <Icon name="check"/>
            {t!(i18n, people.select)}
        </button>
    }
}

/// The box of a row.
#[component]
pub fn SelectBox(
    selection: Selection,
    /// The record of the row.
    id: Uuid,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="tick">
            <input
                type="checkbox"
                aria-label=move || t_string!(i18n, customers.select_one, name = name.get())
                prop:checked=move || selection.has(id)
                on:change=move |_| selection.toggle(id)
            />
        </label>
    }
}
