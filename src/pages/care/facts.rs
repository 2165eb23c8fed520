//! What a case is about, whose it is and until when; saved field by field.

use leptos::prelude::*;

use super::{case::Known, texts};
use crate::{
    app::{Fmt, Route, engine::go_on, format::use_fmt, state::use_app},
    domain::{CaseKind, Customer, Id, Priority, Sale, TableName},
    i18n::{t, t_string, use_i18n},
    pages::{
        own::OwnerLine,
        parts::{CustomerField, name_of, picked as picked_customer, resolve},
        tasks::priority as priority_text,
    },
    ui::Picked,
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
    let day = move || known.get(|case| case.due.map(|due| due.to_string()).unwrap_or_default());
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
                    <input
                        type="date"
                        class="input"
                        prop:value=day
                        on:change=move |event| {
                            let day = event_target_value(&event).parse().ok();
                            known.change(|case| case.due = day);
                        }
                    />
                </label>
                <Urgency known/>
            </div>
            <Whose known/>
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

#[component]
fn Urgency(known: Known) -> impl IntoView {
    let i18n = use_i18n();
    let all = [Priority::Low, Priority::Normal, Priority::High];
    let now = Memo::new(move |_| known.get(|case| case.priority));
    let button = move |one: Priority| {
        view! {
            <button
                type="button"
                aria-pressed=move || (now.get() == one).to_string()
                on:click=move |_| known.change(|case| case.priority = one)
            >
                {move || priority_text(i18n.get_locale(), one)}
            </button>
        }
    };
    view! {
        <fieldset class="field full plain">
            <legend class="label">{t!(i18n, care.priority)}</legend>
            <div class="segmented">{all.map(button).into_iter().collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Whose(known: Known) -> impl IntoView {
    let app = use_app();
    let stored = Memo::new(move |_| known.get(|case| case.customer));
    let picked = RwSignal::new(picked_customer(app, stored.get_untracked()));
    Effect::new(move |before: Option<Picked>| {
        let now = picked.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            let (customer, new) = resolve(app, &now);
            if customer != stored.get_untracked() {
                go_on(known.changed(new, |case| case.customer = customer));
            }
        }
        now
    });
    // Undo or another tab may change it while the page is open.
    Effect::new(move |_| {
        let known = picked_customer(app, stored.get());
        if picked.get_untracked() != known {
            picked.set(known);
        }
    });
    let link = move || {
        let id = stored.get()?;
        let name = name_of(app, Some(id))?;
        Some(view! { <a href=Route::Customer(id).href()>{name}</a> })
    };
    view! {
        <CustomerField picked full=true/>
        <span class="small">{link}</span>
    }
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
