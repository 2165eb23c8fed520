//! The frame around every page: providers, router, sidebar, top bar, banners, messages, and the keys
//! that work everywhere.

pub mod actions;
mod banners;
mod follow;
mod gate;
pub mod help;
pub mod inside;
mod keys;
pub mod missing;
mod page;
pub mod palette;
mod recent;
mod reminders;
mod routes;
mod sidebar;
mod topbar;

use leptos::{mount::mount_to_body, prelude::*};
use leptos_router::components::Router;

use crate::{
    app::{App, boot, engine::FetchEngine, route, sample, search::SearchPlace, state::use_app},
    i18n::{I18nContextProvider, initial, tag, use_i18n},
    pages::{
        piece::{Piece, Pieces},
        touch::TouchDesk,
    },
    platform::announce::announce,
    ui::Toasts,
};

/// Starts the page, which gets its pieces by `pieces` and the engine by `engine`. A panic is shown by the
/// boot script, which does not depend on this module.
pub fn mount(pieces: Pieces, engine: FetchEngine) {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        announce("regulars:panic", &info.to_string());
    }));
    mount_to_body(move || view! { <Root pieces engine/> });
    announce("regulars:ready", "");
}

#[component]
fn Root(pieces: Pieces, engine: FetchEngine) -> impl IntoView {
    provide_context(pieces);
    let app = App::new(sample::workspace());
    provide_context(app);
    provide_context(SearchPlace::new(app));
    provide_context(follow::Travel::listen());
    boot::start(app, engine);
    // Where a shop is likely to be, its screen is on its way while the records are read.
    if boot::is_awaited(app) {
        (pieces.warm)(Piece::Shell);
        (pieces.warm)(routes::piece_here());
    }
    provide_context(engine);
    view! {
        <I18nContextProvider>
            <Frame/>
        </I18nContextProvider>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let i18n = use_i18n();
    // In an effect: the provider sets its own guess in one, and the later one counts.
    Effect::new(move |_| i18n.set_locale(initial()));
    provide_context(TouchDesk::default());
    let app = use_app();
    let update =
        window_event_listener_untyped("regulars:update", move |_| app.update_ready.set(true));
    on_cleanup(move || update.remove());
    provide_context(actions::Overlays {
        palette: RwSignal::new(false),
        help: RwSignal::new(false),
        caller: RwSignal::new(false),
    });
    Effect::new(move |_| {
        let locale = i18n.get_locale();
        if let Some(root) = document().document_element() {
            // Setting an attribute of a name that is a constant can't fail.
            root.set_attribute("lang", tag(locale)).ok();
        }
    });
    view! {
        <Router base=route::base()>
            <crate::pages::data::DropAnywhere/>
            <gate::Gate/>
            <Toasts/>
        </Router>
    }
}
