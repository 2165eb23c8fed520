//! What is filled in for many people at once and is more than a line: a company, known or named anew, and what was said of a
//! way to be contacted. What comes of it is the business of the command.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::customer_source;
use crate::{
    app::{App, state::use_app},
    domain::{Channel, Consent, Customer, CustomerKind, Id, commands::CustomerChange, name::Name},
    i18n::{t, t_string, use_i18n},
    ui::{Picked, Picker, field::FieldParts},
};

/// What stands in a draft before the name of a company that is not known yet.
const NEW: &str = "new:";

/// The change that a draft of [`CompanyChoice`] stands for.
pub(super) fn company_change(app: App, text: &str) -> CustomerChange {
    let Some(name) = text.strip_prefix(NEW) else {
        return CustomerChange::Company(Id::parse(text));
    };
    let name = Name {
        full: name.to_owned(),
        ..Name::default()
    };
    let mut company = Customer::new(app.new_id(), name, app.moment().now);
    company.kind = CustomerKind::Company;
    CustomerChange::NewCompany(Box::new(company))
}

/// Picks a company that is known, or names a new one; its identity or its name goes into the draft.
#[component]
pub fn CompanyChoice(draft: RwSignal<String>, parts: FieldParts) -> impl IntoView {
    let i18n = use_i18n();
    let picked = RwSignal::new(Picked::Nothing);
    Effect::new(move |_| {
        draft.set(match picked.get() {
            Picked::Record(company) => company.id.to_string(),
            Picked::New(name) => format!("{NEW}{name}"),
            Picked::Nothing => String::new(),
        });
    });
    let create =
        Callback::new(move |name: String| t_string!(i18n, customers.create_named, name = name));
    let is_new = move || picked.with(|picked| matches!(picked, Picked::New(_)));
    view! {
        <Picker
            parts
            picked
            source=customer_source(Some(CustomerKind::Company))
            create
            placeholder=Signal::derive(move || t_string!(i18n, customers.company_hint).to_owned())
        />
        <small class="muted" role="status" hidden=move || !is_new()>
            {t!(i18n, common.customer_is_new)}
        </small>
    }
}

/// Whether it was given or taken back, when and where: the draft is blank until somebody chooses which.
#[component]
pub fn ConsentChoice(
    channel: Channel,
    draft: RwSignal<String>,
    parts: FieldParts,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let given = RwSignal::new(None::<bool>);
    let on = RwSignal::new(app.moment().today);
    let source = RwSignal::new(String::new());
    Effect::new(move |_| {
        let said = given.get().map(|given| Consent {
            source: source.get().trim().to_owned(),
            ..Consent::new(channel, given, on.get())
        });
        let said = said.and_then(|said| serde_json::to_string(&said).ok());
        draft.set(said.unwrap_or_default());
    });
    let choose = move |event| {
        given.set(match &*event_target_value(&event) {
            "given" => Some(true),
            "refused" => Some(false),
            _ => None,
        });
    };
    let day = move |event| {
        // A day that is not whole yet is none.
        if let Ok(day) = event_target_value(&event).parse::<NaiveDate>() {
            on.set(day);
        }
    };
    view! {
        <span class="row wrap">
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=choose
            >
                <option value="">"—"</option>
                <option value="given">{t!(i18n, clean.consent_given)}</option>
                <option value="refused">{t!(i18n, clean.consent_refused)}</option>
            </select>
            <input
                class="input"
                type="date"
                aria-label=move || t_string!(i18n, common.date)
                prop:value=move || on.get().to_string()
                on:change=day
            />
            <input
                class="input grow"
                type="text"
                maxlength="200"
                dir="auto"
                aria-label=move || t_string!(i18n, clean.consent_source)
                placeholder=move || t_string!(i18n, clean.consent_source)
                prop:value=source
                on:input=move |event| source.set(event_target_value(&event))
            />
        </span>
        <small class="muted">{t!(i18n, clean.consent_many)}</small>
    }
    .into_any()
}
