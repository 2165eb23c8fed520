//! Cases that are promised for today or are late.

use leptos::prelude::*;

use super::rows::SHOWN;
use crate::{
    app::Route,
    domain::{Case, Id},
    i18n::{t, t_string, use_i18n},
    pages::care::CaseRows,
};

/// The box; not there while nothing is due.
#[component]
pub fn DueCases(cases: Memo<Vec<Id<Case>>>) -> impl IntoView {
    let i18n = use_i18n();
    let shown = move || cases.with(|cases| cases.iter().take(SHOWN).copied().collect::<Vec<_>>());
    view! {
        <section
            class="box"
            hidden=move || cases.with(Vec::is_empty)
            aria-label=move || t_string!(i18n, care.cases_due)
        >
            <header>
                <h2>{t!(i18n, care.cases_due)}</h2>
                <a class="push" href=Route::Cases.href()>{t!(i18n, care.all_cases)}</a>
            </header>
            <CaseRows ids=Signal::derive(shown)/>
        </section>
    }
}
