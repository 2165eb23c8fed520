//! The button that copies a text, such as a number, an address or a ready-made answer.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Notice, state::use_app},
    i18n::{t_string, td_string, use_i18n},
    platform::clipboard,
    ui::Icon,
};

/// The button.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What it is called, where it is not what it says.
    #[prop(into, optional)]
    title: Option<Signal<String>>,
    /// How it looks.
    #[prop(default = "btn ghost icon-only small")]
    class: &'static str,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = title.unwrap_or(text);
    let copy = move |_| {
        let locale = i18n.get_locale_untracked();
        let (text, title) = (text.get_untracked(), name.get_untracked());
        spawn_local(async move {
            app.notify(match clipboard::copy(&text).await {
                Ok(()) => Notice::Text(td_string!(locale, common.copied, title = title)),
                Err(_) => Notice::Problem(td_string!(locale, common.not_copied).to_owned()),
            });
        });
    };
    view! {
        <button
            type="button"
            class=class
            aria-label=move || t_string!(i18n, common.copy_it, title = name.get())
            on:click=copy
        >
            <Icon name="copy"/>
        </button>
    }
    .into_any()
}
