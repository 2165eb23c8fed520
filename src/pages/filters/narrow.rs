//! A filter above its list: the button that opens the builder, and what was built as a chip.

use leptos::prelude::*;

use super::{Count, FilterDialog, ask::Known, describe};
use crate::{
    app::format::use_fmt,
    domain::TableName,
    i18n::{t_string, use_i18n},
    query::Filter,
    ui::Icon,
};

/// Opens the builder.
#[component]
pub fn FilterButton(
    open: RwSignal<bool>,
    /// It says that own fields are what can be asked, where another button is the filter.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        if own {
            t_string!(i18n, history.table_fields)
        } else {
            t_string!(i18n, customers.filter)
        }
    };
    view! {
        <button type="button" class="chip" aria-haspopup="dialog" on:click=move |_| open.set(true)>
            <Icon name="filter"/>
            {text}
        </button>
    }
}

/// The filter that was built: pressed it opens the builder again.
#[component]
pub fn BuiltFilter(
    /// In words; `None` where nothing was built.
    text: Signal<Option<String>>,
    /// Whether the builder is open.
    open: RwSignal<bool>,
    /// Takes the filter away.
    on_remove: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let text = text.get()?;
        Some(view! {
            <span class="chip on built">
                <button type="button" class="link clip" on:click=move |_| open.set(true)>
                    {text}
                </button>
                <button
                    type="button"
                    class="chip-x"
                    aria-label=move || t_string!(i18n, customers.remove_filter)
                    on:click=move |_| on_remove.run(())
                >
                    <Icon name="x"/>
                </button>
            </span>
        })
    }
}

/// All of it for a list whose own fields, and tags of deals, are asked; nothing where there is nothing to ask.
#[component]
pub fn NarrowThings(
    /// What is listed.
    table: TableName,
    /// The filter of now.
    filter: Signal<Filter>,
    /// How many would pass.
    count: Count,
    /// Takes the filter from now on.
    on_filter: Callback<Filter>,
    /// The button says that own fields are what can be asked.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let fmt = use_fmt();
    let open = RwSignal::new(false);
    let any = Memo::new(move |_| Known::of(fmt, table).first().is_some());
    let text = Signal::derive(move || {
        filter.with(|filter| (!filter.is_everything()).then(|| describe(fmt, filter)))
    });
    view! {
        <BuiltFilter text open on_remove=Callback::new(move |()| on_filter.run(Filter::default()))/>
        {move || any.get().then(|| view! { <FilterButton open own/> })}
        <FilterDialog open table filter count on_apply=on_filter/>
    }
}
