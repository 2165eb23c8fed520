//! Changing a call list that is there: its title, what to say, and whom to call. Whom it has called already stands in
//! the touches and stays known.

use std::sync::Arc;

use leptos::prelude::*;

use super::fields::ListFields;
use crate::{
    app::{state::use_app, use_saving},
    domain::{CallList, Customer, Id, Task, commands::Save, limits},
    i18n::{counted, t_string, use_i18n},
    pages::parts::{CustomerField, name_of},
    query::calls::ToCall,
    ui::{Dialog, Foot, Icon, Picked},
};

/// The dialog.
#[component]
pub fn EditList(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The list.
    task: Memo<Option<Arc<Task>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, touch.edit_list).to_owned())>
            {move || {
                let task = task.get_untracked()?;
                let calls = task.calls.clone()?;
                Some(view! { <Form open task calls/> })
            }}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Form(open: RwSignal<bool>, task: Arc<Task>, calls: CallList) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let saving = use_saving(open);
    let title = RwSignal::new(task.title.clone());
    let script = RwSignal::new(calls.script);
    let people = RwSignal::new(calls.customers);
    let picked = RwSignal::new(Picked::Nothing);
    // Somebody was picked who can't be called.
    let refused = RwSignal::new(false);
    let full = move || people.with(|people| people.len() >= limits::CALLS);
    Effect::new(move |_| {
        let Picked::Record(one) = picked.get() else {
            return;
        };
        let id: Id<Customer> = Id::new(one.id);
        let can = app.peek(|records| !ToCall::of(records, &[id]).customers.is_empty());
        refused.set(!can);
        if can && !untrack(full) {
            people.update(|people| {
                if !people.contains(&id) {
                    people.push(id);
                }
            });
        }
        picked.set(Picked::Nothing);
    });
    let row = move |id: Id<Customer>| {
        let name = StoredValue::new(name_of(app, Some(id)).unwrap_or_default());
        view! {
            <li class="linked">
                <span class="clip" dir="auto">{name.get_value()}</span>
                <button
                    type="button"
                    class="btn ghost icon-only small push"
                    aria-label=move || t_string!(i18n, customers.remove_one, name = name.get_value())
                    on:click=move |_| people.update(|people| people.retain(|other| *other != id))
                >
                    <Icon name="x"/>
                </button>
            </li>
        }
    };
    let base = StoredValue::new(task);
    let save = move || {
        let before = base.with_value(|task| Task::clone(task));
        let after = Task {
            title: title.with_untracked(|title| title.trim().to_owned()),
            calls: Some(CallList {
                customers: people.get_untracked(),
                script: script.with_untracked(|script| script.trim().to_owned()),
            }),
            ..before.clone()
        };
        saving.save(Save::new(before, after));
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <div class="form">
                    <ListFields title script error=saving.error/>
                    <CustomerField
                        picked
                        create=false
                        full=true
                        hint=Signal::derive(move || {
                            if refused.get() {
                                t_string!(i18n, touch.left_out, count = counted(i18n.get_locale(), 1))
                            } else {
                                t_string!(i18n, touch.add_to_list).to_owned()
                            }
                        })
                    />
                </div>
                <p class="muted small" role="status">
                    {move || t_string!(i18n, touch.to_call, count = counted(i18n.get_locale(), people.with(Vec::len)))}
                </p>
                <ul>
                    <For each=move || people.get() key=|id| *id let:id>
                        {row(id)}
                    </For>
                </ul>
            </div>
            <Foot saving off=Signal::derive(move || people.with(Vec::is_empty))/>
        </form>
    }
    .into_any()
}
