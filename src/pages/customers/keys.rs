//! The keys of the list. They never act while somebody types, and never on top of a dialog.

use leptos::{ev, ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{
    domain::{TableName, commands::Delete},
    pages::customer::edit_first,
    platform::random,
    query::Shape,
    ui::keys::is_shortcut,
};

use super::state::ListState;

/// Listens while the page is there.
pub fn listen(state: ListState) {
    let handle = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        let in_field = crate::ui::keys::is_typing(event.target());
        if command && event.key() == "a" && !in_field && !event.default_prevented() {
            event.prevent_default();
            state.selection.select_all();
            return;
        }
        if is_shortcut(&event) && act(state, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// True if the key did something.
fn act(state: ListState, event: &KeyboardEvent) -> bool {
    let here = state.active.get_untracked();
    let across = state.across.get_untracked();
    let page = state.scroller.page() * across;
    // A calendar has no order of rows; there the keys go from month to month.
    let calendar = matches!(state.look.get_untracked().shape, Shape::Calendar(_));
    let on_list = !calendar && is_on_list(event);
    let next = |step: usize| here.map_or(0, |index| index + step);
    let back = |step: usize| here.map_or(0, |index| index.saturating_sub(step));
    let target = match event.key().as_str() {
        "j" | "J" => Some(next(1)),
        "k" | "K" => Some(back(1)),
        "ArrowDown" if on_list => Some(here.map_or(0, |here| state.beside(here, true))),
        "ArrowUp" if on_list => Some(here.map_or(0, |here| state.beside(here, false))),
        "ArrowRight" if on_list && across > 1 => Some(next(1)),
        "ArrowLeft" if on_list && across > 1 => Some(back(1)),
        "PageDown" if on_list => Some(next(page)),
        "PageUp" if on_list => Some(back(page)),
        "Home" if on_list => Some(0),
        "End" if on_list => Some(usize::MAX),
        _ => None,
    };
    if let Some(target) = target {
        if event.shift_key() && here.is_none() {
            state.anchor.set(0);
        } else if !event.shift_key() {
            state.anchor.set(target);
        }
        state.go_to(target);
        if event.shift_key() {
            state.select_to(state.active.get_untracked().unwrap_or(0));
        }
        return true;
    }
    match event.key().as_str() {
        "Enter" if on_list => {
            let Some(id) = state.current() else {
                return false;
            };
            state.open(Some(id));
        }
        "x" | " " if event.key() == "x" || on_list => {
            let Some(index) = here else { return false };
            state.toggle(index);
        }
        "e" => {
            let Some(id) = open_or_current(state) else {
                return false;
            };
            state.open(Some(id));
            edit_first();
        }
        "l" => {
            let Some(id) = open_or_current(state) else {
                return false;
            };
            state.desk.begin(Some(id));
        }
        "Delete" if on_list => return delete(state),
        "Escape" => return close(state),
        "f" => state.building.set(true),
        _ => return false,
    }
    true
}

fn open_or_current(state: ListState) -> Option<crate::domain::Id<crate::domain::Customer>> {
    state
        .current()
        .or_else(|| state.address.with_untracked(|address| address.open))
}

/// Closes the panel, else lets the selection go.
fn close(state: ListState) -> bool {
    if state
        .address
        .with_untracked(|address| address.open.is_some())
    {
        state.open(None);
        state.scroller.focus();
    } else if !state.selection.all().is_empty() {
        state.selection.clear();
    } else {
        return false;
    }
    true
}

/// Deletes who is selected, else the row the keyboard is on. Undo is offered.
pub fn delete(state: ListState) -> bool {
    let mut chosen = state.chosen();
    if chosen.is_empty() {
        chosen.extend(state.current());
    }
    if chosen.is_empty() {
        return false;
    }
    let open = state.address.with_untracked(|address| address.open);
    if open.is_some_and(|open| chosen.contains(&open)) {
        state.open(None);
    }
    let records = chosen
        .iter()
        .map(|id| (TableName::Customers, id.raw()))
        .collect();
    let command = Delete {
        records,
        seed: random::seed(),
    };
    state.app.run(command, move |_| {
        state.selection.clear();
    });
    true
}

/// True if the event comes from the list or from nothing in particular, so that a focused button or
/// link keeps its keys.
fn is_on_list(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_none_or(|target| {
        let name = target.tag_name();
        name == "BODY"
            || name == "MAIN"
            || target.class_list().contains("vlist")
            || target.class_list().contains("page")
    })
}
