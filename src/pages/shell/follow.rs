//! What happens besides drawing when the page changes: the title of the document, where the keyboard
//! is, and how far the page is scrolled (kept for Back).

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::page::Page;
use crate::{
    app::{Route, route::folder_of},
    i18n::{Locale, td_string, use_i18n},
    platform::travel::on_travel,
};

/// How many frames a page may take until it is long enough to scroll back to where it was.
const PATIENCE: u32 = 60;
/// Frames after which the place is taken for reached.
const HOLD: u32 = 4;

/// Whether the person has gone back or forward since it was last looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Travel(StoredValue<bool>);

impl Travel {
    /// Begins to listen. Call before there is a router, whose own listener changes the page at once.
    pub fn listen() -> Self {
        let went = StoredValue::new(false);
        on_travel(move || went.set_value(true));
        Self(went)
    }
}

/// Follows the address; draws nothing.
#[component]
pub fn Follow(
    /// How far the page is scrolled, as the last scroll told: by the time the page has changed, a
    /// shorter one has cut it.
    scrolled: StoredValue<i32>,
) -> impl IntoView {
    let location = use_location();
    let i18n = use_i18n();
    let place = Memo::new(move |_| {
        let folder = location.pathname.with(|path| folder_of(path).to_owned());
        let id = location.query.with(|query| query.get("id"));
        // A panel beside a list is not another page.
        let id = id.filter(|_| Page::ALL.iter().all(|page| page.route().folder() != folder));
        (folder, id.unwrap_or_default())
    });
    Effect::new(move |_| {
        let locale = i18n.get_locale();
        let name = place.with(|(folder, _)| page_text(locale, folder));
        let app = td_string!(locale, common.app);
        document().set_title(&match name {
            Some(name) => format!("{name} · {app}"),
            None => app.to_owned(),
        });
    });

    let places: Rc<RefCell<HashMap<(String, String), i32>>> = Rc::default();
    let Travel(back) = use_context().unwrap_or_default();
    Effect::new(move |before: Option<(String, String)>| {
        let now = place.get();
        // Going back inside a page is over with it.
        location.search.track();
        let went_back = back.get_value();
        back.set_value(false);
        let Some(main) = main() else { return now };
        if let Some(before) = before {
            if before != now {
                places.borrow_mut().insert(before, scrolled.get_value());
                // Focus on a shown element can't fail.
                main.focus().ok();
                let target = places.borrow().get(&now).copied().filter(|_| went_back);
                main.set_scroll_top(0);
                scrolled.set_value(0);
                if let Some(target) = target.filter(|target| *target > 0) {
                    scroll_back(target, PATIENCE, 0);
                }
            }
        }
        now
    });
}

/// Scrolls as soon as the page is long enough. The page before may still be there and cut short when
/// it goes, so it has to hold for a few frames.
fn scroll_back(target: i32, frames: u32, held: u32) {
    let Some(main) = main() else { return };
    let held = if main.scroll_top() == target {
        held + 1
    } else {
        main.set_scroll_top(target);
        0
    };
    if held < HOLD && frames > 0 {
        request_animation_frame(move || scroll_back(target, frames - 1, held));
    }
}

fn main() -> Option<HtmlElement> {
    document().get_element_by_id("main")?.dyn_into().ok()
}

fn page_text(locale: Locale, folder: &str) -> Option<&'static str> {
    let listed = Page::ALL
        .iter()
        .find(|page| page.route().folder() == folder)
        .map(|page| page.text(locale));
    listed.or_else(|| match folder {
        "customer" => Some(td_string!(locale, common.customer)),
        "deal" => Some(td_string!(locale, common.deal)),
        "sale" => Some(td_string!(locale, settings.title_sale)),
        _ if folder == Route::Start.folder() => Some(td_string!(locale, common.today)),
        _ => None,
    })
}
