//! The small button at the end of a line of settings: shows, moves, changes or removes what stands there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::ui::Icon;

/// The button.
#[component]
pub fn RowButton(
    /// What is drawn.
    #[prop(into)]
    icon: Signal<&'static str>,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether what it switches is on, for a switch.
    #[prop(optional, into)]
    pressed: Option<Signal<String>>,
    /// Told of a press.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn ghost icon-only"
            aria-pressed=move || pressed.map(|pressed| pressed.get())
            aria-label=move || label.get()
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
        </button>
    }
}

/// Remembers the button that is pressed; what comes back gives it the keyboard again where its line was moved
/// meanwhile, so that it can be pressed once more.
pub fn keep_focus() -> impl FnOnce() + 'static {
    let held = document().active_element();
    move || {
        request_animation_frame(move || {
            let now = document().active_element();
            let lost = now.is_none_or(|now| now.tag_name() == "BODY");
            let held = held.and_then(|held| held.dyn_into::<HtmlElement>().ok());
            if let Some(held) = held.filter(|_| lost) {
                // Focus on a shown element can't fail.
                held.focus().ok();
            }
        });
    }
}
