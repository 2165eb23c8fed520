//! Changing a recorded sale: what was sold and to whom, like typing it again; of a refund, only what
//! was noted about it, because its money is back with the customer of its sale.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{saving::use_saving, state::use_app},
    domain::{Sale, commands::Save},
    i18n::{t_string, use_i18n},
    pages::sales::{draft::Draft, form::SaleFields, total::PaymentChoice},
    ui::{DayLine, Dialog, Foot, LineField},
};

/// The dialog.
#[component]
pub fn EditDialog(open: RwSignal<bool>, sale: Arc<Sale>) -> impl IntoView {
    let i18n = use_i18n();
    let is_refund = sale.is_refund();
    let sale = StoredValue::new_local(sale);
    view! {
        <Dialog
            open
            title=Signal::derive(move || t_string!(i18n, sales.edit_sale).to_owned())
            wide=!is_refund
        >
            {if is_refund {
                view! { <RefundNotes open sale=sale.get_value()/> }.into_any()
            } else {
                view! { <SaleAgain open sale=sale.get_value()/> }.into_any()
            }}
        </Dialog>
    }
}

#[component]
fn SaleAgain(open: RwSignal<bool>, sale: Arc<Sale>) -> impl IntoView {
    let app = use_app();
    let draft = StoredValue::new_local(Draft::of_sale(app, &sale));
    let saving = use_saving(open);
    let save = Callback::new(move |()| {
        let revision = draft.with_value(|draft| draft.revision(app, &sale));
        let right = revision.is_ok();
        if let Ok(revision) = revision {
            saving.save(revision);
        }
        right
    });
    let cancel = Callback::new(move |()| saving.close());
    view! {
        <SaleFields draft saving save cancel begin=".sale-next">
            ""
        </SaleFields>
    }
}

#[component]
fn RefundNotes(open: RwSignal<bool>, sale: Arc<Sale>) -> impl IntoView {
    let i18n = use_i18n();
    let saving = use_saving(open);
    let date = RwSignal::new(sale.date.to_string());
    let number = RwSignal::new(sale.number.clone());
    let note = RwSignal::new(sale.note.clone());
    let payment = RwSignal::new(sale.payment);
    let error = Signal::derive(move || {
        let bad = date.with(|text| text.parse::<chrono::NaiveDate>().is_err());
        if bad {
            t_string!(i18n, sales.error_no_date).to_owned()
        } else {
            saving.error.get()
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
        saving.save(Save::new((*sale).clone(), edited));
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
                <div class="sale-terms">
                    <DayLine
                        label=Signal::derive(move || t_string!(i18n, common.date).to_owned())
                        day=date
                        error
                    />
                    <LineField label=Signal::derive(move || t_string!(i18n, sales.number).to_owned()) value=number/>
                    <PaymentChoice payment/>
                </div>
                <LineField label=Signal::derive(move || t_string!(i18n, common.note).to_owned()) value=note/>
            </div>
            <Foot saving/>
        </form>
    }
    .into_any()
}
