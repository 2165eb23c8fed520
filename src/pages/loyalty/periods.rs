//! Months, quarters or years: what made the revenue of each.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    domain::Currency,
    exchange::lists::{Value, report::table},
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::parts::ExportTable,
    reports::{Figure, PeriodId, PeriodKind, cohort::Cohort, periods::PeriodRow},
    ui::chart::{Bar, BarChart},
};

use super::{
    explain::mean_money,
    sheet::{Cell, Sheet},
    texts,
    what_if::WhatIfBox,
};

/// Periods drawn in the chart.
const DRAWN: usize = 24;

/// The part.
#[component]
pub fn Periods(of: Arc<Loyalty>) -> impl IntoView {
    let i18n = use_i18n();
    let kind = RwSignal::new(PeriodKind::Quarter);
    let choice = move |which: PeriodKind, text: fn(Locale) -> &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (kind.get() == which).to_string()
                on:click=move |_| kind.set(which)
            >
                {move || text(i18n.get_locale())}
            </button>
        }
    };
    let body = {
        let of = of.clone();
        move || {
            let rows: Arc<[PeriodRow]> = of.reports.periods(kind.get()).into();
            let currency = of.currency;
            let last = rows
                .iter()
                .rev()
                .find(|row| row.complete)
                .or(rows.last())
                .copied();
            view! {
                {last.map(|row| view! { <Formula row=row currency=currency/> })}
                {last.map(|row| view! { <WhatIfBox row=row currency=currency/> })}
                <RevenueChart of=of.clone() rows=rows.clone()/>
                <Table rows=rows currency=currency/>
            }
        }
    };
    view! {
        <section class="box" id="periods">
            <header>
                <h2>{t!(i18n, loyalty.periods)}</h2>
                <span class="push row wrap">
                    <span>{t!(i18n, loyalty.formula)}</span>
                    <span
                        class="segmented"
                        role="group"
                        aria-label=move || t_string!(i18n, loyalty.kind)
                    >
                        {choice(PeriodKind::Month, |l| td_string!(l, loyalty.months))}
                        {choice(PeriodKind::Quarter, |l| td_string!(l, loyalty.quarters))}
                        {choice(PeriodKind::Year, |l| td_string!(l, loyalty.years))}
                    </span>
                </span>
            </header>
            {body}
        </section>
    }
}

/// The formula of one period, each factor a figure.
#[component]
fn Formula(row: PeriodRow, currency: Currency) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let id = row.period;
    let count = move |value: u32| Signal::derive(move || fmt.count(value as usize));
    let rate = row.returning_rate_all;
    let usage = row.usage_per_customer;
    view! {
        <h3>
            {move || texts::period(fmt, id)}
            {(!row.complete).then(|| view! { " · " {t!(i18n, loyalty.unfinished)} })}
        </h3>
        <div class="equation">
            <span class="sign" aria-hidden="true">"("</span>
            <div>
                <Cell asked=Figure::PeriodNew(id) class="big" value=Some(f64::from(row.new)) text=count(row.new)/>
                <small>{t!(i18n, loyalty.new)}</small>
            </div>
            <span class="sign">"+"</span>
            <div>
                <Cell asked=Figure::PeriodExisting(id) class="big" value=Some(f64::from(row.existing_all)) text=count(row.existing_all)/>
                <small>{t!(i18n, loyalty.existing)}</small>
            </div>
            <span class="sign">"×"</span>
            <div>
                <Cell
                    asked=Figure::ReturningRateAll(id)
                    class="big"
                    value=rate
                    text=Signal::derive(move || rate.map_or_else(|| "–".to_owned(), |rate| fmt.percent(rate)))
                />
                <small>{t!(i18n, loyalty.returned)}</small>
            </div>
            <span class="sign" aria-hidden="true">")"</span>
            <span class="sign">"×"</span>
            <div>
                <Cell
                    asked=Figure::UsagePerCustomer(id)
                    class="big"
                    value=usage
                    text=Signal::derive(move || usage.map_or_else(|| "–".to_owned(), |usage| mean_money(fmt, usage, currency)))
                />
                <small>{t!(i18n, loyalty.each)}</small>
            </div>
            <span class="sign">"="</span>
            <div>
                <Cell
                    asked=Figure::PeriodRevenue(id)
                    class="big"
                    value=Some(row.net_revenue as f64)
                    text=Signal::derive(move || fmt.money_whole(row.net_revenue, currency))
                />
                <small>{t!(i18n, loyalty.net_revenue)}</small>
            </div>
        </div>
    }
}

/// Net revenue of a period from customers who first bought before it: every cohort's revenue in the
/// months of the period, the cohorts that began in it left out.
fn from_regulars(of: &Loyalty, id: PeriodId) -> i64 {
    let first = id.first_month();
    let earlier = |cohort: &&Cohort| cohort.month < first;
    let cohorts = of.reports.cohorts.cohorts.iter().filter(earlier);
    cohorts
        .flat_map(|cohort| {
            (first..first + id.kind.months())
                .filter_map(|month| usize::try_from(month - cohort.month).ok())
                .filter_map(|age| cohort.revenue.get(age))
        })
        .sum()
}

