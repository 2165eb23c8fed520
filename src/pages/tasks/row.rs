//! One to-do in a list: ticked off in place, put off, changed, deleted.

use chrono::Days;
use leptos::{ev::MouseEvent, prelude::*};
use uuid::Uuid;

use super::{super::parts::name_of as customer_name, export::download, rule_text};
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{
        Id, Priority, TableName, Task,
        commands::{CompleteTask, Delete, Save},
    },
    i18n::{counted, t_string, use_i18n},
    pages::{
        own::said,
        parts::{SelectBox, Selection},
    },
    platform::random,
    ui::{DeleteItem, Icon, Menu, MenuItem},
};

/// A row (`li`).
#[component]
pub fn TaskRow(
    /// The task.
    id: Id<Task>,
    /// Opens it for editing.
    edit: Callback<Id<Task>>,
    /// Where many can be selected.
    #[prop(optional_no_strip)]
    selection: Option<Selection>,
    /// The customer or deal on whose page it stands, and need not name.
    #[prop(optional)]
    of: Option<Uuid>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let task = Memo::new(move |_| {
        app.read(&[TableName::Tasks], |records| {
            records.get(id).map(|task| task.as_ref().clone())
        })
    });
    let title = move || {
        task.with(|task| {
            task.as_ref()
                .map(|task| task.title.clone())
                .unwrap_or_default()
        })
    };
    let done = move || task.with(|task| task.as_ref().is_some_and(|task| task.done.is_some()));
    let urgent = move || {
        task.with(|task| {
            task.as_ref()
                .is_some_and(|task| task.priority == Priority::High)
        })
    };
    let done_box = move || {
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    aria-label=move || t_string!(i18n, today.done_task, title = title())
                    prop:checked=done
                    on:change=move |event| {
                        app.run(CompleteTask { task: id, done: event_target_checked(&event) }, |_| {});
                    }
                />
            </label>
        }
    };
    let selecting = Memo::new(move |_| selection.is_some_and(Selection::is_on));
    let select_box = move || {
        let selection = selection.filter(|_| selecting.get())?;
        Some(view! { <SelectBox selection id=id.raw() name=Signal::derive(title)/> })
    };
    let click = move |event: MouseEvent| match selection.filter(|_| selecting.get_untracked()) {
        Some(selection) => selection.click(&event, id.raw()),
        None => edit.run(id),
    };
    view! {
        <li
            class="todo-row"
            class:done=done
            class:selected=move || selection.is_some_and(|selection| selection.has(id.raw()))
        >
            {move || select_box().map_or_else(|| done_box().into_any(), IntoAny::into_any)}
            <span class="todo-main">
                <button
                    type="button"
                    class="todo-title"
                    aria-label=move || t_string!(i18n, today.edit_task, title = title())
                    on:click=click
                >
                    <span hidden=move || !urgent() class="bad"><Icon name="flag"/></span>
                    {title}
                </button>
                <Detail task of/>
            </span>
            <RowMenu id title=Signal::derive(title) edit/>
        </li>
    }
    .into_any()
}

/// Day, time, customer.
#[component]
fn Detail(task: Memo<Option<Task>>, of: Option<Uuid>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let when = move || {
        task.with(|task| {
            let task = task.as_ref()?;
            let day = task.due.map(|due| fmt.relative_day(due));
            let time = task.time.map(|time| time.format("%H:%M").to_string());
            let parts: Vec<String> = day.into_iter().chain(time).collect();
            Some(parts.join(" · "))
        })
    };
    let late = move || {
        task.with(|task| {
            task.as_ref().is_some_and(|task| {
                task.done.is_none() && task.due < Some(app.moment().today) && task.due.is_some()
            })
        })
    };
    let customer = move || {
        let id = task.with(|task| task.as_ref().and_then(|task| task.customer))?;
        let id = Some(id).filter(|id| Some(id.raw()) != of)?;
        let name = customer_name(app, Some(id))?;
        Some(view! { <a href=Route::Customer(id).href()>{name}</a> })
    };
    let deal = move || {
        let id = task.with(|task| task.as_ref().and_then(|task| task.deal))?;
        let id = Some(id).filter(|id| Some(id.raw()) != of)?;
        let title = app.read(&[TableName::Deals], |records| {
            records.get(id).map(|deal| deal.title.clone())
        })?;
        Some(view! { <a href=Route::Deal(id).href() dir="auto">{title}</a> })
    };
    let again = move || {
        let rule = task.with(|task| task.as_ref().and_then(|task| task.repeat.clone()))?;
        Some(
            view! { <span class="row"><Icon name="refresh"/>{rule_text::repeat(fmt.locale(), &rule)}</span> },
        )
    };
    let own = move || {
        task.with(|task| {
            task.as_ref()
                .map(|task| said(fmt, TableName::Tasks, &task.values))
        })
    };
    let bell = move || {
        let rings = task.with(|task| task.as_ref().is_some_and(|task| task.remind.is_some()));
        rings.then(|| view! { <Icon name="bell"/> })
    };
    let calls = move || {
        let list = task.with(|task| {
            let task = task.as_ref()?;
            task.calls
                .as_ref()
                .map(|calls| (task.id, calls.customers.len()))
        });
        let (id, count) = list?;
        let text = t_string!(
            i18n,
            common.customers_n,
            count = counted(i18n.get_locale(), count)
        );
        Some(view! { <a href=Route::CallList(id).href()><Icon name="phone"/>{text}</a> })
    };
    view! {
        <small class="row wrap">
            <span class:bad=late>{when}</span>
            {bell}
            {again}
            {calls}
            {customer}
            {deal}
            <span>{own}</span>
        </small>
    }
}

#[component]
fn RowMenu(id: Id<Task>, title: Signal<String>, edit: Callback<Id<Task>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let put_off = move |days: u64| {
        let base = app.peek(|records| records.get(id).map(|task| task.as_ref().clone()));
        let Some(base) = base else { return };
        let mut edited = base.clone();
        edited.put_off(Some(app.moment().today + Days::new(days)));
        app.run(Save::new(base, edited), |_| {});
    };
    let delete = move || {
        let command = Delete {
            records: vec![(TableName::Tasks, id.raw())],
            seed: random::seed(),
        };
        app.run(command, |_| {});
    };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, today.snooze, title = title.get()))
            icon="more"
            icon_only=true
            class="btn ghost icon-only"
        >
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, today.tomorrow).to_owned())
                icon="clock"
                on_select=move |()| put_off(1)
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, today.in_three).to_owned())
                icon="clock"
                on_select=move |()| put_off(3)
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, today.next_week).to_owned())
                icon="clock"
                on_select=move |()| put_off(7)
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, people.ics).to_owned())
                icon="calendar"
                on_select=move |()| download(app, i18n.get_locale_untracked(), vec![id])
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, common.edit).to_owned())
                icon="edit"
                on_select=move |()| edit.run(id)
            />
            <DeleteItem on_select=move |()| delete()/>
        </Menu>
    }
}
