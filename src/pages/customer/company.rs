//! The company somebody belongs to: picked from those known, or made on the spot.

use leptos::prelude::*;

use crate::{
    app::Route,
    domain::{Customer, CustomerKind, Id, Record, TableName, commands::Add, name::Name},
    i18n::{t_string, use_i18n},
    pages::parts::customer_source,
    ui::{Field, Icon, Picked, Picker},
};

use super::subject::Subject;

/// Picks a company, or names a new one.
#[component]
pub fn CompanyPicker(
    /// What is picked.
    picked: RwSignal<Picked>,
) -> impl IntoView {
    let i18n = use_i18n();
    let create =
        move |name: String| t_string!(i18n, customers.create_named, name = name).to_string();
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, customers.company).to_owned()) let:parts>
                    <Picker
                        parts=parts
                        picked=picked
                        source=customer_source(Some(CustomerKind::Company))
                        create=Callback::new(create)
                        placeholder=Signal::derive(move || t_string!(i18n, customers.company_hint).to_owned())
                    />
        </Field>
    }
}

/// The company of a record: a link, and a way to change it.
#[component]
pub fn RecordCompany(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let editing = RwSignal::new(false);
    let company = Memo::new(move |_| {
        let id = subject.get(|customer| customer.company)?;
        let name = subject.app.read(&[TableName::Customers], |records| {
            records.get(id).map(|one| one.display_name().to_owned())
        })?;
        Some((id, name))
    });
    let shown = move || match company.get() {
        Some((id, name)) => {
            view! { <a href=Route::Customer(id).href() dir="auto">{name}</a> }.into_any()
        }
        None => view! { <span class="muted">"—"</span> }.into_any(),
    };
    view! {
        {move || {
            if editing.get() {
                view! { <Change subject=subject editing=editing/> }.into_any()
            } else {
                view! {
                    <span class="row">
                        {shown}
                        <button
                            type="button"
                            class="btn ghost icon-only small"
                            aria-label=move || t_string!(i18n, customers.change_company)
                            on:click=move |_| editing.set(true)
                        >
                            <Icon name="edit"/>
                        </button>
                    </span>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Change(subject: Subject, editing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let picked = RwSignal::new(Picked::Nothing);
    Effect::new(move |_| match picked.get() {
        Picked::Nothing => {}
        Picked::Record(company) => {
            subject.save(|customer| customer.company = Some(Id::new(company.id)));
            editing.set(false);
        }
        Picked::New(name) => {
            let app = subject.app;
            let name = Name {
                full: name,
                ..Name::default()
            };
            let mut company = Customer::new(app.new_id(), name, app.moment().now);
            company.kind = CustomerKind::Company;
            let id = company.id;
            app.run(Add(vec![Record::from(company)]), move |_| {
                subject.save(|customer| customer.company = Some(id));
            });
            editing.set(false);
        }
    });
    view! {
        <div class="stack tight">
            <CompanyPicker picked=picked/>
            <div class="row">
                <button type="button" class="btn small" on:click=move |_| editing.set(false)>
                    {move || t_string!(i18n, common.cancel)}
                </button>
                <button
                    type="button"
                    class="btn small ghost"
                    on:click=move |_| {
                        subject.save(|customer| customer.company = None);
                        editing.set(false);
                    }
                >
                    {move || t_string!(i18n, customers.no_company)}
                </button>
            </div>
        </div>
    }
}
