//! What a call list is asked for when it is made and when it is changed: its title, and what to say.

use leptos::prelude::*;

use crate::{
    i18n::{t, t_string, use_i18n},
    pages::parts::{InsertText, appended},
    ui::LineField,
};

/// The fields; texts with placeholders go into what to say as they are written.
#[component]
pub(super) fn ListFields(
    /// The title.
    title: RwSignal<String>,
    /// What to say.
    script: RwSignal<String>,
    /// Why the rules say no; empty if they don't.
    error: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <LineField
            label=Signal::derive(move || t_string!(i18n, common.title).to_owned())
            value=title
            error=error
            first=true
            full=true
        />
        <label class="field full">
            <span class="label">{t!(i18n, touch.script)}</span>
            <textarea class="input" dir="auto" bind:value=script></textarea>
        </label>
        <div class="full">
            <InsertText
                customer=Signal::stored(None)
                as_written=true
                on_insert=Callback::new(move |text: String| {
                    script.update(|written| appended(written, &text));
                })
            />
        </div>
    }
    .into_any()
}
