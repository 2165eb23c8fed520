//! Choosing a record by typing, or making one on the spot: an input with a list of suggestions
//! (the combobox pattern of the ARIA practices guide).

use leptos::{ev::KeyboardEvent, prelude::*};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{field::FieldParts, keys::is_enter};

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The record.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name.
    pub detail: String,
}

/// What was picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Picked {
    /// Nothing.
    Nothing,
    /// A record that exists.
    Record(Suggestion),
    /// A new one of that name, to be made on saving.
    New(String),
}

impl Picked {
    fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Record(suggestion) => suggestion.title.clone(),
            Self::New(name) => name.clone(),
        }
    }
}

/// Where a picker finds records.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// At most a handful of records for a text.
    pub suggest: Callback<String, Vec<Suggestion>>,
    /// The record of exactly that name.
    pub named: Callback<String, Option<Suggestion>>,
    /// Said while not everything that is there can be found yet; until then nothing new is offered,
    /// because it may be there already.
    pub waiting: Signal<Option<String>>,
}

/// A combobox over records.
#[component]
pub fn Picker(
    /// Ids of the field around it.
    parts: FieldParts,
    /// What is picked.
    picked: RwSignal<Picked>,
    /// Where it finds records.
    source: Source,
    /// The words for "create this", if records may be made here.
    #[prop(optional, into)]
    create: Option<Callback<String, String>>,
    /// Shown while empty.
    #[prop(into, optional)]
    placeholder: Signal<String>,
) -> impl IntoView {
    let text = RwSignal::new(picked.get_untracked().text());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    Effect::new(move |_| {
        let picked = picked.get();
        if !open.get_untracked() || picked == Picked::Nothing && text.get_untracked().is_empty() {
            text.set(picked.text());
        }
    });
    let suggestions = Memo::new(move |_| {
        if open.get() {
            source.suggest.run(text.get())
        } else {
            Vec::new()
        }
    });
    let waiting = Memo::new(move |_| {
        let typed = text.with(|text| !text.trim().is_empty());
        let none = typed && suggestions.with(Vec::is_empty);
        source.waiting.get().filter(|_| none)
    });
    let may_create = Memo::new(move |_| {
        let typed = text.with(|text| text.trim().to_owned());
        let exists = suggestions.with(|found| found.iter().any(|one| one.title == typed));
        let known = source.waiting.with(Option::is_none);
        (create.is_some() && known && !typed.is_empty() && !exists).then_some(typed)
    });
    let count = move || suggestions.with(Vec::len) + usize::from(may_create.with(Option::is_some));
    let choose = move |index: usize| {
        let found = suggestions.with(|found| found.get(index).cloned());
        let choice = match found {
            Some(suggestion) => Picked::Record(suggestion),
            None => match may_create.get() {
                Some(name) => Picked::New(name),
                // What the keyboard was on is gone meanwhile; what is picked stays.
                None => return open.set(false),
            },
        };
        text.set(choice.text());
        open.set(false);
        picked.set(choice);
    };
    // Whoever leaves the field meant what stands in it: a name that was typed is not lost.
    let settle = move || {
        // A choice may have closed the form: then the field is left because it is gone.
        let typed = text.try_with_untracked(|text| text.trim().to_owned());
        let before = picked.try_get_untracked();
        let (Some(typed), Some(before)) = (typed, before) else {
            return;
        };
        if create.is_some() && !typed.is_empty() && typed != before.text() {
            let same = untrack(|| source.named.run(typed.clone()));
            picked.set(same.map_or(Picked::New(typed), Picked::Record));
        }
        open.set(false);
        text.set(picked.get_untracked().text());
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            if !open.get_untracked() {
                active.set(0);
                open.set(true);
                return;
            }
            let count = count().max(1);
            let step = if event.key() == "ArrowDown" {
                1
            } else {
                count - 1
            };
            active.update(|active| *active = (*active + step) % count);
        }
        "Escape" if open.get_untracked() && count() > 0 => {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
        }
        _ if is_enter(&event) && open.get_untracked() && count() > 0 => {
            event.prevent_default();
            choose(active.get_untracked());
        }
        // A moment later there is something to take.
        _ if is_enter(&event) && waiting.with_untracked(Option::is_some) => event.prevent_default(),
        _ => {}
    };
    let list_id = format!("{}-list", parts.id());
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };
    let active_id = option_id.clone();
    let create_id = option_id.clone();
    view! {
        <div class="picker">
            <input
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                id=parts.id()
                aria-describedby=parts.described_by()
                aria-invalid=move || parts.invalid.get().then_some("true")
                aria-expanded=move || open.get().to_string()
                aria-controls=list_id.clone()
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    (open.get() && count() > 0).then(|| active_id(active.get()))
                }
                placeholder=move || placeholder.get()
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    active.set(0);
                    open.set(true);
                    if text.with_untracked(|text| text.trim().is_empty()) {
                        picked.set(Picked::Nothing);
                    }
                }
                on:focus=move |_| {
                    active.set(0);
                    open.set(true);
                }
                on:blur=move |_| settle()
                on:keydown=on_key
            />
            <p class="picker-list muted small" role="status" hidden=move || !open.get() || waiting.with(Option::is_none)>
                {move || waiting.get()}
            </p>
            <ul class="picker-list" id=list_id role="listbox" hidden=move || !open.get() || count() == 0>
                {move || {
                    suggestions
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, suggestion)| {
                            view! {
                                <li
                                    id=option_id(index)
                                    role="option"
                                    class="menu-item"
                                    aria-selected=move || (active.get() == index).to_string()
                                    on:mousedown=move |event| {
                                        event.prevent_default();
                                        choose(index);
                                    }
                                >
                                    <span class="grow clip">{suggestion.title}</span>
                                    <span class="push clip">{suggestion.detail}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
                {move || {
                    let index = suggestions.with(Vec::len);
                    may_create
                        .get()
                        .zip(create)
                        .map(|(name, words)| {
                            view! {
                                <li
                                    id=create_id(index)
                                    role="option"
                                    class="menu-item"
                                    aria-selected=move || (active.get() == index).to_string()
                                    on:mousedown=move |event| {
                                        event.prevent_default();
                                        choose(index);
                                    }
                                >
                                    {words.run(name)}
                                </li>
                            }
                        })
                }}
            </ul>
        </div>
    }
}
