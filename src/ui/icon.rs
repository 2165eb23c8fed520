//! Icons from the one sprite in `public/icons.svg`. Always decoration: the control around it has the
//! name.

use leptos::prelude::*;

use crate::app::route::base;

/// An icon by its name in the sprite.
#[component]
pub fn Icon(
    /// The symbol's id.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=move || format!("{}/icons.svg#{}", base(), name.get())></use>
        </svg>
    }
}
