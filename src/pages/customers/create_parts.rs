//! Small parts of the form for a new customer.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{CustomerKind, TableName},
    i18n::{t, t_string, use_i18n},
    ui::{Field, field::unique_id},
};

/// A labelled text.
#[component]
pub fn TextField(
    value: RwSignal<String>,
    kind: &'static str,
    label: impl Fn() -> &'static str + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <Field label=Signal::derive(move || label().to_owned()) let:parts>
                    <input
                        class="input"
                        type=kind
                        id=parts.id()
                        autocomplete="off"
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
        </Field>
    }
}

/// Person or company.
#[component]
pub fn KindSwitch(kind: RwSignal<CustomerKind>) -> impl IntoView {
    let i18n = use_i18n();
    let is = move |wanted| move || (kind.get() == wanted).to_string();
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, customers.kind)>
            <button
                type="button"
                aria-pressed=is(CustomerKind::Person)
                on:click=move |_| kind.set(CustomerKind::Person)
            >
                {t!(i18n, customers.person)}
            </button>
            <button
                type="button"
                aria-pressed=is(CustomerKind::Company)
                on:click=move |_| kind.set(CustomerKind::Company)
            >
                {t!(i18n, customers.company)}
            </button>
        </div>
    }
}

/// Whether somebody begins as a lead, and where they came from; sources that are known are offered.
#[component]
pub fn LeadField(lead: RwSignal<bool>, source: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let known = Memo::new(move |_| {
        app.read(&[TableName::Customers], |records| {
            let sources = records
                .customers
                .iter()
                .map(|one| one.source.trim().to_owned());
            let known: BTreeSet<String> = sources.filter(|one| !one.is_empty()).collect();
            known
        })
    });
    let list = unique_id();
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, customers.source).to_owned()) let:parts>
            <input
                class="input"
                type="text"
                dir="auto"
                maxlength="120"
                autocomplete="off"
                list=list.clone()
                id=parts.id()
                aria-describedby=parts.described_by()
                prop:value=move || source.get()
                on:input=move |event| source.set(event_target_value(&event))
            />
            <datalist id=list.clone()>
                {move || known.get().into_iter().map(|one| view! { <option value=one></option> }).collect_view()}
            </datalist>
        </Field>
        <label class="row">
            <input
                type="checkbox"
                prop:checked=move || lead.get()
                on:change=move |event| lead.set(event_target_checked(&event))
            />
            <span>{t!(i18n, customers.as_lead)}</span>
        </label>
    }
}
