//! What tasks are narrowed to beside who looks after them: their words, their urgency, and in the list when
//! they are due.

use leptos::prelude::*;

use super::{texts, view::Place};
use crate::{
    domain::Priority,
    i18n::{t_string, use_i18n},
    query::due::Due,
};

/// The controls.
#[component]
pub fn Asked(
    place: Place,
    /// They are a list: a calendar tells by itself when something is due.
    listed: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = place.list;
    let asked = list.asked;
    let urgent = |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        place.and_then(|place| Priority::ALL.get(place).copied())
    };
    let priority = move |(place, one): (usize, Priority)| {
        view! {
            <option
                value=place.to_string()
                prop:selected=move || asked.with(|asked| asked.priority == Some(one))
            >
                {move || texts::priority(i18n.get_locale(), one)}
            </option>
        }
    };
    let due = move |one: Due| {
        view! {
            <option value=one.key() prop:selected=move || asked.with(|asked| asked.due == Some(one))>
                {move || texts::due(i18n.get_locale(), one)}
            </option>
        }
    };
    let choose_due = move |event| {
        let word = event_target_value(&event);
        let due = Due::ALL.into_iter().find(|one| one.key() == word);
        list.change(|asked| asked.due = due);
    };
    view! {
        <input
            class="input"
            type="search"
            aria-label=move || t_string!(i18n, today.find_task)
            placeholder=move || t_string!(i18n, today.find_task)
            prop:value=move || asked.with(|asked| asked.text.clone())
            on:input=move |event| list.change(|asked| asked.text = event_target_value(&event))
        />
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, today.priority)
            on:change=move |event| list.change(|asked| asked.priority = urgent(event))
        >
            <option value="" prop:selected=move || asked.with(|asked| asked.priority.is_none())>
                {move || t_string!(i18n, today.any_priority)}
            </option>
            {Priority::ALL.into_iter().enumerate().map(priority).collect_view()}
        </select>
        <select
            class="input compact"
            hidden=!listed
            aria-label=move || t_string!(i18n, today.due_when)
            on:change=choose_due
        >
            <option value="" prop:selected=move || asked.with(|asked| asked.due.is_none())>
                {move || t_string!(i18n, today.any_day)}
            </option>
            {Due::ALL.into_iter().map(due).collect_view()}
        </select>
    }
}
