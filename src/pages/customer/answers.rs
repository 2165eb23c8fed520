//! The answer to a lead in one click: a touch is written down, and the lead is somebody's. In the inbox and on the
//! record.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{ActivityKind, Customer, Id, commands::AnswerLead},
    i18n::{t_string, use_i18n},
    pages::{duplicates::texts::refused, touch::texts},
    ui::Icon,
};

/// The ways to give the first answer, each one click.
const ANSWERS: [ActivityKind; 3] = [
    ActivityKind::CallOut,
    ActivityKind::Message,
    ActivityKind::Email,
];

/// The first answer, or another one, in one click; not by a way that was refused.
#[component]
pub fn Answers(
    /// The lead.
    id: Id<Customer>,
    /// Its record.
    customer: Memo<Option<Arc<Customer>>>,
    /// What it is called.
    name: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let answer = move |kind: ActivityKind| {
        let touch = app.new_touch(kind, Some(id));
        let by = untrack(|| app.at_counter());
        app.run(AnswerLead { touch, by }, |_| ());
    };
    let button = move |kind: ActivityKind| {
        let label = move || {
            let way = texts::activity(i18n.get_locale(), kind);
            t_string!(i18n, people.answered_by, way = way, name = name.get())
        };
        let may = move || customer.with(|one| one.as_ref().is_some_and(|one| one.may_begin(kind)));
        view! {
            <button
                type="button"
                class="btn small icon-only"
                hidden=move || !may()
                aria-label=label
                title=move || texts::activity(i18n.get_locale(), kind)
                on:click=move |_| answer(kind)
            >
                <Icon name=texts::icon(kind)/>
            </button>
        }
    };
    let why = move || {
        let locale = i18n.get_locale();
        let said = customer.with(|one| {
            let one = one.as_ref()?;
            let all = ANSWERS.iter().all(|kind| one.may_begin(*kind));
            refused(locale, one).filter(|_| !all)
        });
        said.map(|text| view! { <span class="tag bad">{text}</span> })
    };
    view! {
        {why}
        <span class="row" role="group" aria-label=move || t_string!(i18n, people.answer)>
            {ANSWERS.map(button).into_iter().collect_view()}
        </span>
    }
}
