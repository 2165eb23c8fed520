//! Choosing the language; everything on screen follows at once.

use leptos::prelude::*;

use crate::{
    app::preferences,
    i18n::{LANGUAGES, t_string, tag, use_i18n},
};

/// One button a language, each in its own words.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, start.language)>
            {LANGUAGES
                .map(|(locale, name)| {
                    view! {
                        <button
                            type="button"
                            lang=tag(locale)
                            aria-pressed=move || (i18n.get_locale() == locale).to_string()
                            on:click=move |_| preferences::set_language(i18n, locale)
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}
