//! The bar that is there while something is selected: how many, the way to select all that is listed, what
//! can be done with them, and the way to let go.

use std::collections::HashSet;

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    app::state::use_app,
    domain::{TableName, commands::Delete},
    i18n::{counted, t, t_string, use_i18n},
    platform::random,
    ui::Icon,
};

/// The bar.
#[component]
pub fn BulkTools(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// How many are selected.
    #[prop(into)]
    count: Signal<usize>,
    /// How many are listed.
    #[prop(into)]
    listed: Signal<usize>,
    /// The words of the button that selects everything, where the usual ones do not do.
    #[prop(optional, into)]
    all: MaybeProp<String>,
    /// What is selected.
    selected: RwSignal<HashSet<Uuid>>,
    /// Selects everything that is listed.
    on_all: Callback<()>,
    /// What can be done.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let usual = move || t_string!(i18n, people.select_all_deals, count = listed.get());
    let any = Memo::new(move |_| count.get() > 0);
    move || {
        any.get().then(|| {
            view! {
                <div class="bulk" role="toolbar" aria-label=move || label.get()>
                    <b class="num">{move || t_string!(i18n, common.select_n, count = counted(i18n.get_locale(), count.get()))}</b>
                    <button
                        type="button"
                        class="link"
                        hidden=move || { count.get() >= listed.get() }
                        on:click=move |_| on_all.run(())
                    >
                        {move || all.get().unwrap_or_else(usual)}
                    </button>
                    <span class="grow"></span>
                    {children()}
                    <button
                        type="button"
                        class="btn ghost icon-only small"
                        aria-label=move || t_string!(i18n, customers.select_none)
                        on:click=move |_| selected.set(HashSet::new())
                    >
                        <Icon name="x"/>
                    </button>
                </div>
            }
        })
    }
}

/// The button that moves all that is selected to the trash: one change, one undo.
#[component]
pub fn BulkDelete(
    /// What is deleted.
    table: TableName,
    /// Which records.
    ids: Callback<(), Vec<Uuid>>,
) -> impl IntoView {
    let (app, i18n) = (use_app(), use_i18n());
    let delete = move |_| {
        let records = ids.run(()).into_iter().map(|id| (table, id)).collect();
        let seed = random::seed();
        app.run(Delete { records, seed }, |_| ());
    };
    view! {
        <button type="button" class="btn small danger" on:click=delete>
            <Icon name="trash"/>
            {t!(i18n, common.delete)}
        </button>
    }
}
