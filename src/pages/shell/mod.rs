//! The frame around every page: providers, router, sidebar, top bar, banners, messages, and the keys
//! that work everywhere.

pub mod actions;
mod banners;
mod follow;
mod gate;
pub mod help;
mod keys;
mod palette;
mod recent;
mod reminders;
mod routes;
mod sidebar;
mod topbar;

use leptos::{mount::mount_to_body, prelude::*};
use leptos_router::components::Router;

use crate::{
    app::{App, boot, reminders::Reminders, route, search::CustomerSearch},
    i18n::{I18nContextProvider, initial, tag, use_i18n},
    pages::touch::TouchDesk,
    platform::{announce::announce, prefs},
    ui::Toasts,
};

/// Starts the page. A panic is shown by the boot script, which does not depend on this module.
pub fn mount() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        announce("regulars:panic", &info.to_string());
    }));
    mount_to_body(Root);
    announce("regulars:ready", "");
}

#[component]
fn Root() -> impl IntoView {
    let app = App::new(prefs::WORKSPACE.get().unwrap_or_default());
    provide_context(app);
    provide_context(CustomerSearch::start(app));
    provide_context(Reminders::start(app));
    boot::start(app);
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
            <keys::Everywhere/>
            <gate::Gate/>
            <Toasts/>
        </Router>
    }
}
