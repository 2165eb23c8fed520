//! Changing what was noted about a sale: day, number, payment, customer, note. What was sold and
//! paid is not changed but refunded.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{
        Customer, Id, Record, Sale,
        commands::{Add, Save},
        name::Name,
    },
    i18n::{t, t_string, use_i18n},
    pages::sales::{
        suggest,
        total::{PaymentChoice, TextField},
    },
    ui::{Dialog, Field, Picked, Picker},
};

/// The dialog.
#[component]
pub fn EditDialog(open: RwSignal<bool>, sale: Arc<Sale>) -> impl IntoView {
    let i18n = use_i18n();
    let sale = StoredValue::new_local(sale);
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, sales.edit_sale).to_owned())>
            <EditForm open sale=sale.get_value()/>
        </Dialog>
    }
}

#[component]
fn EditForm(open: RwSignal<bool>, sale: Arc<Sale>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let known = sale
        .customer
        .and_then(|id| app.peek(|records| suggest::known(records, id)));
    let picked = RwSignal::new(known.map_or(Picked::Nothing, Picked::Record));
    let date = RwSignal::new(sale.date.to_string());
    let number = RwSignal::new(sale.number.clone());
    let note = RwSignal::new(sale.note.clone());
    let payment = RwSignal::new(sale.payment);
    let suggest =
        Callback::new(move |text: String| app.peek(|records| suggest::customers(records, &text)));
    let create =
        Callback::new(move |name: String| t_string!(i18n, sales.create_customer, name = name));
    let no_date = Signal::derive(move || {
        let bad = date.with(|text| text.parse::<chrono::NaiveDate>().is_err());
        if bad {
            t_string!(i18n, sales.error_no_date).to_owned()
        } else {
            String::new()
        }
    });
    let save = move || {
        let Ok(day) = date.with_untracked(|text| text.parse()) else {
            return;
        };
        let mut edited = (*sale).clone();
        if edited.date != day {
            // The instant belonged to the other day.
            (edited.date, edited.at) = (day, None);
        }
        number.get_untracked().trim().clone_into(&mut edited.number);
        note.get_untracked().trim().clone_into(&mut edited.note);
        edited.payment = payment.get_untracked();
        let mut newcomer: Option<Record> = None;
        edited.customer = match picked.get_untracked() {
            Picked::Nothing => None,
            Picked::Record(known) => Some(Id::new(known.id)),
            Picked::New(name) => {
                let name = Name::from_full(&name);
                let customer = Customer::new(app.new_id(), name, app.moment().now);
                let id = customer.id;
                newcomer = Some(customer.into());
                Some(id)
            }
        };
        if edited == *sale {
            open.set(false);
            return;
        }
        let command = Save::new((*sale).clone(), edited);
        leptos::task::spawn_local(async move {
            if let Some(customer) = newcomer
                && app.execute(&Add(vec![customer])).await.is_none()
            {
                return;
            }
            if app.execute(&command).await.is_some() {
                open.try_set(false);
            }
        });
    };
    view! {
        <form
            class="dialog-form"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <Field
                    label=Signal::derive(move || t_string!(i18n, common.customer).to_owned())
                    hint=Signal::derive(move || t_string!(i18n, sales.walk_in_hint).to_owned())
                    children=move |parts| view! { <Picker parts picked suggest create/> }
                />
                <div class="sale-terms">
                    <Field
                        label=Signal::derive(move || t_string!(i18n, common.date).to_owned())
                        error=no_date
                        children=move |parts| {
                            view! {
                                <input
                                    class="input"
                                    type="date"
                                    id=parts.id()
                                    aria-describedby=parts.described_by()
                                    aria-invalid=move || parts.invalid.get().then_some("true")
                                    prop:value=move || date.get()
                                    on:input=move |event| date.set(event_target_value(&event))
                                />
                            }
                        }
                    />
                    <TextField label=Signal::derive(move || t_string!(i18n, sales.number).to_owned()) text=number/>
                    <PaymentChoice payment/>
                </div>
                <TextField label=Signal::derive(move || t_string!(i18n, common.note).to_owned()) text=note/>
            </div>
            <footer>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button type="submit" class="btn primary">{t!(i18n, common.save)}</button>
            </footer>
        </form>
    }
    .into_any()
}
