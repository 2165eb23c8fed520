//! To be written.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The page.
#[component]
pub fn DealPage() -> impl IntoView {
    let i18n = use_i18n();
    view! { <div class="head"><h1>{t!(i18n, common.deal)}</h1></div> }
}
