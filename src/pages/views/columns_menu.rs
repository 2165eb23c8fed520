//! The button with the menu of columns: shows and hides them, and moves them without a drag.

use leptos::{prelude::*, web_sys::Element};

use super::Columns;
use crate::{
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// The button. The menu is a good part of the page and made when it opens.
#[component]
pub fn ColumnsMenu(
    /// The columns.
    columns: Columns,
    /// What the column of that name is called; blank if it has nothing to tell just now; followed.
    label: Callback<String, String>,
    /// The name of the column that is always there.
    fixed: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let opened = RwSignal::new(false);
    view! {
        <details
            class="menu-anchor columns-menu"
            on:toggle=move |event| {
                opened.set(event_target::<Element>(&event).has_attribute("open"));
            }
        >
            <summary class="btn icon-only" aria-label=move || t_string!(i18n, customers.columns)>
                <Icon name="columns"/>
            </summary>
            {move || opened.get().then(|| view! { <Lines columns label fixed/> })}
        </details>
    }
}

#[component]
fn Lines(columns: Columns, label: Callback<String, String>, fixed: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let known = Memo::new(move |_| {
        let all = columns.layout.all().into_iter().map(|placed| placed.key);
        all.filter(|key| !label.run(key.clone()).is_empty())
            .collect::<Vec<_>>()
    });
    view! {
        <div class="popup columns-popup">
            <For each=move || known.get() key=String::clone let(key)>
                <Line columns label fixed key/>
            </For>
            <hr/>
            <button type="button" class="menu-item" on:click=move |_| columns.reset()>
                {t!(i18n, common.reset)}
            </button>
        </div>
    }
}

#[component]
fn Line(
    columns: Columns,
    label: Callback<String, String>,
    fixed: &'static str,
    key: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let layout = columns.layout;
    let always = key == fixed;
    let key = StoredValue::new(key);
    let name = Signal::derive(move || label.run(key.get_value()));
    let shown = move || key.with_value(|key| layout.shown().contains(key));
    let step = move |by: isize| move |_| key.with_value(|key| layout.step(key, by));
    view! {
        <div class="column-line">
            <label class="menu-item">
                <input
                    type="checkbox"
                    prop:checked=shown
                    disabled=always
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
