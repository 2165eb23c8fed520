//! Deals that were won or lost, with the reasons, newest first.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    controls::{Controls, NoDeals},
    shown::{Deals, board_name, found},
};
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Deal, commands::ReopenDeal},
    i18n::{t, t_string, use_i18n},
    pages::parts::name_of,
    query::{
        deals::closing,
        deals_asked::{DealsAsked, Ended},
    },
    ui::Empty,
};

/// Rows drawn at first, and added each time.
const PAGE: usize = 100;

/// The list.
#[component]
pub fn ClosedDeals(words: Deals) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    // However they ended: their share is one of all. Compared, every row would be.
    let all = Memo::new_with_compare(
        move |_| {
            let asked = DealsAsked {
                ended: None,
                ..words.asked.get()
            };
            found(app, &asked)
        },
        |_, _| true,
    );
    let listed = move || {
        let ended = words.asked.with(|asked| asked.ended);
        let mut rows = all.get();
        rows.retain(|deal| ended.is_none() || Ended::of(deal) == ended);
        rows
    };
    let drawn = RwSignal::new(PAGE);
    let rate = move || {
        all.with(|deals| {
            let won = deals.iter().map(|deal| Ended::of(deal));
            let won = won.filter(|ended| *ended == Some(Ended::Won)).count();
            (!deals.is_empty()).then(|| {
                let share = fmt.percent_whole(won as f64 / deals.len() as f64);
                t_string!(i18n, pipeline.win_rate, share = share)
            })
        })
    };
    view! {
        <Controls words/>
        {move || {
            let mut rows = listed();
            if rows.is_empty() {
                if !words.asked.with(DealsAsked::is_everything) {
                    return view! { <NoDeals words/> }.into_any();
                }
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
                    <p class="muted small">{rate}</p>
                    <Rows rows of_all=words.asked.with(DealsAsked::is_of_all)/>
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
fn Rows(
    rows: Vec<Arc<Deal>>,
    /// Of several boards: each row says of which.
    of_all: bool,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |deal: Arc<Deal>| {
        let (on, reason) = closing(&deal)?;
        let won = Ended::of(&deal) == Some(Ended::Won);
        let (id, customer, board) = (deal.id, deal.customer, deal.pipeline);
        let about = move || {
            let board = of_all.then(|| board_name(app, board));
            let parts = [name_of(app, customer), board].into_iter().flatten();
            let said = parts.filter(|part| !part.is_empty());
            said.collect::<Vec<_>>().join(" · ")
        };
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
                    <small class="muted">{about}</small>
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
