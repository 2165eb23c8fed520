//! The head of a column: a button that sorts, which can be dragged to another place, and an edge that
//! resizes. Ctrl and an arrow move the column by keyboard; so does the menu of columns.

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    i18n::{t_string, use_i18n},
    ui::icon::Icon,
};

use super::layout::{Drop, Layout, NARROWEST, WIDEST};

/// How far the pointer must move before a press is a drag, in CSS pixels.
const FIRM: i32 = 6;

/// How far a key press moves the edge of a column.
const NUDGE: f64 = 16.0;

/// How a column is sorted just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Not by this one.
    No,
    /// Small first.
    Up,
    /// Great first.
    Down,
}

/// The head of a column.
#[component]
pub fn ColumnHead(
    /// The columns of the table.
    layout: Layout,
    /// Which one.
    key: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// Figures stand at the end.
    end: bool,
    /// How it is sorted just now, and what sorts by it; nothing of a list whose rows have an order of their own,
    /// which is no table either.
    #[prop(optional)]
    sorts: Option<(Signal<Sorted>, Callback<()>)>,
    /// It is a cell of a native table (`th`).
    #[prop(optional)]
    cell: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let key = StoredValue::new(key);
    // Where the pointer went down and how wide the column was then.
    let drag = RwSignal::new(None::<(i32, f64)>);
    let width = move || key.with_value(|key| layout.width(key));
    let resize = move |width: f64| key.with_value(|key| layout.resize(key, width));
    let on_down = move |event: PointerEvent| {
        event.prevent_default();
        drag.set(Some((event.client_x(), untrack(width))));
        let handle = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlElement>().ok());
        if let Some(handle) = handle {
            // Without capture the drag ends at the edge of the handle; no harm.
            handle.set_pointer_capture(event.pointer_id()).ok();
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some((from, width)) = drag.get_untracked() {
            resize(width + f64::from(event.client_x() - from));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -NUDGE,
            "ArrowRight" => NUDGE,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        resize(untrack(width) + step);
    };
    let grip = Grip::new(layout, key);
    let on_head_key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            event.stop_propagation();
            key.with_value(|key| {
                layout.step(key, step);
                focus_again(key);
            });
        }
    };
    let drop_here = move |behind: bool| {
        move || {
            layout.drop.with(|drop| {
                drop.as_ref().is_some_and(|drop| {
                    drop.behind == behind && key.with_value(|key| drop.key == *key)
                })
            })
        }
    };
    let sorted = move || sorts.map(|(sorted, _)| sorted.get());
    let aria_sort = move || {
        Some(match sorted()? {
            Sorted::No => "none",
            Sorted::Up => "ascending",
            Sorted::Down => "descending",
        })
    };
    let name = move || t_string!(i18n, customers.resize, column = label.get());
    let parts = view! {
        <button
            type="button"
            class="th-sort"
            aria-keyshortcuts="Control+ArrowLeft Control+ArrowRight"
            on:click=move |_| {
                if !grip.was_drag() && let Some((_, on_sort)) = sorts {
                    on_sort.run(());
                }
            }
            on:pointerdown=move |event| grip.down(&event)
            on:pointermove=move |event| grip.moved(&event)
            on:pointerup=move |_| grip.up()
            on:pointercancel=move |_| grip.cancel()
            on:keydown=on_head_key
        >
            <span class="clip">{label}</span>
            {move || match sorted() {
                None | Some(Sorted::No) => None,
                Some(Sorted::Up) => Some(view! { <Icon name="arrow-up"/> }),
                Some(Sorted::Down) => Some(view! { <Icon name="arrow-down"/> }),
            }}
        </button>
        <span
            class="th-edge"
            class:on=move || drag.with(Option::is_some)
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=name
            aria-valuenow=move || format!("{:.0}", width())
            aria-valuemin=NARROWEST.to_string()
            aria-valuemax=WIDEST.to_string()
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| drag.set(None)
            on:pointercancel=move |_| drag.set(None)
            on:keydown=on_key
        ></span>
    };
    if cell {
        return view! {
            <th
                scope="col"
                class="th-cell"
                class:end=end
                class:drop-before=drop_here(false)
                class:drop-behind=drop_here(true)
                aria-sort=aria_sort
                data-column=key.get_value()
            >
                {parts}
            </th>
        }
        .into_any();
    }
    view! {
        <div
            class="th"
            class:end=end
            class:drop-before=drop_here(false)
            class:drop-behind=drop_here(true)
            role=sorts.map(|_| "columnheader")
            aria-sort=aria_sort
            data-column=key.get_value()
        >
            {parts}
        </div>
    }
    .into_any()
}

