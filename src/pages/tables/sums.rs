//! What figures add up to in words: the line below a list, and the text in the head of a group.

use leptos::prelude::*;

use super::Named;
use crate::{
    app::{Fmt, format::use_fmt},
    domain::counter::share,
    i18n::{t_string, td_string, use_i18n},
    query::gather::Sum,
};

/// One sum in words.
pub fn sum_text(fmt: Fmt, sum: Sum) -> String {
    match sum {
        Sum::Count(sum) => fmt.count(usize::try_from(sum).unwrap_or_default()),
        Sum::Money(sum, currency) => fmt.money(whole(sum), currency),
        Sum::Number(sum) => fmt.number(sum, 6),
    }
}

/// All sums in one line, each behind the name of its column.
pub fn said(fmt: Fmt, sums: &Named) -> String {
    let texts = sums.iter().flat_map(|(name, sums)| {
        let sums = sums.iter();
        sums.map(move |(sum, _)| format!("{name} {}", sum_text(fmt, *sum)))
    });
    texts.collect::<Vec<_>>().join(" · ")
}

/// A sum of money as an amount; the limits of what may be entered keep it one.
fn whole(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(i64::MAX)
}

/// The average of what a sum is made of.
fn average(fmt: Fmt, sum: Sum, filled: usize) -> String {
    let filled = filled.max(1);
    match sum {
        Sum::Count(sum) => fmt.number(sum as f64 / filled as f64, 1),
        Sum::Money(sum, currency) => {
            let mean = share(whole(sum), 1, i64::try_from(filled).unwrap_or(1));
            fmt.money(mean.unwrap_or_default(), currency)
        }
        Sum::Number(sum) => fmt.number(sum / filled as f64, 2),
    }
}

/// The line below a list: sum, average and how many have a figure, of each column that holds figures.
#[component]
pub fn SumsFoot(
    /// Whether it is there.
    #[prop(into)]
    wanted: Signal<bool>,
    /// The sums.
    #[prop(into)]
    sums: Signal<Named>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let one = move |(name, sums): (String, Vec<(Sum, usize)>)| {
        let sums = sums.into_iter().map(|(sum, filled)| {
            let more = td_string!(
                fmt.locale(),
                people.average_of,
                average = average(fmt, sum, filled),
                count = fmt.count(filled)
            );
            view! {
                <span><b class="num">{sum_text(fmt, sum)}</b> " " <small class="muted num">{more}</small></span>
            }
        });
        view! { <div class="sum"><dt>{name}</dt><dd>{sums.collect_view()}</dd></div> }
    };
    move || {
        wanted.get().then(|| {
            view! {
                // On a phone it scrolls aside, by keyboard too.
                <section class="sums" tabindex="0" aria-label=move || t_string!(i18n, people.sums)>
                    <dl>{move || sums.get().into_iter().map(one).collect_view()}</dl>
                    <p class="muted small" hidden=move || !sums.with(Vec::is_empty)>
                        {move || t_string!(i18n, people.no_sums)}
                    </p>
                </section>
            }
        })
    }
}
