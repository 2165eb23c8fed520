//! A row of a table, cell by cell, and the head of a group of rows.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Rows, Table, holds_figures, sums::said};
use crate::{
    app::format::use_fmt,
    domain::{Entity, Id},
    i18n::{t, t_string, use_i18n},
    query::{gather::Part, shared::Shared},
    ui::Icon,
};

/// The number of a line for screen readers, which count from 1 and the head of the table along.
fn index_of(line: usize) -> String {
    (line + 2).to_string()
}

/// A row.
#[component]
pub fn Row<R: Rows>(
    table: Table<R>,
    id: Id<R::Of>,
    /// Its place among all lines, from 0.
    line: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let rows = table.rows;
    let record = Memo::new(move |_| {
        rows.app()
            .read(&[R::Of::TABLE], |records| records.get(id).cloned())
    });
    let name = move || {
        record.with(|record| {
            let record = record.as_ref();
            record.map_or_else(String::new, |record| rows.title(fmt, record))
        })
    };
    let past = move || record.with(|record| record.as_ref().is_some_and(|one| R::is_past(one)));
    let is_selected = move || table.selection.has(id.raw());
    let cell = move |column: R::Column| {
        let end = move || holds_figures(rows.app(), column);
        view! {
            <td class:end=end class:num=end>
                {move || record.get().map(|record| rows.cell(fmt, column, &record))}
            </td>
        }
    };
    view! {
        <tr class:selected=is_selected class:done=past aria-rowindex=index_of(line)>
            <td>
                <input
                    type="checkbox"
                    aria-label=move || t_string!(i18n, customers.select_one, name = name())
                    prop:checked=is_selected
                    on:change=move |_| table.selection.toggle(id.raw())
                />
            </td>
            {move || table.shown.get().into_iter().map(cell).collect_view()}
        </tr>
    }
    .into_any()
}

/// The groups of a table.
type Groups<T> = Memo<Option<Arc<Vec<Part<Id<T>>>>>>;

/// The head of a group: folds it, selects it, says how many there are and what they come to.
#[component]
pub fn GroupHead<R: Rows>(
    table: Table<R>,
    groups: Groups<R::Of>,
    shared: Shared,
    /// Its place among all lines, from 0.
    line: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let shared = StoredValue::new(shared);
    let ids = Memo::new(move |_| {
        groups.with(|groups| {
            let mut groups = groups.iter().flat_map(|groups| groups.iter());
            let part = shared.with_value(|shared| groups.find(|part| part.shared == *shared));
            part.map(|part| part.ids.clone()).unwrap_or_default()
        })
    });
    let name = move || shared.with_value(|shared| table.group_name(fmt, shared));
    let is_folded =
        move || shared.with_value(|shared| table.folded.with(|folded| folded.contains(shared)));
    let fold = move |_| {
        let shared = shared.get_value();
        table.folded.update(|folded| {
            if !folded.remove(&shared) {
                folded.insert(shared);
            }
        });
    };
    let icon = move || {
        if is_folded() {
            "chevron-right"
        } else {
            "chevron-down"
        }
    };
    let select = move |_| {
        let ids = ids.get_untracked();
        table.selection.add(ids.iter().map(|id| id.raw()));
    };
    view! {
        // Over the boxes, the columns, and the room that is left over.
        <tr class="group-head" aria-rowindex=index_of(line)>
            <th scope="rowgroup" colspan=move || (table.shown.with(Vec::len) + 2).to_string()>
                <div class="group-cell">
                    <button
                        type="button"
                        class="group-fold"
                        aria-expanded=move || (!is_folded()).to_string()
                        on:click=fold
                    >
                        <Icon name=Signal::derive(icon)/>
                        <span class="clip" dir="auto">{name}</span>
                        <span class="num muted">{move || fmt.count(ids.with(Vec::len))}</span>
                    </button>
                    <span class="clip muted small num">
                        {move || ids.with(|ids| said(fmt, &table.named_sums(fmt, ids)))}
                    </span>
                    <button
                        type="button"
                        class="link small"
                        aria-label=move || t_string!(i18n, people.select_group, name = name())
                        on:click=select
                    >
                        {t!(i18n, people.select)}
                    </button>
                </div>
            </th>
        </tr>
    }
    .into_any()
}
