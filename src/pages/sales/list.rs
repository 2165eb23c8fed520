//! The list on screen. Only the rows in view are drawn, whatever the length; arrow keys move
//! between them, and coming back finds the place again.

use std::cell::RefCell;

use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{columns, listed::Listed, row::SaleRow};
use crate::{
    app::{Fmt, format::use_fmt},
    i18n::{t_string, use_i18n},
    pages::parts::Selection,
    platform::intl::DateStyle,
    query::{
        SaleColumn,
        arranged::Keyed,
        sales::{SalesRow, Totals},
    },
    ui::table::{ColumnHead, Layout},
};

/// Rows drawn above and below the view.
const SPARE: usize = 8;

thread_local! {
    /// Where the list stood: its query and its offset.
    static PLACE: RefCell<(String, i32)> = RefCell::default();
}

/// The list.
#[component]
pub fn SaleList(sales: Memo<Listed>, selection: Selection, layout: Layout) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0_i32);
    let height = RwSignal::new(800_i32);
    let row = RwSignal::new(44_usize);
    let query = use_location().search;
    let measure = move || {
        let Some(list) = node.try_get_untracked().flatten() else {
            return;
        };
        top.set(list.scroll_top());
        height.set(list.client_height().max(200));
        let phone = window()
            .match_media("(max-width: 640px)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches());
        row.set(if phone { 60 } else { 44 });
    };
    request_animation_frame(move || {
        measure();
        let (before, offset) = PLACE.with_borrow(Clone::clone);
        if let Some(list) = node.try_get_untracked().flatten()
            && query.try_get_untracked() == Some(before)
        {
            list.set_scroll_top(offset);
        }
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let scrolled = move || {
        measure();
        PLACE.set((query.get_untracked(), top.get_untracked()));
    };
    let length = Memo::new(move |_| sales.with(|sales| sales.days.len()));
    // First and last row drawn.
    let reach = Memo::new(move |_| {
        let row = row.get();
        let first = usize::try_from(top.get()).unwrap_or(0) / row;
        let count = usize::try_from(height.get()).unwrap_or(800) / row + 1;
        let from = first.saturating_sub(SPARE).min(length.get());
        (from, first + count + SPARE)
    });
    let in_view = move || {
        let (from, until) = reach.get();
        sales.with(|sales| sales.days.rows(from..until).collect::<Vec<_>>())
    };
    let shown = Memo::new(move |_| columns::shown(layout));
    let whole = move || format!("{}px", length.get() * row.get());
    view! {
        <div
            class="sale-list fill"
            class:ticked=move || selection.is_on()
            node_ref=node
            style:--columns=move || columns::template(layout)
            style:--least=move || columns::least(layout)
            on:scroll=move |_| scrolled()
            on:keydown=move |event| walk(&event, node)
        >
            <Heads layout shown/>
            <div
                class="space"
                role="list"
                aria-label=move || t_string!(i18n, sales.heading)
                style:height=whole
            >
                // A new sale moves those below it, which are drawn already.
                <ForEnumerate each=in_view key let(index, entry)>
                    {
                        let at = Memo::new(move |_| reach.get().0 + index.get());
                        view! {
                            <div
                                class="at"
                                role="listitem"
                                aria-posinset=move || at.get() + 1
                                aria-setsize=length
                                style:--y=move || format!("{}px", at.get() * row.get())
                            >
                                {match entry {
                                    SalesRow::Day(date, totals) => {
                                        view! { <DayHead date totals/> }.into_any()
                                    }
                                    SalesRow::Sale(sale) => view! { <SaleRow sale selection shown/> }.into_any(),
                                }}
                            </div>
                        }
                    }
                </ForEnumerate>
            </div>
        </div>
    }
}

/// The names of the columns, each with its ways to be moved and made wider; on a phone there are none.
#[component]
fn Heads(layout: Layout, shown: Memo<Vec<SaleColumn>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let head = move |column: SaleColumn| {
        let key = column.key();
        let name = key.clone();
        let label = Signal::derive(move || columns::named(fmt, &name));
        let end = untrack(|| columns::is_figure(fmt.app(), column));
        view! { <ColumnHead layout key label end/> }
    };
    view! {
        <div class="sale-heads" role="group" aria-label=move || t_string!(i18n, customers.columns)>
            {move || shown.get().into_iter().map(head).collect_view()}
        </div>
    }
}

/// Tells a row from the others, and from itself before it was changed.
fn key(row: &SalesRow) -> String {
    match row {
        SalesRow::Day(date, totals) => format!("{date} {totals:?}"),
        SalesRow::Sale(sale) => format!("{} {}", sale.id, sale.updated.0),
    }
}

/// What totals come to, currencies side by side.
pub fn nets(fmt: Fmt, totals: &Totals) -> String {
    let sums: Vec<String> = totals
        .iter()
        .map(|(currency, tally)| fmt.money(tally.net(), *currency))
        .collect();
    sums.join(" + ")
}

#[component]
fn DayHead(date: chrono::NaiveDate, totals: Totals) -> impl IntoView {
    let fmt = use_fmt();
    view! {
        <div class="day-head">
            <span>{move || fmt.date_as(date, DateStyle::Full)}</span>
            <span class="push num">{move || nets(fmt, &totals)}</span>
        </div>
    }
}

/// Up and down go from sale to sale.
fn walk(event: &KeyboardEvent, list: NodeRef<html::Div>) {
    let step = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(list) = list.get_untracked() else {
        return;
    };
    let Ok(links) = list.query_selector_all("a.sale-row") else {
        return;
    };
    let mut links: Vec<HtmlElement> = (0..links.length())
        .filter_map(|index| links.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect();
    // Drawn in any order, read from top to bottom.
    links.sort_by(|a, b| {
        let top = |element: &HtmlElement| element.get_bounding_client_rect().top();
        top(a).total_cmp(&top(b))
    });
    let focused = document().active_element();
    let at = links
        .iter()
        .position(|link| focused.as_ref() == Some(link.as_ref()));
    let next = at.and_then(|at| at.checked_add_signed(step));
    if let Some(link) = next.and_then(|next| links.get(next)) {
        event.prevent_default();
        // Focus on a shown element can't fail.
        link.focus().ok();
    }
}
