//! What is on screen while the sample shop is filled.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{
        Notice,
        format::use_fmt,
        preferences::shop_language,
        sample::{self, Step},
        state::use_app,
    },
    i18n::{t, t_string, use_i18n},
};

/// Fills the empty sample shop and says how far it is.
#[component]
pub fn FillSample() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let step = RwSignal::new(Some(Step::Inventing));
    let fill = move || {
        step.set(Some(Step::Inventing));
        let language = shop_language(i18n.get_locale_untracked());
        spawn_local(async move {
            let progress = move |now| {
                step.try_set(Some(now));
            };
            if let Err(error) = app.fill_sample(sample::wish(), language, progress).await {
                app.notify(Notice::from(error));
                step.try_set(None);
            }
        });
    };
    fill();
    let text = move || match step.get() {
        Some(Step::Inventing) => t_string!(i18n, start.sample_inventing).to_owned(),
        Some(Step::Writing(count)) => {
            t_string!(i18n, start.sample_writing, count = fmt.count(count))
        }
        None => t_string!(i18n, start.sample_failed).to_owned(),
    };
    view! {
        <div class="empty">
            <span class="spinner" hidden=move || step.get().is_none()></span>
            <h1>{t!(i18n, start.sample_title)}</h1>
            <p role="status">{text}</p>
            <div class="row wrap">
                <button
                    type="button"
                    class="btn primary"
                    hidden=move || step.get().is_some()
                    on:click=move |_| fill()
                >
                    {t!(i18n, common.retry)}
                </button>
                <button type="button" class="btn" on:click=|_| sample::leave()>
                    {t!(i18n, common.sample_leave)}
                </button>
            </div>
        </div>
    }
}
