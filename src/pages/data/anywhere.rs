//! A file may be dropped on any page: it is carried to the data page, which looks at it there. Without
//! this the browser would leave the app and show the file.

use std::cell::RefCell;

use leptos::{ev, prelude::*};
use web_sys::{DragEvent, File};

use crate::app::route::{Route, use_go};

thread_local! {
    /// Files on their way to the data page.
    static ON_THEIR_WAY: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
    /// Counts drops, so that an open data page notices one.
    static DROPS: ArcRwSignal<usize> = ArcRwSignal::new(0);
}

/// Files that were dropped on another page; each is handed out once.
pub fn dropped() -> Vec<File> {
    ON_THEIR_WAY.take()
}

/// Changes with every drop.
pub fn drops() -> ArcRwSignal<usize> {
    DROPS.with(Clone::clone)
}

/// True if files are carried, not a card of the board or marked text.
fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        data.types()
            .iter()
            .any(|kind| kind.as_string().as_deref() == Some("Files"))
    })
}

/// What somebody writes in a dialog is not to be lost to a file that slipped.
fn in_dialog() -> bool {
    document()
        .query_selector("dialog[open]")
        .is_ok_and(|found| found.is_some())
}

/// Listens while the app is open.
#[component]
pub fn DropAnywhere() -> impl IntoView {
    let go = use_go();
    let over = window_event_listener(ev::dragover, |event| {
        if carries_files(&event) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        // A place that takes files itself has said so.
        if event.default_prevented() || !carries_files(&event) {
            return;
        }
        event.prevent_default();
        let Some(list) = event.data_transfer().and_then(|data| data.files()) else {
            return;
        };
        if in_dialog() || list.length() == 0 {
            return;
        }
        let files = (0..list.length()).filter_map(|at| list.get(at));
        ON_THEIR_WAY.with_borrow_mut(|waiting| waiting.extend(files));
        drops().update(|count| *count += 1);
        go(&Route::Data);
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}
