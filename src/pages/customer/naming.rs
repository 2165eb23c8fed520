//! How somebody is called and addressed: the parts of the name, where it was split wrongly, gender, and whether
//! the record is one of a person or of a company. Folded away, as most shops never need it.

use leptos::prelude::*;

use crate::{
    domain::{
        CustomerKind,
        name::{Gender, Name},
    },
    i18n::{t, t_string, use_i18n},
    ui::field::unique_id,
};

use super::{
    plain::{Text, What},
    subject::Subject,
    texts,
};

/// The parts of a person's name, in the order of the form.
const PARTS: [What; 6] = [
    What::Family,
    What::Given,
    What::Nickname,
    What::Phonetic,
    What::Prefix,
    What::Suffix,
];

/// The parts.
#[component]
pub fn Naming(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let company = Memo::new(move |_| subject.is_company());
    let parts = move || {
        (!company.get()).then(|| {
            view! {
                {PARTS.map(|what| view! { <Text subject what/> }).into_iter().collect_view()}
                <GenderField subject/>
            }
        })
    };
    view! {
        <details class="naming">
            <summary>{t!(i18n, customers.naming)}</summary>
            <div class="details">
                {parts}
                <KindField subject company/>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn GenderField(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let id = unique_id();
    let said = Memo::new(move |_| subject.get(|customer| customer.gender.clone()));
    let option = move |gender: Gender| {
        let text = move || texts::gender(i18n.get_locale(), gender);
        let chosen = move || said.with(|said| said == gender.as_str());
        view! {
            <option value=gender.as_str() prop:selected=chosen>
                {text}
            </option>
        }
    };
    // A word of the person's own stays on offer.
    let own = move || {
        let word = said.get();
        let own = !word.is_empty() && Gender::ALL.iter().all(|one| one.as_str() != word);
        own.then(|| view! { <option value=word.clone() selected=true>{word.clone()}</option> })
    };
    view! {
        <div class="detail">
            <label class="detail-label" for=id.clone()>{t!(i18n, data.w_gender)}</label>
            <select
                id=id
                class="input compact"
                on:change=move |event| {
                    let word = event_target_value(&event);
                    subject.save(|customer| customer.gender = word);
                }
            >
                <option value="" prop:selected=move || said.with(String::is_empty)>"—"</option>
                {Gender::ALL.map(option).into_iter().collect_view()}
                {own}
            </select>
        </div>
    }
    .into_any()
}

/// Whether it is a person or a company. A company to which people belong stays one.
#[component]
fn KindField(subject: Subject, company: Memo<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let id = unique_id();
    let has_people = Memo::new(move |_| company.get() && !subject.people.with(Vec::is_empty));
    let change = move |event| {
        let kind = if event_target_value(&event) == "company" {
            CustomerKind::Company
        } else {
            CustomerKind::Person
        };
        subject.save(|customer| {
            customer.kind = kind;
            match kind {
                CustomerKind::Company => {
                    customer.company = None;
                    customer.name.family.clear();
                    customer.name.given.clear();
                }
                CustomerKind::Person => {
                    let parts = Name::from_full(&customer.name.full);
                    customer.name.family = parts.family;
                    customer.name.given = parts.given;
                }
            }
        });
    };
    view! {
        <div class="detail">
            <label class="detail-label" for=id.clone()>{t!(i18n, customers.kind)}</label>
            <span class="stack tight">
                <select id=id class="input compact" disabled=has_people on:change=change>
                    <option value="person" prop:selected=move || !company.get()>
                        {move || t_string!(i18n, customers.person)}
                    </option>
                    <option value="company" prop:selected=move || company.get()>
                        {move || t_string!(i18n, customers.company)}
                    </option>
                </select>
                <small class="muted" hidden=move || !has_people.get()>
                    {t!(i18n, customers.kind_stays)}
                </small>
            </span>
        </div>
    }
    .into_any()
}
