//! Choosing the customer of a sale, a deal or a task by any part of name or number, or naming one who
//! is new and is written together with what refers to it.

use leptos::prelude::*;

use crate::{
    app::{App, Route, search::use_search, state::use_app},
    domain::{Customer, CustomerKind, Id, TableName, name::Name},
    i18n::{t_string, use_i18n},
    ui::{Field, Picked, Picker, Source, Suggestion},
};

/// How many suggestions are offered.
const OFFERED: usize = 7;

/// Where a picker finds customers: all of them by what is typed, or those of one kind, who are few and offered
/// before anything is.
pub fn customer_source(kind: Option<CustomerKind>) -> Source {
    let app = use_app();
    let i18n = use_i18n();
    let search = use_search();
    let passes = move |one: &Customer| kind.is_none_or(|kind| one.kind == kind);
    // Those of a kind may stand far behind.
    let hits = if kind.is_some() { 400 } else { OFFERED };
    let suggest = move |text: String| {
        let found = search.find(&text, hits);
        let untyped = kind.is_some() && text.trim().is_empty();
        app.peek(|records| {
            let found = found.into_iter().filter_map(|id| records.get(id));
            let all = untyped.then(|| records.customers.iter());
            let offered = found.chain(all.into_iter().flatten());
            let offered = offered.filter(|one| passes(one)).take(OFFERED);
            offered.map(|one| suggestion(one)).collect()
        })
    };
    let named = move |name: String| {
        app.peek(|records| {
            let mut all = records.customers.iter().filter(|one| passes(one));
            all.find(|one| one.display_name() == name)
                .map(|one| suggestion(one))
        })
    };
    Source {
        suggest: Callback::new(suggest),
        named: Callback::new(named),
        waiting: Signal::derive(move || {
            let complete = search.is_complete();
            (!complete).then(|| t_string!(i18n, common.loading).to_owned())
        }),
    }
}

/// A field with a picker over customers. A blank one offers nobody, so that Enter picks nobody.
#[component]
pub fn CustomerField(
    /// Who is picked.
    picked: RwSignal<Picked>,
    /// Whether a new customer may be named here.
    #[prop(default = true)]
    create: bool,
    /// Said while nobody is picked.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Spans the whole form.
    #[prop(optional)]
    full: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let source = customer_source(None);
    let words =
        Callback::new(move |name: String| t_string!(i18n, common.create_customer, name = name));
    let hint = Signal::derive(move || match picked.get() {
        Picked::New(_) => t_string!(i18n, common.customer_is_new).to_owned(),
        Picked::Record(_) => String::new(),
        Picked::Nothing => hint.get(),
    });
    view! {
        <Field
            label=Signal::derive(move || t_string!(i18n, common.customer).to_owned())
            hint
            full
            children=move |parts| {
                let placeholder = Signal::derive(move || {
                    t_string!(i18n, common.customer_placeholder).to_owned()
                });
                if create {
                    view! { <Picker parts picked source create=words placeholder/> }.into_any()
                } else {
                    view! { <Picker parts picked source placeholder/> }.into_any()
                }
            }
        />
    }
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

/// The field's value for a customer that is known; nobody if there is none of that identity.
pub fn picked(app: App, id: Option<Id<Customer>>) -> Picked {
    let found = id.and_then(|id| app.peek(|records| records.get(id).map(|one| suggestion(one))));
    found.map_or(Picked::Nothing, Picked::Record)
}

/// Who is picked, with the record to write along if that customer is new.
pub fn resolve(app: App, picked: &Picked) -> (Option<Id<Customer>>, Option<Customer>) {
    match picked {
        Picked::Nothing => (None, None),
        Picked::Record(suggestion) => (Some(Id::new(suggestion.id)), None),
        Picked::New(name) => {
            let id = app.new_id();
            let customer = Customer::new(id, Name::from_full(name), app.moment().now);
            (Some(id), Some(customer))
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

/// The customer of a record on its page, saved when another one is picked, with the way to their page.
#[component]
pub fn SavedCustomer(
    /// Whose it is stored to be.
    #[prop(into)]
    stored: Signal<Option<Id<Customer>>>,
    /// Takes who is picked, with the record of somebody new.
    on_pick: Callback<(Option<Id<Customer>>, Option<Customer>)>,
) -> impl IntoView {
    let app = use_app();
    let chosen = RwSignal::new(picked(app, stored.get_untracked()));
    Effect::new(move |before: Option<Picked>| {
        let now = chosen.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            let (customer, new) = resolve(app, &now);
            if customer != stored.get_untracked() {
                on_pick.run((customer, new));
            }
        }
        now
    });
    // Undo or another tab may change it while the page is open.
    Effect::new(move |_| {
        let known = picked(app, stored.get());
        if chosen.get_untracked() != known {
            chosen.set(known);
        }
    });
    let link = move || {
        let id = stored.get()?;
        let name = name_of(app, Some(id))?;
        Some(view! { <a href=Route::Customer(id).href()>{name}</a> })
    };
    view! {
        <CustomerField picked=chosen full=true/>
        <span class="small">{link}</span>
    }
}
