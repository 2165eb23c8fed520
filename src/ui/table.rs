//! Columns of a table: which are shown, how wide, by which the rows are sorted. The layout is kept on
//! the device. Knows nothing of what the columns hold.

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    i18n::{t_string, use_i18n},
    platform::prefs::Pref,
};

use super::icon::Icon;

/// Narrowest a column gets, in CSS pixels.
const NARROWEST: f64 = 64.0;
/// Widest a column gets.
const WIDEST: f64 = 720.0;
/// How far a key press moves the edge of a column.
const NUDGE: f64 = 16.0;

/// A column as the person left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Its stable name.
    pub key: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Whether it is shown.
    pub shown: bool,
}

/// The columns of one table, kept on the device.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    columns: RwSignal<Vec<Placed>>,
    first: StoredValue<Vec<Placed>>,
    pref: &'static Pref<Vec<Placed>>,
}

impl Layout {
    /// The kept layout, or `first`. Columns unknown to the kept one are added as they are in `first`.
    pub fn new(pref: &'static Pref<Vec<Placed>>, first: Vec<Placed>) -> Self {
        let kept = pref.get().unwrap_or_default();
        let columns = first
            .iter()
            .map(|column| {
                let known = kept.iter().find(|kept| kept.key == column.key);
                known.map_or_else(
                    || column.clone(),
                    |known| Placed {
                        width: known.width.clamp(NARROWEST, WIDEST),
                        ..known.clone()
                    },
                )
            })
            .collect();
        Self {
            columns: RwSignal::new(columns),
            first: StoredValue::new(first),
            pref,
        }
    }

    /// Every column, shown or not; followed.
    pub fn all(self) -> Vec<Placed> {
        self.columns.get()
    }

    /// Names of the shown columns; followed.
    pub fn shown(self) -> Vec<String> {
        self.columns.with(|columns| {
            let shown = columns.iter().filter(|column| column.shown);
            shown.map(|column| column.key.clone()).collect()
        })
    }

    /// The value for `grid-template-columns`; the last column takes what is left.
    pub fn template(self) -> String {
        self.columns.with(|columns| {
            let shown = columns.iter().filter(|column| column.shown);
            let widths: Vec<String> = shown.map(|column| format!("{}px", column.width)).collect();
            format!("{} minmax(0, 1fr)", widths.join(" "))
        })
    }

    /// Shows or hides a column.
    pub fn show(self, key: &str, shown: bool) {
        self.change(key, |column| column.shown = shown);
    }

    /// Sets the width of a column.
    pub fn resize(self, key: &str, width: f64) {
        self.change(key, |column| {
            column.width = width.clamp(NARROWEST, WIDEST).round();
        });
    }

    /// Width of a column in CSS pixels; followed.
    pub fn width(self, key: &str) -> f64 {
        self.columns.with(|columns| {
            let column = columns.iter().find(|column| column.key == key);
            column.map_or(NARROWEST, |column| column.width)
        })
    }

    /// Back to the first layout.
    pub fn reset(self) {
        self.columns.set(self.first.get_value());
        self.pref.clear();
    }

    fn change(self, key: &str, change: impl FnOnce(&mut Placed)) {
        self.columns.update(|columns| {
            if let Some(column) = columns.iter_mut().find(|column| column.key == key) {
                change(column);
            }
        });
        self.columns
            .with_untracked(|columns| self.pref.set(columns));
    }
}

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

/// The head of a column: a button that sorts, and an edge that resizes by pointer or arrow keys.
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
    /// How it is sorted just now.
    #[prop(into)]
    sorted: Signal<Sorted>,
    /// Sorts by it.
    #[prop(into)]
    on_sort: Callback<()>,
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
    let aria_sort = move || match sorted.get() {
        Sorted::No => "none",
        Sorted::Up => "ascending",
        Sorted::Down => "descending",
    };
    let name = move || t_string!(i18n, customers.resize, column = label.get());
    view! {
        <div class="th" class:end=end role="columnheader" aria-sort=aria_sort>
            <button type="button" class="th-sort" on:click=move |_| on_sort.run(())>
                <span class="clip">{label}</span>
                {move || match sorted.get() {
                    Sorted::No => None,
                    Sorted::Up => Some(view! { <Icon name="arrow-up"/> }),
                    Sorted::Down => Some(view! { <Icon name="arrow-down"/> }),
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
        </div>
    }
}
