//! What a cell of the table of deals shows.

use leptos::prelude::*;

use super::shown::board_name;
use crate::{
    app::{Fmt, Route, state::use_app},
    domain::{Deal, TableName, commands::ReopenDeals, deal::weighted},
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::{parts::name_of, tables::own_text},
    query::{
        board::chance, deal_columns::DealColumn, deals::closing, deals_asked::Ended, gather::whole,
    },
};

/// A cell; followed.
pub(super) fn content(fmt: Fmt, column: DealColumn, deal: &Deal) -> AnyView {
    let app = fmt.app();
    let text = match column {
        DealColumn::Title => {
            let title = deal.title.clone();
            return view! { <a href=Route::Deal(deal.id).href() dir="auto">{title}</a> }.into_any();
        }
        DealColumn::Outcome => return view! { <Outcome deal=deal.clone()/> }.into_any(),
        DealColumn::Customer => {
            let href = deal.customer.map(|id| Route::Customer(id).href());
            let name = name_of(app, deal.customer);
            return href
                .map(|href| view! { <a href=href dir="auto">{name}</a> })
                .into_any();
        }
        DealColumn::Board => board_name(app, deal.pipeline),
        DealColumn::Stage => app.read(&[TableName::Pipelines], |records| {
            let board = records.get(deal.pipeline);
            let stage = board.and_then(|board| board.stage(deal.stage));
            stage.map(|stage| stage.name.clone()).unwrap_or_default()
        }),
        DealColumn::Value => fmt.money(deal.value, deal.currency),
        DealColumn::Weighted => {
            let chance = app.read(&[TableName::Pipelines], |records| chance(records, deal));
            let amount = whole(weighted(deal.value, chance));
            fmt.money(i64::try_from(amount).unwrap_or(i64::MAX), deal.currency)
        }
        DealColumn::Owner => deal
            .owner
            .map(|id| app.person_name(fmt.locale(), &id.to_string()))
            .unwrap_or_default(),
        DealColumn::Close => deal
            .expected_close
            .map(|day| fmt.date(day))
            .unwrap_or_default(),
        DealColumn::Closed => closing(deal)
            .map(|(on, _)| fmt.date(on))
            .unwrap_or_default(),
        DealColumn::Reason => closing(deal)
            .map(|(_, reason)| reason.to_owned())
            .unwrap_or_default(),
        DealColumn::Age => {
            let days = match closing(deal) {
                Some((on, _)) => (on - fmt.day_of(deal.created)).num_days().max(0),
                None => (app.moment().now.0 - deal.created.0).max(0) / 86_400_000,
            };
            td_string!(
                fmt.locale(),
                common.days,
                count = counted(fmt.locale(), days)
            )
        }
        DealColumn::Tags => return view! { <Tags tags=deal.tags.clone()/> }.into_any(),
        DealColumn::Source => deal.source.clone(),
        DealColumn::Created => fmt.date(fmt.day_of(deal.created)),
        DealColumn::Own(field) => own_text(fmt, field, &deal.values),
    };
    view! { <span dir="auto">{text}</span> }.into_any()
}

/// How a deal ended, with the way back.
#[component]
fn Outcome(deal: Deal) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let (id, title) = (deal.id, deal.title.clone());
    let ended = move |ended| {
        let tone = match ended {
            Ended::Won => "tag good",
            Ended::Lost => "tag bad",
        };
        view! { <span class=tone>{move || ended_text(i18n.get_locale(), ended)}</span> }
    };
    view! {
        <span class="row deal-outcome">
            {Ended::of(&deal).map(ended)}
            <button
                type="button"
                class="link small"
                aria-label=move || format!("{}: {title}", t_string!(i18n, pipeline.reopen))
                on:click=move |_| app.run(ReopenDeals(vec![id]), |_| {})
            >
                {t!(i18n, pipeline.reopen)}
            </button>
        </span>
    }
}

/// How a deal ended, in words.
pub(super) fn ended_text(locale: Locale, ended: Ended) -> &'static str {
    match ended {
        Ended::Won => td_string!(locale, pipeline.won),
        Ended::Lost => td_string!(locale, pipeline.lost),
    }
}

/// Tags side by side.
#[component]
pub(super) fn Tags(tags: Vec<String>) -> impl IntoView {
    let one =
        |tag: String| view! { <span class="tag"><span class="clip" dir="auto">{tag}</span></span> };
    view! { <span class="row wrap deal-tags">{tags.into_iter().map(one).collect_view()}</span> }
}
