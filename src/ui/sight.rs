//! Which lines of a long table are in sight, whatever scrolls it: a table is as high as all of its lines, and only
//! those near the window are drawn. What they hold comes from outside.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Element;

use super::virtual_list::near;

/// So many lines are drawn at least: a table of fewer is drawn whole, and never changes by scrolling.
const LEAST: usize = 60;
/// The height of a line in CSS pixels until one was measured.
const LINE: f64 = 41.0;
/// The height of a window in CSS pixels until it was measured.
const WINDOW: f64 = 800.0;

/// How far the table has been scrolled past, and how much fits into the window.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// How much of it lies above the window, in CSS pixels.
    above: RwSignal<f64>,
    window: RwSignal<f64>,
    line: RwSignal<f64>,
}

impl Sight {
    /// The lines to be drawn of so many: the first, and the one behind the last; followed.
    pub fn range(self, count: usize) -> (usize, usize) {
        let (first, last) = near(self.above.get(), self.window.get(), self.line.get(), count);
        (first, last.max(first + LEAST).min(count))
    }

    /// The room that so many lines take; followed.
    pub fn room(self, lines: usize) -> String {
        format!("{}px", lines as f64 * self.line.get())
    }

    fn measure(self, area: &Element) {
        let set = |signal: RwSignal<f64>, now: f64| {
            if signal
                .try_get_untracked()
                .is_some_and(|was| (was - now).abs() > 0.1)
            {
                signal.try_set(now);
            }
        };
        let line = area
            .query_selector("tbody > tr[aria-rowindex]")
            .ok()
            .flatten();
        let line = line.map_or(0.0, |line| line.get_bounding_client_rect().height());
        if line > 0.0 {
            set(self.line, line);
        }
        let window = window()
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        set(self.window, window.unwrap_or(WINDOW));
        set(
            self.above,
            (-area.get_bounding_client_rect().top()).max(0.0),
        );
    }
}

/// Follows what is in sight of that element while the calling component lives.
pub fn use_sight(node: NodeRef<html::Div>) -> Sight {
    let sight = Sight {
        above: RwSignal::new(0.0),
        window: RwSignal::new(WINDOW),
        line: RwSignal::new(LINE),
    };
    let measure = move || {
        if let Some(node) = node.try_get_untracked().flatten() {
            sight.measure(&node);
        }
    };
    Effect::new(move |_| {
        if node.get().is_some() {
            request_animation_frame(measure);
        }
    });
    // Scrolling does not bubble: on its way down it passes the document, whatever scrolls.
    let on_scroll = Closure::<dyn Fn()>::new(measure);
    let listener = on_scroll.as_ref().unchecked_ref();
    document()
        .add_event_listener_with_callback_and_bool("scroll", listener, true)
        .ok();
    let on_scroll = StoredValue::new_local(on_scroll);
    let on_resize = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || {
        on_resize.remove();
        on_scroll.try_with_value(|on_scroll| {
            let listener = on_scroll.as_ref().unchecked_ref();
            document()
                .remove_event_listener_with_callback_and_bool("scroll", listener, true)
                .ok();
        });
    });
    sight
}
