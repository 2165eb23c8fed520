//! Who it is, the key figures, and whether the customer is later than usual.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::{CustomerKind, TableName, commands::Delete, name::Name},
    i18n::{counted, t, t_string, use_i18n},
    platform::{intl::DateStyle, random},
    query::rhythm,
    ui::{Avatar, Icon},
};

use super::{inline::Inline, subject::Subject};

/// Avatar, name, kind and since when.
#[component]
pub fn Head(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let name = Signal::derive(move || Name {
        full: subject.name(),
        ..Name::default()
    });
    let full = Signal::derive(move || subject.get(|customer| customer.name.full.clone()));
    let since = move || {
        let created = subject.get(|customer| Some(customer.created))?;
        Some(fmt.date_as(fmt.day_of(created), DateStyle::Month))
    };
    let kind = move || {
        if subject.is_company() {
            t_string!(i18n, customers.company)
        } else {
            t_string!(i18n, customers.person)
        }
    };
    let save = move |text: String| {
        subject.saved(|customer| {
            if text.is_empty() || customer.name.full == text {
                return;
            }
            let parts = match customer.kind {
                CustomerKind::Person => Name::from_full(&text),
                CustomerKind::Company => Name {
                    full: text,
                    ..Name::default()
                },
            };
            customer.name.full = parts.full;
            customer.name.family = parts.family;
            customer.name.given = parts.given;
        })
    };
    view! {
        <div class="record-head">
            <Avatar name=name large=true/>
            <div class="grow">
                <h1 class="record-name">
                    <Inline
                        label=Signal::derive(move || t_string!(i18n, common.name).to_owned())
                        value=full
                        placeholder=Signal::derive(move || subject.name())
                        on_save=Callback::new(save)
                    />
                </h1>
                <p class="muted small">
                    {kind} " · " {move || t_string!(i18n, customers.since, when = since().unwrap_or_default())}
                </p>
            </div>
        </div>
    }
}

/// Spent, visits, last visit.
#[component]
pub fn Figures(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let app = subject.app;
    let facts = Memo::new(move |_| app.facts().get(subject.id).copied().unwrap_or_default());
    let wait = move |text: String| {
        if subject.app.loaded.get() {
            text
        } else {
            "·".to_owned()
        }
    };
    let last = move || {
        facts.get().last_visit.map_or_else(
            || t_string!(i18n, customers.never).to_owned(),
            |day| fmt.relative_day(day),
        )
    };
    view! {
        <div class="kv">
            <div>
                <small>{t!(i18n, customers.spent)}</small>
                <b>{move || wait(fmt.money(facts.get().total, fmt.currency()))}</b>
            </div>
            <div>
                <small>{t!(i18n, customers.visits)}</small>
                <b>{move || wait(fmt.count(facts.get().visits as usize))}</b>
            </div>
            <div>
                <small>{t!(i18n, customers.last_visit)}</small>
                <b class="small-figure">{move || wait(last())}</b>
            </div>
        </div>
    }
}

/// The customer's own rhythm, once there is enough to tell.
#[component]
pub fn RhythmNote(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let found = Memo::new(move |_| {
        let own = subject.app.sales_of(subject.id);
        let today = subject.app.moment().today;
        rhythm(own.iter().map(AsRef::as_ref), subject.id, today)
    });
    view! {
        {move || {
            found
                .get()
                .map(|found| {
                    let late = found.since > found.usual.saturating_mul(2);
                    let usual = t_string!(i18n, common.days, count = counted(i18n.get_locale(), found.usual));
                    let since = t_string!(i18n, common.days, count = counted(i18n.get_locale(), found.since));
                    view! {
                        <p class="callout rhythm" class:late=late>
                            <b>{t_string!(i18n, customers.rhythm, usual = usual, since = since)}</b>
                        </p>
                    }
                })
        }}
    }
}

/// Deletes the customer; undo is offered.
#[component]
pub fn DeleteButton(subject: Subject, #[prop(into)] on_deleted: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let delete = move |_| {
        let command = Delete {
            records: vec![(TableName::Customers, subject.id.raw())],
            seed: random::seed(),
        };
        subject.app.run(command, move |_| {
            on_deleted.try_run(());
        });
    };
    view! {
        <button
            type="button"
            class="btn ghost icon-only small"
            aria-label=move || t_string!(i18n, customers.delete)
            on:click=delete
        >
            <Icon name="trash"/>
        </button>
    }
}
