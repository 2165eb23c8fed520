//! What the shop has to do with somebody: customer, supplier, partner or competitor; and whether they are
//! a lead.

use leptos::prelude::*;

use crate::{
    domain::{Lead, Standing},
    i18n::{t, use_i18n},
    pages::customers::standing as words,
    ui::field::unique_id,
};

use super::subject::Subject;

/// The line of the record.
#[component]
pub fn Belongs(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let control = unique_id();
    let now = Memo::new(move |_| subject.get(|customer| customer.standing));
    let no_lead = move || subject.get(|customer| customer.lead.is_none());
    view! {
        <div class="detail">
            <label class="detail-label" for=control.clone()>{t!(i18n, customers.standing)}</label>
            <span class="row wrap">
                <StandingSelect
                    id=control
                    chosen=now
                    on_pick=Callback::new(move |one| subject.save(|customer| customer.standing = one))
                />
                <button
                    type="button"
                    class="btn ghost small nowrap"
                    hidden=move || !no_lead()
                    on:click=move |_| {
                        let now = subject.app.moment().now;
                        subject.save(|customer| customer.lead = Some(Lead::new(now)));
                    }
                >
                    {t!(i18n, customers.make_lead)}
                </button>
            </span>
        </div>
    }
}

/// A choice of what they are to the shop.
#[component]
pub fn StandingSelect(
    /// `id` of the control.
    id: String,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Standing>,
    /// Takes the choice.
    on_pick: Callback<Standing>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(one) = place.and_then(|place| Standing::ALL.get(place)) {
            on_pick.run(*one);
        }
    };
    view! {
        <select class="input" id=id on:change=choose>
            {Standing::ALL
                .into_iter()
                .enumerate()
                .map(|(place, one)| {
                    view! {
                        <option value=place.to_string() selected=move || chosen.get() == one>
                            {move || words(i18n.get_locale(), one)}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}
