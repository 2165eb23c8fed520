//! Charts as plain SVG under HTML labels, so that text keeps its size and the page's strict policy
//! (no inline styles) holds. Each has a title, a read-out that follows the pointer and, through a
//! slider, the keyboard, and the same figures as a table below.

mod bars;
mod line;
mod shares;
mod stack;

pub use bars::{Bar, BarChart};
pub use line::{LineChart, Series};
pub use shares::{Part, ShareBar};
pub use stack::{Stack, StackChart};

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The figures of a chart as a table that opens on demand: a head and its lines.
#[component]
pub fn ChartTable(
    /// Heads of the columns.
    #[prop(into)]
    head: Signal<Vec<String>>,
    /// The lines.
    #[prop(into)]
    rows: Signal<Vec<Vec<String>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let cells = |row: Vec<String>| {
        let mut cells = row.into_iter();
        let first = cells.next();
        let rest: Vec<_> = cells.map(|cell| view! { <td>{cell}</td> }).collect();
        view! { <tr><th scope="row">{first}</th>{rest}</tr> }
    };
    view! {
        <details class="chart-table">
            <summary>{t!(i18n, loyalty.as_table)}</summary>
            <div class="scroll">
                <table class="figures">
                    <thead>
                        <tr>
                            {move || {
                                head.get()
                                    .into_iter()
                                    .map(|cell| view! { <th scope="col">{cell}</th> })
                                    .collect_view()
                            }}
                        </tr>
                    </thead>
                    <tbody>{move || rows.get().into_iter().map(cells).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// The slider that walks through the points of a chart: the keyboard's way to the read-out.
#[component]
fn Walk(
    /// Points there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The point read out.
    at: RwSignal<usize>,
    /// What is read out.
    #[prop(into)]
    text: Signal<String>,
    /// Of which chart.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="chart-read">
            <input
                type="range"
                min="0"
                max=move || count.get().saturating_sub(1).to_string()
                prop:value=move || at.get().to_string()
                aria-label=move || title.get()
                aria-valuetext=move || text.get()
                on:input=move |event| {
                    if let Ok(place) = event_target_value(&event).parse() {
                        at.set(place);
                    }
                }
            />
            <output>{move || text.get()}</output>
        </div>
    }
}

/// How far along a plot the pointer is, from 0 to 1.
fn pointer_share(event: &leptos::ev::PointerEvent) -> Option<f64> {
    use wasm_bindgen::JsCast;
    let plot: web_sys::Element = event.current_target()?.dyn_into().ok()?;
    let frame = plot.get_bounding_client_rect();
    (frame.width() > 0.0)
        .then(|| ((f64::from(event.client_x()) - frame.left()) / frame.width()).clamp(0.0, 1.0))
}
