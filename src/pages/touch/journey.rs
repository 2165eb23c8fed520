//! The journey as a chart: touches a month by way, with the figures as a table.

use leptos::prelude::*;

use super::texts;
use crate::{
    app::format::use_fmt,
    i18n::{t_string, use_i18n},
    platform::intl::DateStyle,
    query::journey::{Month, Way},
    ui::chart::{Stack, StackChart},
};

/// Months shown.
pub const MONTHS: u32 = 12;

/// The chart.
#[component]
pub fn JourneyChart(
    /// The months, oldest first.
    #[prop(into)]
    months: Signal<Vec<Month>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let count = move |number: u32| fmt.count(number as usize);
    let names = move || Way::ALL.map(|way| texts::way(fmt.locale(), way).to_owned());
    let words = move |month: &Month| {
        let parts: Vec<String> = names()
            .into_iter()
            .zip(month.counts)
            .filter(|(_, number)| *number > 0)
            .map(|(name, number)| format!("{name} {}", count(number)))
            .collect();
        let when = fmt.date_as(month.first, DateStyle::Month);
        let none = t_string!(i18n, touch.no_touch).to_owned();
        let what = if parts.is_empty() {
            none
        } else {
            parts.join(" · ")
        };
        format!("{when}: {what}")
    };
    let stacks = Signal::derive(move || {
        months.with(|months| {
            let stack = |month: &Month| Stack {
                label: fmt.month_short(month.first),
                parts: month.counts.map(f64::from).to_vec(),
                text: words(month),
            };
            months.iter().map(stack).collect::<Vec<_>>()
        })
    });
    let table = Signal::derive(move || {
        let mut head = vec![t_string!(i18n, touch.month).to_owned()];
        head.extend(names());
        let rows = months.with(|months| {
            let row = |month: &Month| {
                let figures = month.counts.into_iter().map(count);
                std::iter::once(fmt.date_as(month.first, DateStyle::ShortMonth))
                    .chain(figures)
                    .collect::<Vec<String>>()
            };
            months.iter().map(row).collect::<Vec<_>>()
        });
        (head, rows)
    });
    view! {
        <StackChart
            title=Signal::derive(move || t_string!(i18n, touch.journey).to_owned())
            stacks
            legend=Signal::derive(move || names().to_vec())
            tick=Callback::new(move |value: f64| fmt.number(value, 0))
            table
        />
    }
    .into_any()
}
