//! Coming back to the front: from another tab, from sleep, from the back-forward cache.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, VisibilityState};

/// Calls `back` each time the page becomes visible again.
pub fn on_return(back: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Some(document) = window.document() else {
        return;
    };
    let watched = document.clone();
    let closure = Closure::<dyn Fn(Event)>::new(move |_| {
        if watched.visibility_state() == VisibilityState::Visible {
            back();
        }
    });
    let callback = closure.as_ref().unchecked_ref();
    // Without these events only the hints of other tabs are left.
    document
        .add_event_listener_with_callback("visibilitychange", callback)
        .ok();
    window
        .add_event_listener_with_callback("pageshow", callback)
        .ok();
    closure.forget();
}
