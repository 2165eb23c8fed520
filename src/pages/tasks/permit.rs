//! The button that asks for the system's leave to show reminders.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::TableName,
    i18n::{t, use_i18n},
    platform::notify::{self, Permission},
    query::remind::is_told,
    ui::Icon,
};

/// Asks whether reminders may be shown by the system; gone once that is answered, or while no task is
/// told.
#[component]
pub fn Permit() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let permission = RwSignal::new(notify::permission());
    let wanted = Memo::new(move |_| {
        app.read(&[TableName::Tasks], |records| {
            let mut open = records.tasks.iter().filter(|task| task.done.is_none());
            open.any(|task| is_told(task))
        })
    });
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            permission.try_set(notify::ask().await);
        });
    };
    view! {
        <button
            type="button"
            class="btn"
            hidden=move || permission.get() != Permission::Ask || !wanted.get()
            on:click=ask
        >
            <Icon name="bell"/>
            {t!(i18n, touch.permit)}
        </button>
    }
    .into_any()
}
