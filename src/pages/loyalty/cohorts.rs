//! Cohorts by month of the first purchase, as a heat map and as the curve of all together.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Fmt, Loyalty},
    chart::Scale,
    domain::Currency,
    exchange::lists::{
        Value,
        report::{Table, table},
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::parts::ExportTable,
    reports::{
        Figure,
        calendar::{Month, month_code},
        cohort::Cohort,
    },
    ui::chart::{LineChart, Series},
};

use super::{
    explain::mean_money,
    sheet::{Cell, Sheet},
    texts,
};

/// What the cells show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    Retention,
    Revenue,
    Cumulative,
}

impl Show {
    fn value(self, cohort: &Cohort, age: usize) -> Option<f64> {
        match self {
            Self::Retention => cohort.retention.get(age).copied(),
            Self::Revenue => cohort.revenue.get(age).map(|amount| *amount as f64),
            Self::Cumulative => cohort.cumulative_revenue_per_customer.get(age).copied(),
        }
    }

    /// The value in a file.
    fn cell(self, cohort: &Cohort, age: usize, currency: Currency) -> Value<'static> {
        let value = self.value(cohort, age);
        #[expect(clippy::cast_possible_truncation, reason = "amounts came from i64")]
        match self {
            Self::Retention => Value::share(value),
            Self::Revenue => value.map_or(Value::Blank, |amount| {
                Value::Money(amount as i64, currency.exponent())
            }),
            // A mean has no smallest unit.
            Self::Cumulative => {
                let scale = 10_u32.pow(currency.exponent());
                Value::real(value.map(|mean| mean / f64::from(scale)))
            }
        }
    }

    const fn figure(self, month: Month, age: u32) -> Figure {
        match self {
            Self::Retention => Figure::CohortRetention(month, age),
            Self::Revenue => Figure::CohortRevenue(month, age),
            Self::Cumulative => Figure::CohortCumulativeRevenuePerCustomer(month, age),
        }
    }

    fn text(self, fmt: Fmt, value: f64, currency: Currency) -> String {
        #[expect(clippy::cast_possible_truncation, reason = "amounts came from i64")]
        match self {
            Self::Retention => fmt.percent_whole(value),
            Self::Revenue => fmt.money_whole(value as i64, currency),
            Self::Cumulative => mean_money(fmt, value, currency),
        }
    }
}

/// The part.
#[component]
pub fn Cohorts(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let show = RwSignal::new(Show::Retention);
    let choice = move |which: Show, text: fn(Locale) -> &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || (show.get() == which).to_string()
                on:click=move |_| show.set(which)
            >
                {move || text(i18n.get_locale())}
            </button>
        }
    };
    let next = of
        .reports
        .cohorts
        .weighted_retention
        .get(1)
        .copied()
        .flatten();
    let sentence = move || {
        let count = fmt.number(next? * 100.0, 0);
        Some(t_string!(i18n, loyalty.cohort_sentence, count = count))
    };
    let map = {
        let of = of.clone();
        move || view! { <HeatMap of=of.clone() show=show.get()/> }
    };
    let export = {
        let of = of.clone();
        Callback::new(move |()| {
            let list = as_list(&of, show.get_untracked(), i18n.get_locale_untracked());
            (list, 0)
        })
    };
    view! {
        <section class="box" id="cohorts">
            <header>
                <h2>{t!(i18n, loyalty.cohorts)}</h2>
                <span class="push row wrap">
                    <span
                        class="segmented"
                        role="group"
                        aria-label=move || t_string!(i18n, loyalty.cohort_show)
                    >
                        {choice(Show::Retention, |l| td_string!(l, loyalty.retention))}
                        {choice(Show::Revenue, |l| td_string!(l, loyalty.cohort_revenue))}
                        {choice(Show::Cumulative, |l| td_string!(l, loyalty.cumulative))}
                    </span>
                    <ExportTable name="loyalty-cohorts" list=export/>
                </span>
            </header>
            {map}
            <p class="muted small">{sentence} " " {t!(i18n, loyalty.unfinished_note)}</p>
            <Curve of=of/>
        </section>
    }
}

fn as_list(of: &Loyalty, show: Show, locale: Locale) -> Table {
    let ages = of.reports.cohorts.weighted_retention.len();
    let mut columns = [
        td_string!(locale, loyalty.cohort),
        td_string!(locale, loyalty.cohort_size),
    ]
    .map(str::to_owned)
    .to_vec();
    columns.extend((0..ages).map(|age| format!("+{age}")));
    let line = |cohort: &Cohort| {
        let mut line = vec![
            Value::text(month_code(cohort.month)),
            Value::count(cohort.size),
        ];
        line.extend((0..ages).map(|age| show.cell(cohort, age, of.currency)));
        line
    };
    let mut rows: Vec<Vec<Value>> = of.reports.cohorts.cohorts.iter().map(line).collect();
    if show == Show::Retention {
        let mut all = vec![
            Value::text(td_string!(locale, loyalty.weighted)),
            Value::Blank,
        ];
        all.extend(
            of.reports
                .cohorts
                .weighted_retention
                .iter()
                .map(|share| Value::share(*share)),
        );
        rows.push(all);
    }
    table(td_string!(locale, loyalty.cohorts), columns, rows)
}

