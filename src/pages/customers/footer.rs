//! What the figures of the shown columns add up to: sums, averages and how many have one, for everybody who
//! is listed and for each group. There only while sums are wanted: they cost a look at everybody.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::{Customer, Id, TableName},
    pages::tables::{Named, SumsFoot},
    query::{
        Column,
        group::{Tally, tallies},
    },
};

use super::{columns, state::ListState};

/// The figures of some customers, followed; none while sums are not wanted.
fn sums_of(state: ListState, fmt: Fmt, ids: &[Id<Customer>]) -> Vec<Tally> {
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

/// The same by the names of their columns; followed.
pub fn named_sums(state: ListState, fmt: Fmt, ids: &[Id<Customer>]) -> Named {
    let sums = sums_of(state, fmt, ids).into_iter();
    sums.map(|tally| {
        let name = columns::label(state.app, fmt.locale(), tally.column);
        (name, tally.sums)
    })
    .collect()
}

/// The line below the list.
#[component]
pub fn Footer(state: ListState) -> impl IntoView {
    let fmt = use_fmt();
    let wanted = Memo::new(move |_| state.look.get().sums);
    let all = Memo::new(move |_| {
        let ids: Arc<Vec<Id<Customer>>> = state.order.get();
        named_sums(state, fmt, &ids)
    });
    view! { <SumsFoot wanted sums=all/> }
}
