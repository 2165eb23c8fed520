//! What the deal is worth, when it should close and with whom; saved field by field.

use leptos::{prelude::*, web_sys::HtmlInputElement};

use super::{change, changed};
use crate::{
    app::{engine::go_on, format::use_fmt, state::use_app},
    domain::{Currency, Deal, Outcome, Stage, TableName, commands::GiveReason, field::set_value},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        own::{OwnFields, OwnerLine},
        parts::{SavedCustomer, SavedTags},
    },
    query::board::{Card, Figures},
    ui::{
        DayField,
        field::{FieldParts, unique_id},
        money::AmountField,
    },
};

/// The box of facts.
#[component]
pub fn Facts(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let tags_id = unique_id();
    let parts = FieldParts {
        id: StoredValue::new(tags_id.clone()),
        invalid: Signal::stored(false),
    };
    view! {
        <section class="box facts" aria-label=move || t_string!(i18n, pipeline.details)>
            <Worth deal/>
            <Reason deal/>
            <div class="form">
                <Value deal/>
                <Day deal/>
            </div>
            <SavedCustomer
                stored=Memo::new(move |_| deal.with(|deal| deal.as_ref()?.0.customer))
                on_pick=Callback::new(move |(customer, new)| {
                    go_on(changed(app, deal, new, |deal| deal.customer = customer));
                })
            />
            <Note deal/>
            <div class="details record">
                <OwnerLine
                    owner=Signal::derive(move || {
                        deal.with(|deal| deal.as_ref().and_then(|card| card.0.owner))
                    })
                    on_pick=Callback::new(move |owner| change(app, deal, |deal| deal.owner = owner))
                />
                <div class="detail">
                    <label class="detail-label" for=tags_id>{t!(i18n, customers.tags)}</label>
                    <SavedTags
                        parts
                        table=TableName::Deals
                        saved=Signal::derive(move || {
                            deal.with(|deal| deal.as_ref().map(|card| card.0.tags.clone()))
                                .unwrap_or_default()
                        })
                        on_save=Callback::new(move |tags| change(app, deal, |deal| deal.tags = tags))
                    />
                </div>
                <OwnFields
                    table=TableName::Deals
                    values=Signal::derive(move || {
                        deal.with(|deal| deal.as_ref().map(|card| card.0.values.clone())).unwrap_or_default()
                    })
                    on_save=Callback::new(move |(field, value)| {
                        changed(app, deal, None, |deal| set_value(&mut deal.values, field, value))
                    })
                />
            </div>
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
                    <b class:warn=stale>{t_string!(i18n, common.days, count = counted(i18n.get_locale(), days))}</b>
                </div>
            </div>
        })
    }
}

#[component]
fn Value(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let stored = Memo::new(move |_| {
        deal.with(|deal| deal.as_ref().map(|card| (card.0.value, card.0.currency)))
    });
    let currency = Memo::new(move |_| stored.get().map_or(Currency::USD, |(_, currency)| currency));
    let text = RwSignal::new(String::new());
    // Undo or another tab may change it while the page is open.
    Effect::new(move |_| {
        let value = stored.get().filter(|(value, _)| *value != 0);
        text.set(
            value
                .map(|(value, currency)| currency.decimal(value))
                .unwrap_or_default(),
        );
    });
    let done = Callback::new(move |value: Option<i64>| {
        change(app, deal, |deal| deal.value = value.unwrap_or(0));
    });
    move || {
        view! {
            <AmountField
                label=Signal::derive(move || t_string!(i18n, pipeline.value).to_owned())
                text
                currency=currency.get()
                on_done=done
            />
        }
    }
}

#[component]
fn Day(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let stored = move || deal.with(|deal| deal.as_ref()?.0.expected_close);
    view! {
        <label class="field">
            <span class="label">{t!(i18n, pipeline.expected_close)}</span>
            <DayField
                stored=Signal::derive(stored)
                on_done=Callback::new(move |day| change(app, deal, |deal| deal.expected_close = day))
            />
        </label>
    }
}

/// Why it was won or lost; nothing while it is open.
#[component]
fn Reason(deal: Memo<Option<Card>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let stored = Memo::new(move |_| {
        deal.with(|deal| match &deal.as_ref()?.0.outcome {
            Outcome::Open => None,
            Outcome::Won { reason, .. } => Some((true, reason.clone())),
            Outcome::Lost { reason, .. } => Some((false, reason.clone())),
        })
    });
    let closed = Memo::new(move |_| stored.with(|stored| stored.as_ref().map(|(won, _)| *won)));
    let text = move || stored.get().map(|(_, reason)| reason).unwrap_or_default();
    let save = move |event: leptos::ev::Event| {
        let Some(id) = deal.with_untracked(|deal| deal.as_ref().map(|card| card.0.id)) else {
            return;
        };
        let reason = event_target_value(&event);
        let lost = closed.get_untracked() == Some(false);
        if lost && reason.trim().is_empty() {
            // A reason is asked of what was lost: the field says it again.
            event_target::<HtmlInputElement>(&event).set_value(&untrack(text));
            return;
        }
        app.run(GiveReason { deal: id, reason }, |_| {});
    };
    move || {
        let won = closed.get()?;
        let label = move || {
            if won {
                t_string!(i18n, pipeline.won_reason)
            } else {
                t_string!(i18n, pipeline.lost_reason)
            }
        };
        Some(view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" dir="auto" prop:value=text on:change=save/>
            </label>
        })
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
