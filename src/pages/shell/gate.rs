//! What is on screen while the shop opens, when there is none yet, and when it can't be opened.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    banners::Banners, follow::Follow, help::KeysHelp, palette::Palette, recent::NoteVisits,
    reminders::ReminderBanners, routes::Pages, sidebar::Sidebar, topbar::TopBar,
};
use crate::{
    app::{Phase, format::use_fmt, notice, route::base, state::use_app},
    domain::Timestamp,
    i18n::{t, t_string, use_i18n},
    pages::{calls::CallerDialog, parts::RestoreBackup, start::Start, touch::TouchDialog},
    platform::sentinel,
    storage::StorageError,
};

/// The app by its phase.
#[component]
pub fn Gate() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    move || match app.phase.get() {
        Phase::Opening => view! {
            <div class="empty" role="status">
                <span class="spinner"></span>
                <span class="visually-hidden">{t!(i18n, common.loading)}</span>
            </div>
        }
        .into_any(),
        Phase::Welcome => view! { <Start/> }.into_any(),
        Phase::Ready => view! { <Shell/> }.into_any(),
        Phase::Missing { records, saved } => view! { <Missing records saved/> }.into_any(),
        Phase::Failed(error) => view! { <Failed error/> }.into_any(),
    }
}

#[component]
fn Shell() -> impl IntoView {
    let i18n = use_i18n();
    let scrolled = StoredValue::new(0);
    view! {
        <button type="button" class="skip btn primary" on:click=move |_| focus_main()>
            {t!(i18n, common.skip)}
        </button>
        <div class="app">
            <Sidebar/>
            <div class="main">
                <header>
                    <Banners/>
                    <ReminderBanners/>
                    <TopBar/>
                </header>
                <main
                    class="page"
                    id="main"
                    tabindex="-1"
                    on:scroll=move |event| scrolled.set_value(event_target::<HtmlElement>(&event).scroll_top())
                >
                    <Pages/>
                </main>
            </div>
        </div>
        <Palette/>
        <KeysHelp/>
        <TouchDialog/>
        <CallerDialog/>
        <Follow scrolled/>
        <NoteVisits/>
    }
}

#[component]
fn Missing(records: u64, saved: Timestamp) -> impl IntoView {
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
                <RestoreBackup/>
                <button type="button" class="btn" on:click=anew>
                    {t!(i18n, errors.begin_anew)}
                </button>
                <a class="btn" href=format!("{}/rescue.html", base()) rel="external">
                    {t!(i18n, common.rescue)}
                </a>
            </div>
        </main>
    }
}

#[component]
fn Failed(error: StorageError) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="empty" id="main" role="alert">
            <h1>{t!(i18n, errors.open_failed_title)}</h1>
            <p>{move || notice::storage(i18n.get_locale(), &error)}</p>
            <div class="row wrap">
                <button
                    type="button"
                    class="btn primary"
                    on:click=move |_| {
                        // A reload that fails leaves this screen, which says what to do.
                        window().location().reload().ok();
                    }
                >
                    {t!(i18n, common.retry)}
                </button>
                <a class="btn" href=format!("{}/rescue.html", base()) rel="external">
                    {t!(i18n, common.rescue)}
                </a>
            </div>
        </main>
    }
}

/// Past the navigation, for the keyboard.
fn focus_main() {
    let main = document()
        .get_element_by_id("main")
        .and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(main) = main {
        // Focus on a shown element can't fail.
        main.focus().ok();
    }
}
