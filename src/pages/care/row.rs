//! Cases in a list.

use leptos::{ev::MouseEvent, prelude::*};

use super::texts;
use crate::{
    app::{App, Route, format::use_fmt, state::use_app},
    domain::{Case, CaseStatus, Customer, Id, Priority, TableName, commands::MoveCase},
    i18n::{t_string, use_i18n},
    pages::{
        own::said,
        parts::{SelectBox, Selection, name_of},
    },
    query::cases::open_of,
    ui::Icon,
};

/// A row (`li`).
#[component]
fn CaseRow(
    /// The case.
    id: Id<Case>,
    /// Whose it is stands beside it.
    named: bool,
    /// Where many can be selected.
    selection: Option<Selection>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let case =
        Memo::new(move |_| app.read(&[TableName::Cases], |records| records.get(id).cloned()));
    let title = move || case.with(|case| case.as_ref().map(|case| case.title.clone()));
    let title = move || title().unwrap_or_default();
    let status =
        move || case.with(|case| case.as_ref().map_or(CaseStatus::Open, |case| case.status()));
    let urgent = move || {
        case.with(|case| {
            case.as_ref()
                .is_some_and(|case| case.priority == Priority::High)
        })
    };
    let done = move || status() == CaseStatus::Solved;
    let late = move || {
        let today = app.moment().today;
        case.with(|case| case.as_ref().is_some_and(|case| case.is_late(today)))
    };
    let when = move || {
        case.with(|case| {
            let case = case.as_ref()?;
            match case.solved {
                Some(at) => Some(fmt.date_time(at)),
                None => case.due.map(|due| fmt.relative_day(due)),
            }
        })
    };
    let kind = move || {
        let kind = case.with(|case| case.as_ref().map(|case| case.kind))?;
        Some(texts::kind(i18n.get_locale(), kind))
    };
    let customer = move || {
        let id = case
            .with(|case| case.as_ref()?.customer)
            .filter(|_| named)?;
        let name = name_of(app, Some(id))?;
        Some(view! { <a href=Route::Customer(id).href() dir="auto">{name}</a> })
    };
    let own = move || {
        case.with(|case| {
            case.as_ref()
                .map(|case| said(fmt, TableName::Cases, &case.values))
        })
    };
    let tick = move |event| {
        let to = if event_target_checked(&event) {
            CaseStatus::Solved
        } else {
            CaseStatus::Open
        };
        let command = MoveCase {
            case: id,
            to,
            solution: None,
        };
        app.run(command, |_| {});
    };
    let done_box = move || {
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    aria-label=move || {
                        format!("{}: {}", t_string!(i18n, care.status_solved), title())
                    }
                    prop:checked=done
                    on:change=tick
                />
            </label>
        }
    };
    let selecting = Memo::new(move |_| selection.is_some_and(Selection::is_on));
    let select_box = move || {
        let selection = selection.filter(|_| selecting.get())?;
        Some(view! { <SelectBox selection id=id.raw() name=Signal::derive(title)/> })
    };
    let click = move |event: MouseEvent| {
        if let Some(selection) = selection {
            selection.click(&event, id.raw());
        }
    };
    view! {
        <li
            class="todo-row"
            class:done=done
            class:selected=move || selection.is_some_and(|selection| selection.has(id.raw()))
        >
            {move || select_box().map_or_else(|| done_box().into_any(), IntoAny::into_any)}
            <span class="todo-main">
                <a class="todo-title" href=Route::Case(id).href() dir="auto" on:click=click>
                    <span hidden=move || !urgent() class="bad"><Icon name="flag"/></span>
                    {title}
                </a>
                <small class="row wrap">
                    <span class:bad=late>{when}</span>
                    <span>{kind}</span>
                    {customer}
                    <span>{own}</span>
                </small>
            </span>
            <span class=move || texts::tone(status())>
                {move || texts::status(i18n.get_locale(), status())}
            </span>
        </li>
    }
    .into_any()
}

/// Cases below each other (`ul`).
#[component]
pub fn CaseRows(
    /// Which, in order.
    #[prop(into)]
    ids: Signal<Vec<Id<Case>>>,
    /// Whose each is stands beside it.
    #[prop(default = true)]
    named: bool,
    /// Where many can be selected.
    #[prop(optional_no_strip)]
    selection: Option<Selection>,
) -> impl IntoView {
    view! {
        <ul class="todo">
            <For each=move || ids.get() key=|id| *id let:id>
                <CaseRow id named selection/>
            </For>
        </ul>
    }
}

/// The cases of a customer that are not solved, in the order to look at them; followed.
pub fn open_cases(app: App, customer: Id<Customer>) -> Memo<Vec<Id<Case>>> {
    Memo::new(move |_| {
        app.read(&[TableName::Cases], |records| {
            let open = open_of(records, customer);
            open.into_iter().map(|case| case.id).collect()
        })
    })
}
