//! Going back and forward in the browser's history.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Calls `went` each time the person goes back or forward, before any other listener hears of it:
/// between two listeners the page already runs what the first one has set off.
pub fn on_travel(went: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let closure = Closure::<dyn Fn(Event)>::new(move |_| went());
    let callback = closure.as_ref().unchecked_ref();
    // Without it the page begins at its top, as a new one does.
    window
        .add_event_listener_with_callback_and_bool("popstate", callback, true)
        .ok();
    closure.forget();
}
