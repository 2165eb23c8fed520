//! What stands on one day of the calendar, to be ticked off, opened or added to.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{TaskRow, rule_text, texts};
use crate::{
    app::{Route, format::use_fmt},
    domain::{Id, Task},
    i18n::{t, t_string, use_i18n},
    platform::intl::DateStyle,
    query::{
        calendar::{Day, Item},
        today::Anniversary,
    },
    ui::Icon,
};

/// The list of a day.
#[component]
pub fn DayList(
    /// The day.
    day: Day,
    /// Opens a task for editing.
    edit: Callback<Id<Task>>,
    /// Makes a new task on the day.
    add: Callback<NaiveDate>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let date = day.date;
    let title = move || fmt.date_as(date, DateStyle::Full);
    let empty = day.items.is_empty();
    let row = move |item: Item| match item {
        Item::Task(task) => view! { <TaskRow id=task.id edit/> }.into_any(),
        Item::Again(task) => again(&task, edit),
        Item::Anniversary(one) => line(one),
    };
    view! {
        <section class="box" aria-label=title>
            <header>
                <h2>{title}</h2>
                <button type="button" class="btn small push" on:click=move |_| add.run(date)>
                    <Icon name="plus"/>
                    {t!(i18n, common.new_task)}
                </button>
            </header>
            <ul class="todo">{day.items.into_iter().map(row).collect_view()}</ul>
            <p class="muted small" hidden=!empty>{t!(i18n, touch.empty_day)}</p>
        </section>
    }
    .into_any()
}

/// A task that will come again: opens the one it repeats.
fn again(task: &Task, edit: Callback<Id<Task>>) -> AnyView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let (id, title) = (task.id, task.title.clone());
    let rule = task.repeat.clone();
    let label = {
        let title = title.clone();
        move || t_string!(i18n, today.edit_task, title = title.clone())
    };
    let said = move || {
        rule.as_ref()
            .map(|rule| rule_text::repeat(fmt.locale(), rule))
    };
    view! {
        <li class="todo-row">
            <span class="todo-icon muted"><Icon name="refresh"/></span>
            <span class="todo-main">
                <button type="button" class="todo-title soft" aria-label=label on:click=move |_| edit.run(id)>
                    {title}
                </button>
                <small>{said}</small>
            </span>
        </li>
    }
    .into_any()
}

fn line(one: Anniversary) -> AnyView {
    let fmt = use_fmt();
    let name = one.customer.display_name().to_owned();
    let href = Route::Customer(one.customer.id).href();
    // Where it falls on another civil day each year, its own day stands beside it.
    let born = one.customer.birthday.filter(|_| one.field.is_none());
    let lunar = move || {
        born.filter(|born| born.is_lunar())
            .map(|born| format!(" · {}", fmt.birthday(born)))
    };
    let icon = if one.field.is_none() { "cake" } else { "gift" };
    view! {
        <li class="todo-row">
            <span class="todo-icon"><Icon name=icon/></span>
            <span class="todo-main">
                <a class="todo-title" href=href dir="auto">{name}</a>
                <small>{move || texts::anniversary(fmt, &one)} {lunar}</small>
            </span>
        </li>
    }
    .into_any()
}
