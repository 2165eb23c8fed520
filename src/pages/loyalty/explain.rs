//! A figure explained: what it means, how it comes about with this shop's numbers, who is behind it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Fmt, Loyalty},
    domain::Currency,
    i18n::{t, use_i18n},
    reports::{Explanation, Figure, Segment, Term, TermValue, explain},
    ui::Dialog,
};

use super::{
    behind::Behind,
    sheet::{Asked, Sheet},
    texts, tiles,
};

/// The dialog; it is open while something is asked.
#[component]
pub fn ExplainDialog(latest: Signal<Option<Arc<Loyalty>>>) -> impl IntoView {
    let sheet = Sheet::here();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if sheet.asked.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            sheet.asked.set(None);
        }
    });
    let title = Signal::derive(move || {
        let asked = sheet.asked.get();
        asked
            .map(|asked| texts::title(sheet.fmt, asked))
            .unwrap_or_default()
    });
    view! {
        <Dialog open=open title=title wide=true>
            {move || {
                let (asked, of) = sheet.asked.get().zip(latest.get())?;
                Some(view! { <Explained of=of asked=asked/> })
            }}
        </Dialog>
    }
}

#[component]
fn Explained(of: Arc<Loyalty>, asked: Asked) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let explanation = match asked {
        Asked::Figure(figure) => explain(figure, &of.reports),
        Asked::ValueAtRisk => None,
    };
    let parts = [Segment::AtRisk, Segment::CantLose].map(|one| tiles::revenue(&of, one));
    let for_formula = explanation.clone();
    let formula = move || match &for_formula {
        Some(explanation) => formula(fmt, currency, explanation),
        None => {
            let [one, other] = parts.map(|part| fmt.money(part, currency));
            let sum = fmt.money(parts.iter().sum(), currency);
            format!("{one} + {other} = {sum}")
        }
    };
    let terms = explanation
        .map(|explanation| explanation.terms)
        .unwrap_or_default();
    let line = move |term: Term| {
        view! {
            <dt>{move || texts::term(fmt.locale(), term.name)}</dt>
            <dd class="num">{move || value(fmt, currency, term.value)}</dd>
        }
    };
    view! {
        <div class="content explain">
            <p>{move || texts::definition(fmt.locale(), asked)}</p>
            <h3>{t!(i18n, loyalty.calculation)}</h3>
            <p class="formula num" data-formula="">{formula}</p>
            <dl>{terms.into_iter().map(line).collect_view()}</dl>
            <Behind of=of asked=asked/>
        </div>
    }
}

fn value(fmt: Fmt, currency: Currency, value: TermValue) -> String {
    match value {
        TermValue::Count(count) | TermValue::Days(count) => fmt.number(count as f64, 0),
        TermValue::Money(amount) => fmt.money(amount, currency),
        TermValue::MeanMoney(amount) => mean_money(fmt, amount, currency),
        TermValue::Share(share) => share.map_or_else(|| "–".to_owned(), |share| fmt.percent(share)),
    }
}

/// A mean of minor units, to the nearest one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "means of i64 amounts fit one"
)]
pub fn mean_money(fmt: Fmt, amount: f64, currency: Currency) -> String {
    fmt.money(amount.round() as i64, currency)
}

/// A figure as written.
fn result(fmt: Fmt, currency: Currency, explanation: &Explanation) -> String {
    let Some(value) = explanation.value else {
        return "–".to_owned();
    };
    match explanation.figure {
        Figure::OccasionsPerCustomer | Figure::MeanGap | Figure::SegmentMeanOccasions(_) => {
            fmt.number(value, 2)
        }
        Figure::SegmentMeanDaysSinceLast(_) => fmt.number(value, 1),
        Figure::Gini => fmt.number(value, 3),
        Figure::StagePeople(_)
        | Figure::IntervalDays(_)
        | Figure::PeriodBuyers(_)
        | Figure::PeriodNew(_)
        | Figure::PeriodExisting(_)
        | Figure::Churned(_)
        | Figure::Reactivated(_) => fmt.number(value, 0),
        Figure::AverageOccasionValue
        | Figure::UsagePerCustomer(_)
        | Figure::CohortRevenue(..)
        | Figure::CohortCumulativeRevenuePerCustomer(..)
        | Figure::PeriodRevenue(_)
        | Figure::PeriodRevenueThreeTerms(_) => mean_money(fmt, value, currency),
        _ => fmt.percent(value),
    }
}

/// The formula with this shop's numbers in it.
fn formula(fmt: Fmt, currency: Currency, explanation: &Explanation) -> String {
    let result = result(fmt, currency, explanation);
    let terms: Vec<String> = explanation
        .terms
        .iter()
        .map(|term| value(fmt, currency, term.value))
        .collect();
    match (explanation.figure, terms.as_slice()) {
        (Figure::KaplanMeierWithin(_), [left, ..]) => {
            format!("{} − {left} = {result}", fmt.percent_whole(1.0))
        }
        (Figure::Gini, [sum, n, ..]) => {
            format!("(2 · Σ i·xᵢ − ({n} + 1) · {sum}) ÷ ({n} · {sum}) = {result}")
        }
        (
            Figure::Churned(_)
            | Figure::Reactivated(_)
            | Figure::PeriodNew(_)
            | Figure::CohortRevenue(..),
            [all, part, ..],
        ) => format!("{all} − {part} = {result}"),
        (Figure::PeriodBuyers(_) | Figure::PeriodExisting(_), [one, other, ..]) => {
            format!("{one} + {other} = {result}")
        }
        (Figure::IntervalDays(percent), [place, gaps, ..]) => {
            let share = fmt.percent_whole(f64::from(percent) / 100.0);
            format!("⌈{share} × {gaps}⌉ = {place}; x₍{place}₎ = {result}")
        }
        (Figure::PeriodRevenue(_), [new, existing, rate, usage]) => {
            format!("({new} + {existing} × {rate}) × {usage} = {result}")
        }
        (Figure::PeriodRevenueThreeTerms(_), [new, previous, rate, back, usage]) => {
            format!("({new} + {previous} × {rate} + {back}) × {usage} = {result}")
        }
        (Figure::StagePeople(stage), [_, active, lapse, loyal, ..]) => {
            let rule = texts::stage_rule(fmt.locale(), stage, [active, lapse, loyal]);
            format!("{rule}: {result}")
        }
        (_, [part, whole, ..]) => format!("{part} ÷ {whole} = {result}"),
        _ => result,
    }
}
