//! The fields for a day. In a form it is a line of text that the form reads when it is sent. For facts that are
//! edited in place it is kept as soon as it is there: while it is typed it passes through days of the years 2,
//! 20 and 202, and through none, and those are not what was meant.

use chrono::{Datelike, NaiveDate};
use leptos::{html, prelude::*};

use super::Field;

/// Days before belong to a year that is not typed to its end.
const FIRST_YEAR: i32 = 1000;

/// The input; put it into a label, or give it a name.
#[component]
pub fn DayField(
    /// Accessible name, where no label is around it.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The day that is kept.
    #[prop(into)]
    stored: Signal<Option<NaiveDate>>,
    /// There is always a day: without one the field shows the kept one again.
    #[prop(optional)]
    required: bool,
    /// Keeps another day, or that there is none.
    on_done: Callback<Option<NaiveDate>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let text = move || stored.get().map(|day| day.to_string()).unwrap_or_default();
    // Set only if it says something else: an input that is set forgets the digits that are typed so far.
    let show = move |text: &str| {
        if let Some(input) = node.get_untracked()
            && input.value() != text
        {
            input.set_value(text);
        }
    };
    Effect::new(move |_| {
        node.track();
        show(&text());
    });
    let keep = move |day: Option<NaiveDate>| {
        if day != stored.get_untracked() {
            on_done.run(day);
        }
    };
    let on_change = move |event| {
        let day: Option<NaiveDate> = event_target_value(&event).parse().ok();
        if day.is_some_and(|day| day.year() >= FIRST_YEAR) {
            keep(day);
        }
    };
    let on_blur = move |event| match event_target_value(&event).parse::<NaiveDate>() {
        Ok(day) => keep(Some(day)),
        Err(_) if required => show(&untrack(text)),
        Err(_) => keep(None),
    };
    view! {
        <input
            class="input date"
            type="date"
            node_ref=node
            aria-label=move || label.map(|label| label.get())
            on:change=on_change
            on:blur=on_blur
        />
    }
    .into_any()
}

/// A day in a form, with its label and what is wrong with it.
#[component]
pub fn DayLine(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The day as typed (ISO 8601); empty while there is none.
    day: RwSignal<String>,
    /// An error below it; empty if all is well.
    #[prop(into, optional)]
    error: Signal<String>,
) -> impl IntoView {
    view! {
        <Field
            label
            error
            children=move |parts| {
                view! {
                    <input
                        class="input"
                        type="date"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        bind:value=day
                    />
                }
            }
        />
    }
    .into_any()
}
