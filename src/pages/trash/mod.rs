//! What was deleted, newest first: bring it back, or remove it for good (which no undo brings back, so it asks).
//! A person can be erased from here too: with what still names them anywhere, as from their record.

mod out;

use std::{cmp::Reverse, sync::Arc};

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{copies, format::use_fmt, state::use_app, use_saving},
    domain::{
        Customer, Id, Record, TableName, Trashed,
        commands::{Purge, Restore},
    },
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        customer::EraseDialog,
        history::{name_of, texts::table_text},
        parts::ExportTable,
    },
    ui::{Dialog, Empty, Field, Icon},
};

/// Rows shown at first; more on demand.
const PAGE: usize = 200;

/// The page.
#[component]
pub fn Trash() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let shown = RwSignal::new(PAGE);
    let entries = Memo::new(move |_| {
        app.read(&[TableName::Trash], |records| {
            let mut entries: Vec<Arc<Trashed>> = records
                .trash
                .iter()
                .filter(|entry| entry.along_with.is_none())
                .cloned()
                .collect();
            entries.sort_by_key(|entry| Reverse(entry.at));
            entries
        })
    });
    let asked = RwSignal::new(None::<Id<Trashed>>);
    let erasing = RwSignal::new(Vec::new());
    let emptying = RwSignal::new(false);
    let none = move || entries.with(Vec::is_empty);
    let export = Callback::new(move |()| {
        entries.with_untracked(|all| out::as_table(app, i18n.get_locale_untracked(), all))
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, common.trash)}</h1>
            <div class="actions">
                <span hidden=none><ExportTable name="trash" list=export class="btn"/></span>
                <button type="button" class="btn danger" hidden=none on:click=move |_| emptying.set(true)>
                    {t!(i18n, history.trash_empty)}
                </button>
            </div>
            <p class="sub">{t!(i18n, history.trash_about)}</p>
        </div>
        <div class="body narrow">
            {move || {
                none().then(|| {
                    view! {
                        <Empty
                            icon="trash"
                            title=Signal::derive(move || t_string!(i18n, history.trash_nothing).to_owned())
                        />
                    }
                })
            }}
            <div class="box log" hidden=none>
                <div>
                    <For
                        each=move || entries.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>())
                        key=|entry| entry.id
                        let:entry
                    >
                        <Row entry asked erasing/>
                    </For>
                </div>
            </div>
            <div class="row">
                <button
                    type="button"
                    class="btn"
                    hidden=move || entries.with(Vec::len) <= shown.get()
                    on:click=move |_| shown.update(|shown| *shown += PAGE)
                >
                    {t!(i18n, history.older)}
                </button>
            </div>
        </div>
        <PurgeDialog asked/>
        <EraseDialog whom=erasing on_erased=Callback::new(|()| {})/>
        <EmptyDialog open=emptying entries/>
    }
    .into_any()
}

#[component]
fn Row(
    entry: Arc<Trashed>,
    asked: RwSignal<Option<Id<Trashed>>>,
    erasing: RwSignal<Vec<Id<Customer>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (id, at, table) = (entry.id, entry.at, entry.record.table());
    let name = StoredValue::new(name_of(&entry.record));
    let person = match &entry.record {
        Record::Customers(one) => Some(one.id),
        _ => None,
    };
    let erase = person.map(|person| {
        view! {
            <button
                type="button"
                class="btn small danger"
                aria-label=move || t_string!(i18n, clean.erase_named, name = name.get_value())
                on:click=move |_| erasing.set(vec![person])
            >
                {t!(i18n, clean.erase)}
            </button>
        }
    });
    view! {
        <article class="log-item">
            <div class="log-row">
                <Icon name=icon(table)/>
                <div class="grow">
                    <p class="log-text">{name.get_value()}</p>
                    <p class="log-more">
                        <span>{move || table_text(i18n.get_locale(), table)}</span>
                        <span class="num">{move || fmt.date_time(at)}</span>
                    </p>
                </div>
                <button
                    type="button"
                    class="btn small"
                    aria-label=move || t_string!(i18n, history.restore_named, name = name.get_value())
                    on:click=move |_| app.run(Restore(vec![id]), |_| {})
                >
                    <Icon name="undo"/>
                    {t!(i18n, history.restore_it)}
                </button>
                {erase}
                <button
                    type="button"
                    class="btn ghost icon-only small"
                    aria-label=move || t_string!(i18n, history.purge_named, name = name.get_value())
                    on:click=move |_| asked.set(Some(id))
                >
                    <Icon name="x"/>
                </button>
            </div>
        </article>
    }
}

