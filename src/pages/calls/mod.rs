//! Calls: who is calling (Alt+K), the card with what matters, and call lists that are worked through one
//! customer after the other. Which list is a task with customers in it, so it stands among the tasks
//! and every outcome can be taken back.

mod caller;
mod card;
mod edit;
mod fields;
mod make;
mod out;
mod outcome;
mod queue;

use std::sync::Arc;

use leptos::prelude::*;

pub use caller::CallerDialog;
pub use card::CallCard;
pub use make::{CallTheirs, MakeCallList};
pub use outcome::LogCall;

use crate::{
    app::{Route, format::use_fmt, route::use_query_id, state::use_app},
    domain::{TableName, Task},
    i18n::{t, t_string, use_i18n},
    query::calls::Queue,
    ui::{Empty, Icon},
};

/// The page: one list if the address names it, else all of them.
#[component]
pub fn Calls() -> impl IntoView {
    let id = use_query_id::<Task>();
    let id = Memo::new(move |_| id());
    move || match id.get() {
        Some(id) => view! { <queue::Working id/> }.into_any(),
        None => view! { <Lists/> }.into_any(),
    }
}

/// Every call list, the open ones first.
#[component]
fn Lists() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let lists = Memo::new(move |_| {
        let tables = [
            TableName::Tasks,
            TableName::Activities,
            TableName::Customers,
        ];
        app.read(&tables, |records| {
            let tasks = records.tasks.iter().filter(|task| task.calls.is_some());
            let mut lists: Vec<(Arc<Task>, usize, usize)> = tasks
                .map(|task| {
                    let queue = Queue::of(records, task);
                    (task.clone(), queue.done(), queue.calls.len())
                })
                .collect();
            lists.sort_by_key(|(task, ..)| (task.done.is_some(), std::cmp::Reverse(task.created)));
            lists
        })
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, touch.call_lists)}</h1>
            <div class="actions">
                <a class="btn" href=Route::Customers.href()>{t!(i18n, touch.choose_customers)}</a>
            </div>
        </div>
        <div class="body narrow">
            {move || {
                let lists = lists.get();
                if lists.is_empty() {
                    view! {
                        <Empty
                            icon="phone"
                            title=Signal::derive(move || t_string!(i18n, touch.no_lists).to_owned())
                            text=Signal::derive(move || t_string!(i18n, touch.no_lists_text).to_owned())
                        />
                    }
                        .into_any()
                } else {
                    let rows = lists.into_iter().map(|(task, done, all)| view! { <Row task done all/> });
                    view! { <ul class="box todo">{rows.collect_view()}</ul> }.into_any()
                }
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Row(task: Arc<Task>, done: usize, all: usize) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let finished = task.done.is_some();
    view! {
        <li class="todo-row" class:done=finished>
            <span class="todo-icon"><Icon name=if finished { "check" } else { "phone" }/></span>
            <span class="todo-main">
                <a class="todo-title" href=Route::CallList(task.id).href()>{task.title.clone()}</a>
                <small class="num">
                    {move || t_string!(i18n, touch.progress, done = fmt.count(done), all = fmt.count(all))}
                </small>
            </span>
            <progress class="call-progress" max=all.to_string() value=done.to_string() aria-hidden="true"></progress>
        </li>
    }
}
