//! Going back and forward in the browser's history.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Calls `went` each time the person goes back or forward. Listeners hear of it in the order in which
/// they were added, and between two of them the page already runs what the first one has set off.
pub fn on_travel(went: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let closure = Closure::<dyn Fn(Event)>::new(move |_| went());
    let callback = closure.as_ref().unchecked_ref();
    // Without it the page begins at its top, as a new one does.
    window
        .add_event_listener_with_callback("popstate", callback)
        .ok();
    closure.forget();
}
