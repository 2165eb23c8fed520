//! Figures at a glance: sales so far against the same time before, and the pipeline by stage. Only
//! money in the shop's currency.

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Pipeline, TableName},
    i18n::{counted, t, t_string, use_i18n},
    query::{
        board::{Column, Figures, boards, columns},
        today::{SalesSoFar, SoFar, sales_so_far},
    },
};

/// Sales of today, this week and this month so far.
#[component]
pub fn Sales() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let sales = Memo::new(move |_| {
        let start = app.settings().map_or(1, |shop| shop.week_start);
        app.read(&[TableName::Sales], |records| {
            sales_so_far(records, fmt.currency(), &app.moment(), start)
        })
    });
    let part = move |label: &'static str, get: fn(&SalesSoFar) -> SoFar| {
        let sum = sales.with(get);
        let currency = fmt.currency();
        view! {
            <div>
                <small>{label}</small>
                <b>{fmt.money_whole(sum.now, currency)}</b>
                <Growth sum/>
            </div>
        }
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, today.sales)>
            <header>
                <h2>{t!(i18n, today.sales)}</h2>
                <a class="push" href=Route::Sales.href()>{t!(i18n, common.sales)}</a>
            </header>
            <div class="kv">
                {move || part(t_string!(i18n, today.sales_today), |sales| sales.today)}
                {move || part(t_string!(i18n, today.sales_week), |sales| sales.week)}
                {move || part(t_string!(i18n, today.sales_month), |sales| sales.month)}
            </div>
            <Bars sales/>
        </section>
    }
}

/// An arrow with a share, in words for those who can't see it.
#[component]
fn Growth(sum: SoFar) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let growth = sum.growth();
    let up = growth.is_some_and(|share| share >= 0.0);
    let share = growth.map(|share| fmt.percent_whole(share.abs()));
    let words = share.clone().map(|share| {
        if up {
            t_string!(i18n, today.up, share = share)
        } else {
            t_string!(i18n, today.down, share = share)
        }
    });
    let before = t_string!(
        i18n,
        today.before,
        money = fmt.money_whole(sum.before, fmt.currency())
    );
    view! {
        <small class="num" class:good=growth.is_some() && up class:bad=growth.is_some() && !up title=before>
            <span aria-hidden="true">
                {share.map(|share| format!("{} {share}", if up { "▲" } else { "▼" }))}
            </span>
            <span class="visually-hidden">{words}</span>
        </small>
    }
}

/// The last seven days.
#[component]
fn Bars(sales: Memo<SalesSoFar>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let words = move || {
        let today = app.moment().today;
        let days = sales.with(|sales| sales.days);
        let list: Vec<String> = days
            .iter()
            .zip((0_u64..7).rev())
            .map(|(amount, back)| {
                let day = fmt.date(today - chrono::Days::new(back));
                format!("{day}: {}", fmt.money_whole(*amount, fmt.currency()))
            })
            .collect();
        format!("{}: {}", t_string!(i18n, today.last_days), list.join(", "))
    };
    view! {
        <div class="bars" role="img" aria-label=words>
            {move || {
                let days = sales.with(|sales| sales.days);
                let most = days.iter().copied().max().unwrap_or(0).max(1);
                days.into_iter()
                    .map(|amount| {
                        let share = amount.max(0) as f64 / most as f64 * 100.0;
                        view! { <i style:--v=format!("{share:.1}")></i> }
                    })
                    .collect_view()
            }}
        </div>
    }
}

/// Every board with its open deals: count, sum, weighted, and a bar a stage.
#[component]
pub fn Pipelines() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let all = Memo::new(move |_| {
        app.read(&[TableName::Deals, TableName::Pipelines], |records| {
            boards(records)
                .into_iter()
                .map(|board| (board.as_ref().clone(), columns(records, &board)))
                .collect::<Vec<(Pipeline, Vec<Column>)>>()
        })
    });
    let one = move |(board, columns): (Pipeline, Vec<Column>)| {
        let currency = fmt.currency();
        let stages: Vec<(String, Figures)> = columns
            .iter()
            .map(|column| (column.stage.name.clone(), column.figures(currency)))
            .collect();
        let total = stages
            .iter()
            .fold(Figures::default(), |sum, (_, one)| sum.plus(*one));
        let most = stages
            .iter()
            .map(|(_, one)| one.sum)
            .max()
            .unwrap_or(0)
            .max(1);
        view! {
            <section class="box" aria-label=board.name.clone()>
                <header>
                    <h2>
                        <a href=format!("{}?board={}", Route::Pipeline.href(), board.id)>
                            {board.name.clone()}
                        </a>
                    </h2>
                    <span class="push num">
                        {t_string!(i18n, pipeline.summary_open, count = counted(i18n.get_locale(), total.count))}
                    </span>
                </header>
                <div class="big num">{fmt.money_whole(total.total(), currency)}</div>
                <p class="muted num">
                    {t_string!(
                        i18n,
                        today.weighted,
                        money = fmt.money_whole(total.weighted(), currency)
                    )}
                </p>
                <ul class="stage-bars">
                    {stages
                        .into_iter()
                        .map(|(name, sum)| {
                            let share = sum.sum.max(0) as f64 / most as f64 * 100.0;
                            view! {
                                <li>
                                    <span class="clip">{name}</span>
                                    <span class="num end">{fmt.count(sum.count)}</span>
                                    <span class="track"><i style:--v=format!("{share:.1}")></i></span>
                                    <span class="num end">{fmt.money_whole(sum.total(), currency)}</span>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    };
    move || all.get().into_iter().map(one).collect_view()
}
