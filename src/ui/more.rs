//! The foot of a list that is drawn a part at a time: the button that draws more of it, and how many there are.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    i18n::{t, use_i18n},
};

/// The foot; hidden once all is drawn.
#[component]
pub fn More(
    /// How many rows may be drawn.
    drawn: RwSignal<usize>,
    /// How many more each time.
    step: usize,
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let left = move || count.get().saturating_sub(drawn.get());
    view! {
        <button
            type="button"
            class="btn small"
            hidden=move || left() == 0
            on:click=move |_| drawn.update(|drawn| *drawn += step)
        >
            {t!(i18n, common.more)} " (" {move || fmt.count(left())} ")"
        </button>
    }
    .into_any()
}
