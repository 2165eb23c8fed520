//! The pointer on a board: from press to drop. The pointer is captured by the board, not by the
//! card, because the card is drawn anew when it changes columns.

use std::{cell::RefCell, rc::Rc};

use leptos::{
    ev::{MouseEvent, PointerEvent},
    html,
    prelude::*,
};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    geometry::{scroll_near_edge, spot},
    ghost::Ghost,
};

/// Pixels the pointer may tremble before a press becomes a drag.
const SLACK: f64 = 5.0;

/// What the dragged card is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A place in a column.
    Column {
        /// The column's `data-column`.
        column: Uuid,
        /// The card right below (`data-place`); `None` at the end.
        above: Option<Uuid>,
    },
    /// A drop zone, by its `data-zone`.
    Zone(String),
}

/// What happens to a card that is dragged.
#[derive(Debug, Clone, Copy)]
pub struct DragEvents {
    /// A card was picked up.
    pub on_pick: Callback<Uuid>,
    /// It is over something else now.
    pub on_over: Callback<(Uuid, Option<Spot>)>,
    /// It was let go there.
    pub on_drop: Callback<(Uuid, Option<Spot>)>,
    /// It is to go back.
    pub on_cancel: Callback<Uuid>,
}

struct Drag {
    card: Uuid,
    pointer: i32,
    start: (f64, f64),
    /// From the card's corner to the pointer.
    grip: (f64, f64),
    at: (f64, f64),
    ghost: Option<Ghost>,
    over: Option<Spot>,
}

type Shared = Rc<RefCell<Option<Drag>>>;

/// The scrolling frame of the columns, which cards are dragged over.
#[component]
pub fn Board(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What to tell.
    events: DragEvents,
    /// The columns.
    children: Children,
) -> impl IntoView {
    let root = NodeRef::<html::Div>::new();
    let drag: StoredValue<Shared, LocalStorage> = StoredValue::new_local(Rc::default());
    let swallow = StoredValue::new(false);
    let get = move || drag.try_get_value().unwrap_or_default();
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" {
            end(&get(), events, false);
        }
    });
    on_cleanup(move || escape.remove());
    let down = move |event: PointerEvent| {
        if let Some(started) = press(&event) {
            *get().borrow_mut() = Some(started);
        }
    };
    let moved = move |event: PointerEvent| {
        let Some(root) = root.get_untracked() else {
            return;
        };
        if follow(&get(), &root, &event, events) {
            tick(get(), root.into(), events);
        }
    };
    let up = move |event: PointerEvent| {
        let dragged = get()
            .borrow()
            .as_ref()
            .is_some_and(|drag| drag.ghost.is_some());
        if dragged {
            // The click that follows belongs to the drag, not to the card's link.
            swallow.set_value(true);
            set_timeout(
                move || {
                    swallow.try_set_value(false);
                },
                std::time::Duration::ZERO,
            );
            event.prevent_default();
        }
        end(&get(), events, true);
    };
    view! {
        <div
            class="board"
            role="group"
            aria-label=move || label.get()
            node_ref=root
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| end(&get(), events, false)
            on:dragstart=|event| event.prevent_default()
            on:click:capture=move |event: MouseEvent| {
                if swallow.get_value() {
                    event.prevent_default();
                    event.stop_propagation();
                }
            }
        >
            {children()}
        </div>
    }
}

/// A press on a card: with the mouse anywhere but its buttons, by touch on its handle.
fn press(event: &PointerEvent) -> Option<Drag> {
    if event.button() != 0 || !event.is_primary() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let on_handle = target.closest(".card-handle").ok()?.is_some();
    let on_control = target
        .closest("button, input, select, .menu")
        .ok()?
        .is_some();
    let touch = event.pointer_type() == "touch";
    if !on_handle && (touch || on_control) {
        return None;
    }
    let card = target.closest("[data-card]").ok()??;
    let at = card.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    Some(Drag {
        card: Uuid::try_parse(&card.get_attribute("data-card")?).ok()?,
        pointer: event.pointer_id(),
        start: (x, y),
        grip: (x - at.left(), y - at.top()),
        at: (x, y),
        ghost: None,
        over: None,
    })
}

/// Follows the pointer; true if this very move began the drag.
fn follow(shared: &Shared, root: &Element, event: &PointerEvent, events: DragEvents) -> bool {
    let mut began = None;
    {
        let mut borrowed = shared.borrow_mut();
        let Some(drag) = borrowed
            .as_mut()
            .filter(|drag| drag.pointer == event.pointer_id())
        else {
            return false;
        };
        drag.at = (f64::from(event.client_x()), f64::from(event.client_y()));
        if drag.ghost.is_none() {
            let far = (drag.at.0 - drag.start.0).hypot(drag.at.1 - drag.start.1);
            if far < SLACK {
                return false;
            }
            drag.ghost = card_element(drag.card).as_ref().and_then(Ghost::of);
            began = drag.ghost.is_some().then_some(drag.card);
            // Refused only if the pointer is gone, and then it is cancelled.
            root.set_pointer_capture(drag.pointer).ok();
        }
        if let Some(ghost) = &drag.ghost {
            ghost.place(drag.at.0 - drag.grip.0, drag.at.1 - drag.grip.1);
        }
    }
    if let Some(card) = began {
        events.on_pick.run(card);
    }
    event.prevent_default();
    look(shared, root, events);
    began.is_some()
}

/// Finds what the card is over and tells if that changed.
fn look(shared: &Shared, root: &Element, events: DragEvents) {
    let told = {
        let mut borrowed = shared.borrow_mut();
        let Some(drag) = borrowed.as_mut() else {
            return;
        };
        let Some(ghost) = &drag.ghost else { return };
        let middle = drag.at.1 - drag.grip.1 + ghost.height / 2.0;
        let over = spot(root, drag.card, drag.at, middle).or_else(|| drag.over.clone());
        if over == drag.over {
            return;
        }
        drag.over.clone_from(&over);
        (drag.card, over)
    };
    events.on_over.run(told);
}

/// Once a frame while dragging: scrolls near the edges.
fn tick(shared: Shared, root: HtmlElement, events: DragEvents) {
    request_animation_frame(move || {
        let Some(at) = shared.borrow().as_ref().map(|drag| drag.at) else {
            return;
        };
        scroll_near_edge(&root, at);
        look(&shared, &root, events);
        tick(shared, root, events);
    });
}

/// Ends a drag, if there is one: dropped where it is, or put back.
fn end(shared: &Shared, events: DragEvents, dropped: bool) {
    let Some(drag) = shared.borrow_mut().take() else {
        return;
    };
    if drag.ghost.is_none() {
        return;
    }
    if dropped {
        events.on_drop.run((drag.card, drag.over.clone()));
    } else {
        events.on_cancel.run(drag.card);
    }
}

fn card_element(card: Uuid) -> Option<HtmlElement> {
    document()
        .query_selector(&format!("[data-card=\"{card}\"]"))
        .ok()??
        .dyn_into()
        .ok()
}

/// Puts the focus on a card's link after the next frame, when it has been drawn at its new place.
pub fn focus_card(card: Uuid) {
    request_animation_frame(move || {
        let link = card_element(card).and_then(|card| card.query_selector("a").ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            // Focus on a shown element can't fail.
            link.focus().ok();
        }
    });
}
