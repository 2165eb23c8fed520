//! A month of records of one kind: each stands on its day, opens when it is clicked, and a day with many names the
//! first ones. Buttons and keys go to another month and back to today. Knows no kind of record: the page says what stands on
//! which day, how it is drawn and what the records of a day come to.

use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};
use leptos::{ev, ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{
    app::{App, Fmt, format::use_fmt, state::use_app},
    i18n::{t, t_string, use_i18n},
    pages::tasks::weekday,
    platform::intl::DateStyle,
    query::calendar,
    ui::{Icon, keys::is_shortcut},
};

/// Records named on a day before the rest is a number.
const NAMED: usize = 4;

/// Each day of the whole weeks of a month with what stands on it.
pub type MonthDays<T> = Arc<Vec<(NaiveDate, Vec<T>)>>;

/// The days that the month of `on` shows, in the shop's weeks; followed.
pub fn month_days(app: App, on: NaiveDate) -> Vec<NaiveDate> {
    let start = app.settings().map_or(1, |shop| shop.week_start);
    calendar::month(on, start)
}

/// The month, with the bar above it.
#[component]
pub fn MonthCalendar<T: Clone + Send + Sync + 'static>(
    /// What stands on each day.
    days: Memo<MonthDays<T>>,
    /// A day of the month that is shown.
    on: Memo<NaiveDate>,
    /// Goes to the month of a day; `None` to today's.
    go: Callback<Option<NaiveDate>>,
    /// Draws a record as the content of a list's item.
    item: Callback<T, AnyView>,
    /// What the records of a day come to, in words; followed.
    #[prop(optional)]
    comes_to: Option<Callback<Vec<T>, String>>,
    /// Whatever else stands in the bar.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let step = move |later: bool| {
        let (on, month) = (on.get_untracked(), Months::new(1));
        let to = if later {
            on.checked_add_months(month)
        } else {
            on.checked_sub_months(month)
        };
        if to.is_some() {
            go.run(to);
        }
    };
    listen(Callback::new(step), go);
    let of_month = move || {
        let month = on.get().month();
        let comes_to = comes_to?;
        let days = days.get();
        let days = days.iter().filter(|(date, _)| date.month() == month);
        let all: Vec<T> = days.flat_map(|(_, things)| things.clone()).collect();
        Some(comes_to.run(all))
    };
    view! {
        <div class="body people-calendar">
            <div class="row wrap">
                <button
                    type="button"
                    class="btn icon-only"
                    aria-label=move || t_string!(i18n, touch.earlier)
                    aria-keyshortcuts="PageUp"
                    on:click=move |_| step(false)
                >
                    <Icon name="chevron-left"/>
                </button>
                <button
                    type="button"
                    class="btn icon-only"
                    aria-label=move || t_string!(i18n, touch.later)
                    aria-keyshortcuts="PageDown"
                    on:click=move |_| step(true)
                >
                    <Icon name="chevron-right"/>
                </button>
                <button
                    type="button"
                    class="btn"
                    aria-keyshortcuts="Home"
                    on:click=move |_| go.run(None)
                >
                    {t!(i18n, common.today)}
                </button>
                <h2 aria-live="polite">{move || fmt.date_as(on.get(), DateStyle::Month)}</h2>
                {comes_to.map(|_| view! { <span class="muted num" role="status">{of_month}</span> })}
                {children.map(|children| children())}
            </div>
            <Grid days on item comes_to/>
        </div>
    }
    .into_any()
}

/// Page Up and Page Down go to another month, Home to today, while the calendar is there and nothing else has the keyboard.
fn listen(step: Callback<bool>, go: Callback<Option<NaiveDate>>) {
    let handle = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if !is_shortcut(&event) || !is_here(&event) {
            return;
        }
        match event.key().as_str() {
            "PageUp" => step.run(false),
            "PageDown" => step.run(true),
            "Home" => go.run(None),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// True if the keyboard is in the calendar, in the head of its page, or nowhere.
fn is_here(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let target = target.and_then(|target| target.dyn_into::<Element>().ok());
    let here = "body, main, .head *, .people-calendar *";
    target.is_none_or(|target| target.matches(here).unwrap_or(false))
}

#[component]
fn Grid<T: Clone + Send + Sync + 'static>(
    days: Memo<MonthDays<T>>,
    on: Memo<NaiveDate>,
    item: Callback<T, AnyView>,
    comes_to: Option<Callback<Vec<T>, String>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let heads = move || {
        let days = days.get();
        let week = days.iter().take(7);
        week.map(|(date, _)| view! { <th scope="col">{weekday(fmt.locale(), date.weekday())}</th> })
            .collect_view()
    };
    let weeks = move || {
        let month = on.get().month();
        let today = app.moment().today;
        let days = days.get();
        days.chunks(7)
            .map(|week| {
                let cells = week
                    .iter()
                    .map(|(date, things)| {
                        let stands = Stands {
                            other: date.month() != month,
                            today: *date == today,
                        };
                        cell(fmt, *date, stands, things.clone(), item, comes_to)
                    })
                    .collect_view();
                view! { <tr>{cells}</tr> }
            })
            .collect_view()
    };
    view! {
        <table class="people-month" aria-label=move || t_string!(i18n, touch.calendar)>
            <thead><tr>{heads}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .into_any()
}

/// How a day stands to the one that is looked at.
struct Stands {
    /// It is of the month before or after.
    other: bool,
    /// It is today.
    today: bool,
}

fn cell<T: Clone + Send + Sync + 'static>(
    fmt: Fmt,
    date: NaiveDate,
    stands: Stands,
    things: Vec<T>,
    item: Callback<T, AnyView>,
    comes_to: Option<Callback<Vec<T>, String>>,
) -> AnyView {
    let shown = RwSignal::new(NAMED);
    let count = things.len();
    let sum = comes_to.filter(|_| count > 0);
    let sum = sum.map(|comes_to| {
        let things = things.clone();
        let text = move || comes_to.run(things.clone());
        view! { <small class="cal-sum num">{text}</small> }
    });
    let items = move || {
        let named = things.iter().take(shown.get());
        named
            .map(|thing| view! { <li>{item.run(thing.clone())}</li> })
            .collect_view()
    };
    view! {
        <td class:other=stands.other class:today=stands.today>
            <span class="cal-number num" aria-hidden="true">{date.day()}</span>
            <span class="visually-hidden">{fmt.date_as(date, DateStyle::Full)}</span>
            <ul class="cal-items">{items}</ul>
            <button
                type="button"
                class="link small num"
                hidden=move || count <= shown.get()
                on:click=move |_| shown.set(count)
            >
                {move || format!("+{}", fmt.count(count.saturating_sub(shown.get())))}
            </button>
            {sum}
        </td>
    }
    .into_any()
}
