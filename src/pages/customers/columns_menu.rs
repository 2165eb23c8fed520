//! The menu of columns: shows and hides them, and moves them without a drag.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    i18n::{t, t_string, use_i18n},
    query::Column,
    ui::Icon,
};

use super::{columns, state::ListState};

/// The menu.
#[component]
pub fn ColumnsMenu(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let known = Memo::new(move |_| {
        let keys = state.layout.all();
        let known = keys
            .iter()
            .filter_map(|placed| Column::from_key(&placed.key));
        known.collect::<Vec<_>>()
    });
    view! {
        <div class="popup columns-popup">
            <For each=move || known.get() key=|column| *column let(column)>
                <Line state=state column=column/>
            </For>
            <hr/>
            <button type="button" class="menu-item" on:click=move |_| columns::reset(state)>
                {t!(i18n, common.reset)}
            </button>
        </div>
    }
}

#[component]
fn Line(state: ListState, column: Column) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let layout = state.layout;
    let key = StoredValue::new(column.key().into_owned());
    let name = columns::label_signal(state.app, fmt, column);
    let shown = move || key.with_value(|key| layout.shown().contains(key));
    let step = move |by: isize| move |_| key.with_value(|key| layout.step(key, by));
    view! {
        <div class="column-line">
            <label class="menu-item">
                <input
                    type="checkbox"
                    prop:checked=shown
                    disabled=column == Column::Name
                    on:change=move |event| {
                        key.with_value(|key| layout.show(key, event_target_checked(&event)));
                    }
                />
                <span class="clip">{name}</span>
            </label>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, customers.column_left, column = name.get())
                disabled=move || !shown()
                on:click=step(-1)
            >
                <Icon name="arrow-left"/>
            </button>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, customers.column_right, column = name.get())
                disabled=move || !shown()
                on:click=step(1)
            >
                <Icon name="arrow-right"/>
            </button>
        </div>
    }
}
