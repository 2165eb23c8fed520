//! The rows of the list: a table on a desktop, cards on a phone, both virtual.

use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    i18n::{t, t_string, use_i18n},
    query::{Align, Column, Direction, Sort},
    ui::{
        table::{ColumnHead, Sorted},
        virtual_list::{RowPlace, VirtualList},
    },
};

use super::{
    address::BY_NAME,
    columns::{self, needs_sales},
    letters::Letters,
    row::{ListRow, row_id},
    state::ListState,
};

/// The list.
#[component]
pub fn List(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let count = Signal::derive(move || state.order.with(|order| order.len()));
    let shown = Memo::new(move |_| columns::shown(state.layout));
    let active = Signal::derive(move || {
        let index = state.active.get()?;
        state
            .order
            .with(|order| order.get(index).map(|id| row_id(id.raw())))
    });
    let key = move |index: usize| {
        state
            .order
            .with(|order| order.get(index).map(|id| id.raw()))
    };
    let row =
        move |place: RowPlace| view! { <ListRow state=state shown=shown place=place/> }.into_any();
    view! {
        <div
            class="list customers-list"
            class:cards=move || state.narrow.get()
            style:--columns=move || state.layout.template()
        >
            <VirtualList
                scroller=state.scroller
                count=count
                key=key
                row=row
                head=move || view! { <ListHead state=state fmt=fmt shown=shown/> }.into_any()
                label=Signal::derive(move || t_string!(i18n, customers.heading).to_owned())
                active=active
                columns=Signal::derive(move || shown.with(Vec::len) + 1)
            />
            <Letters state/>
        </div>
    }
}

/// The head: names of the columns, or only the words for a screen reader on a phone.
#[component]
fn ListHead(state: ListState, fmt: Fmt, shown: Memo<Vec<Column>>) -> impl IntoView {
    let i18n = use_i18n();
    // The rest of the address may change without a new head.
    let by = Memo::new(move |_| {
        state
            .address
            .with(|address| address.list.sort.unwrap_or(BY_NAME))
    });
    let head = move |column: Column| {
        let sorted = Signal::derive(move || match by.get() {
            Sort { column: other, .. } if other != column => Sorted::No,
            Sort {
                direction: Direction::Up,
                ..
            } => Sorted::Up,
            Sort {
                direction: Direction::Down,
                ..
            } => Sorted::Down,
        });
        let on_sort = move |()| {
            let direction = match sorted.get_untracked() {
                Sorted::Up => Direction::Down,
                Sorted::Down => Direction::Up,
                // Figures and days are looked at from the great end.
                Sorted::No if needs_sales(column) => Direction::Down,
                Sorted::No => Direction::Up,
            };
            state.change(true, |address| {
                address.list.sort =
                    Some(Sort { column, direction }).filter(|sort| *sort != BY_NAME);
            });
        };
        view! {
            <ColumnHead
                layout=state.layout
                key=column.key().into_owned()
                label=columns::label_signal(state.app, fmt, column)
                end=column.align() == Align::End
                sorts=(sorted, Callback::new(on_sort))
            />
        }
    };
    view! {
        <div class="vlist-head" role="rowgroup">
            <div class="tr" role="row" aria-rowindex="1">
                {move || shown.get().into_iter().map(head).collect_view()}
                <span role="columnheader" class="visually-hidden">{t!(i18n, customers.selected)}</span>
            </div>
        </div>
    }
}
