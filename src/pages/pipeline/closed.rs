//! Deals that were won or lost, with the reasons, newest first. `?outcome=` filters the list.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Deal, Id, Outcome, Pipeline, TableName, commands::ReopenDeal},
    i18n::{t, t_string, use_i18n},
    pages::parts::name_of,
    ui::Empty,
};

/// Rows drawn at first, and added each time.
const PAGE: usize = 100;

/// Day and reason of a closed deal, and whether it was won.
fn closing_of(deal: &Deal) -> Option<(bool, NaiveDate, &str)> {
    match &deal.outcome {
        Outcome::Open => None,
        Outcome::Won { on, reason } => Some((true, *on, reason)),
        Outcome::Lost { on, reason } => Some((false, *on, reason)),
    }
}

/// The list.
#[component]
pub fn ClosedDeals(board: Signal<Option<Id<Pipeline>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.with(|query| query.get("outcome")));
    let all = move || {
        app.read(&[TableName::Deals], |records| {
            let mut deals: Vec<Arc<Deal>> = records
                .deals
                .iter()
                .filter(|deal| !deal.is_open() && Some(deal.pipeline) == board.get())
                .cloned()
                .collect();
            let day = |deal: &Deal| closing_of(deal).map(|(_, on, _)| on);
            deals.sort_by(|a, b| day(b).cmp(&day(a)).then(b.id.cmp(&a.id)));
            deals
        })
    };
    let drawn = RwSignal::new(PAGE);
    let rate = move |deals: &[Arc<Deal>]| {
        let won = deals
            .iter()
            .filter(|deal| matches!(deal.outcome, Outcome::Won { .. }))
            .count();
        (!deals.is_empty()).then(|| {
            let share = fmt.percent_whole(won as f64 / deals.len() as f64);
            t_string!(i18n, pipeline.win_rate, share = share)
        })
    };
    let chip = move |value: &'static str, label: &'static str| {
        let href = move || {
            let board = board.get().map(|id| id.to_string()).unwrap_or_default();
            let outcome = if value.is_empty() {
                String::new()
            } else {
                format!("&outcome={value}")
            };
            format!(
                "{}?board={board}&view=closed{outcome}",
                Route::Pipeline.href()
            )
        };
        let on = move || wanted.get().as_deref().unwrap_or_default() == value;
        view! {
            <a class="chip" href=href aria-current=move || on().then_some("true")>{label}</a>
        }
    };
    view! {
        <div class="chips">
            {move || chip("", t_string!(i18n, common.all))}
            {move || chip("won", t_string!(i18n, pipeline.won))}
            {move || chip("lost", t_string!(i18n, pipeline.lost))}
            <span class="muted small">{move || rate(&all())}</span>
        </div>
        {move || {
            let outcome = wanted.get();
            let mut rows = all();
            rows.retain(|deal| match outcome.as_deref() {
                Some("won") => matches!(deal.outcome, Outcome::Won { .. }),
                Some("lost") => matches!(deal.outcome, Outcome::Lost { .. }),
                _ => true,
            });
            if rows.is_empty() {
                return view! {
                    <Empty
                        icon="board"
                        title=Signal::derive(move || t_string!(i18n, pipeline.closed_empty).to_owned())
                        text=Signal::derive(move || {
                            t_string!(i18n, pipeline.closed_empty_text).to_owned()
                        })
                    />
                }
                    .into_any();
            }
            let count = rows.len();
            rows.truncate(drawn.get());
            view! {
                <div class="body">
                    <Rows rows/>
                    <button
                        type="button"
                        class="btn"
                        hidden=count <= drawn.get()
                        on:click=move |_| drawn.update(|drawn| *drawn += PAGE)
                    >
                        {t!(i18n, pipeline.show_more, count = PAGE.min(count.saturating_sub(drawn.get())))}
                    </button>
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}

#[component]
fn Rows(rows: Vec<Arc<Deal>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |deal: Arc<Deal>| {
        let (won, on, reason) = closing_of(&deal)?;
        let (id, customer) = (deal.id, deal.customer);
        let (title, reason) = (deal.title.clone(), reason.to_owned());
        let label = title.clone();
        let (value, currency) = (deal.value, deal.currency);
        Some(view! {
            <li class="closed-row">
                <span class=if won { "tag good" } else { "tag bad" }>
                    {move || if won { t_string!(i18n, pipeline.won) } else { t_string!(i18n, pipeline.lost) }}
                </span>
                <span class="closed-main">
                    <a href=Route::Deal(id).href()>{title}</a>
                    <small class="muted">{move || name_of(app, customer)}</small>
                </span>
                <span class="closed-reason soft">{(!reason.is_empty()).then_some(reason)}</span>
                <span class="closed-value num end">{move || fmt.money_whole(value, currency)}</span>
                <span class="closed-day num end muted">{move || fmt.date(on)}</span>
                <button
                    type="button"
                    class="btn small"
                    aria-label=move || format!("{}: {label}", t_string!(i18n, pipeline.reopen))
                    on:click=move |_| app.run(ReopenDeal(id), |_| {})
                >
                    {t!(i18n, pipeline.reopen)}
                </button>
            </li>
        })
    };
    view! { <ul class="box closed-list">{rows.into_iter().filter_map(row).collect_view()}</ul> }
}
