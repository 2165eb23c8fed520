//! The second purchase: how many make it, how long it takes, how often people come.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    chart::Scale,
    i18n::{counted, t, t_string, use_i18n},
    reports::{
        Figure,
        repeat::{OccasionBucket, RepeatWithin, SurvivalStep},
    },
    ui::chart::{Bar, BarChart, LineChart, Series},
};

use super::{
    explain::mean_money,
    out::ExportFigures,
    sheet::{Cell, Sheet},
    tables,
};

/// Days shown of the waiting curve.
const HORIZON: u32 = 365;

/// The part.
#[component]
pub fn Repeat(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let report = of.reports.repeat.clone();
    let each = report.occasions_per_customer;
    let average = report.average_occasion_value;
    view! {
        <section class="grid" id="repeat">
            <div class="box w6">
                <header>
                    <h2>{t!(i18n, loyalty.repeat)}</h2>
                    <span class="push"><ExportFigures name="loyalty-repeat" of=of.clone() make=tables::within/></span>
                </header>
                <Within rows=report.within/>
                <h3>{t!(i18n, loyalty.waiting_curve)}</h3>
                <Waiting steps=report.survival/>
            </div>
            <div class="box w6">
                <header>
                    <h2>{t!(i18n, loyalty.distribution)}</h2>
                    <span class="push"><ExportFigures name="loyalty-visits" of make=tables::distribution/></span>
                </header>
                <Distribution buckets=report.distribution/>
                <div class="kv">
                    <div>
                        <small>{t!(i18n, loyalty.occasions_each)}</small>
                        <Cell
                            asked=Figure::OccasionsPerCustomer
                            value=each
                            text=Signal::derive(move || each.map(|each| fmt.number(each, 2)).unwrap_or_default())
                        />
                    </div>
                    <div>
                        <small>{t!(i18n, loyalty.occasion_value)}</small>
                        <Cell
                            asked=Figure::AverageOccasionValue
                            value=average
                            text=Signal::derive(move || average.map(|value| mean_money(fmt, value, currency)).unwrap_or_default())
                        />
                    </div>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Within(rows: Vec<RepeatWithin>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let share = move |value: Option<f64>| {
        Signal::derive(move || value.map_or_else(|| "–".to_owned(), |value| fmt.percent(value)))
    };
    let line = move |row: RepeatWithin| {
        let days = row.days;
        let asked = Figure::RepeatWithin(days);
        let count = move |value: u32| Signal::derive(move || fmt.count(value as usize));
        view! {
            <tr>
                <th scope="row">{move || t_string!(i18n, loyalty.within_days, count = counted(i18n.get_locale(), days))}</th>
                <td><Cell asked=asked field="repeat_within_eligible" value=Some(f64::from(row.eligible)) text=count(row.eligible)/></td>
                <td><Cell asked=asked field="repeat_within_repeated" value=Some(f64::from(row.repeated)) text=count(row.repeated)/></td>
                <td><Cell asked=asked value=row.rate text=share(row.rate)/></td>
                <td><Cell asked=Figure::KaplanMeierWithin(days) value=row.kaplan_meier text=share(row.kaplan_meier)/></td>
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, loyalty.within)}</th>
                        <th scope="col">{t!(i18n, loyalty.eligible)}</th>
                        <th scope="col">{t!(i18n, loyalty.repeated)}</th>
                        <th scope="col">{t!(i18n, loyalty.rate)}</th>
                        <th scope="col">{t!(i18n, loyalty.km)}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Share that has come back by each day.
#[component]
fn Waiting(steps: Vec<SurvivalStep>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let mut points = vec![(0.0, 0.0)];
    points.extend(
        steps
            .iter()
            .take_while(|step| step.days <= HORIZON)
            .map(|step| (f64::from(step.days), 1.0 - step.survival)),
    );
    let y = Scale::around(points.iter().map(|point| point.1), 4);
    let series = {
        let points = points.clone();
        move || {
            vec![Series {
                name: String::new(),
                points: points.clone(),
                filled: true,
            }]
        }
    };
    let table = move || {
        let head = vec![
            t_string!(i18n, loyalty.within).to_owned(),
            t_string!(i18n, loyalty.rate).to_owned(),
        ];
        let line = |point: &(f64, f64)| vec![fmt.number(point.0, 0), fmt.percent(point.1)];
        (head, points.iter().map(line).collect::<Vec<_>>())
    };
    let read = move |(days, share): (f64, f64)| {
        t_string!(
            i18n,
            loyalty.waiting_read,
            days = fmt.number(days, 0),
            share = fmt.percent(share)
        )
    };
    view! {
        <LineChart
            title=Signal::derive(move || t_string!(i18n, loyalty.waiting_curve).to_owned())
            series=Signal::derive(series)
            x=Scale::fixed(0.0, 360.0, 60.0)
            y=y
            x_text=Callback::new(move |days: f64| fmt.number(days, 0))
            y_text=Callback::new(move |share: f64| fmt.percent_whole(share))
            read=Callback::new(read)
            table=Signal::derive(table)
        />
    }
}

#[component]
fn Distribution(buckets: Vec<OccasionBucket>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let name = OccasionBucket::name;
    let bars = {
        let buckets = buckets.clone();
        move || {
            let bar = |bucket: &OccasionBucket| Bar {
                label: name(bucket),
                value: f64::from(bucket.customers),
                rest: 0.0,
                text: t_string!(
                    i18n,
                    loyalty.visits_read,
                    visits = name(bucket),
                    count = fmt.count(bucket.customers as usize)
                ),
                unfinished: false,
            };
            buckets.iter().map(bar).collect::<Vec<_>>()
        }
    };
    let table = move || {
        let head = vec![
            t_string!(i18n, loyalty.visits).to_owned(),
            t_string!(i18n, loyalty.customers).to_owned(),
        ];
        let line =
            |bucket: &OccasionBucket| vec![name(bucket), fmt.count(bucket.customers as usize)];
        (head, buckets.iter().map(line).collect::<Vec<_>>())
    };
    view! {
        <BarChart
            title=Signal::derive(move || t_string!(i18n, loyalty.distribution).to_owned())
            bars=Signal::derive(bars)
            tick=Callback::new(move |value: f64| fmt.number(value, 0))
            table=Signal::derive(table)
        />
    }
}
