//! What the deal is worth, when it should close and with whom; saved field by field.

use leptos::prelude::*;

use super::change;
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Currency, Deal, Stage, TableName},
    i18n::{t, t_string, use_i18n},
    pages::pipeline::{
        CustomerField, customer_name, editable_amount, parse_amount, picked_customer,
        resolve_customer,
    },
    query::board::{Card, Figures},
    ui::{Field, Picked},
};

/// The box of facts.
#[component]
pub fn Facts(deal: Memo<Option<Card>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="box facts" aria-label=move || t_string!(i18n, pipeline.details)>
            <Worth deal/>
            <div class="form">
                <Value deal/>
                <Day deal/>
            </div>
            <Customer deal/>
            <Note deal/>
        </section>
    }
}

fn stage_of(deal: &Deal, app: crate::app::App) -> Option<Stage> {
    app.read(&[TableName::Pipelines], |records| {
        records.get(deal.pipeline)?.stage(deal.stage).cloned()
    })
}

/// Probability, weighted value, days in the stage.
#[component]
fn Worth(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    move || {
        let Card(deal) = deal.get()?;
        let stage = stage_of(&deal, app);
        let chance = stage.as_ref().map_or(0, |stage| stage.probability);
        let figures = Figures::of([deal.as_ref()], chance, deal.currency);
        let now = app.moment().now;
        let stale = stage.is_some_and(|stage| deal.is_stale(&stage, now));
        let days = deal.days_in_stage(now);
        Some(view! {
            <div class="kv">
                <div>
                    <small>{t_string!(i18n, pipeline.probability)}</small>
                    <b>{fmt.percent_whole(f64::from(chance) / 100.0)}</b>
                </div>
                <div>
                    <small>{t_string!(i18n, pipeline.weighted_value)}</small>
                    <b>{fmt.money_whole(figures.weighted(), deal.currency)}</b>
                </div>
                <div>
                    <small>{t_string!(i18n, pipeline.in_stage)}</small>
                    <b class:warn=stale>{t_string!(i18n, common.days, count = days)}</b>
                </div>
            </div>
        })
    }
}

#[component]
fn Value(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let currency =
        move || deal.with(|deal| deal.as_ref().map_or(Currency::USD, |card| card.0.currency));
    let stored = move || {
        let value = deal.with(|deal| deal.as_ref().map_or(0, |card| card.0.value));
        editable_amount(value, currency())
    };
    let wrong = RwSignal::new(false);
    let error = Signal::derive(move || {
        if wrong.get() {
            let code = currency().code().to_owned();
            t_string!(i18n, pipeline.bad_amount, currency = code)
        } else {
            String::new()
        }
    });
    view! {
        <Field
            label=Signal::derive(move || {
                format!("{} ({})", t_string!(i18n, pipeline.value), currency().code())
            })
            error
            children=move |parts| {
                view! {
                    <input
                        class="input amount"
                        inputmode="decimal"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        prop:value=stored
                        on:change=move |event| {
                            let value = parse_amount(&event_target_value(&event), currency());
                            wrong.set(value.is_none());
                            if let Some(value) = value {
                                change(app, deal, |deal| deal.value = value);
                            }
                        }
                    />
                }
            }
        />
    }
}

#[component]
fn Day(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let stored = move || {
        deal.with(|deal| deal.as_ref().and_then(|card| card.0.expected_close))
            .map(|day| day.to_string())
            .unwrap_or_default()
    };
    view! {
        <label class="field">
            <span class="label">{t!(i18n, pipeline.expected_close)}</span>
            <input
                type="date"
                class="input"
                prop:value=stored
                on:change=move |event| {
                    let day = event_target_value(&event).parse().ok();
                    change(app, deal, |deal| deal.expected_close = day);
                }
            />
        </label>
    }
}

#[component]
fn Customer(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let stored =
        Memo::new(move |_| deal.with(|deal| deal.as_ref().and_then(|card| card.0.customer)));
    let picked = RwSignal::new(picked_customer(app, stored.get_untracked()));
    Effect::new(move |before: Option<Picked>| {
        let now = picked.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            let (customer, new) = resolve_customer(app, &now);
            if let Some(new) = new {
                app.run(crate::domain::commands::Add(vec![new]), move |_| {
                    change(app, deal, |deal| deal.customer = customer);
                });
            } else if customer != stored.get_untracked() {
                change(app, deal, |deal| deal.customer = customer);
            }
        }
        now
    });
    let link = move || {
        let id = stored.get()?;
        let name = customer_name(app, Some(id))?;
        Some(view! { <a href=Route::Customer(id).href()>{name}</a> })
    };
    view! {
        <CustomerField picked/>
        <span class="small">{link}</span>
    }
}

#[component]
fn Note(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let stored = move || {
        deal.with(|deal| {
            deal.as_ref()
                .map(|card| card.0.note.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <label class="field">
            <span class="label">{t!(i18n, common.note)}</span>
            <textarea
                class="input"
                prop:value=stored
                on:change=move |event| {
                    let note = event_target_value(&event);
                    change(app, deal, |deal| deal.note = note);
                }
            ></textarea>
        </label>
    }
}
