//! The customers behind a figure: a list, a file, a filter.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        Loyalty, Route,
        state::{App, use_app},
    },
    exchange::lists::{
        Words,
        report::{Person, people as people_of},
    },
    i18n::{Locale, t, tag, td_string, use_i18n},
    pages::parts::ExportTable,
    platform::intl::DateStyle,
    query::{Condition, Filter, Range, to_query},
    reports::{Figure, Segment, customers_behind, date_of},
};

use super::sheet::{Asked, Sheet};

/// Lines shown in the dialog; the file has all.
const SHOWN: usize = 100;

/// Indices of the customers behind a figure.
pub fn people(of: &Loyalty, asked: Asked) -> Vec<u32> {
    match asked {
        Asked::Figure(figure) => customers_behind(figure, &of.reports),
        Asked::ValueAtRisk => [Segment::AtRisk, Segment::CantLose]
            .into_iter()
            .flat_map(|segment| customers_behind(Figure::SegmentShare(segment), &of.reports))
            .collect(),
    }
}

/// The filter that lets the same customers pass. It follows today, not the report's day.
pub fn filter(asked: Asked) -> Filter {
    let visits = |from| {
        Condition::Visits(Range {
            from: Some(from),
            to: None,
        })
    };
    let condition = match asked {
        Asked::ValueAtRisk => {
            let parts = [Segment::AtRisk, Segment::CantLose];
            return Filter::Any(
                parts
                    .map(|one| Filter::Is(Condition::Segment(one)))
                    .to_vec(),
            );
        }
        // What filters can say without the reports, they say in their own words.
        Asked::Figure(figure) => match figure {
            Figure::RepeatRate | Figure::MeanGap | Figure::IntervalDays(_) => visits(2),
            Figure::OccasionsPerCustomer | Figure::AverageOccasionValue | Figure::Gini => visits(1),
            Figure::SegmentShare(segment)
            | Figure::SegmentRevenueShare(segment)
            | Figure::SegmentMeanDaysSinceLast(segment)
            | Figure::SegmentMeanOccasions(segment) => Condition::Segment(segment),
            Figure::ClassRevenueShare(class) | Figure::ClassShareOfCustomers(class) => {
                Condition::Class(class)
            }
            Figure::StagePeople(stage) | Figure::StageShare(stage) => Condition::Stage(stage),
            figure => Condition::Behind(figure),
        },
    };
    Filter::All(vec![Filter::Is(condition)])
}

/// One line of the list.
struct Line {
    href: Option<String>,
    name: String,
    visits: u32,
    revenue: i64,
    last: Option<chrono::NaiveDate>,
}

fn lines(app: App, of: &Loyalty, who: &[u32], locale: Locale) -> Vec<Line> {
    app.peek(|records| {
        who.iter()
            .filter_map(|at| {
                let (id, row) = (of.customer(*at)?, of.reports.people.get(*at as usize)?);
                let record = records.get(id);
                Some(Line {
                    href: record.map(|_| Route::Customer(id).href()),
                    name: record.map_or_else(
                        || td_string!(locale, loyalty.deleted).to_owned(),
                        |record| record.name.full.clone(),
                    ),
                    visits: row.occasions,
                    revenue: row.net_revenue,
                    last: row.last.map(date_of),
                })
            })
            .collect()
    })
}

/// The list with its ways out.
#[component]
pub fn Behind(of: Arc<Loyalty>, asked: Asked) -> impl IntoView {
    let (i18n, app, sheet) = (use_i18n(), use_app(), Sheet::here());
    let fmt = sheet.fmt;
    let currency = of.currency;
    let who = people(&of, asked);
    let count = who.len();
    let shown = who.get(..SHOWN).unwrap_or(&who);
    let row = move |line: Line| {
        let name = match line.href {
            Some(href) => view! { <a href=href>{line.name}</a> }.into_any(),
            None => line.name.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{fmt.count(line.visits as usize)}</td>
                <td>{fmt.money(line.revenue, currency)}</td>
                <td>{line.last.map(|day| fmt.date_as(day, DateStyle::Medium))}</td>
            </tr>
        }
    };
    let rows = lines(app, &of, shown, i18n.get_locale_untracked())
        .into_iter()
        .map(row)
        .collect_view();
    let export = Callback::new(move |()| {
        let locale = i18n.get_locale_untracked();
        let one = |at: &u32| {
            let row = of.reports.people.get(*at as usize)?;
            Some(Person {
                id: of.customer(*at)?,
                visits: row.occasions,
                revenue: row.net_revenue,
                last: row.last.map(date_of),
            })
        };
        let name = td_string!(locale, loyalty.behind);
        let words = Words::of(tag(locale));
        app.peek(|records| people_of(records, who.iter().filter_map(one), currency, name, words))
    });
    let more = count.saturating_sub(SHOWN);
    let query = format!("filter={}", to_query(&filter(asked)));
    view! {
        <header class="row wrap">
            <h3>{t!(i18n, loyalty.behind)} " · " {move || fmt.count(count)}</h3>
            <span class="push row">
                <a class="btn small" href=Route::CustomersWhere(query).href()>
                    {t!(i18n, loyalty.open_filter)}
                </a>
                <ExportTable name="loyalty-customers" list=export/>
            </span>
        </header>
        <div class="scroll">
            <table class="figures">
                <thead>
                    <tr>
                        {move || {
                            columns(i18n.get_locale())
                                .map(|cell| view! { <th scope="col">{cell}</th> })
                                .collect_view()
                        }}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="muted small" hidden=more == 0>
            {move || {
                crate::i18n::t_string!(i18n, loyalty.more_rows, count = fmt.count(more))
            }}
        </p>
    }
}

fn columns(locale: Locale) -> [String; 4] {
    [
        td_string!(locale, loyalty.code),
        td_string!(locale, loyalty.visits),
        td_string!(locale, loyalty.revenue),
        td_string!(locale, loyalty.last_visit),
    ]
    .map(str::to_owned)
}
