//! Choosing a time zone: typed, with suggestions from the browser's own list.

use leptos::prelude::*;

use crate::{
    platform::clock,
    ui::field::{FieldParts, unique_id},
};

/// True if the browser can tell the time there.
pub fn known_zone(zone: &str) -> bool {
    clock::zones().iter().any(|known| known == zone)
}

/// A text field that offers every zone; any part of a city's name finds it.
#[component]
pub fn ZoneInput(
    /// Ids of the field around it.
    parts: FieldParts,
    /// What is chosen or typed; see [`known_zone`].
    value: RwSignal<String>,
) -> impl IntoView {
    let list = unique_id();
    view! {
        <input
            class="input"
            type="text"
            id=parts.id()
            list=list.clone()
            autocomplete="off"
            spellcheck="false"
            aria-describedby=parts.described_by()
            aria-invalid=move || parts.invalid.get().then_some("true")
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
        <datalist id=list>
            {clock::zones().into_iter().map(|zone| view! { <option value=zone></option> }).collect_view()}
        </datalist>
    }
}
