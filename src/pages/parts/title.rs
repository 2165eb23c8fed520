//! The title of a record on its page, the heading and its field in one.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    i18n::{t_string, use_i18n},
    ui::keys::is_enter,
};

/// The title: Enter or leaving saves it, Escape puts it back; blank it goes back, too.
#[component]
pub fn TitleField(
    /// What is stored.
    #[prop(into)]
    stored: Signal<String>,
    /// Takes a new one, trimmed and not blank.
    on_save: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    // Undo or another tab may change it while the page is open.
    Effect::new(move |_| text.set(stored.get()));
    let save = move || {
        let typed = text.with_untracked(|text| text.trim().to_owned());
        if typed.is_empty() {
            text.set(stored.get_untracked());
        } else {
            on_save.run(typed);
        }
    };
    view! {
        <h1 class="visually-hidden">{stored}</h1>
        <input
            class="input title-input"
            aria-label=move || t_string!(i18n, common.title)
            bind:value=text
            on:blur=move |_| save()
            on:keydown=move |event: KeyboardEvent| {
                if is_enter(&event) {
                    save();
                } else if event.key() == "Escape" {
                    text.set(stored.get_untracked());
                }
            }
        />
    }
}
