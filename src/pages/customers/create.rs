//! The dialog for a new customer. While it is filled in it looks for a customer who may be the same.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, html, prelude::*};
use serde::{Deserialize, Serialize};

use crate::{
    app::{App, Route, saving::use_saving, search::CustomerSearch, unsaved::use_unsaved},
    clean::same_name,
    domain::{
        Customer, CustomerKind, Email, Id, Lead, Phone, Record, TableName, Values,
        commands::{Add, Along},
        name::Name,
    },
    exchange::duplicates::{name_key, same_phone},
    i18n::{t, t_string, use_i18n},
    pages::{
        customer::CompanyPicker,
        own::{self, DraftFields, Drafts},
        parts::{TagsInput, UnsavedOffer},
    },
    ui::{Dialog, Field, Foot, Icon, Picked},
};

use super::{
    create_parts::{KindSwitch, LeadField, TextField},
    state::ListState,
};

/// What has been filled in.
#[derive(Clone, Copy)]
struct Form {
    kind: RwSignal<CustomerKind>,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    company: RwSignal<Picked>,
    tags: RwSignal<Vec<String>>,
    own: Drafts,
    lead: RwSignal<bool>,
    source: RwSignal<String>,
    error: RwSignal<bool>,
}

impl Form {
    fn new(app: App, name: String) -> Self {
        Self {
            kind: RwSignal::new(CustomerKind::Person),
            name: RwSignal::new(name),
            phone: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            company: RwSignal::new(Picked::Nothing),
            tags: RwSignal::new(Vec::new()),
            own: Drafts::new(app, TableName::Customers, &Values::new()),
            lead: RwSignal::new(false),
            source: RwSignal::new(String::new()),
            error: RwSignal::new(false),
        }
    }

    /// True if there is nothing to call the customer by.
    fn is_nameless(self) -> bool {
        [self.name, self.phone, self.email]
            .iter()
            .all(|text| text.with_untracked(|text| text.trim().is_empty()))
    }

    /// The records to add: the customer first, then a company made on the spot. `None` if nothing was
    /// filled in to call it by.
    fn records(self, app: App, values: Values) -> Option<(Id<Customer>, Vec<Record>)> {
        let now = app.moment().now;
        let name = self.name.get_untracked();
        let kind = self.kind.get_untracked();
        let named = match kind {
            CustomerKind::Person => Name::from_full(&name),
            CustomerKind::Company => company_name(&name),
        };
        let mut customer = Customer::new(app.new_id(), named, now);
        customer.kind = kind;
        let phone = self.phone.get_untracked().trim().to_owned();
        if !phone.is_empty() {
            customer.phones.push(Phone::new(phone));
        }
        let email = self.email.get_untracked().trim().to_owned();
        if !email.is_empty() {
            customer.emails.push(Email::new(email));
        }
        customer.tags = self.tags.get_untracked();
        customer.values = values;
        customer.lead = self.lead.get_untracked().then(|| Lead::new(now));
        customer.source = self
            .source
            .with_untracked(|source| source.trim().to_owned());
        if customer.display_name().trim().is_empty() {
            return None;
        }
        let id = customer.id;
        let mut records = Vec::new();
        let company = self.company.get_untracked();
        if kind == CustomerKind::Person {
            match company {
                Picked::Nothing => {}
                Picked::Record(company) => customer.company = Some(Id::new(company.id)),
                Picked::New(name) => {
                    let mut company = Customer::new(app.new_id(), company_name(&name), now);
                    company.kind = CustomerKind::Company;
                    customer.company = Some(company.id);
                    records.push(company.into());
                }
            }
        }
        records.insert(0, customer.into());
        Some((id, records))
    }
}

/// What was typed, as it is kept until it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Texts {
    kind: CustomerKind,
    name: String,
    phone: String,
    email: String,
    company: Picked,
    tags: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    own: own::Texts,
}

impl Form {
    fn texts(self) -> Texts {
        Texts {
            kind: self.kind.get(),
            name: self.name.get(),
            phone: self.phone.get(),
            email: self.email.get(),
            company: self.company.get(),
            tags: self.tags.get(),
            source: self.source.get(),
            own: self.own.texts(),
        }
    }

    fn type_again(self, texts: Texts) {
        self.kind.set(texts.kind);
        self.name.set(texts.name);
        self.phone.set(texts.phone);
        self.email.set(texts.email);
        self.company.set(texts.company);
        self.tags.set(texts.tags);
        self.source.set(texts.source);
        self.own.type_again(&texts.own);
    }
}

/// A company has no family name.
fn company_name(full: &str) -> Name {
    Name {
        full: full.split_whitespace().collect::<Vec<_>>().join(" "),
        ..Name::default()
    }
}

