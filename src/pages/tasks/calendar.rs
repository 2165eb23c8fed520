//! The week and the month: tasks, what comes again and birthdays on their days. Arrows move from day to
//! day, Page Up and Page Down from week to week or month to month; the chosen day's list stands below.

use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{day::DayList, texts, view::Place};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Id, Task},
    i18n::{counted, t, t_string, use_i18n},
    platform::intl::DateStyle,
    query::{
        calendar::{self, Day, Item},
        tasks::TasksShape,
    },
    ui::Icon,
};

/// Items named in a cell of the month.
const NAMED: usize = 3;

/// The calendar around a day.
#[component]
pub fn Calendar(
    /// Week or month.
    view: TasksShape,
    /// The chosen day, and what is shown.
    place: Place,
    /// Opens a task for editing.
    edit: Callback<Id<Task>>,
    /// Makes a new task on a day.
    add: Callback<NaiveDate>,
) -> impl IntoView {
    let app = use_app();
    let fmt = use_fmt();
    let on = place.on;
    let go = Callback::new(move |on| place.go(on));
    let start = move || app.settings().map_or(1, |shop| shop.week_start);
    let dates = Memo::new(move |_| match view {
        TasksShape::Month => calendar::month(on.get(), start()),
        _ => calendar::week(on.get(), start()),
    });
    let days = Memo::new_with_compare(
        move |_| {
            app.read(super::FOUND_BY, |records| {
                let asked = place.list.asked.get();
                dates.with(|dates| calendar::days(records, dates, &asked))
            })
        },
        |_, _| true,
    );
    let title = move || match view {
        TasksShape::Month => fmt.date_as(on.get(), DateStyle::Month),
        _ => dates.with(|dates| match (dates.first(), dates.last()) {
            (Some(first), Some(last)) => {
                let style = DateStyle::Medium;
                format!(
                    "{} – {}",
                    fmt.date_as(*first, style),
                    fmt.date_as(*last, style)
                )
            }
            _ => String::new(),
        }),
    };
    let chosen = move || days.with(|days| days.iter().find(|day| day.date == on.get()).cloned());
    view! {
        <div class="calendar stack">
            <Bar view on go title=Signal::derive(title)/>
            <Grid view on go days/>
            {move || chosen().map(|day| view! { <DayList day edit add/> })}
        </div>
    }
    .into_any()
}

/// A step back or forth by a week or a month.
fn step(view: TasksShape, on: NaiveDate, forward: bool) -> NaiveDate {
    let moved = match (view, forward) {
        (TasksShape::Month, true) => on.checked_add_months(Months::new(1)),
        (TasksShape::Month, false) => on.checked_sub_months(Months::new(1)),
        (_, true) => on.checked_add_days(Days::new(7)),
        (_, false) => on.checked_sub_days(Days::new(7)),
    };
    moved.unwrap_or(on)
}

#[component]
fn Bar(
    view: TasksShape,
    on: Memo<NaiveDate>,
    go: Callback<NaiveDate>,
    title: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let arrow = move |forward: bool| {
        let name = move || {
            if forward {
                t_string!(i18n, touch.later)
            } else {
                t_string!(i18n, touch.earlier)
            }
        };
        view! {
            <button
                type="button"
                class="btn icon-only"
                aria-label=name
                on:click=move |_| go.run(step(view, on.get_untracked(), forward))
            >
                <Icon name=if forward { "chevron-right" } else { "chevron-left" }/>
            </button>
        }
    };
    view! {
        <div class="row wrap">
            {arrow(false)}
            {arrow(true)}
            <button type="button" class="btn" on:click=move |_| go.run(app.moment().today)>
                {t!(i18n, common.today)}
            </button>
            <h2 aria-live="polite">{title}</h2>
        </div>
    }
    .into_any()
}

