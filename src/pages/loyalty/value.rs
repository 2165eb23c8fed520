//! Who brings the revenue: concentration, A/B/C classes, the pyramid.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    chart::Scale,
    i18n::{t, t_string, use_i18n},
    reports::{Figure, abc::ClassRow, concentration::PercentShare, pyramid::TierRow},
    ui::chart::{LineChart, Part, Series, ShareBar},
};

use super::{
    out::ExportFigures,
    sheet::{Cell, Sheet},
    tables, texts,
};

/// The part.
#[component]
pub fn Value(of: Arc<Loyalty>) -> impl IntoView {
    view! {
        <section class="grid" id="value">
            <Concentration of=of.clone()/>
            <div class="stack w6">
                <Classes of=of.clone()/>
                <Pyramid of=of/>
            </div>
        </section>
    }
}

#[component]
fn Concentration(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let report = of.reports.concentration.clone();
    let written = move |value: Option<f64>| {
        Signal::derive(move || value.map_or_else(|| "–".to_owned(), |value| fmt.percent(value)))
    };
    let top = move |held: &PercentShare| {
        let percent = held.percent;
        view! {
            <div>
                <small>{move || t_string!(i18n, loyalty.top_percent, percent = percent)}</small>
                <Cell asked=Figure::TopShare(percent) value=held.share text=written(held.share)/>
            </div>
        }
    };
    let bottom = move |held: &PercentShare| {
        let percent = held.percent;
        view! {
            <div>
                <small>{move || t_string!(i18n, loyalty.bottom_percent, percent = percent)}</small>
                <Cell asked=Figure::BottomShare(percent) value=held.share text=written(held.share)/>
            </div>
        }
    };
    let gini = report.gini;
    let for_80 = report.customers_for_80pct;
    view! {
        <div class="box w6">
            <header>
                <h2>{t!(i18n, loyalty.concentration)}</h2>
                <span class="push"><ExportFigures name="loyalty-concentration" of make=tables::concentration/></span>
            </header>
            <Lorenz deciles=report.lorenz_deciles.clone()/>
            <div class="kv">
                {report.top.iter().map(top).collect_view()}
                {report.bottom.iter().map(bottom).collect_view()}
                <div>
                    <small>{t!(i18n, loyalty.gini)}</small>
                    <Cell
                        asked=Figure::Gini
                        value=gini
                        text=Signal::derive(move || gini.map_or_else(|| "–".to_owned(), |gini| fmt.number(gini, 3)))
                    />
                </div>
                <div>
                    <small>{t!(i18n, loyalty.for80)}</small>
                    <Cell
                        asked=Figure::CustomersFor80
                        field="customers_for_80pct"
                        value=for_80.map(f64::from)
                        text=Signal::derive(move || for_80.map_or_else(|| "–".to_owned(), |held| fmt.count(held as usize)))
                    />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Lorenz(deciles: Vec<f64>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let points: Vec<(f64, f64)> = (0_u32..)
        .zip(deciles)
        .map(|(decile, share)| (f64::from(decile) / 10.0, share))
        .collect();
    let series = {
        let points = points.clone();
        move || {
            vec![
                Series {
                    name: t_string!(i18n, loyalty.actual).to_owned(),
                    points: points.clone(),
                    filled: true,
                },
                Series {
                    name: t_string!(i18n, loyalty.equal).to_owned(),
                    points: vec![(0.0, 0.0), (1.0, 1.0)],
                    filled: false,
                },
            ]
        }
    };
    let table = move || {
        let head = vec![
            t_string!(i18n, loyalty.lorenz_x).to_owned(),
            t_string!(i18n, loyalty.lorenz_y).to_owned(),
        ];
        let line = |point: &(f64, f64)| vec![fmt.percent_whole(point.0), fmt.percent(point.1)];
        (head, points.iter().map(line).collect::<Vec<_>>())
    };
    let read = move |(customers, revenue): (f64, f64)| {
        t_string!(
            i18n,
            loyalty.lorenz_read,
            customers = fmt.percent_whole(customers),
            revenue = fmt.percent(revenue)
        )
    };
    view! {
        <LineChart
            title=Signal::derive(move || t_string!(i18n, loyalty.lorenz).to_owned())
            series=Signal::derive(series)
            x=Scale::fixed(0.0, 1.0, 0.2)
            y=Scale::fixed(0.0, 1.0, 0.25)
            x_text=Callback::new(move |share: f64| fmt.percent_whole(share))
            y_text=Callback::new(move |share: f64| fmt.percent_whole(share))
            read=Callback::new(read)
            table=Signal::derive(table)
        />
    }
}

#[component]
fn Classes(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let classes = of.reports.abc.classes.clone();
    let line = move |row: &ClassRow| {
        let (asked, held, revenue) = (
            Figure::ClassRevenueShare(row.class),
            row.customers,
            row.revenue,
        );
        let among = Figure::ClassShareOfCustomers(row.class);
        let share = row.share_of_revenue;
        let of_customers = row.share_of_customers;
        view! {
            <tr>
                <th scope="row">{texts::class(row.class)}</th>
                <td><Cell asked=among field="class_customers" value=Some(f64::from(held)) text=Signal::derive(move || fmt.count(held as usize))/></td>
                <td><Cell asked=among value=of_customers text=Signal::derive(move || of_customers.map(|share| fmt.percent(share)).unwrap_or_default())/></td>
                <td><Cell asked=asked field="class_revenue" value=Some(revenue as f64) text=Signal::derive(move || fmt.money_whole(revenue, currency))/></td>
                <td><Cell asked=asked value=share text=Signal::derive(move || share.map(|share| fmt.percent(share)).unwrap_or_default())/></td>
            </tr>
        }
    };
    let lines = classes.iter().map(line).collect_view();
    let parts = move || {
        let part = |row: &ClassRow| Part {
            label: texts::class(row.class).to_owned(),
            share: row.share_of_revenue.unwrap_or(0.0),
            text: fmt.percent_whole(row.share_of_revenue.unwrap_or(0.0)),
        };
        classes.iter().map(part).collect::<Vec<_>>()
    };
    view! {
        <div class="box">
            <header>
                <h2>{t!(i18n, loyalty.abc)}</h2>
                <span class="push row">
                    {t!(i18n, loyalty.abc_sub)}
                    <ExportFigures name="loyalty-abc" of make=tables::classes/>
                </span>
            </header>
            <ShareBar
                title=Signal::derive(move || t_string!(i18n, loyalty.revenue_share).to_owned())
                parts=Signal::derive(parts)
            />
            <div class="scroll">
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, loyalty.class)}</th>
                            <th scope="col">{t!(i18n, loyalty.customers)}</th>
                            <th scope="col">{t!(i18n, loyalty.share)}</th>
                            <th scope="col">{t!(i18n, loyalty.revenue)}</th>
                            <th scope="col">{t!(i18n, loyalty.revenue_share)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </div>
    }
}

#[component]
fn Pyramid(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let tiers = of.reports.pyramid.tiers.clone();
    let line = move |(place, row): (usize, &TierRow)| {
        let (tier, held, revenue) = (row.tier, row.customers, row.revenue);
        let (asked, share) = (Figure::TierRevenueShare(tier), row.share_of_revenue);
        let among = Figure::TierShareOfCustomers(tier);
        view! {
            <tr class=format!("tier t{}", place + 1)>
                <th scope="row">{move || texts::tier(fmt.locale(), tier)}</th>
                <td><Cell asked=among field="tier_customers" value=Some(f64::from(held)) text=Signal::derive(move || fmt.count(held as usize))/></td>
                <td>
                    {share.map(|_| view! { <Cell asked=asked field="tier_revenue" value=Some(revenue as f64) text=Signal::derive(move || fmt.money_whole(revenue, currency))/> })}
                </td>
                <td>
                    {share.map(|share| view! { <Cell asked=asked value=Some(share) text=Signal::derive(move || fmt.percent(share))/> })}
                </td>
            </tr>
        }
    };
    view! {
        <div class="box">
            <header>
                <h2>{t!(i18n, loyalty.pyramid)}</h2>
                <span class="push row">
                    {t!(i18n, loyalty.pyramid_sub)}
                    <ExportFigures name="loyalty-pyramid" of make=tables::pyramid/>
                </span>
            </header>
            <div class="scroll">
                <table class="figures">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, loyalty.tier)}</th>
                            <th scope="col">{t!(i18n, loyalty.customers)}</th>
                            <th scope="col">{t!(i18n, loyalty.revenue)}</th>
                            <th scope="col">{t!(i18n, loyalty.revenue_share)}</th>
                        </tr>
                    </thead>
                    <tbody>{tiers.iter().enumerate().map(line).collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}
