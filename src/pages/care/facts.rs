//! What a case is about, whose it is and until when; saved field by field.

use leptos::prelude::*;

use super::{case::Known, texts};
use crate::{
    app::{Fmt, Route, engine::go_on, format::use_fmt, state::use_app},
    domain::{CaseKind, Customer, Id, Sale, TableName, field::set_value},
    i18n::{t, t_string, use_i18n},
    pages::{
        own::{OwnFields, OwnerLine},
        parts::SavedCustomer,
        tasks::PriorityField,
    },
    ui::DayField,
};

/// Sales of a customer on offer, the newest first.
const SALES: usize = 30;

/// The box of facts.
#[component]
pub fn Facts(known: Known) -> impl IntoView {
    let i18n = use_i18n();
    let kind = Signal::derive(move || known.get(|case| case.kind));
    let customer = Signal::derive(move || known.get(|case| case.customer));
    let sale = Signal::derive(move || known.get(|case| case.sale));
    view! {
        <section class="box facts" aria-label=move || t_string!(i18n, care.details)>
            <div class="form">
                <label class="field">
                    <span class="label">{t!(i18n, care.kind)}</span>
                    <KindSelect
                        kind
                        on_pick=Callback::new(move |kind| known.change(|case| case.kind = kind))
                    />
                </label>
                <label class="field">
                    <span class="label">{t!(i18n, care.due)}</span>
                    <DayField
                        stored=Signal::derive(move || known.get(|case| case.due))
                        on_done=Callback::new(move |day| known.change(|case| case.due = day))
                    />
                </label>
                <PriorityField
                    priority=Memo::new(move |_| known.get(|case| case.priority))
                    on_pick=Callback::new(move |one| known.change(|case| case.priority = one))
                />
            </div>
            <SavedCustomer
                stored=Memo::new(move |_| known.get(|case| case.customer))
                on_pick=Callback::new(move |(customer, new)| {
                    go_on(known.changed(new, |case| case.customer = customer));
                })
            />
            <div class="form">
                <SaleSelect
                    customer
                    sale
                    on_pick=Callback::new(move |sale| known.change(|case| case.sale = sale))
                />
            </div>
            <Words
                label=Signal::derive(move || t_string!(i18n, common.note).to_owned())
                text=Signal::derive(move || known.get(|case| case.note.clone()))
                on_done=Callback::new(move |text| known.change(|case| case.note = text))
            />
            <Words
                label=Signal::derive(move || t_string!(i18n, care.solution).to_owned())
                text=Signal::derive(move || known.get(|case| case.solution.clone()))
                on_done=Callback::new(move |text| known.change(|case| case.solution = text))
            />
            <div class="details record">
                <OwnerLine
                    owner=Signal::derive(move || known.get(|case| case.owner))
                    on_pick=Callback::new(move |owner| known.change(|case| case.owner = owner))
                />
                <OwnFields
                    table=TableName::Cases
                    values=Signal::derive(move || known.get(|case| case.values.clone()))
                    on_save=Callback::new(move |(field, value)| {
                        known.changed(None, |case| set_value(&mut case.values, field, value))
                    })
                />
            </div>
        </section>
    }
    .into_any()
}

/// A choice of what a case is about.
#[component]
pub fn KindSelect(
    /// The kind now.
    #[prop(into)]
    kind: Signal<CaseKind>,
    /// Takes the choice.
    on_pick: Callback<CaseKind>,
) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(kind) = place.and_then(|place| CaseKind::ALL.get(place)) {
            on_pick.run(*kind);
        }
    };
    let option = move |(place, one): (usize, CaseKind)| {
        view! {
            <option value=place.to_string() selected=move || kind.get() == one>
                {move || texts::kind(i18n.get_locale(), one)}
            </option>
        }
    };
    view! {
        <select class="input" on:change=choose>
            {CaseKind::ALL.into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}

/// The sale in a line: day, number, amount.
pub fn sale_text(fmt: Fmt, sale: &Sale) -> String {
    let parts = [
        fmt.date(sale.date),
        sale.number.clone(),
        fmt.money(sale.total, sale.currency),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A choice among the customer's last sales; nothing where there are none.
#[component]
pub fn SaleSelect(
    /// Whose sales.
    customer: Signal<Option<Id<Customer>>>,
    /// The sale now.
    #[prop(into)]
    sale: Signal<Option<Id<Sale>>>,
    /// Takes the choice.
    on_pick: Callback<Option<Id<Sale>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let offered = Memo::new(move |_| {
        let mut sales = customer.get().map_or_else(Vec::new, |id| app.sales_of(id));
        sales.sort_by_key(|sale| std::cmp::Reverse((sale.date, sale.id)));
        sales.truncate(SALES);
        // The one that is chosen is among them, whoever bought it.
        if let Some(chosen) = sale
            .get()
            .filter(|id| sales.iter().all(|sale| sale.id != *id))
        {
            let chosen = app.read(&[TableName::Sales], |records| records.get(chosen).cloned());
            sales.extend(chosen);
        }
        sales
    });
    let options = move || {
        let option = |one: std::sync::Arc<Sale>| {
            let id = one.id;
            let text = sale_text(fmt, &one);
            view! {
                <option value=id.to_string() selected=move || sale.get() == Some(id)>
                    {text}
                </option>
            }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let link = move || {
        let id = sale.get()?;
        Some(view! { <a class="small" href=Route::Sale(id).href()>{t!(i18n, care.about_sale)}</a> })
    };
    view! {
        <label class="field full" hidden=move || offered.with(Vec::is_empty)>
            <span class="label">{t!(i18n, care.about_sale)}</span>
            <select
                class="input"
                on:change=move |event| on_pick.run(Id::parse(&event_target_value(&event)))
            >
                <option value="" selected=move || sale.get().is_none()>
                    {move || t_string!(i18n, care.no_sale)}
                </option>
                {options}
            </select>
            {link}
        </label>
    }
    .into_any()
}

/// A text of several lines, saved when it is left.
#[component]
fn Words(label: Signal<String>, text: Signal<String>, on_done: Callback<String>) -> impl IntoView {
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <textarea
                class="input"
                dir="auto"
                prop:value=text
                on:change=move |event| on_done.run(event_target_value(&event))
            ></textarea>
        </label>
    }
}