/// A drag of a column by its head.
#[derive(Clone, Copy)]
struct Grip {
    layout: Layout,
    key: StoredValue<String>,
    from: StoredValue<Option<i32>>,
    dragged: StoredValue<bool>,
}

impl Grip {
    fn new(layout: Layout, key: StoredValue<String>) -> Self {
        Self {
            layout,
            key,
            from: StoredValue::new(None),
            dragged: StoredValue::new(false),
        }
    }

    fn down(self, event: &PointerEvent) {
        self.dragged.set_value(false);
        // A finger scrolls the table; it has the menu of columns.
        if event.button() == 0 && event.pointer_type() != "touch" {
            self.from.set_value(Some(event.client_x()));
            // From now on, or a quick pointer has left before it is seen to move. Without capture the
            // drag ends at the edge of the head; no harm.
            let button = event
                .current_target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(button) = button {
                button.set_pointer_capture(event.pointer_id()).ok();
            }
        }
    }

    fn moved(self, event: &PointerEvent) {
        let Some(from) = self.from.get_value() else {
            return;
        };
        let firm = (event.client_x() - from).abs() >= FIRM;
        if !self.dragged.get_value() && firm {
            self.dragged.set_value(true);
        }
        if self.dragged.get_value() {
            let drop = below(event).filter(|drop| self.key.with_value(|key| drop.key != *key));
            if self.layout.drop.with_untracked(|now| *now != drop) {
                self.layout.drop.set(drop);
            }
        }
    }

    fn up(self) {
        self.from.set_value(None);
        let drop = self.layout.drop.get_untracked();
        self.layout.drop.set(None);
        if let Some(drop) = drop {
            let key = self.key.get_value();
            self.layout.place(&key, &drop.key, drop.behind);
        }
    }

    fn cancel(self) {
        self.from.set_value(None);
        self.layout.drop.set(None);
    }

    /// True once after a drag: the click that follows it means nothing.
    fn was_drag(self) -> bool {
        let was = self.dragged.get_value();
        self.dragged.set_value(false);
        was
    }
}

/// The column head below the pointer, and which half of it.
fn below(event: &PointerEvent) -> Option<Drop> {
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let head = document()
        .element_from_point(x, y)?
        .closest("[data-column]")
        .ok()??;
    let place = head.get_bounding_client_rect();
    let behind = f64::from(x) > place.left() + place.width() / 2.0;
    let key = head.get_attribute("data-column")?;
    Some(Drop { key, behind })
}

/// After a move the heads are drawn anew; the keyboard stays on the column.
fn focus_again(key: &str) {
    let key = key.to_owned();
    request_animation_frame(move || {
        let heads = document().query_selector_all("[data-column]");
        let Ok(heads) = heads else { return };
        let button = (0..heads.length())
            .filter_map(|place| heads.item(place)?.dyn_into::<Element>().ok())
            .find(|head| head.get_attribute("data-column").as_deref() == Some(&*key))
            .and_then(|head| head.query_selector(".th-sort").ok().flatten())
            .and_then(|button| button.dyn_into::<HtmlElement>().ok());
        if let Some(button) = button {
            // Focus on a shown element can't fail.
            button.focus().ok();
        }
    });
}
