//! Reminders above the page: what is due now, ticked off, put off or taken away.

use leptos::prelude::*;

use crate::{
    app::{Route, format::use_fmt, reminders::Reminders, state::use_app},
    domain::{Id, TableName, Task, commands::CompleteTask},
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// The list; gone while there is nothing.
#[component]
pub fn ReminderBanners() -> impl IntoView {
    let Some(reminders) = use_context::<Reminders>() else {
        return ().into_any();
    };
    view! {
        <For each=move || reminders.shown.get() key=|id| *id let:id>
            <One reminders id/>
        </For>
    }
    .into_any()
}

#[component]
fn One(reminders: Reminders, id: Id<Task>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let task = Memo::new(move |_| {
        app.read(&[TableName::Tasks], |records| {
            let task = records.get(id).filter(|task| task.done.is_none());
            task.map(|task| (task.title.clone(), (task.due, task.time), task.customer))
        })
    });
    // Ticked off elsewhere, or deleted: nothing left to be reminded of.
    let gone = move || task.with(Option::is_none);
    let title = move || task.get().map(|(title, ..)| title).unwrap_or_default();
    let time = move || {
        let (_, (due, time), _) = task.get()?;
        let day = || due.map(|day| fmt.relative_day(day));
        time.map(|time| time.format("%H:%M").to_string())
            .or_else(day)
    };
    let href = move || match task.get().and_then(|(.., customer)| customer) {
        Some(customer) => Route::Customer(customer).href(),
        None => Route::Tasks.href(),
    };
    let done = move |_| {
        app.run(CompleteTask::done(id), move |_| reminders.dismiss(id));
    };
    view! {
        <div class="banner reminder" role="alert" hidden=gone>
            <Icon name="bell"/>
            <a class="grow" href=href dir="auto">{title}</a>
            <b class="num">{time}</b>
            <button type="button" class="btn small primary" on:click=done>
                {t!(i18n, common.done)}
            </button>
            <button type="button" class="btn small" on:click=move |_| reminders.put_off(id)>
                {t!(i18n, touch.in_ten_minutes)}
            </button>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, common.close)
                on:click=move |_| reminders.dismiss(id)
            >
                <Icon name="x"/>
            </button>
        </div>
    }
    .into_any()
}