/// A customer who may be the one that is being filled in.
fn same(app: App, search: CustomerSearch, form: Form) -> Option<Arc<Customer>> {
    let (name, phone) = (form.name.get(), form.phone.get());
    let email = Email::new(form.email.get()).key();
    let find = |text: &str, same: &dyn Fn(&Customer) -> bool| {
        let hits = search.find(text, 40);
        app.peek(|records| {
            let mut known = hits.iter().filter_map(|id| records.get(*id));
            known.find(|one| same(one)).cloned()
        })
    };
    let digits = Phone::new(phone.clone()).digits();
    let by_phone = (digits.len() >= 7)
        .then(|| {
            find(&phone, &|one| {
                one.phones
                    .iter()
                    .any(|have| same_phone(&have.number, &phone))
            })
        })
        .flatten();
    by_phone
        .or_else(|| {
            email
                .contains('@')
                .then(|| {
                    find(&email, &|one| {
                        one.emails.iter().any(|have| have.key() == email)
                    })
                })
                .flatten()
        })
        .or_else(|| {
            let key = name_key(&name);
            (key.chars().count() >= 2)
                .then(|| find(&name, &|one| same_name(&one.name.full, &name)))
                .flatten()
        })
}

/// The dialog; `?new=1` opens it.
#[component]
pub fn CreateDialog(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(state.address.with_untracked(|address| address.new));
    Effect::new(move |_| open.set(state.address.with(|address| address.new)));
    Effect::new(move |_| {
        if !open.get() && state.address.with_untracked(|address| address.new) {
            state.change(true, |address| address.new = false);
        }
    });
    view! {
        <Dialog open=open title=Signal::derive(move || t_string!(i18n, common.new_customer).to_owned())>
            <CreateForm state=state open=open/>
        </Dialog>
    }
}

#[component]
fn CreateForm(state: ListState, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let name = state.address.with_untracked(|address| address.name.clone());
    let form = Form::new(state.app, name.clone());
    form.lead
        .set(state.address.with_untracked(|address| address.lead));
    // Somebody who was looked for by a number has that number.
    if !crate::search::phone::spellings(&name).anywhere.is_empty() {
        form.name.set(String::new());
        form.phone.set(name);
    }
    let unsaved = use_unsaved("customer", move || form.texts());
    let known = Memo::new(move |_| same(state.app, state.search, form));
    // The address closes this dialog, so that one step leads on to the new customer.
    let saving = use_saving(RwSignal::new(true));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let mut values = Values::new();
        let sound = form.own.read_onto(&mut values);
        let Some((id, records)) = form.records(state.app, values).filter(|_| sound) else {
            form.error.set(form.is_nameless());
            return;
        };
        // The customer names the change; a company made on the spot comes along.
        let mut records = records.into_iter();
        let Some(customer) = records.next() else {
            return;
        };
        saving.save_then(Along::new(Add::one(customer), records), move |_| {
            unsaved.forget();
            state.change(true, |address| {
                address.new = false;
                address.open = Some(id);
            });
        });
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=save
            on:keydown=move |event| {
                if event.key() == "Enter" && event.is_composing() {
                    event.prevent_default();
                }
            }
        >
            <div class="content">
                <UnsavedOffer unsaved take=move |texts: Texts| form.type_again(texts)/>
                <KindSwitch kind=form.kind/>
                <NameField form=form refused=saving.error/>
                <div class="form">
                    <TextField value=form.phone kind="tel" label=move || t_string!(i18n, customers.phone)/>
                    <TextField value=form.email kind="email" label=move || t_string!(i18n, customers.email)/>
                </div>
                <Known known=known/>
                <div hidden=move || form.kind.get() == CustomerKind::Company>
                    <CompanyPicker picked=form.company/>
                </div>
                <Field label=Signal::derive(move || t_string!(i18n, customers.tags).to_owned()) let:parts>
                    <TagsInput parts=parts tags=form.tags table=TableName::Customers/>
                </Field>
                <DraftFields drafts=form.own/>
                <LeadField lead=form.lead source=form.source/>
            </div>
            <Foot
                saving
                action=Signal::derive(move || t_string!(i18n, common.create).to_owned())
                on_cancel=Callback::new(move |()| {
                    unsaved.forget();
                    open.set(false);
                })
            />
        </form>
    }
}

#[component]
fn NameField(form: Form, refused: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            // The dialog takes the focus when it opens; the name has it a frame later.
            request_animation_frame(move || {
                input.focus().ok();
            });
        }
    });
    let error = Signal::derive(move || {
        if form.error.get() {
            t_string!(i18n, customers.name_needed).to_owned()
        } else {
            refused.get()
        }
    });
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, common.name).to_owned()) error=error let:parts>
                    <input
                        class="input"
                        type="text"
                        id=parts.id()
                        node_ref=node
                        autocomplete="off"
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        prop:value=move || form.name.get()
                        on:input=move |event| {
                            form.error.set(false);
                            form.name.set(event_target_value(&event));
                        }
                    />
        </Field>
    }
}

/// The customer who may be the same, with a way there.
#[component]
fn Known(known: Memo<Option<Arc<Customer>>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div role="status">
            {move || {
                known
                    .get()
                    .map(|one| {
                        let contact = one.phones.first().map(|phone| phone.number.clone());
                        view! {
                            <p class="callout row wrap known">
                                <Icon name="alert"/>
                                <span>{t!(i18n, customers.perhaps_known)}</span>
                                <a href=Route::Customer(one.id).href()>{one.display_name().to_owned()}</a>
                                <span class="muted num">{contact}</span>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
