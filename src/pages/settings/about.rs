//! The sample shop, the keys, and what this is.

use leptos::{prelude::*, task::spawn_local};

use super::Section;
use crate::{
    app::{
        Notice, Route,
        preferences::shop_language,
        route::{base, use_go},
        sample::{self, SampleWish, USUAL_SIZE},
        state::use_app,
    },
    i18n::{t, t_string, use_i18n},
    pages::{shell::help::KeyList, start::SizeSelect},
    platform::prefs::Workspace,
    ui::{Dialog, Icon},
};

/// Going to the sample shop; in it, starting over and leaving.
#[component]
pub fn SampleWorkspace() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let go = StoredValue::new_local(use_go());
    let size = RwSignal::new(USUAL_SIZE);
    let asked = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let inside = app.workspace == Workspace::Sample;
    let wish = move || SampleWish {
        customers: size.get_untracked(),
        ..sample::wish()
    };
    let start_over = move |_| {
        asked.set(false);
        busy.set(true);
        let language = shop_language(i18n.get_locale_untracked());
        spawn_local(async move {
            match app.fill_sample(wish(), language, |_| {}).await {
                Ok(()) => go.with_value(|go| go(&Route::Today)),
                Err(error) => app.notify(Notice::from(error)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, start.sample_title).to_owned())>
            <p class="soft">{t!(i18n, start.sample_text)}</p>
            <div class="row wrap settings-gap">
                <SizeSelect size/>
                {if inside {
                    view! {
                        <button
                            type="button"
                            class="btn"
                            disabled=move || busy.get()
                            on:click=move |_| asked.set(true)
                        >
                            <Icon name="refresh"/>
                            {t!(i18n, settings.sample_over)}
                        </button>
                        <button type="button" class="btn" on:click=|_| sample::leave()>
                            {t!(i18n, common.sample_leave)}
                        </button>
                    }
                        .into_any()
                } else {
                    view! {
                        <button
                            type="button"
                            class="btn"
                            hidden=move || app.in_memory.get()
                            on:click=move |_| sample::enter(&wish())
                        >
                            <Icon name="eye"/>
                            {t!(i18n, start.sample_open)}
                        </button>
                        <p class="muted small" hidden=move || !app.in_memory.get()>
                            {t!(i18n, settings.sample_memory)}
                        </p>
                    }
                        .into_any()
                }}
                <span class="spinner" hidden=move || !busy.get()></span>
            </div>
            <Dialog open=asked title=Signal::derive(move || t_string!(i18n, settings.sample_over).to_owned())>
                <div class="content"><p>{t!(i18n, settings.sample_over_text)}</p></div>
                <footer>
                    <button type="button" class="btn" on:click=move |_| asked.set(false)>
                        {t!(i18n, common.cancel)}
                    </button>
                    <button type="button" class="btn primary" on:click=start_over>
                        {t!(i18n, settings.sample_over)}
                    </button>
                </footer>
            </Dialog>
        </Section>
    }
}

/// The keys.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, common.keys).to_owned())>
            <KeyList/>
        </Section>
    }
}

/// Version and privacy.
#[component]
pub fn About() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.about).to_owned())>
            <p>
                <span class="strong">{t!(i18n, common.app)}</span>
                " "
                <span class="num">{env!("CARGO_PKG_VERSION")}</span>
            </p>
            <p class="soft">{t!(i18n, settings.privacy)}</p>
            <p>
                <a href=format!("{}/rescue.html", base()) rel="external">{t!(i18n, common.rescue)}</a>
            </p>
        </Section>
    }
}
