//! The fields of each kind of record: the shop's own, added one by one or as a ready-made set, renamed, put in
//! order, hidden, taken away (to the trash, with their values); and, for customers, the order of all the rest.

mod edit;
mod layout;
mod sets;

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Section,
    row::{RowButton, keep_focus},
};
use crate::{
    app::{fields, state::use_app},
    domain::{
        FieldDef, Id, TableName,
        commands::{Delete, MoveField, Save},
        field::fields_of,
    },
    i18n::{t, t_string, use_i18n},
    pages::history::texts::table_text,
    platform::random,
    ui::Icon,
};

use edit::EditDialog;
use layout::{AsUsual, PartRows};
use sets::ReadySets;

/// The section.
#[component]
pub fn Fields() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let table = RwSignal::new(TableName::Customers);
    let fields = Memo::new(move |_| {
        let table = table.get();
        app.read(&[TableName::Fields], |records| fields_of(records, table))
    });
    let editing = RwSignal::new(None::<Arc<FieldDef>>);
    let open = RwSignal::new(false);
    let edit = Callback::new(move |field| {
        editing.set(field);
        open.set(true);
    });
    let own = move || {
        view! {
            <For each=move || fields.with(|all| ids(all)) key=|id| *id let(id)>
                <FieldRow id fields edit/>
            </For>
        }
    };
    let of_customers = Memo::new(move |_| table.get() == TableName::Customers);
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.fields).to_owned())>
            <p class="soft">{t!(i18n, settings.fields_text)}</p>
            <div class="segmented" role="group" aria-label=move || t_string!(i18n, settings.fields_of)>
                {FieldDef::TABLES
                    .map(|one| {
                        view! {
                            <button
                                type="button"
                                aria-pressed=move || (table.get() == one).to_string()
                                on:click=move |_| table.set(one)
                            >
                                {move || table_text(i18n.get_locale(), one)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p class="soft" hidden=move || !of_customers.get()>{t!(i18n, settings.layout_text)}</p>
            <ul class="settings-tags">
                {move || {
                    if of_customers.get() {
                        view! { <PartRows own/> }.into_any()
                    } else {
                        own().into_any()
                    }
                }}
            </ul>
            <div class="row wrap">
                <button type="button" class="btn" on:click=move |_| edit.run(None)>
                    <Icon name="plus"/>
                    {t!(i18n, settings.field_add)}
                </button>
                <ReadySets table=table/>
                {move || of_customers.get().then(|| view! { <AsUsual/> })}
            </div>
            <EditDialog open=open table=table editing=editing/>
        </Section>
    }
}

fn ids(fields: &[Arc<FieldDef>]) -> Vec<Id<FieldDef>> {
    fields.iter().map(|field| field.id).collect()
}

/// A field by its identity, so that its row stays where it is while what it says changes.
#[component]
fn FieldRow(
    id: Id<FieldDef>,
    fields: Memo<Vec<Arc<FieldDef>>>,
    edit: Callback<Option<Arc<FieldDef>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let field =
        Memo::new(move |_| fields.with(|all| all.iter().find(|field| field.id == id).cloned()));
    let name = move || field.with(|field| field.as_ref().map(|one| one.name.clone()));
    let name = move || name().unwrap_or_default();
    let hidden = move || field.with(|field| field.as_ref().is_some_and(|one| one.hidden));
    let about = move || {
        let field = field.get()?;
        let options: Vec<&str> = field.options.iter().map(|one| one.name.as_str()).collect();
        let kind = fields::kind(i18n.get_locale(), field.kind);
        Some(format!("{kind} {}", options.join(" · ")))
    };
    let step = move |by: isize| {
        Callback::new(move |()| {
            let back = keep_focus();
            app.run(MoveField { field: id, by }, move |_| back());
        })
    };
    let remove = move |()| {
        let command = Delete {
            records: vec![(TableName::Fields, id.raw())],
            seed: random::seed(),
        };
        app.run(command, |_| ());
    };
    let toggle = move |()| {
        let Some(before) = field.get_untracked() else {
            return;
        };
        let edited = FieldDef {
            hidden: !before.hidden,
            ..FieldDef::clone(&before)
        };
        app.run(Save::new(FieldDef::clone(&before), edited), |_| ());
    };
    view! {
        <li class="setting" class:muted=hidden>
            <span class="strong" dir="auto">{name}</span>
            <span class="grow small muted clip">{about}</span>
            <RowButton
                icon="chevron-up"
                label=Signal::derive(move || t_string!(i18n, settings.field_up, name = name()))
                on_press=step(-1)
            />
            <RowButton
                icon="chevron-down"
                label=Signal::derive(move || t_string!(i18n, settings.field_down, name = name()))
                on_press=step(1)
            />
            <RowButton
                icon=Signal::derive(move || if hidden() { "eye-off" } else { "eye" })
                label=Signal::derive(move || t_string!(i18n, settings.field_show, name = name()))
                pressed=Signal::derive(move || (!hidden()).to_string())
                on_press=Callback::new(toggle)
            />
            <RowButton
                icon="edit"
                label=Signal::derive(move || t_string!(i18n, settings.field_edit, name = name()))
                on_press=Callback::new(move |()| edit.run(field.get_untracked()))
            />
            <RowButton
                icon="trash"
                label=Signal::derive(move || t_string!(i18n, settings.field_remove, name = name()))
                on_press=Callback::new(remove)
            />
        </li>
    }
}
