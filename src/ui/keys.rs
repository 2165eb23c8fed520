//! Keys that act anywhere on a page, but never while somebody types or composes.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement};

/// True if the event comes from where text is typed.
pub fn is_typing(target: Option<EventTarget>) -> bool {
    let Some(element) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let name = element.tag_name();
    element.is_content_editable() || matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// True if a single key may act as a shortcut: nothing is typed, composed or modified.
pub fn is_shortcut(event: &KeyboardEvent) -> bool {
    !event.is_composing()
        && !event.ctrl_key()
        && !event.meta_key()
        && !event.alt_key()
        && !event.default_prevented()
        && !is_typing(event.target())
        && !dialog_is_open()
}

/// True if Enter in a field means "done", not "take this word of the input method".
pub fn is_enter(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.is_composing() && event.key_code() != 229
}

fn dialog_is_open() -> bool {
    document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some()
}
