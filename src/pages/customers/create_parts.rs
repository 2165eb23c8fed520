//! The parts of the form for a new customer. Knows nothing of their order.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{CustomerKind, CustomerPart, TableName},
    i18n::{t, t_string, use_i18n},
    pages::{
        customer::{AddressFields, BirthdayInputs, CompanyPicker, Consents, StandingSelect},
        own::{DraftFields, OwnerLine},
        parts::{TagsInput, part_text},
    },
    ui::{Field, Icon, field::unique_id},
};

use super::create_draft::Form;

/// The control of a part.
#[component]
pub fn PartField(form: Form, part: CustomerPart) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || part_text(i18n.get_locale(), part).to_owned());
    let of_company = move || form.kind.get() == CustomerKind::Company;
    let line = move |value, kind| view! { <TextField value kind label/> };
    match part {
        CustomerPart::Phones => line(form.phone, "tel").into_any(),
        CustomerPart::Emails => line(form.email, "email").into_any(),
        CustomerPart::Website => line(form.website, "text").into_any(),
        CustomerPart::Code => line(form.code, "text").into_any(),
        CustomerPart::JobTitle => {
            view! { <div hidden=of_company>{line(form.job, "text")}</div> }.into_any()
        }
        CustomerPart::Company => view! {
            <div class="full" hidden=of_company>
                <CompanyPicker picked=form.company/>
            </div>
        }
        .into_any(),
        CustomerPart::Addresses => view! {
            <div class="field full" role="group" aria-label=move || label.get()>
                <span class="label">{label}</span>
                <div class="form"><AddressFields draft=form.address/></div>
            </div>
        }
        .into_any(),
        CustomerPart::Birthday => view! {
            <div class="field full" hidden=of_company>
                <span class="label">{label}</span>
                <span class="row wrap"><BirthdayInputs draft=form.birthday/></span>
            </div>
        }
        .into_any(),
        CustomerPart::Tags => view! {
            <Field label full=true let:parts>
                <TagsInput parts=parts tags=form.tags table=TableName::Customers/>
            </Field>
        }
        .into_any(),
        CustomerPart::Standing => view! {
            <Field label let:parts>
                <StandingSelect
                    id=parts.id()
                    chosen=form.standing
                    on_pick=Callback::new(move |one| form.standing.set(one))
                />
            </Field>
        }
        .into_any(),
        CustomerPart::Owner => view! {
            <div class="full">
                <OwnerLine owner=form.owner on_pick=Callback::new(move |one| form.owner.set(one))/>
            </div>
        }
        .into_any(),
        CustomerPart::Source => view! { <SourceField source=form.source label/> }.into_any(),
        CustomerPart::Note => view! {
            <label class="field full">
                <span class="label">{label}</span>
                <textarea class="input" dir="auto" bind:value=form.note></textarea>
            </label>
        }
        .into_any(),
        CustomerPart::Values => view! {
            <div class="full" hidden=form.own.is_empty()>
                <DraftFields drafts=form.own/>
            </div>
        }
        .into_any(),
    }
}

/// A labelled text.
#[component]
fn TextField(value: RwSignal<String>, kind: &'static str, label: Signal<String>) -> impl IntoView {
    view! {
        <Field label let:parts>
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

/// Where somebody came from; sources that are known are offered.
#[component]
fn SourceField(source: RwSignal<String>, label: Signal<String>) -> impl IntoView {
    let app = use_app();
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
        <Field label let:parts>
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
    }
}

/// Whether somebody begins as a lead.
#[component]
pub fn LeadField(lead: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
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

/// What they allow, folded away: many shops ask later.
#[component]
pub fn ConsentField(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let asked = RwSignal::new(false);
    // What was typed before a reload is shown, and stays in sight when it is taken back.
    let held = move || form.silent.get() || form.consents.with(|said| !said.is_empty());
    let open = Memo::new(move |was: Option<&bool>| was.is_some_and(|was| *was) || held());
    let shown = Memo::new(move |_| asked.get() || open.get());
    view! {
        <div class="stack">
            <button
                type="button"
                class="btn ghost small"
                aria-expanded=move || shown.get().to_string()
                hidden=move || open.get()
                on:click=move |_| asked.update(|asked| *asked = !*asked)
            >
                <Icon name="shield"/>
                {t!(i18n, clean.consent_new)}
            </button>
            // Its boxes are called after channels, as fields of the form are: they are there only when asked for.
            <Show when=move || shown.get()>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || form.silent.get()
                        on:change=move |event| form.silent.set(event_target_checked(&event))
                    />
                    {t!(i18n, customers.ask_silent)}
                </label>
                <Consents
                    said=form.consents.into()
                    form=true
                    on_say=Callback::new(move |(channel, said)| form.say(channel, said))
                />
            </Show>
        </div>
    }
}
