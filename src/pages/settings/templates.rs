//! The library of texts: written once, searched, copied with one click, and put into notes.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{Section, placeholders::Placeholders};
use crate::{
    app::{saving::use_saving, state::use_app},
    domain::{
        Record, TableName, Template,
        commands::{Add, Delete, Save},
    },
    i18n::{t, t_string, use_i18n},
    pages::parts::CopyButton,
    platform::random,
    search::fold::fold,
    ui::{Dialog, Field, Foot, Icon, LineField, NoteText},
};

/// The section.
#[component]
pub fn Templates() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let query = RwSignal::new(String::new());
    let editing = RwSignal::new(None::<Arc<Template>>);
    let open = RwSignal::new(false);
    let all = Memo::new(move |_| {
        app.read(&[TableName::Templates], |records| {
            let mut all: Vec<Arc<Template>> = records.templates.iter().cloned().collect();
            all.sort_by(|a, b| (&a.category, &a.title, a.id).cmp(&(&b.category, &b.title, b.id)));
            all
        })
    });
    let found = move || {
        let wanted = query.with(|query| fold(query.trim()));
        let mut found = all.get();
        found.retain(|one| {
            [&one.title, &one.category, &one.text]
                .into_iter()
                .any(|text| fold(text).contains(&wanted))
        });
        found
    };
    let none = move || {
        if all.with(Vec::is_empty) {
            t_string!(i18n, files.t_none)
        } else if found().is_empty() {
            t_string!(i18n, files.t_no_match)
        } else {
            ""
        }
    };
    let edit = Callback::new(move |one: Option<Arc<Template>>| {
        editing.set(one);
        open.set(true);
    });
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, files.templates).to_owned())>
            <p class="soft">{t!(i18n, files.templates_text)}</p>
            <div class="row wrap">
                <input
                    class="input grow"
                    type="search"
                    aria-label=move || t_string!(i18n, files.t_search)
                    placeholder=move || t_string!(i18n, files.t_search)
                    hidden=move || all.with(Vec::is_empty)
                    bind:value=query
                />
                <button type="button" class="btn" on:click=move |_| edit.run(None)>
                    <Icon name="plus"/>
                    {t!(i18n, files.t_new)}
                </button>
            </div>
            <p class="muted" role="status">{none}</p>
            <ul>
                <For each=found key=|one| (one.id, one.updated) let:one>
                    <Line one edit/>
                </For>
            </ul>
            <EditDialog open editing/>
        </Section>
    }
    .into_any()
}

#[component]
fn Line(one: Arc<Template>, edit: Callback<Option<Arc<Template>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let kept = StoredValue::new(one.clone());
    let title = move || kept.with_value(|one| one.title.clone());
    let delete = move |_| {
        let command = Delete {
            records: vec![(TableName::Templates, kept.with_value(|one| one.id.raw()))],
            seed: random::seed(),
        };
        app.run(command, |_| {});
    };
    view! {
        <li class="setting">
            <div class="grow stack tight">
                <span>
                    <b dir="auto">{title()}</b>
                    <span class="muted small" dir="auto">" " {one.category.clone()}</span>
                </span>
                <NoteText text=one.text.clone()/>
            </div>
            <CopyButton
                text=one.text.clone()
                title=Signal::derive(title)
                class="btn ghost icon-only"
            />
            <button
                type="button"
                class="btn ghost icon-only"
                aria-label=move || t_string!(i18n, files.t_edit, title = title())
                on:click=move |_| edit.run(Some(kept.get_value()))
            >
                <Icon name="edit"/>
            </button>
            <button
                type="button"
                class="btn ghost icon-only"
                aria-label=move || t_string!(i18n, files.t_delete, title = title())
                on:click=delete
            >
                <Icon name="trash"/>
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn EditDialog(open: RwSignal<bool>, editing: RwSignal<Option<Arc<Template>>>) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || match editing.get() {
        Some(one) => t_string!(i18n, files.t_edit, title = one.title.clone()),
        None => t_string!(i18n, files.t_new).to_owned(),
    });
    view! {
        <Dialog open title>
            <Form open base=editing.get_untracked()/>
        </Dialog>
    }
}

#[component]
fn Form(open: RwSignal<bool>, base: Option<Arc<Template>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(open);
    let of = |read: fn(&Template) -> &String| {
        RwSignal::new(base.as_deref().map(read).cloned().unwrap_or_default())
    };
    let (title, category, text) = (
        of(|one| &one.title),
        of(|one| &one.category),
        of(|one| &one.text),
    );
    let area = NodeRef::<html::Textarea>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        if said(title).is_empty() || said(text).is_empty() {
            saving.error.set(t_string!(i18n, files.t_blank).to_owned());
            return;
        }
        let now = app.moment().now;
        let edited = Template {
            id: base.as_ref().map_or_else(|| app.new_id(), |base| base.id),
            title: said(title),
            category: said(category),
            text: said(text),
            created: base.as_ref().map_or(now, |base| base.created),
            updated: base.as_ref().map_or(now, |base| base.updated),
        };
        match &base {
            Some(base) => saving.save(Save::new(Record::Templates(base.clone()), edited)),
            None => saving.save(Add::one(edited)),
        }
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content stack">
                <LineField
                    label=Signal::derive(move || t_string!(i18n, files.t_title).to_owned())
                    value=title
                    error=saving.error
                    first=true
                />
                <LineField
                    label=Signal::derive(move || t_string!(i18n, files.t_category).to_owned())
                    value=category
                />
                <Field label=Signal::derive(move || t_string!(i18n, files.t_text).to_owned()) let:parts>
                    <textarea
                        class="input"
                        rows="6"
                        dir="auto"
                        node_ref=area
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        bind:value=text
                    ></textarea>
                </Field>
                <Placeholders area text/>
            </div>
            <Foot saving/>
        </form>
    }
    .into_any()
}