const fn icon(table: TableName) -> &'static str {
    match table {
        TableName::Customers => "user",
        TableName::Deals | TableName::Pipelines => "board",
        TableName::Sales => "receipt",
        TableName::Products => "package",
        TableName::Tasks => "check",
        TableName::Cases => "wrench",
        TableName::Points => "star",
        TableName::Activities => "note",
        TableName::Members | TableName::Relations => "users",
        TableName::Fields => "edit",
        TableName::Views => "columns",
        TableName::Templates => "message",
        TableName::Files => "file",
        TableName::Shop | TableName::Trash => "trash",
    }
}

/// Asks before one record goes for good.
#[component]
fn PurgeDialog(asked: RwSignal<Option<Id<Trashed>>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    // Each follows the other, but only where they differ: two that always set would never rest.
    Effect::new(move |_| {
        if asked.get().is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && asked.get_untracked().is_some() {
            asked.set(None);
        }
    });
    let app = use_app();
    let saving = use_saving(open);
    let purge = move |_| {
        if let Some(id) = asked.get_untracked() {
            saving.save_then(Purge(vec![id]), move |_| {
                copies::forget(app, i18n.get_locale_untracked());
            });
        }
    };
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, history.purge_title).to_owned())>
            <div class="content">
                <p>{t!(i18n, history.purge_text)}</p>
                <p class="error" role="alert">{saving.error}</p>
            </div>
            <footer>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button
                    type="button"
                    class="btn danger"
                    disabled=move || saving.disabled()
                    on:click=purge
                >
                    {t!(i18n, history.purge_it)}
                </button>
            </footer>
        </Dialog>
    }
}

/// Asks for the word before everything goes for good.
#[component]
fn EmptyDialog(open: RwSignal<bool>, entries: Memo<Vec<Arc<Trashed>>>) -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let saving = use_saving(open);
    let typed = RwSignal::new(String::new());
    let word = move || t_string!(i18n, history.trash_word);
    let right = move || typed.with(|typed| typed.trim().eq_ignore_ascii_case(word()));
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(right) {
            let all = entries.with_untracked(|all| all.iter().map(|entry| entry.id).collect());
            saving.save_then(Purge(all), move |_| {
                copies::forget(app, i18n.get_locale_untracked());
            });
        }
    };
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, history.trash_empty).to_owned())>
            <form class="dialog-form" on:submit=submit>
                <div class="content">
                    <p>{move || t_string!(i18n, history.trash_empty_text, count = counted(i18n.get_locale(), entries.with(Vec::len)))}</p>
                    <Field
                        label=Signal::derive(move || t_string!(i18n, history.trash_type, word = word()))
                        error=saving.error
                        let:parts
                    >
                        <input
                            class="input"
                            type="text"
                            autocomplete="off"
                            id=parts.id()
                            aria-describedby=parts.described_by()
                            prop:value=move || typed.get()
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                    </Field>
                </div>
                <footer>
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t!(i18n, common.cancel)}
                    </button>
                    <button type="submit" class="btn danger" disabled=move || !right() || saving.disabled()>
                        {t!(i18n, history.trash_empty)}
                    </button>
                </footer>
            </form>
        </Dialog>
    }
}
