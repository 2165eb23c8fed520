//! The head of a table: the box that selects everything, and the columns, each of which sorts.

use leptos::prelude::*;

use super::{Rows, Table, holds_figures};
use crate::{
    app::format::use_fmt,
    i18n::{t_string, use_i18n},
    query::arranged::Keyed,
    ui::table::{ColumnHead, Sorted},
};

/// The head.
#[component]
pub fn Heads<R: Rows>(table: Table<R>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (rows, selection) = (table.rows, table.selection);
    let all = move || {
        let chosen = selection.count();
        chosen > 0 && chosen == selection.listed()
    };
    let toggle_all = move |event| {
        if event_target_checked(&event) {
            selection.select_all();
        } else {
            selection.clear();
        }
    };
    let head = move |column: R::Column| {
        let sorted = Signal::derive(move || table.sorted(column));
        let is_figure = move || untrack(|| holds_figures(rows.app(), column));
        let sort = move |()| {
            let down = match sorted.get_untracked() {
                Sorted::Up => true,
                Sorted::Down => false,
                // Figures are looked at from the great end.
                Sorted::No => is_figure(),
            };
            table.arrange(|arranged| arranged.sort = Some((column, down)));
        };
        view! {
            <ColumnHead
                layout=table.columns.layout
                key=column.key()
                label=Signal::derive(move || table.name(fmt.locale(), column))
                end=is_figure()
                sorts=(sorted, Callback::new(sort))
                cell=true
            />
        }
    };
    view! {
        <thead>
            <tr aria-rowindex="1">
                <td>
                    <input
                        type="checkbox"
                        aria-label=move || {
                            let count = fmt.count(table.order.with(Vec::len));
                            t_string!(i18n, people.select_all_deals, count = count)
                        }
                        prop:checked=all
                        on:change=toggle_all
                    />
                </td>
                {move || table.shown.get().into_iter().map(head).collect_view()}
            </tr>
        </thead>
    }
    .into_any()
}