#[component]
fn RevenueChart(of: Arc<Loyalty>, rows: Arc<[PeriodRow]>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let from = rows.len().saturating_sub(DRAWN);
    let drawn: Arc<[(PeriodRow, i64)]> = rows
        .iter()
        .skip(from)
        .map(|row| (*row, from_regulars(&of, row.period)))
        .collect();
    let bars = {
        let drawn = drawn.clone();
        move || {
            let bar = |(row, regulars): &(PeriodRow, i64)| Bar {
                label: texts::period(fmt, row.period),
                value: (*regulars).max(0) as f64,
                rest: (row.net_revenue - regulars).max(0) as f64,
                text: t_string!(
                    i18n,
                    loyalty.period_read,
                    period = texts::period(fmt, row.period),
                    revenue = fmt.money_whole(row.net_revenue, currency),
                    regulars = fmt.money_whole(*regulars, currency)
                ),
                unfinished: !row.complete,
            };
            drawn.iter().map(bar).collect::<Vec<_>>()
        }
    };
    let table = move || {
        let locale = fmt.locale();
        let line = |(row, regulars): &(PeriodRow, i64)| {
            vec![
                texts::period(fmt, row.period),
                fmt.money_whole(*regulars, currency),
                fmt.money_whole(row.net_revenue, currency),
            ]
        };
        let head = vec![
            td_string!(locale, loyalty.period).to_owned(),
            td_string!(locale, loyalty.regulars).to_owned(),
            td_string!(locale, loyalty.revenue).to_owned(),
        ];
        (head, drawn.iter().map(line).collect::<Vec<_>>())
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "ticks lie among i64 amounts"
    )]
    let tick = Callback::new(move |value: f64| fmt.money_whole(value as i64, currency));
    view! {
        <h3>{t!(i18n, loyalty.regulars)}</h3>
        <BarChart
            title=Signal::derive(move || t_string!(i18n, loyalty.regulars).to_owned())
            bars=Signal::derive(bars)
            legend=Signal::derive(move || {
                [
                    t_string!(i18n, loyalty.from_regulars).to_owned(),
                    t_string!(i18n, loyalty.from_new).to_owned(),
                ]
            })
            tick=tick
            table=Signal::derive(table)
        />
    }
}

fn head(locale: Locale) -> Vec<String> {
    [
        td_string!(locale, loyalty.period),
        td_string!(locale, loyalty.buyers),
        td_string!(locale, loyalty.new_buyers),
        td_string!(locale, loyalty.returning),
        td_string!(locale, loyalty.returning_share),
        td_string!(locale, loyalty.retention_rate),
        td_string!(locale, loyalty.churned),
        td_string!(locale, loyalty.reactivated),
        td_string!(locale, loyalty.revenue),
    ]
    .map(str::to_owned)
    .to_vec()
}

#[component]
fn Table(rows: Arc<[PeriodRow]>, currency: Currency) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let count = move |value: Option<u32>| {
        Signal::derive(move || {
            value
                .map(|value| fmt.count(value as usize))
                .unwrap_or_default()
        })
    };
    let share = move |value: Option<f64>| {
        Signal::derive(move || value.map_or_else(|| "–".to_owned(), |value| fmt.percent(value)))
    };
    let line = move |row: &PeriodRow| {
        let (id, net) = (row.period, row.net_revenue);
        let against = row.against_previous;
        let retention = against.and_then(|held| held.retention_rate);
        let (churned, back) = (
            against.map(|held| held.churned),
            against.map(|held| held.reactivated),
        );
        let mark = (!row.complete).then_some("*");
        let whole = |value: u32| Some(f64::from(value));
        view! {
            <tr>
                <th scope="row">{move || texts::period(fmt, id)} {mark}</th>
                <td><Cell asked=Figure::PeriodBuyers(id) value=whole(row.buyers) text=count(Some(row.buyers))/></td>
                <td><Cell asked=Figure::PeriodNew(id) value=whole(row.new) text=count(Some(row.new))/></td>
                <td><Cell asked=Figure::ReturningBuyerShare(id) field="period_returning" value=whole(row.returning) text=count(Some(row.returning))/></td>
                <td><Cell asked=Figure::ReturningBuyerShare(id) value=row.returning_buyer_share text=share(row.returning_buyer_share)/></td>
                <td>{against.map(|_| view! { <Cell asked=Figure::RetentionRate(id) value=retention text=share(retention)/> })}</td>
                <td>{churned.map(|held| view! { <Cell asked=Figure::Churned(id) value=whole(held) text=count(churned)/> })}</td>
                <td>{back.map(|held| view! { <Cell asked=Figure::Reactivated(id) value=whole(held) text=count(back)/> })}</td>
                <td>
                    <Cell
                        asked=Figure::PeriodRevenue(id)
                        value=Some(net as f64)
                        text=Signal::derive(move || fmt.money_whole(net, currency))
                    />
                </td>
            </tr>
        }
    };
    let lines = rows.iter().rev().map(line).collect_view();
    let export = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let line = |row: &PeriodRow| {
            let against = row.against_previous;
            let held = |value: Option<u32>| value.map_or(Value::Blank, Value::count);
            vec![
                Value::text(row.period.code()),
                Value::count(row.buyers),
                Value::count(row.new),
                Value::count(row.returning),
                Value::share(row.returning_buyer_share),
                Value::share(against.and_then(|held| held.retention_rate)),
                held(against.map(|held| held.churned)),
                held(against.map(|held| held.reactivated)),
                Value::Money(row.net_revenue, currency.exponent()),
            ]
        };
        let rows = rows.iter().map(line).collect();
        let name = td_string!(locale, loyalty.periods);
        (table(name, head(locale), rows), 0)
    });
    view! {
        <div class="scroll tall" tabindex="0" role="group" aria-label=move || t_string!(i18n, loyalty.periods)>
            <table class="figures">
                <thead>
                    <tr>
                        {move || head(i18n.get_locale())
                            .into_iter()
                            .map(|cell| view! { <th scope="col">{cell}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="row between muted small">
            {t!(i18n, loyalty.unfinished_note)} <ExportTable name="loyalty-periods" list=export/>
        </p>
    }
}
