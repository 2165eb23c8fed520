//! The bar that is there while something is selected: how many, the way to select all that is listed, what
//! can be done with them, and the way to let go.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    bulk::{Settable, bulk_edit},
    export::ExportMenu,
    selection::Selection,
};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{
        Entity, Id, TableName,
        commands::{BulkChange, Delete, EditMany},
    },
    i18n::{counted, t, t_string, use_i18n},
    pages::calls::CallTheirs,
    platform::random,
    query::whom::may_call,
    ui::Icon,
};

/// The bar.
#[component]
pub fn BulkTools(
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is selected.
    selection: Selection,
    /// The words of the button that selects everything, where the usual ones do not do.
    #[prop(optional, into)]
    all: MaybeProp<String>,
    /// What can be done.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| selection.count());
    let fmt = use_fmt();
    let usual = move || {
        let count = fmt.count(selection.listed());
        t_string!(i18n, people.select_all_deals, count = count)
    };
    let shown = Memo::new(move |_| selection.is_worked_on(count.get()));
    let children = StoredValue::new(children);
    move || {
        shown.get().then(|| {
            view! {
                <div class="bulk" role="toolbar" aria-label=move || label.get()>
                    <b class="num">{move || t_string!(i18n, common.select_n, count = counted(i18n.get_locale(), count.get()))}</b>
                    <button
                        type="button"
                        class="link"
                        hidden=move || { count.get() >= selection.listed() }
                        on:click=move |_| selection.select_all()
                    >
                        {move || all.get().unwrap_or_else(usual)}
                    </button>
                    <span class="grow"></span>
                    {move || (count.get() > 0).then(|| children.with_value(|children| children()))}
                    <button
                        type="button"
                        class="btn ghost icon-only small"
                        aria-label=move || t_string!(i18n, customers.select_none)
                        on:click=move |_| selection.clear()
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

/// What a bar is called, and what it works on.
#[derive(Clone, Copy)]
pub struct BulkWords {
    /// Accessible name of the bar.
    pub label: Signal<String>,
    /// Title of the dialog that edits.
    pub title: Signal<String>,
    /// How many are selected, in words.
    pub count: Signal<String>,
}

/// The bar for records that are edited alike, written to files and deleted: `W` says what can be set on them;
/// `more` is what else can be done.
pub fn bulk_bar<W>(
    list: W::List,
    selection: Selection,
    words: BulkWords,
    more: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    W: Settable,
    W::Change: BulkChange,
{
    let table = <W::Change as BulkChange>::Of::TABLE;
    let ids = Callback::new(move |()| untrack(|| selection.chosen()));
    let out = move || view! { <ExportMenu table ids/> }.into_any();
    bulk_bar_out::<W>(list, selection, words, more, out)
}

/// The same where what is selected goes out in a way of its own, by the menu that `out` makes.
pub fn bulk_bar_out<W>(
    list: W::List,
    selection: Selection,
    words: BulkWords,
    more: impl Fn() -> AnyView + Send + Sync + 'static,
    out: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    W: Settable,
    W::Change: BulkChange,
{
    let i18n = use_i18n();
    let table = <W::Change as BulkChange>::Of::TABLE;
    let editing = RwSignal::new(false);
    let ids = Callback::new(move |()| untrack(|| selection.chosen()));
    view! {
        <BulkTools label=words.label selection>
            <button type="button" class="btn small" on:click=move |_| editing.set(true)>
                <Icon name="edit"/>
                {t!(i18n, common.edit)}
            </button>
            {more()}
            {may_call(table).then(|| view! { <CallTheirs table ids/> })}
            {out()}
            <BulkDelete table ids/>
        </BulkTools>
        {bulk_edit::<W, _>(
            list,
            editing,
            words.title,
            words.count,
            move |change| {
                let records = ids.run(()).into_iter().map(Id::new).collect();
                EditMany { records, change }
            },
        )}
    }
}
