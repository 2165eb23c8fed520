//! What a change of one factor would have brought.

use leptos::prelude::*;

use crate::{
    domain::Currency,
    i18n::{Locale, t, t_string, td_string, use_i18n},
    reports::{WhatIf, periods::PeriodRow, what_if},
};

use super::{explain::mean_money, sheet::Sheet};

/// The factors in the order they are offered.
const FACTORS: [fn(f64) -> WhatIf; 4] = [
    WhatIf::RetainedPercent,
    WhatIf::ReturningRatePoints,
    WhatIf::NewPercent,
    WhatIf::UsagePercent,
];

fn factor_text(locale: Locale, at: usize) -> &'static str {
    match at {
        0 => td_string!(locale, loyalty.what_if_retained),
        1 => td_string!(locale, loyalty.what_if_returning),
        2 => td_string!(locale, loyalty.what_if_new),
        _ => td_string!(locale, loyalty.what_if_usage),
    }
}

/// A factor, a slider and what comes of it.
#[component]
pub fn WhatIfBox(row: PeriodRow, currency: Currency) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let factor = RwSignal::new(0_usize);
    let amount = RwSignal::new(5.0_f64);
    let change = move || {
        let sign = if amount.get() < 0.0 { "−" } else { "+" };
        let unit = if factor.get() == 1 { "" } else { " %" };
        let words = factor_text(i18n.get_locale(), factor.get());
        format!("{sign}{}{unit} {words}", fmt.number(amount.get().abs(), 0))
    };
    let outcome = Memo::new(move |_| {
        FACTORS
            .get(factor.get())
            .and_then(|make| what_if(&row, make(amount.get())))
    });
    let line = move || match outcome.get() {
        None => t_string!(i18n, loyalty.what_if_missing).to_owned(),
        Some(outcome) => {
            let sign = if outcome.difference < 0.0 { "−" } else { "+" };
            let difference = mean_money(fmt, outcome.difference.abs(), currency);
            t_string!(
                i18n,
                loyalty.what_if_line,
                change = change(),
                revenue = mean_money(fmt, outcome.net_revenue, currency),
                difference = format!("{sign}{difference}")
            )
        }
    };
    let value = move || outcome.get().map(|outcome| outcome.net_revenue.to_string());
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            factor.set(place);
        }
    };
    let slide = move |event| {
        if let Ok(value) = event_target_value(&event).parse() {
            amount.set(value);
        }
    };
    view! {
        <div class="what-if">
            <b>{t!(i18n, loyalty.what_if)}</b>
            <select
                class="input"
                aria-label=move || t_string!(i18n, loyalty.what_if_factor)
                on:change=choose
            >
                {(0..FACTORS.len())
                    .map(|at| {
                        view! {
                            <option value=at.to_string()>
                                {move || factor_text(i18n.get_locale(), at)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <input
                type="range"
                min="-20"
                max="50"
                step="1"
                prop:value=move || amount.get().to_string()
                aria-label=move || t_string!(i18n, loyalty.what_if_amount)
                aria-valuetext=change
                on:input=slide
            />
            <output data-figure="what_if" data-value=value>{line}</output>
            <small class="muted">{t!(i18n, loyalty.what_if_note)}</small>
        </div>
    }
}
