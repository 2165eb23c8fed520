//! How a table looks: in which groups, with sums or without, and the line above it with that and the columns.

use leptos::prelude::*;

use super::{RecordTable, Rows, SumsFoot, Table, Titled, told};
use crate::{
    app::format::use_fmt,
    domain::Entity,
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{parts::ExportMenu, views::ColumnsMenu},
    query::arranged::Keyed,
    ui::Icon,
};

/// A grouping by its stable name, and what it is called.
pub type Offered = Vec<(String, String)>;

/// What puts rows into groups, and whether sums are wanted.
#[component]
pub fn GroupAndSums(
    /// What there is to choose.
    #[prop(into)]
    offered: Signal<Offered>,
    /// The stable name of what is chosen; blank for no groups.
    #[prop(into)]
    chosen: Signal<String>,
    /// Takes the stable name of what is chosen from now on.
    on_group: Callback<String>,
    /// Whether sums are wanted.
    #[prop(into)]
    sums: Signal<bool>,
    /// Takes whether they are from now on.
    on_sums: Callback<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(key, name): (String, String)| {
        let value = key.clone();
        let selected = move || chosen.with(|chosen| *chosen == key);
        view! { <option value=value prop:selected=selected>{name}</option> }
    };
    view! {
        <label class="menu-item look-group">
            <span>{t!(i18n, people.group_by)}</span>
            <select
                class="input compact"
                on:change=move |event| on_group.run(event_target_value(&event))
            >
                <option value="" prop:selected=move || chosen.with(String::is_empty)>
                    {move || t_string!(i18n, people.no_group)}
                </option>
                {move || offered.get().into_iter().map(option).collect_view()}
            </select>
        </label>
        <label class="menu-item">
            <input
                type="checkbox"
                prop:checked=sums
                on:change=move |event| on_sums.run(event_target_checked(&event))
            />
            <span>{t!(i18n, people.sums)}</span>
        </label>
    }
    .into_any()
}

/// A table with the line above it, and what its figures add up to below it.
#[component]
pub fn WholeTable<R: Rows>(
    /// What it shows.
    table: Table<R>,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// A class of its own.
    class: &'static str,
    /// How many there are, in words; nothing where the page says so above.
    #[prop(optional, into)]
    count: MaybeProp<String>,
) -> impl IntoView {
    let fmt = use_fmt();
    view! {
        <TableTools table count/>
        <RecordTable table class label/>
        <SumsFoot
            wanted=Signal::derive(move || table.arranged().sums)
            sums=Signal::derive(move || table.all_sums(fmt))
        />
    }
    .into_any()
}

/// The line above a table: how many there are, its groups and sums, its columns, and the way out of the house.
#[component]
fn TableTools<R: Rows>(table: Table<R>, count: MaybeProp<String>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let label = Callback::new(move |key: String| {
        let column = told(table.rows, &key);
        column.map_or_else(String::new, |column| table.name(fmt.locale(), column))
    });
    let ids = Callback::new(move |()| {
        let order = table.order.get_untracked();
        order.iter().map(|id| id.raw()).collect()
    });
    let chosen = move || table.arranged().group.map(Keyed::key).unwrap_or_default();
    let group = move |key: String| {
        table.arrange(|arranged| arranged.group = Keyed::from_key(&key));
    };
    view! {
        <div class="row table-tools">
            <span class="muted num" role="status">{move || count.get()}</span>
            <span class="push"></span>
            <ExportMenu table=R::Of::TABLE ids columns=Some(table.columns.names())/>
            <details class="menu-anchor look-menu">
                <summary class="btn icon-only" aria-label=move || t_string!(i18n, people.look)>
                    <Icon name="grid"/>
                </summary>
                <div class="popup look-popup">
                    <GroupAndSums
                        offered=Signal::derive(move || table.offered(fmt.locale()))
                        chosen=Signal::derive(chosen)
                        on_group=Callback::new(group)
                        sums=Signal::derive(move || table.arranged().sums)
                        on_sums=Callback::new(move |sums| {
                            table.arrange(|arranged| arranged.sums = sums);
                        })
                    />
                </div>
            </details>
            <ColumnsMenu columns=table.columns label fixed=R::Column::FIXED/>
        </div>
    }
    .into_any()
}

/// As a list or as a table.
#[component]
pub fn Shapes(
    /// It is a table now.
    #[prop(into)]
    table: Signal<bool>,
    /// Takes whether it is one from now on.
    on_shape: Callback<bool>,
) -> impl IntoView {
    view! { <ShapeSwitch all=&[false, true] shape=table text=list_or_table on_shape/> }
}

fn list_or_table(table: bool, locale: Locale) -> &'static str {
    if table {
        td_string!(locale, people.as_table)
    } else {
        td_string!(locale, people.as_list)
    }
}

/// As one of several shapes.
#[component]
pub fn ShapeSwitch<S: Copy + PartialEq + Send + Sync + 'static>(
    /// Every shape, in order.
    all: &'static [S],
    /// What it is now.
    #[prop(into)]
    shape: Signal<S>,
    /// What a shape is called.
    text: fn(S, Locale) -> &'static str,
    /// Takes what it is from now on.
    on_shape: Callback<S>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |one: &S| {
        let one = *one;
        view! {
            <button
                type="button"
                aria-pressed=move || (shape.get() == one).to_string()
                on:click=move |_| on_shape.run(one)
            >
                {move || text(one, i18n.get_locale())}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, touch.views)>
            {all.iter().map(one).collect_view()}
        </div>
    }
    .into_any()
}
