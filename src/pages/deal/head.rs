//! The title, what can be done with the deal, and the stages it passes.

use leptos::prelude::*;

use super::{change, delete};
use crate::{
    app::{Route, format::use_fmt, route::use_go, state::use_app},
    domain::{
        Deal, Id, Outcome, TableName,
        commands::{MoveDeal, ReopenDeals},
    },
    i18n::{t, t_string, use_i18n},
    pages::{parts::TitleField, pipeline::Closing},
    query::board::Card,
    ui::{DeleteMenu, Icon},
};

/// Title, outcome and actions.
#[component]
pub fn Head(deal: Memo<Option<Card>>, id: Id<Deal>, closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let go = StoredValue::new_local(use_go());
    let go = move |route: &Route| go.with_value(|go| go(route));
    let open = move || deal.with(|deal| deal.as_ref().is_some_and(|card| card.0.is_open()));
    let board = move || {
        deal.with(|deal| {
            deal.as_ref()
                .map(|card| format!("{}?board={}", Route::Pipeline.href(), card.0.pipeline))
        })
    };
    view! {
        <div class="head">
            <a
                class="btn ghost icon-only"
                href=board
                aria-label=move || t_string!(i18n, pipeline.to_board)
            >
                <Icon name="arrow-left"/>
            </a>
            <TitleField
                stored=Signal::derive(move || {
                    deal.with(|deal| deal.as_ref().map(|card| card.0.title.clone())).unwrap_or_default()
                })
                on_save=Callback::new(move |title| change(app, deal, |deal| deal.title = title))
            />
            <Number deal/>
            <Tag deal/>
            <div class="actions">
                <button
                    type="button"
                    class="btn primary"
                    hidden=move || !open()
                    on:click=move |_| closing.win_alone(app, id)
                >
                    {t!(i18n, pipeline.mark_won)}
                </button>
                <button
                    type="button"
                    class="btn"
                    hidden=move || !open()
                    on:click=move |_| closing.ask(None, id)
                >
                    {t!(i18n, pipeline.mark_lost)}
                </button>
                <button
                    type="button"
                    class="btn"
                    hidden=open
                    on:click=move |_| app.run(ReopenDeals(vec![id]), |_| {})
                >
                    {t!(i18n, pipeline.reopen)}
                </button>
                <DeleteMenu on_delete=move |()| {
                    // Away first: the page of a deal in the trash has nothing to show.
                    go(&Route::Pipeline);
                    delete(app, id);
                }/>
            </div>
        </div>
    }
}

/// The number of the deal in the program it came from.
#[component]
fn Number(deal: Memo<Option<Card>>) -> impl IntoView {
    let i18n = use_i18n();
    let code = move || {
        let code = deal.with(|deal| deal.as_ref().map(|card| card.0.code.clone()))?;
        (!code.is_empty()).then_some(code)
    };
    move || {
        code().map(|code| {
            view! {
                <span class="soft num" title=move || t_string!(i18n, data.d_code)>
                    <span class="visually-hidden">{t!(i18n, data.d_code)} " "</span>
                    {code}
                </span>
            }
        })
    }
}

#[component]
fn Tag(deal: Memo<Option<Card>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    move || {
        let outcome = deal.with(|deal| deal.as_ref().map(|card| card.0.outcome.clone()))?;
        match outcome {
            Outcome::Open => None,
            Outcome::Won { on, .. } => Some(view! {
                <span class="tag good">{t_string!(i18n, pipeline.won)} " · " {fmt.date(on)}</span>
            }),
            Outcome::Lost { on, .. } => Some(view! {
                <span class="tag bad">{t_string!(i18n, pipeline.lost)} " · " {fmt.date(on)}</span>
            }),
        }
    }
}

/// The stages as steps; a click moves the deal.
#[component]
pub fn Stepper(deal: Memo<Option<Card>>, id: Id<Deal>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let steps = move || {
        let Card(deal) = deal.get()?;
        let board = app.read(&[TableName::Pipelines], |records| {
            records.get(deal.pipeline).cloned()
        })?;
        let at = board.stages.iter().position(|stage| stage.id == deal.stage);
        let open = deal.is_open();
        let list = board
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| {
                let (stage_id, name) = (stage.id, stage.name.clone());
                let current = Some(index) == at;
                let label = if current {
                    format!("{name}: {}", t_string!(i18n, pipeline.current_stage))
                } else {
                    t_string!(i18n, pipeline.move_here, name = name.clone())
                };
                view! {
                    <button
                        type="button"
                        class="step"
                        class:passed=at.is_some_and(|at| index < at)
                        aria-current=current.then_some("step")
                        aria-label=label
                        disabled=!open
                        on:click=move |_| {
                            if !current {
                                let command = MoveDeal { deal: id, stage: stage_id, above: None };
                                app.run(command, |_| {});
                            }
                        }
                    >
                        {name}
                    </button>
                }
            })
            .collect_view();
        Some(list)
    };
    view! {
        <div class="stepper" role="group" aria-label=move || t_string!(i18n, pipeline.stages)>
            {steps}
        </div>
    }
}