#[component]
fn HeatMap(of: Arc<Loyalty>, show: Show) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let report = &of.reports.cohorts;
    let ages = report.weighted_retention.len();
    let most = report
        .cohorts
        .iter()
        .flat_map(|cohort| (0..ages).filter_map(|age| show.value(cohort, age)))
        .fold(0.0_f64, f64::max);
    let line = |cohort: &Cohort| {
        let (month, size) = (cohort.month, cohort.size);
        let last = cohort.active.len().saturating_sub(1);
        let cell = |age: usize| {
            let value = show.value(cohort, age)?;
            let unfinished = age == last && !cohort.last_month_complete;
            let mark = if unfinished { "*" } else { "" };
            let heat = if most > 0.0 {
                (value / most).max(0.0)
            } else {
                0.0
            };
            let at = u32::try_from(age).unwrap_or(u32::MAX);
            let text = move || format!("{}{mark}", show.text(fmt, value, currency));
            Some(view! {
                <td style:--heat=format!("{heat:.3}") class:unfinished=unfinished>
                    <Cell
                        asked=show.figure(month, at)
                        value=Some(value)
                        text=Signal::derive(text)
                    />
                </td>
            })
        };
        let cells: Vec<_> = (0..ages).map(cell).collect();
        view! {
            <tr>
                <th scope="row">{move || texts::month(fmt, month)}</th>
                <td class="size">
                    <Cell
                        asked=Figure::CohortRetention(month, 0)
                        field="cohort_size"
                        value=Some(f64::from(size))
                        text=Signal::derive(move || fmt.count(size as usize))
                    />
                </td>
                {cells}
            </tr>
        }
    };
    let lines = report.cohorts.iter().map(line).collect_view();
    let weighted = (show == Show::Retention).then(|| {
        let cell = |(age, value): (u32, &Option<f64>)| {
            let value = *value;
            view! {
                <td style:--heat=format!("{:.3}", value.unwrap_or(0.0))>
                    {value.map(|share| view! {
                        <Cell
                            asked=Figure::WeightedRetention(age)
                            value=Some(share)
                            text=Signal::derive(move || fmt.percent_whole(share))
                        />
                    })}
                </td>
            }
        };
        let cells: Vec<_> = (0..).zip(&report.weighted_retention).map(cell).collect();
        view! {
            <tr class="sum"><th scope="row">{t!(i18n, loyalty.weighted)}</th><td></td>{cells}</tr>
        }
    });
    view! {
        <div class="scroll tall" tabindex="0" role="group" aria-label=move || t_string!(i18n, loyalty.cohorts)>
            <table class="heat">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, loyalty.cohort)}</th>
                        <th scope="col">{t!(i18n, loyalty.cohort_size)}</th>
                        {(0..ages)
                            .map(|age| view! { <th scope="col">{format!("+{age}")}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{lines} {weighted}</tbody>
            </table>
        </div>
    }
}

/// All cohorts together.
#[component]
fn Curve(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let points: Vec<(f64, f64)> = (0_u32..)
        .zip(&of.reports.cohorts.weighted_retention)
        .skip(1)
        .filter_map(|(age, share)| Some((f64::from(age), (*share)?)))
        .collect();
    if points.len() < 2 {
        return ().into_any();
    }
    let x = Scale::around(points.iter().map(|point| point.0), 8);
    let y = Scale::around(points.iter().map(|point| point.1), 4);
    let age_text = move |age: f64| t_string!(i18n, loyalty.month_plus, count = fmt.number(age, 1));
    let series = {
        let points = points.clone();
        move || {
            vec![Series {
                name: t_string!(i18n, loyalty.weighted).to_owned(),
                points: points.clone(),
                filled: true,
            }]
        }
    };
    let table = move || {
        let head = vec![
            t_string!(i18n, loyalty.months).to_owned(),
            t_string!(i18n, loyalty.retention).to_owned(),
        ];
        let line = |point: &(f64, f64)| vec![fmt.number(point.0, 0), fmt.percent(point.1)];
        (head, points.iter().map(line).collect::<Vec<_>>())
    };
    view! {
        <h3>{t!(i18n, loyalty.cohort_curve)}</h3>
        <LineChart
            title=Signal::derive(move || t_string!(i18n, loyalty.cohort_curve).to_owned())
            series=Signal::derive(series)
            x=x
            y=y
            x_text=Callback::new(move |age: f64| format!("+{}", fmt.number(age, 1)))
            y_text=Callback::new(move |share: f64| fmt.percent_whole(share))
            read=Callback::new(move |(age, share): (f64, f64)| {
                format!("{}: {}", age_text(age), fmt.percent(share))
            })
            table=Signal::derive(table)
        />
    }
    .into_any()
}
