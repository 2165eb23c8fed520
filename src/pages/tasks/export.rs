//! Tasks as a calendar file: those a view shows now, or a single one. Everything together is written on the
//! page of data.

use std::collections::HashSet;

use leptos::{prelude::*, task::spawn_local};

use super::{FOUND_BY, view::Place};
use crate::{
    app::{
        App, Notice,
        data::export::{self, DayOf},
        state::use_app,
    },
    domain::{Id, Task},
    i18n::{Locale, t, t_string, tag, use_i18n},
    pages::data::failure_text,
    query::{
        calendar::{self, Item},
        tasks::TasksShape,
    },
    ui::Icon,
};

/// What stands in a calendar: tasks, and days of customers among them.
type Standing = (Vec<Id<Task>>, Vec<DayOf>);

/// Hands tasks over as a calendar file.
pub fn download(app: App, locale: Locale, ids: Vec<Id<Task>>) {
    hand_over(app, locale, (ids, Vec::new()));
}

fn hand_over(app: App, locale: Locale, (ids, days): Standing) {
    spawn_local(async move {
        if let Err(failure) = export::task_calendar(app, tag(locale), &ids, days).await {
            app.notify(Notice::Problem(failure_text(locale, "iCalendar", &failure)));
        }
    });
}

/// The tasks that a view shows, each once, and the days of customers.
fn shown(app: App, place: Place) -> Standing {
    let asked = place.list.asked.get();
    let today = app.moment().today;
    let start = app.settings().map_or(1, |shop| shop.week_start);
    let dates = match place.shape.get() {
        TasksShape::Agenda | TasksShape::Table => None,
        TasksShape::Week => Some(calendar::week(place.on.get(), start)),
        TasksShape::Month => Some(calendar::month(place.on.get(), start)),
        TasksShape::Plan => return Standing::default(),
    };
    app.read(FOUND_BY, |records| match dates {
        None => {
            let passes = asked.in_list(records, today, start);
            let tasks = records.tasks.iter().filter(|task| passes(task));
            (tasks.map(|task| task.id).collect(), Vec::new())
        }
        Some(dates) => {
            let days = calendar::days(records, &dates, &asked);
            let mut seen = HashSet::new();
            let mut standing = Standing::default();
            for item in days.into_iter().flat_map(|day| day.items) {
                match item {
                    Item::Task(task) | Item::Again(task) => {
                        if seen.insert(task.id.raw()) {
                            standing.0.push(task.id);
                        }
                    }
                    Item::Anniversary(one) => {
                        let field = one.field.map(|field| field.id);
                        standing.1.push((one.customer.id, field));
                    }
                }
            }
            standing
        }
    })
}

/// The button that writes what is shown; not there while nothing is.
#[component]
pub fn CalendarButton(place: Place) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let standing = Memo::new(move |_| shown(app, place));
    let none = move || standing.with(|(tasks, days)| tasks.is_empty() && days.is_empty());
    view! {
        <button
            type="button"
            class="btn"
            hidden=none
            title=move || t_string!(i18n, people.ics_shown)
            on:click=move |_| hand_over(app, i18n.get_locale_untracked(), standing.get_untracked())
        >
            <Icon name="download"/>
            {t!(i18n, people.ics)}
        </button>
    }
    .into_any()
}
