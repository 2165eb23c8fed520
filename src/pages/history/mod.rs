//! The change log: everything that was done, newest first, and taking any of it back, weeks later too.

mod details;
mod fields;
mod out;
pub mod texts;
mod typed;

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use leptos::{prelude::*, task::spawn_local};

pub use crate::domain::commands::name_of;
pub use details::{FieldChanges, name_behind, own_name, part_name, what};
pub use out::moment;

use self::{details::Details, texts::verb_icon};
use crate::{
    app::{Notice, data::export::Out, format::use_fmt, notice, state::use_app},
    domain::{Change, Timestamp, Verb},
    i18n::{counted, t, t_string, use_i18n},
    pages::parts::{OutMenu, write_table},
    platform::{clock, intl::DateStyle},
    ui::{Empty, Icon},
};

/// Entries read at a time.
const PAGE: u32 = 60;

/// The page.
#[component]
pub fn History() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let entries = RwSignal::new(Vec::<Change>::new());
    let at_end = RwSignal::new(false);
    let started = RwSignal::new(false);
    let person = RwSignal::new(String::new());
    // Newer entries come in as they are made; older ones when asked for.
    Effect::new(move |_| {
        app.read(crate::domain::TableName::ALL, |_| ());
        spawn_local(async move {
            let Some(shop) = app.shop() else { return };
            match shop.history(None, PAGE).await {
                Ok(newest) => {
                    let full = newest.len() == PAGE as usize;
                    entries.try_update(|entries| join(entries, newest));
                    if !started.try_get_untracked().unwrap_or(true) {
                        at_end.try_set(!full);
                        started.try_set(true);
                    }
                }
                Err(error) => app.notify(Notice::Storage(error)),
            }
        });
    });
    let older = move |_| {
        let before = entries.with_untracked(|entries| entries.last().map(|entry| entry.seq));
        spawn_local(async move {
            let Some(shop) = app.shop() else { return };
            match shop.history(before, PAGE).await {
                Ok(older) => {
                    at_end.try_set(older.len() < PAGE as usize);
                    entries.try_update(|entries| join(entries, older));
                }
                Err(error) => app.notify(Notice::Storage(error)),
            }
        });
    };
    let write = Callback::new(move |out: Out| {
        let locale = i18n.get_locale_untracked();
        let person = person.get_untracked();
        spawn_local(async move {
            match out::as_table(app, locale, &person).await {
                Ok((list, left_out)) => {
                    write_table(app, locale, out, "history", list, left_out).await;
                }
                Err(error) => app.notify(Notice::Storage(error)),
            }
        });
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, common.history)}</h1>
            <div class="actions" hidden=move || entries.with(Vec::is_empty)><OutMenu write class="btn"/></div>
            <p class="sub">{t!(i18n, history.about)}</p>
        </div>
        <div class="body narrow">
            {move || {
                (started.get() && entries.with(Vec::is_empty)).then(|| {
                    view! {
                        <Empty
                            icon="history"
                            title=Signal::derive(move || t_string!(i18n, history.empty).to_owned())
                        />
                    }
                })
            }}
            <People entries person/>
            <Days entries person/>
            <div class="row">
                <button type="button" class="btn" hidden=move || at_end.get() || !started.get() on:click=older>
                    {t!(i18n, history.older)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// A probe of the storage writes an entry that says nothing: it is not worth a line.
const fn is_worth(entry: &Change) -> bool {
    entry.label.count > 0 || entry.undoes.is_some()
}

/// Adds what is not there yet, newest first.
fn join(entries: &mut Vec<Change>, more: Vec<Change>) {
    let known: HashSet<u64> = entries.iter().map(|entry| entry.seq).collect();
    entries.extend(
        more.into_iter()
            .filter(|entry| !known.contains(&entry.seq) && is_worth(entry)),
    );
    entries.sort_by_key(|entry| Reverse(entry.seq));
}

/// Narrows the log to what one person did; nothing to choose while it names nobody.
#[component]
fn People(entries: RwSignal<Vec<Change>>, person: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let people = Memo::new(move |_| {
        entries.with(|entries| {
            let named = entries.iter().map(|entry| entry.person.clone());
            named
                .filter(|one| !one.is_empty())
                .collect::<BTreeSet<String>>()
        })
    });
    let option = move |one: String| {
        let name = one.clone();
        view! { <option value=one>{move || app.person_name(i18n.get_locale(), &name)}</option> }
    };
    view! {
        <div class="row" hidden=move || people.with(BTreeSet::is_empty)>
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, people.by)
                on:change=move |event| person.set(event_target_value(&event))
            >
                <option value="">{move || t_string!(i18n, people.by_anybody)}</option>
                {move || people.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// The entries by day.
#[component]
fn Days(entries: RwSignal<Vec<Change>>, person: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    let fmt = use_fmt();
    let days = Memo::new(move |_| {
        let zone = app.zone();
        let undone = entries.with(|entries| undone(entries));
        let mut days: Vec<(chrono::NaiveDate, Vec<(Change, bool)>)> = Vec::new();
        let wanted = person.get();
        let mut shown = entries.get();
        shown.retain(|entry| wanted.is_empty() || entry.person == wanted);
        for entry in shown {
            let day = clock::civil(Timestamp(entry.at.0), &zone).0;
            let is_undone = undone.contains(&entry.seq);
            match days.last_mut() {
                Some((last, of_day)) if *last == day => of_day.push((entry, is_undone)),
                _ => days.push((day, vec![(entry, is_undone)])),
            }
        }
        days
    });
    view! {
        <div class="log">
            <For each=move || days.get() key=|(day, _)| *day let((day, _))>
                <section>
                    <h2>
                        {move || fmt.date_as(day, DateStyle::Full)}
                    </h2>
                    <div class="box">
                        <For
                            each=move || {
                                days.with(|days| {
                                    let of_day = days.iter().find(|(other, _)| *other == day);
                                    of_day.map(|(_, entries)| entries.clone()).unwrap_or_default()
                                })
                            }
                            key=|(entry, undone)| (entry.seq, *undone)
                            let((change, undone))
                        >
                            <Entry change undone/>
                        </For>
                    </div>
                </section>
            </For>
        </div>
    }
}

/// The entries that were taken back and not done again.
fn undone(entries: &[Change]) -> HashSet<u64> {
    let mut undone = HashSet::new();
    // Newest first: an undo that was itself taken back does not count.
    for entry in entries {
        if let Some(target) = entry.undoes {
            if !undone.contains(&entry.seq) {
                undone.insert(target);
            }
        }
    }
    undone
}

#[component]
fn Entry(change: Change, undone: bool) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let open = RwSignal::new(false);
    let (seq, at, edits) = (change.seq, change.at, change.edits.len());
    let verb = change.label.verb;
    // Setting up, backups and what replaced everything have nothing to go back to.
    let may_undo =
        !undone && !change.replaced_all && edits > 0 && !matches!(verb, Verb::SetUp | Verb::Backup);
    let label = change.label.clone();
    let device = change.device.clone();
    let by = change.person.clone();
    let signed = !by.is_empty();
    let change = StoredValue::new(change);
    view! {
        <article class="log-item" class:undone=undone>
            <div class="log-row">
                <Icon name=verb_icon(verb)/>
                <div class="grow">
                    <p class="log-text">{move || notice::label(i18n.get_locale(), &label)}</p>
                    <p class="log-more">
                        <span class="num">{move || fmt.date_time(at)}</span>
                        {signed.then(|| view! { <b>{move || app.person_name(i18n.get_locale(), &by)}</b> })}
                        <span>{move || t_string!(i18n, history.device, name = device.clone())}</span>
                        {(edits > 0)
                            .then(|| view! { <span>{move || t_string!(i18n, history.edits, count = counted(i18n.get_locale(), edits))}</span> })}
                        {undone.then(|| view! { <span class="tag">{t!(i18n, history.undone)}</span> })}
                    </p>
                </div>
                <button
                    type="button"
                    class="btn ghost small"
                    aria-expanded=move || open.get().to_string()
                    hidden=edits == 0
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {t!(i18n, history.details)}
                </button>
                <button type="button" class="btn small" hidden=!may_undo on:click=move |_| app.undo(seq)>
                    <Icon name="undo"/>
                    {t!(i18n, common.undo)}
                </button>
            </div>
            {move || open.get().then(|| view! { <Details change=change.get_value()/> })}
        </article>
    }
}
