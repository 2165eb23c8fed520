//! What is to be done for a customer: open tasks to tick off, and a line to add one.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::{
        TableName, Task,
        commands::{Add, CompleteTask},
    },
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

use super::subject::Subject;

/// The tasks of a customer.
#[component]
pub fn Tasks(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let open = Memo::new(move |_| {
        subject.app.read(&[TableName::Tasks], |records| {
            let tasks = records.tasks.iter();
            let here =
                tasks.filter(|task| task.customer == Some(subject.id) && task.done.is_none());
            let mut open: Vec<Arc<Task>> = here.cloned().collect();
            // Those without a day come last.
            open.sort_by_key(|task| (task.due.is_none(), task.due, task.id));
            open
        })
    });
    view! {
        <section class="record-part">
            <h2>{t!(i18n, common.tasks)}</h2>
            <ul>
                <For each=move || open.get() key=|task| (task.id, task.updated) let:task>
                    <OneTask subject=subject task=task/>
                </For>
            </ul>
            <AddTask subject=subject/>
        </section>
    }
}

#[component]
fn OneTask(subject: Subject, task: Arc<Task>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let today = subject.app.moment().today;
    let due = task.due;
    let late = due.is_some_and(|due| due < today);
    let title = StoredValue::new(task.title.clone());
    let tick = move |_| {
        subject.app.run(CompleteTask::done(task.id), |_| ());
    };
    view! {
        <li class="task-line">
            <input
                type="checkbox"
                aria-label=move || t_string!(i18n, customers.tick_off, name = title.get_value())
                on:change=tick
            />
            <span class="grow" dir="auto">{title.get_value()}</span>
            <span class="small num nowrap" class:bad=late class:muted=!late>
                {move || due.map(|due| fmt.relative_day(due))}
            </span>
        </li>
    }
}

#[component]
fn AddTask(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let title = RwSignal::new(String::new());
    let due = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = title.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let now = subject.app.moment().now;
        let task = Task {
            due: NaiveDate::parse_from_str(&due.get_untracked(), "%Y-%m-%d").ok(),
            customer: Some(subject.id),
            ..Task::new(subject.app.new_id(), text, now)
        };
        subject.app.run(Add::one(task), move |_| {
            title.try_set(String::new());
            due.try_set(String::new());
        });
    };
    view! {
        <form class="row add-line" on:submit=add>
            <input
                class="input grow"
                type="text"
                dir="auto"
                aria-label=move || t_string!(i18n, common.new_task)
                placeholder=move || t_string!(i18n, customers.task_hint)
                prop:value=move || title.get()
                on:input=move |event| title.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" && event.is_composing() {
                        event.prevent_default();
                    }
                }
            />
            <input
                class="input date"
                type="date"
                aria-label=move || t_string!(i18n, customers.due)
                prop:value=move || due.get()
                on:input=move |event| due.set(event_target_value(&event))
            />
            <button
                type="submit"
                class="btn icon-only"
                aria-label=move || t_string!(i18n, customers.add_task)
            >
                <Icon name="plus"/>
            </button>
        </form>
    }
}
