//! The customer's journey: how often shop and customer were in touch over the last year; with a company also by
//! its people, as on the timeline.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::{
    domain::{Customer, Id, TableName},
    i18n::{t, use_i18n},
    pages::touch::journey::{JourneyChart, MONTHS},
    platform::clock,
    query::journey::{Month, journey},
};

use super::subject::Subject;

/// The chart in its box; gone while there is nothing to show.
#[component]
pub fn Journey(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let months = Memo::new(move |_| {
        let app = subject.app;
        let (zone, today) = (app.zone(), app.moment().today);
        let people = subject
            .people
            .with(|people| people.iter().map(|one| one.id).collect::<Vec<_>>());
        let mine: HashSet<_> = people.into_iter().chain([subject.id]).collect();
        let is_mine = |whose: Option<Id<Customer>>| whose.is_some_and(|id| mine.contains(&id));
        app.read(&[TableName::Activities, TableName::Sales], |records| {
            journey(
                records
                    .activities
                    .iter()
                    .map(AsRef::as_ref)
                    .filter(|one| is_mine(one.customer)),
                records
                    .sales
                    .iter()
                    .map(AsRef::as_ref)
                    .filter(|one| is_mine(one.customer)),
                clock::days(zone),
                today,
                MONTHS,
            )
        })
    });
    let empty = move || months.with(|months| months.iter().all(|month| Month::total(month) == 0));
    view! {
        <section class="box" hidden=empty>
            <header><h2>{t!(i18n, touch.journey)}</h2></header>
            <JourneyChart months/>
        </section>
    }
    .into_any()
}
