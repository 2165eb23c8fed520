//! The to-dos of a deal.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    app::state::use_app,
    domain::{Deal, Id, TableName, Task, commands::Add},
    i18n::{t, t_string, use_i18n},
    pages::tasks::{TaskDialog, TaskRow, new_task},
    query::{board::Card, due},
    ui::keys::is_enter,
};

/// The box of to-dos.
#[component]
pub fn DealTasks(deal: Memo<Option<Card>>, id: Id<Deal>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let tasks = Memo::new(move |_| {
        app.read(&[TableName::Tasks], |records| {
            let mut tasks: Vec<_> = records
                .tasks
                .iter()
                .filter(|task| task.deal == Some(id))
                .collect();
            tasks.sort_by(|a, b| {
                a.done
                    .is_some()
                    .cmp(&b.done.is_some())
                    .then(due::order(a, b))
            });
            tasks.into_iter().map(|task| task.id).collect::<Vec<_>>()
        })
    });
    let open = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Task>>);
    let edit = Callback::new(move |id| {
        edited.set(Some(id));
        open.set(true);
    });
    let text = RwSignal::new(String::new());
    let add = move |event: KeyboardEvent| {
        if !is_enter(&event) || text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        let mut task = new_task(app, &text.get_untracked());
        task.deal = Some(id);
        task.customer = deal.with_untracked(|deal| deal.as_ref().and_then(|card| card.0.customer));
        app.run(Add::one(task), move |_| {
            text.try_set(String::new());
        });
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, common.tasks)>
            <header><h2>{t!(i18n, common.tasks)}</h2></header>
            <ul class="todo">
                <For each=move || tasks.get() key=|id| *id let:one>
                    <TaskRow id=one edit of=id.raw()/>
                </For>
            </ul>
            <input
                class="input"
                aria-label=move || t_string!(i18n, common.new_task)
                placeholder=move || t_string!(i18n, today.add_placeholder)
                bind:value=text
                on:keydown=add
            />
        </section>
        <TaskDialog open task=edited customer=Signal::stored(None)/>
    }
}
