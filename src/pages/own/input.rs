//! The control for a value of an own field. It holds the value's plain form; what that means is read
//! when it is saved.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{FieldDef, FieldKind},
    i18n::{t, t_string, use_i18n},
    ui::field::FieldParts,
};

/// A control for a value of `field`.
#[component]
pub fn ValueInput(
    /// The field.
    field: Arc<FieldDef>,
    /// The plain form.
    draft: RwSignal<String>,
    /// Ids of the field around it.
    parts: FieldParts,
    /// Told after a change that is complete: a choice, or a text that was left.
    #[prop(optional, into)]
    on_change: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let done = move || {
        if let Some(done) = on_change {
            done.run(());
        }
    };
    let text = move |kind: &'static str, mode: &'static str| {
        view! {
            <input
                class="input"
                type=kind
                inputmode=mode
                dir="auto"
                autocomplete="off"
                id=parts.id()
                aria-describedby=parts.described_by()
                aria-invalid=move || parts.invalid.get().then_some("true")
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:change=move |_| done()
            />
        }
        .into_any()
    };
    let choose = move |options: Vec<(String, Signal<String>)>| {
        view! {
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=move |event| {
                    draft.set(event_target_value(&event));
                    done();
                }
            >
                <option value="" selected=move || draft.with(String::is_empty)>"—"</option>
                {options
                    .into_iter()
                    .map(|(value, label)| {
                        let own = value.clone();
                        view! {
                            <option value=value selected=move || draft.with(|draft| *draft == own)>
                                {label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any()
    };
    match field.kind {
        FieldKind::Text => text("text", "text"),
        FieldKind::Number | FieldKind::Money => text("text", "decimal"),
        FieldKind::Date => text("date", "text"),
        FieldKind::Link => text("text", "url"),
        FieldKind::Phone => text("tel", "tel"),
        FieldKind::Choice => choose(
            field
                .options
                .iter()
                .map(|option| (option.name.clone(), Signal::stored(option.name.clone())))
                .collect(),
        ),
        FieldKind::YesNo => choose(vec![
            (
                "yes".to_owned(),
                Signal::derive(move || t_string!(i18n, common.yes).to_owned()),
            ),
            (
                "no".to_owned(),
                Signal::derive(move || t_string!(i18n, common.no).to_owned()),
            ),
        ]),
        FieldKind::Choices => view! { <Several field=field draft=draft parts=parts on_change=Callback::new(move |()| done())/> }.into_any(),
    }
}

/// Options of which any may be chosen.
#[component]
fn Several(
    field: Arc<FieldDef>,
    draft: RwSignal<String>,
    parts: FieldParts,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = move || {
        draft.with(|draft| {
            let names = draft.split(';').map(str::trim);
            names
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
    };
    let toggle = move |name: &str| {
        let mut names = untrack(chosen);
        let count = names.len();
        names.retain(|have| have != name);
        if names.len() == count {
            names.push(name.to_owned());
        }
        draft.set(names.join("; "));
        on_change.run(());
    };
    let label = field.name.clone();
    let empty = field.options.is_empty();
    view! {
        <div class="row wrap several" role="group" id=parts.id() aria-label=label>
            <span class="muted small" hidden=!empty>{t!(i18n, settings.no_options)}</span>
            {field
                .options
                .iter()
                .map(|option| {
                    let name = StoredValue::new(option.name.clone());
                    let on = move || name.with_value(|name| chosen().contains(name));
                    view! {
                        <button
                            type="button"
                            class="chip"
                            aria-pressed=move || on().to_string()
                            on:click=move |_| name.with_value(|name| toggle(name))
                        >
                            {name.get_value()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}
