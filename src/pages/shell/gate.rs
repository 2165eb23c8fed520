//! What is on screen while the shop opens, when there is none yet, and when it can't be opened.

use leptos::prelude::*;

use crate::{
    app::{Phase, boot, engine::FetchEngine, notice, route::base, state::use_app},
    i18n::{t, use_i18n},
    pages::piece::{Lazy, NotFetched, Piece, Waiting},
    storage::StorageError,
};

/// The app by its phase.
#[component]
pub fn Gate() -> impl IntoView {
    let app = use_app();
    // The root provides it.
    let engine = use_context::<FetchEngine>();
    // Where a shop was seen before, its frame is drawn while it opens.
    let shown = Memo::new(move |_| match app.phase.get() {
        Phase::Opening if boot::is_awaited(app) => Phase::Ready,
        phase => phase,
    });
    move || match shown.get() {
        Phase::Opening => view! { <Waiting/> }.into_any(),
        Phase::Welcome => view! { <Lazy piece=Piece::Start/> }.into_any(),
        Phase::Ready => view! { <Lazy piece=Piece::Shell/> }.into_any(),
        Phase::Missing { records, saved } => {
            provide_context(super::missing::Seen { records, saved });
            view! { <Lazy piece=Piece::Missing/> }.into_any()
        }
        Phase::NotFetched => {
            let again = Callback::new(move |()| {
                app.phase.set(Phase::Opening);
                if let Some(engine) = engine {
                    boot::start(app, engine);
                }
            });
            view! { <NotFetched again/> }.into_any()
        }
        Phase::Failed(error) => view! { <Failed error/> }.into_any(),
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
