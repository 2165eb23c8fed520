//! The customers of the list on the days of a month: birthdays and other anniversaries, what is due next, or when they were written
//! down. `?on=` names a day of the month.

use std::sync::Arc;

use chrono::{Datelike, Months, NaiveDate};
use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::TableName,
    i18n::{t, t_string, td_string, use_i18n},
    pages::tasks::{use_plan, weekday},
    platform::{clock, intl::DateStyle},
    query::{
        OnDay, Shape, calendar,
        month::{Mark, Why, marks},
        today::Anniversary,
    },
    ui::Icon,
};

use super::{look::on_day, state::ListState};

/// Customers named on a day before the rest is a number.
const NAMED: usize = 4;

type Days = Arc<Vec<(NaiveDate, Vec<Mark>)>>;

/// The calendar.
#[component]
pub fn Calendar(state: ListState, by: OnDay) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let plan = use_plan();
    let on = Memo::new(move |_| {
        let day = state.address.with(|address| address.on);
        day.unwrap_or_else(|| state.app.moment().today)
    });
    let days: Memo<Days> = Memo::new_with_compare(
        move |_| {
            let start = state.app.settings().map_or(1, |shop| shop.week_start);
            let dates = calendar::month(on.get(), start);
            let today = state.app.moment().today;
            let ids = state.order.get();
            let civil = clock::days(state.app.zone());
            let tables = [TableName::Customers, TableName::Tasks, TableName::Fields];
            Arc::new(plan.with(|plan| {
                state.app.read(&tables, |records| {
                    marks(records, &ids, &dates, by, (&plan.due, today), civil)
                })
            }))
        },
        |_, _| true,
    );
    let go = move |day: Option<NaiveDate>| {
        if let Some(day) = day {
            state.change(true, |address| address.on = Some(day));
        }
    };
    let choose = move |event| {
        let key = event_target_value(&event);
        let by = OnDay::ALL.into_iter().find(|one| one.key() == key);
        let shape = Shape::Calendar(by.unwrap_or_default());
        state.change(true, |address| address.list.look.shape = shape);
    };
    let option = move |one: OnDay| {
        view! {
            <option value=one.key() selected=one == by>{move || on_day(i18n.get_locale(), one)}</option>
        }
    };
    let today = move |_| {
        state.change(true, |address| address.on = None);
    };
    view! {
        <div class="body people-calendar">
            <div class="row wrap">
                <button
                    type="button"
                    class="btn icon-only"
                    aria-label=move || t_string!(i18n, touch.earlier)
                    on:click=move |_| go(on.get_untracked().checked_sub_months(Months::new(1)))
                >
                    <Icon name="chevron-left"/>
                </button>
                <button
                    type="button"
                    class="btn icon-only"
                    aria-label=move || t_string!(i18n, touch.later)
                    on:click=move |_| go(on.get_untracked().checked_add_months(Months::new(1)))
                >
                    <Icon name="chevron-right"/>
                </button>
                <button type="button" class="btn" on:click=today>{t!(i18n, common.today)}</button>
                <h2 aria-live="polite">{move || fmt.date_as(on.get(), DateStyle::Month)}</h2>
                <select
                    class="input compact push-end"
                    aria-label=move || t_string!(i18n, people.on_day)
                    on:change=choose
                >
                    {OnDay::ALL.map(option).into_iter().collect_view()}
                </select>
            </div>
            <Month state days on/>
        </div>
    }
    .into_any()
}

#[component]
fn Month(state: ListState, days: Memo<Days>, on: Memo<NaiveDate>) -> impl IntoView {
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
        let days = days.get();
        days.chunks(7)
            .map(|week| {
                let cells = week
                    .iter()
                    .map(|(date, marks)| cell(state, fmt, *date, marks, date.month() != month))
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

fn cell(state: ListState, fmt: Fmt, date: NaiveDate, marks: &[Mark], other: bool) -> AnyView {
    let today = state.app.moment().today == date;
    let shown = RwSignal::new(NAMED);
    let marks = Arc::new(marks.to_vec());
    let count = marks.len();
    let items = move || {
        let named = marks.iter().take(shown.get());
        named.map(|mark| item(state, fmt, mark)).collect_view()
    };
    view! {
        <td class:other=other class:today=today>
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
        </td>
    }
    .into_any()
}

/// The age they reach, or what it is the anniversary of and the years since.
fn anniversary(fmt: Fmt, one: &Anniversary) -> String {
    let years = one.years.filter(|years| *years > 0);
    let years = years.map(|years| fmt.number(f64::from(years), 0));
    let name = one.field.as_ref().map(|field| field.name.clone());
    let both: Vec<String> = name.into_iter().chain(years).collect();
    both.join(" ")
}

fn item(state: ListState, fmt: Fmt, mark: &Mark) -> impl IntoView + use<> {
    let id = mark.customer.id;
    let name = mark.customer.display_name().to_owned();
    let locale = fmt.locale();
    let (tone, why) = match &mark.why {
        Why::Anniversary(one) => ("birthday", anniversary(fmt, one)),
        Why::Created => ("birthday", String::new()),
        Why::Task(task) => ("open", task.title.clone()),
        Why::Touch => ("again", td_string!(locale, people.touch_due).to_owned()),
    };
    let text = if why.is_empty() {
        name
    } else {
        format!("{name} · {why}")
    };
    view! {
        <li>
            <button
                type="button"
                class=format!("cal-item {tone}")
                dir="auto"
                on:click=move |_| state.open(Some(id))
            >
                {text}
            </button>
        </li>
    }
}
