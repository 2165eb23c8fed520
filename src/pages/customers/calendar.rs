//! The customers of the list on the days of a month: birthdays and other anniversaries, what is due next, or when they were written
//! down. `?on=` names a day of the month.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::TableName,
    i18n::{t_string, td_string, use_i18n},
    pages::{
        parts::{MonthCalendar, MonthDays, month_days},
        tasks::use_plan,
    },
    platform::clock,
    query::{
        OnDay, Shape,
        month::{Mark, Why, marks},
        today::Anniversary,
    },
};

use super::{look::on_day, state::ListState};

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
    let days: Memo<MonthDays<Mark>> = Memo::new_with_compare(
        move |_| {
            let dates = month_days(state.app, on.get());
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
    let go = move |day: Option<NaiveDate>| state.change(true, |address| address.on = day);
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
    view! {
        <MonthCalendar
            days
            on
            go=Callback::new(go)
            item=Callback::new(move |mark: Mark| item(state, fmt, &mark))
        >
            <select
                class="input compact push-end"
                aria-label=move || t_string!(i18n, people.on_day)
                on:change=choose
            >
                {OnDay::ALL.map(option).into_iter().collect_view()}
            </select>
        </MonthCalendar>
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

fn item(state: ListState, fmt: Fmt, mark: &Mark) -> AnyView {
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
        <button
            type="button"
            class=format!("cal-item {tone}")
            dir="auto"
            on:click=move |_| state.open(Some(id))
        >
            {text}
        </button>
    }
    .into_any()
}
