//! The foot of a form that stands in a page instead of a dialog: why the rules say no, and the button that saves.

use leptos::prelude::*;

use crate::{
    app::Saving,
    i18n::{t, use_i18n},
};

/// The foot.
#[component]
pub fn SaveFoot(
    /// How the form ends.
    saving: Saving,
    /// True while there is nothing to save, or nothing that could be.
    #[prop(into)]
    off: Signal<bool>,
    /// What is wrong with what was typed; what the rules say where that is nothing.
    #[prop(optional, into)]
    wrong: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let error = move || match wrong.get() {
        wrong if wrong.is_empty() => saving.error.get(),
        wrong => wrong,
    };
    view! {
        <p class="bad small full" role="alert" hidden=move || error().is_empty()>{error}</p>
        <div class="full row">
            <button type="submit" class="btn primary" disabled=move || off.get() || saving.disabled()>
                {t!(i18n, common.save)}
            </button>
        </div>
    }
    .into_any()
}
