//! The top bar: search for anything, import, and making a new customer.

use leptos::prelude::*;

use super::{
    actions::{Action, use_doer},
    help::Keys,
};
use crate::{
    app::Route,
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// The bar above every page.
#[component]
pub fn TopBar() -> impl IntoView {
    let i18n = use_i18n();
    let doer = use_doer();
    view! {
        <div class="top">
            <button
                type="button"
                class="find"
                aria-keyshortcuts="Control+K Meta+K /"
                aria-haspopup="dialog"
                on:click=move |_| doer.run(Action::Palette)
            >
                <Icon name="search"/>
                <span class="clip">{t!(i18n, common.search_placeholder)}</span>
                <Keys sequence="Mod K"/>
            </button>
            <span class="grow"></span>
            <a class="btn wide" href=Route::Data.href()>{t!(i18n, common.import)}</a>
            <a
                class="btn primary"
                href=format!("{}?new=1", Route::Customers.href())
                aria-label=move || t_string!(i18n, common.new_customer)
            >
                <Icon name="plus"/>
                <span class="wide">{t!(i18n, common.new_customer)}</span>
            </a>
        </div>
    }
}
