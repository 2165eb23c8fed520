//! What is to be done for a customer: open tasks, as they stand in every list of tasks, and a line to add one.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Id, TableName, Task, commands::Add},
    i18n::{t, t_string, use_i18n},
    pages::tasks::{TaskDialog, TaskRow},
    query::due,
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
            let mut open: Vec<_> = here.collect();
            open.sort_by(|a, b| due::order(a, b));
            open.into_iter().map(|task| task.id).collect::<Vec<_>>()
        })
    });
    let editing = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Task>>);
    let edit = Callback::new(move |id| {
        edited.set(Some(id));
        editing.set(true);
    });
    view! {
        <section class="record-part">
            <h2>{t!(i18n, common.tasks)}</h2>
            <ul class="todo">
                <For each=move || open.get() key=|id| *id let:id>
                    <TaskRow id edit of=subject.id.raw()/>
                </For>
            </ul>
            <AddTask subject=subject/>
        </section>
        <TaskDialog open=editing task=edited customer=Signal::stored(Some(subject.id))/>
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
        let task = Task {
            due: NaiveDate::parse_from_str(&due.get_untracked(), "%Y-%m-%d").ok(),
            customer: Some(subject.id),
            ..subject.app.new_task(&text)
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
