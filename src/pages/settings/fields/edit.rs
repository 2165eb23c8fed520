//! The dialog for a field: its name, what it holds (only while it is new) and its options.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::{App, fields, state::use_app, use_saving},
    domain::{
        FieldDef, FieldKind, FieldOption, Rank, TableName,
        commands::{AddFields, Save},
    },
    i18n::{t, t_string, use_i18n},
    ui::{Dialog, Field, Foot, Icon, LineField},
};

/// An option while it is edited.
#[derive(Clone, PartialEq, Eq)]
struct Draft {
    option: FieldOption,
    name: RwSignal<String>,
}

impl Draft {
    fn new(option: FieldOption) -> Self {
        Self {
            name: RwSignal::new(option.name.clone()),
            option,
        }
    }
}

/// The dialog.
#[component]
pub fn EditDialog(
    open: RwSignal<bool>,
    table: RwSignal<TableName>,
    editing: RwSignal<Option<Arc<FieldDef>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || {
        editing.with(|field| match field {
            Some(field) => t_string!(i18n, settings.field_edit, name = field.name.clone()),
            None => t_string!(i18n, settings.field_add).to_owned(),
        })
    });
    view! {
        <Dialog open=open title=title>
            {move || view! { <Form open=open table=table.get_untracked() base=editing.get_untracked()/> }}
        </Dialog>
    }
}

fn blank(app: App) -> FieldOption {
    FieldOption {
        id: app.new_id(),
        name: String::new(),
    }
}

#[component]
fn Form(open: RwSignal<bool>, table: TableName, base: Option<Arc<FieldDef>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let now = app.moment().now;
    let fresh = base.is_none();
    let saving = use_saving(open);
    let start = base.as_deref().cloned().unwrap_or_else(|| FieldDef {
        id: app.new_id(),
        of: table,
        name: String::new(),
        kind: FieldKind::Text,
        options: Vec::new(),
        rank: Rank::first(),
        hidden: false,
        yearly: false,
        created: now,
        updated: now,
    });
    let name = RwSignal::new(start.name.clone());
    let kind = RwSignal::new(start.kind);
    let yearly = RwSignal::new(start.yearly);
    let options = RwSignal::new(
        start
            .options
            .iter()
            .cloned()
            .map(Draft::new)
            .collect::<Vec<_>>(),
    );
    let start = StoredValue::new(start);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let before = start.get_value();
        let options = options
            .get_untracked()
            .into_iter()
            .map(|draft| FieldOption {
                name: draft.name.get_untracked().trim().to_owned(),
                ..draft.option
            });
        let edited = FieldDef {
            name: name.get_untracked().trim().to_owned(),
            kind: kind.get_untracked(),
            yearly: untrack(|| yearly.get() && may_return(table, kind.get())),
            options: options.filter(|option| !option.name.is_empty()).collect(),
            ..before.clone()
        };
        if fresh {
            saving.save(AddFields(vec![edited]));
        } else {
            saving.save(Save::new(before, edited));
        }
    };
    view! {
        <form class="dialog-form" on:submit=submit>
            <div class="content">
                <LineField
                    label=Signal::derive(move || t_string!(i18n, common.name).to_owned())
                    value=name
                    error=saving.error
                    first=true
                    required=true
                    longest=120
                />
                <Field label=Signal::derive(move || t_string!(i18n, settings.field_kind).to_owned()) let:parts>
                    <select
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        disabled=!fresh
                        on:change=move |event| {
                            let place = event_target_value(&event).parse::<usize>().ok();
                            if let Some(one) = place.and_then(|place| FieldKind::ALL.get(place)) {
                                kind.set(*one);
                            }
                        }
                    >
                        {FieldKind::ALL
                            .into_iter()
                            .enumerate()
                            .map(|(place, one)| {
                                view! {
                                    <option value=place.to_string() selected=move || kind.get() == one>
                                        {move || fields::kind(i18n.get_locale(), one)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </Field>
                <label class="check" hidden=move || !may_return(table, kind.get())>
                    <input type="checkbox" bind:checked=yearly/>
                    {t!(i18n, settings.field_yearly)}
                </label>
                <div class="stack tight" hidden=move || !kind.get().has_options()>
                    <span class="label">{t!(i18n, settings.field_options)}</span>
                    <For each=move || options.get() key=|draft| draft.option.id let(draft)>
                        <OptionRow draft options/>
                    </For>
                    <div>
                        <button
                            type="button"
                            class="btn small"
                            on:click=move |_| options.update(|all| all.push(Draft::new(blank(app))))
                        >
                            <Icon name="plus"/>
                            {t!(i18n, settings.option_add)}
                        </button>
                    </div>
                </div>
            </div>
            <Foot saving/>
        </form>
    }
}

/// True if a day of such a field can be told every year.
fn may_return(table: TableName, kind: FieldKind) -> bool {
    table == TableName::Customers && kind == FieldKind::Date
}

#[component]
fn OptionRow(draft: Draft, options: RwSignal<Vec<Draft>>) -> impl IntoView {
    let i18n = use_i18n();
    let id = draft.option.id;
    let name = draft.name;
    view! {
        <div class="row">
            <input
                class="input grow"
                type="text"
                maxlength="120"
                aria-label=move || t_string!(i18n, settings.option)
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, customers.remove_one, name = name.get())
                on:click=move |_| options.update(|all| all.retain(|other| other.option.id != id))
            >
                <Icon name="x"/>
            </button>
        </div>
    }
}
