//! The fields of each kind of record: the shop's own, added one by one or as a ready-made set, renamed, put in
//! order, hidden, taken away (to the trash, with their values); and, for customers, the order of all the rest.

mod edit;
mod layout;
mod sets;

use std::sync::Arc;

use leptos::prelude::*;

use super::{Section, row::RowButton};
use crate::{
    app::{fields, state::use_app},
    domain::{
        FieldDef, TableName,
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
            <For each=move || fields.get() key=|field| (field.id, field.updated) let(field)>
                <FieldRow field edit/>
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

#[component]
fn FieldRow(field: Arc<FieldDef>, edit: Callback<Option<Arc<FieldDef>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let id = field.id;
    let name = StoredValue::new(field.name.clone());
    let kind = field.kind;
    let hidden = field.hidden;
    let options: Vec<String> = field.options.iter().map(|one| one.name.clone()).collect();
    let options = options.join(" · ");
    let step = move |by: isize| move |()| app.run(MoveField { field: id, by }, |_| ());
    let remove = move |()| {
        let command = Delete {
            records: vec![(TableName::Fields, id.raw())],
            seed: random::seed(),
        };
        app.run(command, |_| ());
    };
    let toggled = field.clone();
    let toggle = move |()| {
        let edited = FieldDef {
            hidden: !hidden,
            ..FieldDef::clone(&toggled)
        };
        app.run(Save::new(FieldDef::clone(&toggled), edited), |_| ());
    };
    view! {
        <li class="setting" class:muted=hidden>
            <span class="strong" dir="auto">{name.get_value()}</span>
            <span class="grow small muted clip">
                {move || fields::kind(i18n.get_locale(), kind)} " " {options}
            </span>
            <RowButton
                icon="chevron-up"
                label=Signal::derive(move || t_string!(i18n, settings.field_up, name = name.get_value()))
                on_press=Callback::new(step(-1))
            />
            <RowButton
                icon="chevron-down"
                label=Signal::derive(move || t_string!(i18n, settings.field_down, name = name.get_value()))
                on_press=Callback::new(step(1))
            />
            <RowButton
                icon=if hidden { "eye-off" } else { "eye" }
                label=Signal::derive(move || t_string!(i18n, settings.field_show, name = name.get_value()))
                pressed=(!hidden).to_string()
                on_press=Callback::new(toggle)
            />
            <RowButton
                icon="edit"
                label=Signal::derive(move || t_string!(i18n, settings.field_edit, name = name.get_value()))
                on_press=Callback::new(move |()| edit.run(Some(field.clone())))
            />
            <RowButton
                icon="trash"
                label=Signal::derive(move || t_string!(i18n, settings.field_remove, name = name.get_value()))
                on_press=Callback::new(remove)
            />
        </li>
    }
}
