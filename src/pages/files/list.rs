//! The files of the whole shop in one list: narrowed by words, category, kind of record and stage, in the order
//! asked for. What is asked stands in the address and can be saved as a view.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Dialogs, Shown, bulk::BulkBar, category::CategorySelect, line::Line, out::as_table, texts,
};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Attachment, Id, TableName, ViewOf},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        history::texts::table_text,
        parts::{ExportTable, SelectButton, Selection},
        views::{ListAt, ViewChanged, ViewsMenu, WordList},
    },
    query::files_asked::{FilesAsked, FilesOrder, files, stages},
    ui::{Empty, More},
};

/// Rows drawn at first, and added each time: each may be a picture.
const PAGE: usize = 60;

/// The list and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Files),
    place: &[],
    passing: &[],
};

/// The page.
#[component]
pub fn AllFiles() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let list = WordList::<FilesAsked>::new(LIST);
    // Whose a file is, is searched, too.
    let tables = [TableName::Files, TableName::Customers, TableName::Deals];
    let found = Memo::new(move |_| {
        app.read(&tables, |records| {
            list.asked.with(|asked| files(records, asked))
        })
    });
    let any =
        Memo::new(move |_| app.read(&[TableName::Files], |records| !records.files.is_empty()));
    let drawn = RwSignal::new(PAGE);
    let count = move || found.with(Vec::len);
    let shown = move || -> Vec<Arc<Attachment>> {
        found.with(|found| found.iter().take(drawn.get()).cloned().collect())
    };
    let size = move || {
        let bytes: u64 = found.with(|found| found.iter().map(|file| file.size).sum());
        texts::size(fmt, bytes)
    };
    let export = Callback::new(move |()| {
        found.with_untracked(|found| as_table(app, i18n.get_locale_untracked(), found))
    });
    let selection = Selection::on_demand(Signal::derive(move || {
        found.with(|found| found.iter().map(|file| file.id.raw()).collect())
    }));
    let dialogs = Shown::new();
    view! {
        <div class="head">
            <h1>{t!(i18n, files.title)}</h1>
            <ViewsMenu
                views=list.views
                all=Signal::derive(move || t_string!(i18n, files.all_files).to_owned())
                icon="file"
            />
            <span class="muted num" role="status" hidden=move || count() == 0>
                {move || t_string!(i18n, files.files_n, count = counted(i18n.get_locale(), count()))}
                " · " {size}
            </span>
            <div class="actions">
                <span class="row" hidden=move || count() == 0>
                    <ExportTable name="files" list=export class="btn"/>
                    <SelectButton selection/>
                </span>
            </div>
        </div>
        <div hidden=move || !any.get()><Narrow list/></div>
        <BulkBar selection/>
        <div class="body narrow">
            <section
                class="box"
                hidden=move || count() == 0
                aria-label=move || t_string!(i18n, files.title)
            >
                <ul class="files">
                    <For each=shown key=|file| (file.id, file.updated) let:file>
                        <Line file show=dialogs.show edit=dialogs.edit compact=false named=true selection/>
                    </For>
                </ul>
                <More drawn step=PAGE count=Signal::derive(count)/>
            </section>
            {move || (count() == 0).then(|| view! { <Nothing list any/> })}
        </div>
        <Dialogs shown=dialogs/>
    }
    .into_any()
}

/// There is none, or none that was asked for.
#[component]
fn Nothing(list: WordList<FilesAsked>, any: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || {
        if any.get() {
            t_string!(i18n, common.nothing_found)
        } else {
            t_string!(i18n, files.none_yet)
        }
    };
    let text = move || {
        if any.get() {
            ""
        } else {
            t_string!(i18n, files.none_yet_text)
        }
    };
    view! {
        <Empty
            icon="file"
            title=Signal::derive(move || title().to_owned())
            text=Signal::derive(move || text().to_owned())
        >
            <button
                type="button"
                class="btn"
                hidden=move || list.asked.with(FilesAsked::is_everything)
                on:click=move |_| list.change(|asked| *asked = FilesAsked { order: asked.order, ..FilesAsked::default() })
            >
                {t!(i18n, common.reset)}
            </button>
        </Empty>
    }
}

/// The controls.
#[component]
fn Narrow(list: WordList<FilesAsked>) -> impl IntoView {
    let i18n = use_i18n();
    let asked = list.asked;
    view! {
        <div class="chips">
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, files.find)
                placeholder=move || t_string!(i18n, files.find)
                prop:value=move || asked.with(|asked| asked.text.clone())
                on:input=move |event| list.change(|asked| asked.text = event_target_value(&event))
            />
            <CategorySelect
                any=true
                chosen=Signal::derive(move || asked.with(|asked| asked.category))
                on_pick=Callback::new(move |one| list.change(|asked| asked.category = one))
                label=Signal::derive(move || t_string!(i18n, files.category).to_owned())
                class="input compact"
            />
            <OnSelect list/>
            <StageSelect list/>
            <OrderSelect list/>
            <ViewChanged views=list.views/>
        </div>
    }
    .into_any()
}

/// Only on records of one kind.
#[component]
fn OnSelect(list: WordList<FilesAsked>) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(place, table): (usize, TableName)| {
        let wanted = move || list.asked.with(|asked| asked.on == Some(table));
        view! {
            <option value=place.to_string() prop:selected=wanted>
                {move || table_text(i18n.get_locale(), table)}
            </option>
        }
    };
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let table = place.and_then(|place| Attachment::TABLES.get(place).copied());
        list.change(|asked| asked.on = table);
    };
    view! {
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, files.on)
            on:change=choose
        >
            <option value="" prop:selected=move || list.asked.with(|asked| asked.on.is_none())>
                {move || t_string!(i18n, files.any_record)}
            </option>
            {Attachment::TABLES.into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}

/// Only added at one stage; not there while no file is of a stage.
#[component]
fn StageSelect(list: WordList<FilesAsked>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let all = Memo::new(move |_| app.read(&[TableName::Files, TableName::Pipelines], stages));
    let option = move |(id, name): (Id<_>, String)| {
        let wanted = move || list.asked.with(|asked| asked.stage == Some(id));
        view! { <option value=id.to_string() prop:selected=wanted>{name}</option> }
    };
    view! {
        <select
            class="input compact"
            hidden=move || all.with(Vec::is_empty)
            aria-label=move || t_string!(i18n, files.whole_stage)
            on:change=move |event| list.change(|asked| asked.stage = Id::parse(&event_target_value(&event)))
        >
            <option value="" prop:selected=move || list.asked.with(|asked| asked.stage.is_none())>
                {move || t_string!(i18n, files.any_stage)}
            </option>
            {move || all.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// In which order.
#[component]
fn OrderSelect(list: WordList<FilesAsked>) -> impl IntoView {
    let i18n = use_i18n();
    let text = move |order: FilesOrder| match order {
        FilesOrder::Newest => t_string!(i18n, files.newest),
        FilesOrder::Largest => t_string!(i18n, files.largest_first),
        FilesOrder::Name => t_string!(i18n, files.by_name),
    };
    let option = move |order: FilesOrder| {
        let wanted = move || list.asked.with(|asked| asked.order == order);
        view! { <option value=order.key() prop:selected=wanted>{move || text(order)}</option> }
    };
    view! {
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, files.order)
            on:change=move |event| {
                list.change(|asked| asked.order = FilesOrder::from_key(&event_target_value(&event)));
            }
        >
            {FilesOrder::ALL.map(option).collect_view()}
        </select>
    }
}
