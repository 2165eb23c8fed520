//! What the figures of the shown columns add up to: sums, averages and how many have one, for everybody who
//! is listed and for each group. There only while sums are wanted: they cost a look at everybody.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::{Customer, Id, TableName, counter::share},
    i18n::{t_string, td_string, use_i18n},
    query::{
        Column,
        group::{Sum, Tally, tallies},
    },
};

use super::{columns, state::ListState};

/// The figures of some customers, followed; none while sums are not wanted.
pub fn sums_of(state: ListState, fmt: Fmt, ids: &[Id<Customer>]) -> Vec<Tally> {
    if !state.look.get().sums {
        return Vec::new();
    }
    let shown = columns::shown(state.layout);
    let facts = state.facts.get();
    let with_points = shown.contains(&Column::Points);
    let points = if with_points {
        state.points.get()
    } else {
        Arc::default()
    };
    let currency = fmt.currency();
    state.app.read(&[TableName::Customers], |records| {
        tallies(ids, &shown, &records.customers, (&facts, &points), currency)
    })
}

/// One sum in words.
pub fn sum_text(fmt: Fmt, sum: Sum) -> String {
    match sum {
        Sum::Count(sum) => fmt.count(usize::try_from(sum).unwrap_or_default()),
        Sum::Money(sum, currency) => fmt.money(whole(sum), currency),
        Sum::Number(sum) => fmt.number(sum, 6),
    }
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

/// The line below the list.
#[component]
pub fn Footer(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let wanted = Memo::new(move |_| state.look.get().sums);
    let all = Memo::new(move |_| {
        let ids: Arc<Vec<Id<Customer>>> = state.order.get();
        sums_of(state, fmt, &ids)
    });
    let one = move |tally: Tally| {
        let name = columns::label(state.app, fmt.locale(), tally.column);
        let sums = tally.sums.into_iter().map(|(sum, filled)| {
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
                <section class="sums" aria-label=move || t_string!(i18n, people.sums)>
                    <dl>{move || all.get().into_iter().map(one).collect_view()}</dl>
                    <p class="muted small" hidden=move || !all.with(Vec::is_empty)>
                        {move || t_string!(i18n, people.no_sums)}
                    </p>
                </section>
            }
        })
    }
}
