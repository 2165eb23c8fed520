//! To-dos that are due, ticked off in place.

use leptos::prelude::*;

use super::rows::SHOWN;
use crate::{
    app::Route,
    domain::{Id, Task},
    i18n::{counted, t, t_string, use_i18n},
    pages::tasks::{TaskDialog, TaskRow},
};

/// Due and overdue tasks.
#[component]
pub fn DueTasks(due: Memo<Vec<Id<Task>>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Task>>);
    let edit = Callback::new(move |id| {
        edited.set(Some(id));
        open.set(true);
    });
    let shown = move || due.with(|due| due.iter().take(SHOWN * 2).copied().collect::<Vec<_>>());
    view! {
        <section class="box" aria-label=move || t_string!(i18n, today.tasks)>
            <header>
                <h2>{t!(i18n, today.tasks)}</h2>
                <span class="num muted small" hidden=move || due.with(Vec::is_empty)>
                    {move || t_string!(i18n, today.due_n, count = counted(i18n.get_locale(), due.with(Vec::len)))}
                </span>
                <a class="push" href=Route::Tasks.href()>{t!(i18n, today.all_tasks)}</a>
            </header>
            <ul class="todo">
                <For each=shown key=|id| *id let:id>
                    <TaskRow id edit/>
                </For>
            </ul>
            <p class="muted small" hidden=move || !due.with(Vec::is_empty)>
                {t!(i18n, today.no_tasks)}
            </p>
        </section>
        <TaskDialog open task=edited customer=Signal::stored(None)/>
    }
}
