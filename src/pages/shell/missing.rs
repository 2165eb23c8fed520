//! Shown instead of the first run when there should be data in this browser, and there is none.

use leptos::prelude::*;

use crate::{
    app::{Phase, format::use_fmt, route::base, state::use_app},
    domain::Timestamp,
    i18n::{t, t_string, use_i18n},
    pages::parts::RestoreBackup,
    platform::sentinel,
};

/// What there was when the shop was last saved in this browser.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Records.
    pub records: u64,
    /// When.
    pub saved: Timestamp,
}

/// The screen.
#[component]
pub fn Missing() -> impl IntoView {
    // The gate provides it before it shows this screen.
    let Some(Seen { records, saved }) = use_context::<Seen>() else {
        return ().into_any();
    };
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let anew = move |_| {
        sentinel::clear(app.workspace);
        app.phase.set(Phase::Welcome);
    };
    view! {
        <main class="empty" id="main">
            <h1>{t!(i18n, errors.missing_title)}</h1>
            <p>
                {move || {
                    let count = fmt.count(usize::try_from(records).unwrap_or(usize::MAX));
                    t_string!(i18n, errors.missing_text, count = count, when = fmt.ago(saved))
                }}
            </p>
            <div class="row wrap">
                <RestoreBackup copies=true/>
                <button type="button" class="btn" on:click=anew>
                    {t!(i18n, errors.begin_anew)}
                </button>
                <a class="btn" href=format!("{}/rescue.html", base()) rel="external">
                    {t!(i18n, common.rescue)}
                </a>
            </div>
        </main>
    }
    .into_any()
}
