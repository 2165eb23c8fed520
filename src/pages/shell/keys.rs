//! Keys that work on every page: undo and redo, going places. Single keys never act while typing.

use std::cell::Cell;

use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
};

use crate::{
    app::{Route, route::use_go, state::use_app},
    ui::keys::{is_shortcut, is_typing},
};

/// Listens for the keys; draws nothing.
#[component]
pub fn Everywhere() -> impl IntoView {
    let app = use_app();
    let go = use_go();
    let after_g = Cell::new(false);
    let handle = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        if command && event.key().eq_ignore_ascii_case("z") && !is_typing(event.target()) {
            event.prevent_default();
            if event.shift_key() {
                app.redo_last()
            } else {
                app.undo_last()
            }
            return;
        }
        if !is_shortcut(&event) {
            return;
        }
        let key = event.key();
        if after_g.replace(key == "g") {
            let route = match key.as_str() {
                "t" => Route::Today,
                "c" => Route::Customers,
                "p" => Route::Pipeline,
                "s" => Route::Sales,
                "l" => Route::Loyalty,
                "k" => Route::Tasks,
                "d" => Route::Data,
                _ => return,
            };
            event.prevent_default();
            go(&route);
        }
    });
    on_cleanup(move || handle.remove());
    let update =
        window_event_listener_untyped("regulars:update", move |_| app.update_ready.set(true));
    on_cleanup(move || update.remove());
}
