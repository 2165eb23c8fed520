//! Filters at one click, with how many customers each lets pass; then the filter that was built.

use chrono::Datelike;
use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::LeadStatus,
    i18n::{Locale, td_string},
    pages::{
        filters::{BuiltFilter, FilterButton, describe},
        views::{SavedViews, ViewChanged},
    },
    query::{Condition, Days, Filter, Range},
};

use super::state::ListState;

/// A filter that many shops want.
fn common(state: ListState) -> Vec<(&'static str, Filter)> {
    let month = state.app.moment().today.month();
    let gone = Days::Ago(Range {
        from: Some(90),
        to: None,
    });
    let twice = Range {
        from: Some(2),
        to: None,
    };
    let is = |condition| Filter::All(vec![Filter::Is(condition)]);
    vec![
        ("all", Filter::default()),
        ("birthday", is(Condition::BirthMonth(month))),
        ("gone", is(Condition::LastVisit(gone))),
        ("back", is(Condition::Visits(twice))),
        ("never", is(Condition::LastVisit(Days::Never))),
        (
            "leads",
            Filter::Any(
                [LeadStatus::New, LeadStatus::Working]
                    .map(|status| Filter::Is(Condition::Lead(status)))
                    .to_vec(),
            ),
        ),
        (
            "companies",
            is(Condition::Kind(crate::domain::CustomerKind::Company)),
        ),
    ]
}

fn label(locale: Locale, key: &str) -> &'static str {
    match key {
        "birthday" => td_string!(locale, customers.chip_birthday),
        "gone" => td_string!(locale, customers.chip_gone),
        "back" => td_string!(locale, customers.chip_back),
        "never" => td_string!(locale, customers.chip_never),
        "leads" => td_string!(locale, customers.chip_leads),
        "companies" => td_string!(locale, customers.chip_companies),
        _ => td_string!(locale, common.all),
    }
}

/// The row of chips.
#[component]
pub fn Chips(state: ListState, views: SavedViews) -> impl IntoView {
    let fmt = use_fmt();
    let filter = Memo::new(move |_| state.address.with(|address| address.list.filter.clone()));
    let chip = move |(key, wanted): (&'static str, Filter)| {
        let wanted = StoredValue::new(wanted);
        let on = move || wanted.with_value(|wanted| filter.with(|filter| filter == wanted));
        let count = state.count(Signal::stored(wanted.get_value()));
        let waits = move || matches!(key, "gone" | "back" | "never") && !state.app.loaded.get();
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || on().to_string()
                on:click=move |_| state.set_filter(wanted.get_value())
            >
                {move || label(fmt.locale(), key)}
                <span class="num muted">
                    {move || if waits() { "·".to_owned() } else { fmt.count(count.get()) }}
                </span>
            </button>
        }
    };
    let built = move || {
        let filter = filter.get();
        let known = common(state).iter().any(|(_, common)| *common == filter);
        (!known).then(|| describe(fmt, &filter))
    };
    view! {
        <div class="chips">
            {common(state).into_iter().map(chip).collect_view()}
            <BuiltFilter
                text=Signal::derive(built)
                open=state.building
                on_remove=Callback::new(move |()| state.set_filter(Filter::default()))
            />
            <ViewChanged views/>
            <FilterButton open=state.building/>
        </div>
    }
}
