//! Icons from the one sprite, `public/icons.svg`, which the boot script puts into the page. Always
//! decoration: the control around it has the name.

use leptos::prelude::*;

/// An icon by its name in the sprite.
#[component]
pub fn Icon(
    /// The symbol's id, without its prefix.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("#icon-{}", name.get())></use>
        </svg>
    }
}
