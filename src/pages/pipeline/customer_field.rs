//! Choosing the customer of a deal or task by name or number, or making one on the spot.

use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{Customer, Id, Record, TableName, contact::digits, name::Name},
    i18n::{t_string, use_i18n},
    search::fold,
    ui::{Field, Picked, Picker, Suggestion},
};

/// How many suggestions are offered.
const OFFERED: usize = 8;

/// A field with a picker over customers.
#[component]
pub fn CustomerField(
    /// What is picked.
    picked: RwSignal<Picked>,
    /// Whether a new customer may be made here.
    #[prop(default = true)]
    create: bool,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let suggest = Callback::new(move |text: String| suggestions(app, &text));
    let words =
        Callback::new(move |name: String| t_string!(i18n, pipeline.create_customer, name = name));
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, common.customer).to_owned())
            full=true
            children=move |parts| {
                let placeholder = Signal::derive(move || {
                    t_string!(i18n, pipeline.pick_customer).to_owned()
                });
                if create {
                    view! { <Picker parts picked suggest create=words placeholder/> }.into_any()
                } else {
                    view! { <Picker parts picked suggest placeholder/> }.into_any()
                }
            }
        />
    }
}

fn suggestions(app: App, text: &str) -> Vec<Suggestion> {
    let (wanted, number) = (fold(text.trim()), digits(text));
    app.peek(|records| {
        records
            .customers
            .iter()
            .filter(|customer| {
                fold(customer.display_name()).contains(&wanted)
                    || number.len() > 2
                        && customer
                            .phones
                            .iter()
                            .any(|phone| phone.digits().contains(&number))
            })
            .take(OFFERED)
            .map(|customer| suggestion(customer))
            .collect()
    })
}

fn suggestion(customer: &Customer) -> Suggestion {
    let phone = customer.phones.first().map(|phone| phone.number.clone());
    let email = customer.emails.first().map(|email| email.address.clone());
    Suggestion {
        id: customer.id.raw(),
        title: customer.display_name().to_owned(),
        detail: phone.or(email).unwrap_or_default(),
    }
}

/// The field's value for a customer that is known.
pub fn picked(app: App, id: Option<Id<Customer>>) -> Picked {
    let found = id.and_then(|id| app.peek(|records| records.get(id).map(|one| suggestion(one))));
    found.map_or(Picked::Nothing, Picked::Record)
}

/// What the picked customer is, with the record to add if it is new.
pub fn resolve(app: App, picked: &Picked) -> (Option<Id<Customer>>, Option<Record>) {
    match picked {
        Picked::Nothing => (None, None),
        Picked::Record(suggestion) => (Some(Id::new(suggestion.id)), None),
        Picked::New(name) => {
            let id = app.new_id();
            let customer = Customer::new(id, Name::from_full(name), app.moment().now);
            (Some(id), Some(customer.into()))
        }
    }
}

/// The name of a customer, followed.
pub fn name_of(app: App, id: Option<Id<Customer>>) -> Option<String> {
    let id = id?;
    app.read(&[TableName::Customers], |records| {
        records.get(id).map(|one| one.display_name().to_owned())
    })
}
