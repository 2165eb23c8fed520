//! The journey of everybody who is listed or selected: touches a month by way, drawn when asked for.

use leptos::prelude::*;
use rustc_hash::FxHashSet;
use uuid::Uuid;

use crate::{
    domain::{Id, TableName},
    i18n::{counted, t_string, use_i18n},
    pages::touch::journey::{JourneyChart, MONTHS},
    platform::clock,
    query::journey::{Month, journey},
    ui::{Dialog, Icon},
};

use super::state::ListState;

/// The button with its dialog.
#[component]
pub fn JourneyButton(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    // Who is selected is not followed while it is closed: the name of the dialog is made when it opens.
    let title = move || {
        open.track();
        t_string!(
            i18n,
            touch.journey_of,
            count = counted(i18n.get_locale(), count(state))
        )
    };
    view! {
        <button
            type="button"
            class="btn icon-only"
            aria-label=move || t_string!(i18n, touch.journey)
            title=move || t_string!(i18n, touch.journey)
            on:click=move |_| open.set(true)
        >
            <Icon name="chart"/>
        </button>
        <Dialog open wide=true title=Signal::derive(title)>
            <div class="content">
                <JourneyChart months=Signal::stored(months(state))/>
            </div>
        </Dialog>
    }
    .into_any()
}

/// How many they are; asked at each key in the search, so nobody is gathered for it.
fn count(state: ListState) -> usize {
    let chosen = state.chosen().len();
    if chosen == 0 {
        state.order.with(|order| order.len())
    } else {
        chosen
    }
}

/// The selected customers; without a selection everybody who is listed.
fn people(state: ListState) -> FxHashSet<Uuid> {
    let chosen = state.chosen();
    if chosen.is_empty() {
        state
            .order
            .with(|order| order.iter().map(|id| id.raw()).collect())
    } else {
        chosen.into_iter().map(Id::raw).collect()
    }
}

fn months(state: ListState) -> Vec<Month> {
    let people = untrack(|| people(state));
    let (zone, today) = (state.app.zone(), state.app.moment().today);
    state
        .app
        .read(&[TableName::Activities, TableName::Sales], |records| {
            journey(
                records
                    .activities
                    .iter()
                    .map(AsRef::as_ref)
                    .filter(|one| one.customer.is_some_and(|id| people.contains(&id.raw()))),
                records
                    .sales
                    .iter()
                    .map(AsRef::as_ref)
                    .filter(|one| one.customer.is_some_and(|id| people.contains(&id.raw()))),
                clock::days(zone),
                today,
                MONTHS,
            )
        })
}
