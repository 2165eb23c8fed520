//! The small button at the end of a line of settings: shows, moves, changes or removes what stands there.

use leptos::prelude::*;

use crate::ui::Icon;

/// The button.
#[component]
pub fn RowButton(
    /// What is drawn.
    icon: &'static str,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether what it switches is on, for a switch.
    #[prop(optional, into)]
    pressed: Option<String>,
    /// Told of a press.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn ghost icon-only"
            aria-pressed=pressed
            aria-label=move || label.get()
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
        </button>
    }
}