#[component]
fn Grid(
    view: TasksShape,
    on: Memo<NaiveDate>,
    go: Callback<NaiveDate>,
    days: Memo<Vec<Day>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let on_key = move |event: KeyboardEvent| {
        let from = on.get_untracked();
        let by = |days: i64| from + chrono::Duration::days(days);
        let to = match event.key().as_str() {
            "ArrowLeft" => by(-1),
            "ArrowRight" => by(1),
            "ArrowUp" => by(-7),
            "ArrowDown" => by(7),
            "PageUp" => step(view, from, false),
            "PageDown" => step(view, from, true),
            _ => return,
        };
        event.prevent_default();
        go.run(to);
        focus_day(to);
    };
    let heads = move || {
        fmt.locale();
        let first = days.with(|days| days.iter().take(7).map(|day| day.date).collect::<Vec<_>>());
        first
            .into_iter()
            .map(|date| view! { <span role="columnheader">{texts::weekday(fmt.locale(), date.weekday())}</span> })
            .collect_view()
    };
    let weeks = move || {
        let all = days.get();
        all.chunks(7)
            .map(|week| {
                let cells = week
                    .iter()
                    .map(|day| cell(view, day, on, go))
                    .collect_view();
                view! { <div class="cal-week" role="row">{cells}</div> }
            })
            .collect_view()
    };
    view! {
        <div
            class="cal"
            class:month=view == TasksShape::Month
            role="grid"
            aria-label=move || t_string!(i18n, touch.calendar)
            on:keydown=on_key
        >
            <div class="cal-week cal-head" role="row">{heads}</div>
            {weeks}
        </div>
    }
    .into_any()
}

fn day_id(date: NaiveDate) -> String {
    format!("day-{date}")
}

/// The keyboard follows the day.
fn focus_day(date: NaiveDate) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let day = document().get_element_by_id(&day_id(date));
            if let Some(day) = day.and_then(|day| day.dyn_into::<HtmlElement>().ok()) {
                // Focus on a shown element can't fail.
                day.focus().ok();
            }
        });
    });
}

fn cell(view: TasksShape, day: &Day, on: Memo<NaiveDate>, go: Callback<NaiveDate>) -> AnyView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let date = day.date;
    let chosen = move || on.get() == date;
    let other = move || view == TasksShape::Month && date.month() != on.get().month();
    let today = app.moment().today == date;
    let count = day.items.len();
    let label = move || {
        let when = fmt.date_as(date, DateStyle::Full);
        let what = t_string!(
            i18n,
            touch.entries,
            count = counted(i18n.get_locale(), count)
        );
        format!("{when}, {what}")
    };
    let shown = if view == TasksShape::Month {
        NAMED
    } else {
        usize::MAX
    };
    let named = day.items.iter().take(shown).map(item).collect_view();
    let more = count.saturating_sub(shown);
    view! {
        <div
            class="cal-day"
            class:today=today
            class:other=other
            role="gridcell"
            aria-selected=move || chosen().to_string()
        >
            <button
                type="button"
                id=day_id(date)
                class="cal-pick"
                tabindex=move || if chosen() { "0" } else { "-1" }
                aria-current=today.then_some("date")
                on:click=move |_| go.run(date)
            >
                // The name is what stands in the cell, with the day written out.
                <span class="visually-hidden">{label}</span>
                <span class="cal-number num" aria-hidden="true">{texts::day_number(date)}</span>
                <span class="cal-items">{named}</span>
                {(more > 0).then(|| view! { <small class="cal-rest num">"+" {more}</small> })}
            </button>
        </div>
    }
    .into_any()
}

fn item(item: &Item) -> impl IntoView + use<> {
    let (tone, text) = match item {
        Item::Anniversary(one) => ("birthday", one.customer.display_name().to_owned()),
        Item::Task(task) if task.done.is_some() => ("done", task.title.clone()),
        Item::Task(task) => ("open", timed(task)),
        Item::Again(task) => ("again", timed(task)),
    };
    view! { <span class=format!("cal-item {tone}")>{text}</span> }
}

fn timed(task: &Task) -> String {
    match task.time {
        Some(time) => format!("{} {}", time.format("%H:%M"), task.title),
        None => task.title.clone(),
    }
}
