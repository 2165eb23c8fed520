//! What a timeline is narrowed to: the kind of entry, the kind of touch, the period, the device,
//! the person.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{ActivityKind, Timestamp},
    i18n::{t_string, use_i18n},
    pages::touch::texts,
    platform::clock,
    query::timeline::{Entry, Kind, Narrow, What},
    ui::DayField,
};

/// The periods on offer, in days back from now.
const PERIODS: [i64; 3] = [30, 90, 365];
const DAY: i64 = 86_400_000;
/// The choice of other days.
const OWN: &str = "own";

/// The controls.
#[component]
pub fn Filter(
    /// What is chosen.
    narrow: RwSignal<Narrow>,
    /// The changes of fields that were read.
    changed: RwSignal<Vec<Entry>>,
    /// The change log is read.
    wanted: RwSignal<bool>,
    /// Everything there is to narrow.
    all: Memo<Vec<Entry>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |kind: Option<Kind>| {
        let name = move || match kind {
            None => t_string!(i18n, common.all),
            Some(Kind::Touch) => t_string!(i18n, customers.touches),
            Some(Kind::Sale) => t_string!(i18n, common.sales),
            Some(Kind::Deal) => t_string!(i18n, common.pipeline),
            Some(Kind::Case) => t_string!(i18n, care.cases),
            Some(Kind::Points) => t_string!(i18n, care.points),
            Some(Kind::Task) => t_string!(i18n, common.tasks),
            Some(Kind::File) => t_string!(i18n, files.title),
            Some(Kind::Record) => t_string!(i18n, touch.changes),
        };
        let choose = move |_| {
            if kind == Some(Kind::Record) {
                wanted.set(true);
            }
            narrow.update(|narrow| {
                narrow.kind = kind;
                narrow.touch = None;
                narrow.device = None;
            });
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || narrow.with(|narrow| narrow.kind == kind).to_string()
                on:click=choose
            >
                {name}
            </button>
        }
    };
    let kinds = [
        None,
        Some(Kind::Touch),
        Some(Kind::Sale),
        Some(Kind::Deal),
        Some(Kind::Case),
        Some(Kind::Points),
        Some(Kind::Task),
        Some(Kind::File),
        Some(Kind::Record),
    ];
    let is = move |kind: Kind| narrow.with(|narrow| narrow.kind == Some(kind));
    view! {
        <div class="row wrap timeline-kinds">
            {kinds.into_iter().map(chip).collect_view()}
            {move || is(Kind::Touch).then(|| view! { <TouchKind narrow/> })}
            {move || is(Kind::Record).then(|| view! { <Device narrow changed/> })}
            <Period narrow/>
            <Person narrow wanted all/>
            <WithPeople narrow all/>
        </div>
    }
    .into_any()
}

#[component]
fn Period(narrow: RwSignal<Narrow>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    // Days of the person's own choice, the last one included.
    let own = RwSignal::new(false);
    let days = RwSignal::new((None::<NaiveDate>, None::<NaiveDate>));
    let midnight = move |day: NaiveDate| clock::instant(day, NaiveTime::MIN, &app.zone());
    let narrow_to = move |since, until, days| {
        narrow.update(|narrow| (narrow.since, narrow.until, narrow.days) = (since, until, days));
    };
    let between = move || {
        let (from, to) = days.get_untracked();
        let after = to.and_then(|day| day.succ_opt());
        narrow_to(from.map(midnight), after.map(midnight), (from, to));
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        own.set(chosen == OWN);
        if chosen == OWN {
            between();
        } else {
            let days = chosen.parse::<i64>().ok();
            let since = days.map(|days| Timestamp(app.moment().now.0 - days * DAY));
            let from = since.map(|since| clock::civil(since, &app.zone()).0);
            narrow_to(since, None, (from, None));
        }
    };
    let pick = move |set: fn(&mut (Option<NaiveDate>, Option<NaiveDate>), Option<NaiveDate>)| {
        Callback::new(move |day| {
            days.update(|days| set(days, day));
            if own.get_untracked() {
                between();
            }
        })
    };
    let option = move |days: i64| {
        view! {
            <option value=days.to_string()>
                {move || t_string!(i18n, touch.last_days, days = days)}
            </option>
        }
    };
    view! {
        <select class="input compact" aria-label=move || t_string!(i18n, touch.period) on:change=choose>
            <option value="">{move || t_string!(i18n, touch.any_time)}</option>
            {PERIODS.into_iter().map(option).collect_view()}
            <option value=OWN>{move || t_string!(i18n, touch.own_period)}</option>
        </select>
        // Hidden, not taken away: a field that has the keyboard says what it holds when it goes.
        <span class="row" hidden=move || !own.get()>
            <DayField
                label=Signal::derive(move || t_string!(i18n, sales.from).to_owned())
                stored=Signal::derive(move || days.get().0)
                on_done=pick(|days, day| days.0 = day)
            />
            <span aria-hidden="true">"–"</span>
            <DayField
                label=Signal::derive(move || t_string!(i18n, sales.to).to_owned())
                stored=Signal::derive(move || days.get().1)
                on_done=pick(|days, day| days.1 = day)
            />
        </span>
    }
}

