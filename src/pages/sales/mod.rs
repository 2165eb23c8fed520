//! The list of sales, and recording one at the counter.

mod draft;
mod form;
mod lines;
mod suggest;
pub mod texts;
mod total;

use leptos::prelude::*;

pub use form::{Preset, SaleDialog};

use crate::i18n::{t, use_i18n};

/// The page.
#[component]
pub fn Sales() -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    view! {
        <div class="head">
            <h1>{t!(i18n, sales.heading)}</h1>
            <button type="button" class="btn primary push" on:click=move |_| open.set(true)>
                {t!(i18n, common.new_sale)}
            </button>
        </div>
        <SaleDialog open preset=Signal::stored(Preset::default())/>
    }
}
