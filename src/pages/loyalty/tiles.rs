//! Four figures to begin with.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    i18n::{counted, t, t_string, use_i18n},
    reports::{Figure, Segment, periods::PeriodRow},
};

use super::{
    sheet::{Asked, Cell, Sheet},
    texts,
};

/// Revenue and number of those who slip away.
pub fn at_risk(of: &Loyalty) -> (i64, u32) {
    of.reports
        .rfm
        .segments
        .iter()
        .filter(|row| matches!(row.segment, Segment::AtRisk | Segment::CantLose))
        .fold((0, 0), |(revenue, customers), row| {
            (revenue + row.net_revenue, customers + row.customers)
        })
}

/// Revenue of a segment.
pub fn revenue(of: &Loyalty, segment: Segment) -> i64 {
    let rows = of.reports.rfm.segments.iter();
    rows.filter(|row| row.segment == segment)
        .map(|row| row.net_revenue)
        .sum()
}

/// The tiles.
#[component]
pub fn Tiles(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let reports = &of.reports;
    let share = move |value: Option<f64>| {
        Signal::derive(move || value.map_or_else(|| "–".to_owned(), |value| fmt.percent(value)))
    };
    let (repeat, all) = (reports.repeat.repeat_customers, reports.repeat.customers);
    let top = reports
        .concentration
        .top
        .iter()
        .find(|top| top.percent == 20);
    let top = top.and_then(|top| top.share);
    let for_80 = reports.concentration.customers_for_80pct.unwrap_or(0);
    let (revenue, slipping) = at_risk(&of);
    let currency = of.currency;
    view! {
        <div class="grid" id="overview">
            <section class="box headline w3">
                <h2>{t!(i18n, loyalty.repeat_rate)}</h2>
                <Cell
                    asked=Figure::RepeatRate
                    class="big"
                    value=reports.repeat.repeat_rate
                    text=share(reports.repeat.repeat_rate)
                />
                <p>
                    {move || {
                        t_string!(
                            i18n,
                            loyalty.repeat_rate_sub,
                            repeat = fmt.count(repeat as usize),
                            all = fmt.count(all as usize)
                        )
                    }}
                </p>
            </section>
            <Retention of=of.clone()/>
            <section class="box headline w3">
                <h2>{t!(i18n, loyalty.top20)}</h2>
                <Cell asked=Figure::TopShare(20) class="big" value=top text=share(top)/>
                <p>
                    {move || {
                        t_string!(i18n, loyalty.top20_sub, count = fmt.count(for_80 as usize))
                    }}
                </p>
            </section>
            <section class="box headline w3">
                <h2>{t!(i18n, loyalty.value_at_risk)}</h2>
                <Cell
                    asked=Asked::ValueAtRisk
                    class="big"
                    value=Some(revenue as f64)
                    text=Signal::derive(move || fmt.money_whole(revenue, currency))
                />
                <p class:bad=move || { slipping > 0 }>
                    {move || t_string!(i18n, loyalty.value_at_risk_sub, count = counted(i18n.get_locale(), slipping))}
                </p>
            </section>
        </div>
    }
}

/// Retention of the last complete quarter against the one before.
#[component]
fn Retention(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let rate = |row: &PeriodRow| row.against_previous.and_then(|held| held.retention_rate);
    let mut whole = of.reports.quarters.iter().rev().filter(|row| row.complete);
    let last = whole.next().copied();
    let earlier = whole.next().and_then(rate);
    let Some((last, now)) = last.and_then(|row| Some((row.period, rate(&row)?))) else {
        return view! {
            <section class="box headline w3">
                <h2>{t!(i18n, loyalty.retention_none)}</h2>
                <span class="figure big">"–"</span>
                <p>{t!(i18n, loyalty.needs_quarters)}</p>
            </section>
        }
        .into_any();
    };
    let change = earlier.map(|earlier| (now - earlier) * 100.0);
    let words = move || {
        let change = change?;
        let points = fmt.number(change.abs(), 1);
        Some(if change < 0.0 {
            format!(
                "▼ {}",
                t_string!(i18n, loyalty.points_down, points = points)
            )
        } else {
            format!("▲ {}", t_string!(i18n, loyalty.points_up, points = points))
        })
    };
    let down = change.is_some_and(|change| change < 0.0);
    view! {
        <section class="box headline w3">
            <h2>
                {move || t_string!(i18n, loyalty.retention_quarter, period = texts::period(fmt, last))}
            </h2>
            <Cell
                asked=Figure::RetentionRate(last)
                class="big"
                value=Some(now)
                text=Signal::derive(move || fmt.percent(now))
            />
            <p class:bad=down class:good=!down>{words}</p>
        </section>
    }
    .into_any()
}