#[component]
fn TouchKind(narrow: RwSignal<Narrow>) -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let kind = place.and_then(|place| ActivityKind::ALL.get(place).copied());
        narrow.update(|narrow| narrow.touch = kind);
    };
    let option = move |(place, kind): (usize, ActivityKind)| {
        view! {
            <option value=place.to_string()>{move || texts::activity(i18n.get_locale(), kind)}</option>
        }
    };
    view! {
        <select class="input compact" aria-label=move || t_string!(i18n, touch.kind) on:change=choose>
            <option value="">{move || t_string!(i18n, touch.any_kind)}</option>
            {ActivityKind::ALL.into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}

/// Who did something with this customer; nothing to choose while the log names nobody.
#[component]
fn Person(
    narrow: RwSignal<Narrow>,
    wanted: RwSignal<bool>,
    all: Memo<Vec<Entry>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let people = Memo::new(move |_| {
        all.with(|all| {
            let signed = all.iter().map(|entry| entry.by.clone());
            signed
                .filter(|by| !by.is_empty())
                .collect::<BTreeSet<String>>()
        })
    });
    let choose = move |event| {
        let person = Some(event_target_value(&event)).filter(|person| !person.is_empty());
        wanted.set(true);
        narrow.update(|narrow| narrow.person = person);
    };
    let option = move |person: String| {
        let name = person.clone();
        view! { <option value=person>{move || app.person_name(i18n.get_locale(), &name)}</option> }
    };
    view! {
        <select
            class="input compact"
            hidden=move || people.with(BTreeSet::is_empty)
            aria-label=move || t_string!(i18n, people.by)
            on:change=choose
        >
            <option value="">{move || t_string!(i18n, people.by_anybody)}</option>
            {move || people.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// Whether what happened with the people of a company stands there, too; nothing to choose while there is none.
#[component]
fn WithPeople(narrow: RwSignal<Narrow>, all: Memo<Vec<Entry>>) -> impl IntoView {
    let i18n = use_i18n();
    let any = Memo::new(move |_| all.with(|all| all.iter().any(|entry| entry.of.is_some())));
    view! {
        <button
            type="button"
            class="chip"
            hidden=move || !any.get()
            aria-pressed=move || narrow.with(|narrow| !narrow.own_only).to_string()
            on:click=move |_| narrow.update(|narrow| narrow.own_only = !narrow.own_only)
        >
            {move || t_string!(i18n, customers.with_people)}
        </button>
    }
}

/// The devices that changes were made on; nothing to choose while there is only one.
#[component]
fn Device(narrow: RwSignal<Narrow>, changed: RwSignal<Vec<Entry>>) -> impl IntoView {
    let i18n = use_i18n();
    let devices = Memo::new(move |_| {
        changed.with(|entries| {
            let devices = entries.iter().filter_map(|entry| match &entry.what {
                What::Changed(edited) => Some(edited.device.clone()),
                _ => None,
            });
            devices.collect::<BTreeSet<String>>()
        })
    });
    let choose = move |event| {
        let device = Some(event_target_value(&event)).filter(|device| !device.is_empty());
        narrow.update(|narrow| narrow.device = device);
    };
    let option = move |device: String| {
        let name = device.clone();
        view! {
            <option value=device>{move || t_string!(i18n, history.device, name = name.clone())}</option>
        }
    };
    view! {
        <select
            class="input compact"
            hidden=move || devices.with(|devices| devices.len() < 2)
            aria-label=move || t_string!(i18n, touch.device)
            on:change=choose
        >
            <option value="">{move || t_string!(i18n, touch.any_device)}</option>
            {move || devices.get().into_iter().map(option).collect_view()}
        </select>
    }
}
