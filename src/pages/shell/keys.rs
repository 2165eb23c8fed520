//! Keys that work on every page, from the table of actions. Single keys never act while typing. Where a
//! page has a search box of its own, `/` goes there instead of to the palette.

use std::cell::RefCell;

use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::actions::{Action, use_doer, use_overlays};
use crate::{
    app::{Phase, state::use_app},
    platform::announce::announce,
    ui::keys::{is_shortcut, is_typing},
};

/// Listens for the keys; draws nothing.
#[component]
pub fn Everywhere() -> impl IntoView {
    let app = use_app();
    let doer = use_doer();
    let overlays = use_overlays();
    let first = RefCell::new(String::new());
    let handle = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if app.phase.get_untracked() != Phase::Ready || event.is_composing() {
            return;
        }
        let Some(pressed) = pressed(&event) else {
            return;
        };
        // A telephone rings while somebody types: Alt acts there too.
        if pressed.starts_with("Alt") {
            if action_of(&pressed).is_none() {
                return;
            }
        } else if pressed.starts_with("Mod") {
            let palette = action_of(&pressed) == Some(Action::Palette);
            if palette && overlays.palette.get_untracked() {
                event.prevent_default();
                overlays.palette.set(false);
                return;
            }
            if !palette && is_typing(event.target()) {
                return;
            }
        } else if !is_shortcut(&event) {
            return;
        }
        let sequence = match first.take() {
            start if start.is_empty() => pressed,
            start => format!("{start} {pressed}"),
        };
        if sequence == "/" && focus_search_of_page() {
            event.prevent_default();
        } else if let Some(action) = action_of(&sequence) {
            event.prevent_default();
            doer.run(action);
        } else if begins_one(&sequence) {
            first.replace(sequence);
        }
    });
    on_cleanup(move || handle.remove());
    // What was pressed before, the boot script has kept.
    Effect::new(move |_| {
        if app.is_open() {
            announce("regulars:keys", "");
        }
    });
}

/// The key as the table writes it: `c`, `?`, `Mod K`, `Alt K`. `None` for a modifier alone.
fn pressed(event: &KeyboardEvent) -> Option<String> {
    if event.alt_key() && !event.ctrl_key() && !event.meta_key() {
        // By its place: with Alt a key may write another sign.
        let letter = event.code().strip_prefix("Key")?.to_owned();
        return Some(format!("Alt {letter}"));
    }
    let key = event.key();
    if key.chars().count() != 1 {
        return None;
    }
    Some(
        match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
            (true, true) => format!("Mod Shift {}", key.to_uppercase()),
            (true, false) => format!("Mod {}", key.to_uppercase()),
            (false, _) => key,
        },
    )
}

/// False if the page has no search box; one among the settings searches only there.
fn focus_search_of_page() -> bool {
    let found = document().query_selector("#main input[type=search]:not(.settings *)");
    let Some(input) = found.ok().flatten() else {
        return false;
    };
    input
        .dyn_into::<HtmlElement>()
        .is_ok_and(|input| input.focus().is_ok())
}

fn action_of(sequence: &str) -> Option<Action> {
    Action::all()
        .into_iter()
        .find(|action| action.keys().contains(&sequence))
}

fn begins_one(sequence: &str) -> bool {
    let start = format!("{sequence} ");
    Action::all()
        .iter()
        .flat_map(|action| action.keys())
        .any(|keys| keys.starts_with(&start))
}
