//! Recency against frequency and value: the grid and its named groups.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    exchange::lists::{Value, report::table},
    i18n::{counted, t, t_string, use_i18n},
    pages::parts::ExportTable,
    reports::{Figure, Segment, rfm::SegmentRow},
};

use super::{
    scores::Scores,
    sheet::{Asked, Cell, Sheet},
    texts,
};

/// The grid and the table of segments.
#[component]
pub fn Rfm(of: Arc<Loyalty>) -> impl IntoView {
    let i18n = use_i18n();
    let customers = of.reports.customers;
    view! {
        <section class="grid" id="rfm">
            <div class="box w6">
                <header>
                    <h2>{t!(i18n, loyalty.rfm)}</h2>
                    <span class="push">
                        {move || t_string!(i18n, loyalty.rfm_sub, count = counted(i18n.get_locale(), customers))}
                    </span>
                </header>
                <Grid of=of.clone()/>
                <p class="muted small legend-text">
                    {t!(i18n, loyalty.rfm_rows)} " · " {t!(i18n, loyalty.rfm_columns)}
                </p>
            </div>
            <div class="box w6">
                <Scores of=of.clone()/>
            </div>
            <div class="box w12">
                <Segments of=of/>
            </div>
        </section>
    }
}

#[component]
fn Grid(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let grid = of.reports.rfm.grid;
    let most = grid.iter().flatten().copied().max().unwrap_or(0).max(1);
    let cell = move |r: u8, fm: u8, held: u32| {
        let heat = format!("{:.3}", f64::from(held) / f64::from(most));
        let segment = Segment::of(r, fm);
        let label = move || {
            t_string!(
                i18n,
                loyalty.cell_name,
                r = r,
                fm = fm,
                segment = texts::segment(fmt.locale(), segment),
                count = fmt.count(held as usize)
            )
        };
        view! {
            <button
                type="button"
                class="cell"
                style:--heat=heat
                data-figure=format!("grid_cell:{r}:{fm}")
                data-value=held.to_string()
                aria-label=label
                aria-haspopup="dialog"
                on:click=move |_| {
                    sheet.asked.set(Some(Asked::Figure(Figure::GridCell(r, fm))));
                }
            >
                <b>{move || fmt.count(held as usize)}</b>
                " "
                <span>{move || texts::segment(fmt.locale(), segment)}</span>
            </button>
        }
    };
    let line = move |(r, line): (u8, [u32; 5])| {
        let cells: Vec<_> = (1_u8..)
            .zip(line)
            .map(|(fm, held)| cell(r, fm, held))
            .collect();
        view! { <span class="axis">{format!("R{r}")}</span> {cells} }
    };
    let lines: Vec<_> = (1_u8..).zip(grid).collect();
    view! {
        <div class="rfm-grid">
            {lines.into_iter().rev().map(line).collect_view()}
            <span></span>
            {(1..=5).map(|fm| view! { <span class="axis">{format!("FM{fm}")}</span> }).collect_view()}
        </div>
    }
}

#[component]
fn Segments(of: Arc<Loyalty>) -> impl IntoView {
    let (i18n, sheet) = (use_i18n(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let share = move |value: Option<f64>| {
        Signal::derive(move || value.map_or_else(|| "–".to_owned(), |value| fmt.percent(value)))
    };
    let row = move |row: &SegmentRow| {
        let segment = row.segment;
        let held = row.customers;
        let (customers, net) = (Figure::SegmentShare(segment), row.net_revenue);
        let days = row.mean_days_since_last;
        let visits = row.mean_occasions;
        let visits_text = move || {
            visits
                .map(|visits| fmt.number(visits, 1))
                .unwrap_or_default()
        };
        let days_text = move || days.map(|days| fmt.number(days, 0)).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{move || texts::segment(fmt.locale(), segment)}</th>
                <td>
                    <Cell
                        asked=customers
                        field="segment_customers"
                        value=Some(f64::from(held))
                        text=Signal::derive(move || fmt.count(held as usize))
                    />
                </td>
                <td><Cell asked=customers value=row.share_of_customers text=share(row.share_of_customers)/></td>
                <td>
                    <Cell
                        asked=Figure::SegmentMeanDaysSinceLast(segment)
                        value=days
                        text=Signal::derive(days_text)
                    />
                </td>
                <td>
                    <Cell
                        asked=Figure::SegmentMeanOccasions(segment)
                        value=visits
                        text=Signal::derive(visits_text)
                    />
                </td>
                <td>
                    <Cell
                        asked=Figure::SegmentRevenueShare(segment)
                        field="segment_net_revenue"
                        value=Some(net as f64)
                        text=Signal::derive(move || fmt.money_whole(net, currency))
                    />
                </td>
                <td>
                    <Cell
                        asked=Figure::SegmentRevenueShare(segment)
                        value=row.share_of_revenue
                        text=share(row.share_of_revenue)
                    />
                </td>
            </tr>
        }
    };
    let rows = of.reports.rfm.segments.iter().map(row).collect_view();
    let export = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let line = |row: &SegmentRow| {
            vec![
                Value::text(texts::segment(locale, row.segment)),
                Value::count(row.customers),
                Value::share(row.share_of_customers),
                Value::real(row.mean_days_since_last),
                Value::real(row.mean_occasions),
                Value::Money(row.net_revenue, currency.exponent()),
                Value::share(row.share_of_revenue),
            ]
        };
        let rows = of.reports.rfm.segments.iter().map(line).collect();
        let name = crate::i18n::td_string!(locale, loyalty.segment);
        (table(name, head(locale), rows), 0)
    });
    view! {
        <header>
            <h2>{t!(i18n, loyalty.segment)}</h2>
            <span class="push"><ExportTable name="loyalty-segments" list=export/></span>
        </header>
        <div class="scroll">
            <table class="figures">
                <thead>
                    <tr>
                        {move || {
                            head(i18n.get_locale())
                                .into_iter()
                                .map(|cell| view! { <th scope="col">{cell}</th> })
                                .collect_view()
                        }}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(locale: crate::i18n::Locale) -> Vec<String> {
    use crate::i18n::td_string;
    [
        td_string!(locale, loyalty.segment),
        td_string!(locale, loyalty.customers),
        td_string!(locale, loyalty.share),
        td_string!(locale, loyalty.mean_days),
        td_string!(locale, loyalty.occasions_each),
        td_string!(locale, loyalty.revenue),
        td_string!(locale, loyalty.revenue_share),
    ]
    .map(str::to_owned)
    .to_vec()
}
