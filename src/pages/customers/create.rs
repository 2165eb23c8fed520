//! The dialog for a new customer. While it is filled in it looks for a customer who may be the same.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::{
    app::{
        App,
        saving::use_saving,
        search::CustomerSearch,
        unsaved::{self, use_unsaved},
    },
    clean::{
        known::{has_email, has_phone, is_mailbox, is_number},
        same_name,
    },
    domain::{
        Customer, Values,
        commands::{Add, Along},
    },
    exchange::duplicates::name_key,
    i18n::{t_string, td_string, use_i18n},
    pages::parts::{Laid, UnsavedOffer},
    ui::{Dialog, Field, Foot},
};

use super::{
    create_draft::{Form, Texts},
    create_parts::{ConsentField, KindSwitch, LeadField, PartField},
    known::{Known, find_known},
    state::ListState,
};

/// A customer who may be the one that is being filled in.
fn same(app: App, search: CustomerSearch, form: Form) -> Option<Arc<Customer>> {
    let (name, phone) = (form.name.get(), form.phone.get());
    let email = form.email.get();
    let find = |text: &str, same: &dyn Fn(&Customer) -> bool| find_known(app, search, text, same);
    let by_phone = is_number(&phone)
        .then(|| find(&phone, &|one| has_phone(one, &phone)))
        .flatten();
    by_phone
        .or_else(|| {
            is_mailbox(&email)
                .then(|| find(&email, &|one| has_email(one, &email)))
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
    let unsaved = use_unsaved(unsaved::Form::Customer, move || form.texts());
    let known = Memo::new(move |_| same(state.app, state.search, form));
    // The address closes this dialog, so that one step leads on to the new customer.
    let saving = use_saving(RwSignal::new(true));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if form.lacks_source() {
            let text = td_string!(i18n.get_locale_untracked(), clean.consent_needs_source);
            saving.error.set(text.to_owned());
            return;
        }
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
                <Known said=Signal::derive(move || t_string!(i18n, customers.perhaps_known).to_owned()) known/>
                <div class="form">
                    <Laid
                        held=Signal::derive(move || form.held())
                        draw=move |part| view! { <PartField form part/> }.into_any()
                    />
                </div>
                <LeadField lead=form.lead/>
                <ConsentField form/>
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
