//! Tasks as a calendar file: those a view shows now, or a single one. Everything together is written on the
//! page of data.

use std::collections::HashSet;

use leptos::{prelude::*, task::spawn_local};

use super::{FOUND_BY, view::Place};
use crate::{
    app::{App, Notice, data::export, state::use_app},
    domain::{Id, Task},
    i18n::{Locale, t, t_string, tag, use_i18n},
    pages::data::failure_text,
    query::{
        calendar::{self, Item},
        tasks::TasksShape,
    },
    ui::Icon,
};

/// Hands tasks over as a calendar file.
pub fn download(app: App, locale: Locale, ids: Vec<Id<Task>>) {
    spawn_local(async move {
        if let Err(failure) = export::task_calendar(app, tag(locale), &ids).await {
            app.notify(Notice::Problem(failure_text(locale, "iCalendar", &failure)));
        }
    });
}

/// The tasks that a view shows, each once.
fn shown(app: App, place: Place) -> Vec<Id<Task>> {
    let asked = place.list.asked.get();
    let today = app.moment().today;
    let start = app.settings().map_or(1, |shop| shop.week_start);
    let dates = match place.shape.get() {
        TasksShape::Agenda | TasksShape::Table => None,
        TasksShape::Week => Some(calendar::week(place.on.get(), start)),
        TasksShape::Month => Some(calendar::month(place.on.get(), start)),
        TasksShape::Plan => return Vec::new(),
    };
    app.read(FOUND_BY, |records| match dates {
        None => {
            let passes = asked.in_list(records, today, start);
            let tasks = records.tasks.iter().filter(|task| passes(task));
            tasks.map(|task| task.id).collect()
        }
        Some(dates) => {
            let days = calendar::days(records, &dates, &asked);
            let mut seen = HashSet::new();
            let items = days.into_iter().flat_map(|day| day.items);
            items
                .filter_map(|item| match item {
                    Item::Task(task) | Item::Again(task) => Some(task.id),
                    Item::Anniversary(_) => None,
                })
                .filter(|id| seen.insert(id.raw()))
                .collect()
        }
    })
}

/// The button that writes what is shown; not there while nothing is.
#[component]
pub fn CalendarButton(place: Place) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let ids = Memo::new(move |_| shown(app, place));
    view! {
        <button
            type="button"
            class="btn"
            hidden=move || ids.with(Vec::is_empty)
            title=move || t_string!(i18n, people.ics_shown)
            on:click=move |_| download(app, i18n.get_locale_untracked(), ids.get_untracked())
        >
            <Icon name="download"/>
            {t!(i18n, people.ics)}
        </button>
    }
    .into_any()
}
