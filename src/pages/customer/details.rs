//! Everything about how to reach and know somebody, in the shop's order. Knows nothing of how each part is
//! edited.

use leptos::prelude::*;

use crate::{
    domain::{Channel, CustomerPart, TableName, field::set_value},
    i18n::{t, use_i18n},
    pages::{
        own::{OwnFields, OwnerLine},
        parts::Laid,
    },
    ui::field::{FieldParts, unique_id},
};

use super::{
    birthday::BirthdayField,
    company::RecordCompany,
    contact::{Entries, Entry},
    naming::Naming,
    places::Places,
    plain::{Text, What},
    standing::Belongs,
    subject::Subject,
    tags::RecordTags,
};

/// The parts of the record.
#[component]
pub fn Details(subject: Subject) -> impl IntoView {
    let held = Memo::new(move |_| subject.get(CustomerPart::held));
    view! {
        <div class="details">
            <Laid held draw=move |part| view! { <One subject part/> }.into_any()/>
        </div>
        <Naming subject/>
    }
}

/// One of them.
#[component]
fn One(subject: Subject, part: CustomerPart) -> impl IntoView {
    let i18n = use_i18n();
    match part {
        CustomerPart::Phones => view! { <Entries subject kind=Entry::Phone/> }.into_any(),
        CustomerPart::Emails => view! { <Entries subject kind=Entry::Email/> }.into_any(),
        CustomerPart::Addresses => view! { <Places subject/> }.into_any(),
        CustomerPart::Company => view! {
            <div class="detail" hidden=move || subject.is_company()>
                <span class="detail-label">{t!(i18n, customers.company)}</span>
                <RecordCompany subject/>
            </div>
        }
        .into_any(),
        CustomerPart::JobTitle => view! { <Text subject what=What::Job/> }.into_any(),
        CustomerPart::Birthday => view! { <BirthdayField subject/> }.into_any(),
        CustomerPart::Tags => view! { <Tags subject/> }.into_any(),
        CustomerPart::Website => view! { <Text subject what=What::Website/> }.into_any(),
        CustomerPart::Standing => view! { <Belongs subject/> }.into_any(),
        CustomerPart::Owner => view! {
            <OwnerLine
                owner=Signal::derive(move || subject.get(|customer| customer.owner))
                on_pick=Callback::new(move |owner| subject.save(|customer| customer.owner = owner))
            />
        }
        .into_any(),
        CustomerPart::Source => view! { <Text subject what=What::Source/> }.into_any(),
        CustomerPart::Code => view! { <Text subject what=What::Code/> }.into_any(),
        CustomerPart::Note => view! { <Text subject what=What::Note/> }.into_any(),
        CustomerPart::Values => view! {
            <OwnFields
                table=TableName::Customers
                values=Signal::derive(move || subject.get(|customer| customer.values.clone()))
                may_call=Signal::derive(move || subject.get(|customer| customer.may_contact(Channel::Phone)))
                on_save=Callback::new(move |(field, value)| {
                    subject.saved(|customer| set_value(&mut customer.values, field, value))
                })
            />
        }
        .into_any(),
    }
}

#[component]
fn Tags(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let id = unique_id();
    let parts = FieldParts {
        id: StoredValue::new(id.clone()),
        invalid: Signal::stored(false),
    };
    view! {
        <div class="detail">
            <label class="detail-label" for=id>{t!(i18n, customers.tags)}</label>
            <RecordTags subject parts/>
        </div>
    }
}
