//! Reasons of which one is chosen, and a word of one's own: why a deal was lost, why a lead was rejected.
//! Knows nothing of what becomes of it.

use leptos::prelude::*;

use crate::{
    i18n::{t_string, use_i18n},
    query::leads::reason,
    ui::{Field, field::unique_id},
};

/// The reasons that were written one a line; each once.
pub fn reason_lines(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() && !found.iter().any(|have| have == line) {
            found.push(line.to_owned());
        }
    }
    found
}

/// The choice and the field; `said` is what both come to, blank while nothing is said.
#[component]
pub fn Reasons(
    /// What is asked.
    #[prop(into)]
    legend: Signal<String>,
    /// What is offered.
    reasons: Vec<String>,
    /// What is wrong; blank if nothing is.
    #[prop(into)]
    error: Signal<String>,
    /// What both come to.
    said: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = RwSignal::new(String::new());
    let more = RwSignal::new(String::new());
    let group = unique_id();
    Effect::new(move |_| {
        said.set(chosen.with(|chosen| more.with(|more| reason(chosen, more))));
    });
    let choice = move |one: String| {
        let value = one.clone();
        view! {
            <label class="choice">
                <input type="radio" name=group.clone() on:change=move |_| chosen.set(value.clone())/>
                <span dir="auto">{one}</span>
            </label>
        }
    };
    view! {
        <fieldset class="reasons">
            <legend>{legend}</legend>
            <div class="choices">{reasons.into_iter().map(choice).collect_view()}</div>
        </fieldset>
        <Field
            label=Signal::derive(move || t_string!(i18n, pipeline.lost_more).to_owned())
            error
            children=move |parts| {
                view! {
                    <input
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        dir="auto"
                        maxlength="200"
                        bind:value=more
                    />
                }
            }
        />
    }
}
