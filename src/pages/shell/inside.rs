//! The app around the open page: navigation, top bar, banners, and the layers above the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    actions::use_overlays, banners::Banners, follow::Follow, keys::Everywhere, recent::NoteVisits,
    reminders::ReminderBanners, routes::Pages, sidebar::Sidebar, topbar::TopBar,
};
use crate::{
    app::{copies, left::Left, reminders::Reminders, state::use_app},
    i18n::{t, use_i18n},
    pages::{
        piece::{Lazy, Piece, Waiting},
        touch::use_touch_desk,
    },
};

/// What a shop stands in. While it opens, its pages wait.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    provide_context(Reminders::start(app));
    provide_context(Left::follow());
    copies::keep(app);
    let i18n = use_i18n();
    let overlays = use_overlays();
    let scrolled = StoredValue::new(0);
    let open = Memo::new(move |_| app.is_open());
    view! {
        <Everywhere/>
        <button type="button" class="skip btn primary" on:click=move |_| focus_main()>
            {t!(i18n, common.skip)}
        </button>
        <div class="app" aria-busy=move || (!open.get()).to_string()>
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
                    {move || {
                        if open.get() {
                            view! { <Pages/> }.into_any()
                        } else {
                            view! { <Waiting/> }.into_any()
                        }
                    }}
                </main>
            </div>
        </div>
        <Overlay open=overlays.palette piece=Piece::Palette/>
        <Overlay open=overlays.help piece=Piece::Help/>
        <Overlay open=overlays.caller piece=Piece::Caller/>
        <Overlay open=use_touch_desk().open piece=Piece::Touch/>
        <Follow scrolled/>
        <NoteVisits/>
    }
}

/// What lies above the page, fetched when it is first opened.
#[component]
fn Overlay(open: RwSignal<bool>, piece: Piece) -> impl IntoView {
    let app = use_app();
    let wanted = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || open.get() && app.is_open()
    });
    move || wanted.get().then(|| view! { <Lazy piece quiet=true/> })
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
