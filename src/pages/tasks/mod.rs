//! All to-dos: by when they are due, as a table, as a week or a month with birthdays, and the contact plan. What is asked
//! stands in the address: `?as=week` shows the week, `?owner=` what one of the team looks after.

mod bulk;
mod calendar;
mod columns;
mod day;
mod export;
mod form;
mod narrow;
mod permit;
mod plan;
mod repeat;
mod row;
mod rule_text;
mod table;
mod texts;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use leptos::{ev::KeyboardEvent, prelude::*};

pub use form::{PriorityField, TaskDialog};
pub use plan::{basis_text, class_text, group_text, use_plan, why};
pub use row::TaskRow;
pub use rule_text::repeat;
pub use texts::{anniversary, priority, reminder, weekday};

use crate::{
    app::{App, format::use_fmt, state::use_app},
    domain::{Customer, Id, TableName, Task, commands::Add},
    i18n::{counted, t, t_string, use_i18n},
    query::{
        Filter,
        due::{Due, order},
        tasks::{TasksAsked, TasksShape},
    },
    ui::{Empty, Icon, keys::is_enter},
};

pub use export::download as calendar_file;

use self::{
    bulk::BulkBar,
    calendar::Calendar,
    permit::Permit,
    plan::ContactPlan,
    table::TasksTable,
    view::{Place, Views, use_place},
};
use super::{
    filters::NarrowThings,
    parts::{OwnerSelect, SelectButton, Selection, name_of as customer_name},
    views::{ViewChanged, ViewsMenu},
};

/// Done tasks that are shown.
const DONE_SHOWN: usize = 50;

/// Where the words of tasks stand.
const FOUND_BY: &[TableName] = &[TableName::Tasks, TableName::Customers, TableName::Deals];

/// A new task of that title for today.
pub fn new_task(app: App, title: &str) -> Task {
    Task {
        due: Some(app.moment().today),
        ..app.new_task(title)
    }
}

/// The page.
#[component]
pub fn Tasks() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let place = use_place();
    let customer = place.customer;
    let groups = Memo::new(move |_| place.list.asked.with(|asked| groups(app, asked)));
    let edited = RwSignal::new(None::<Id<Task>>);
    let day = RwSignal::new(None::<NaiveDate>);
    let open = RwSignal::new(false);
    let edit = Callback::new(move |id| {
        edited.set(Some(id));
        open.set(true);
    });
    let add = Callback::new(move |on| {
        edited.set(None);
        day.set(Some(on));
        open.set(true);
    });
    // Asked for by a key or the palette; the address forgets it, so that it can be asked for again.
    Effect::new(move |_| {
        if place.new.get() {
            edited.set(None);
            day.set(None);
            open.set(true);
            place.forget_asked();
        }
    });
    // A task that was looked for opens, and the address forgets it.
    Effect::new(move |_| {
        if let Some(id) = place.task.get() {
            edited.set(Some(id));
            open.set(true);
            place.forget_asked();
        }
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, common.tasks)}</h1>
            <Views place/>
            {move || {
                (place.shape.get() != TasksShape::Plan)
                    .then(|| {
                        view! {
                            <ViewsMenu
                                views=place.list.views
                                all=Signal::derive(move || t_string!(i18n, today.all_tasks).to_owned())
                                icon="check"
                            />
                        }
                    })
            }}
            <div class="actions">
                <Permit/>
                <CustomerChip place/>
                <export::CalendarButton place/>
                <button
                    type="button"
                    class="btn primary"
                    on:click=move |_| {
                        edited.set(None);
                        day.set(None);
                        open.set(true);
                    }
                >
                    <Icon name="plus"/>
                    {t!(i18n, common.new_task)}
                </button>
            </div>
        </div>
        <div
            class="body"
            class:narrow=move || !matches!(place.shape.get(), TasksShape::Month | TasksShape::Table)
        >
            {move || match place.shape.get() {
                TasksShape::Agenda => view! { <Agenda groups edit place/> }.into_any(),
                TasksShape::Plan => view! { <ContactPlan/> }.into_any(),
                TasksShape::Table => view! { <TasksTable edit place/> }.into_any(),
                view => {
                    view! {
                        <Narrowing place/>
                        <Calendar view place edit add/>
                    }
                        .into_any()
                }
            }}
        </div>
        <TaskDialog open task=edited customer=Signal::from(customer) day/>
    }
    .into_any()
}

/// What the list and the calendars are narrowed to.
#[component]
fn Narrowing(
    place: Place,
    /// They are a list or a table: a calendar tells by itself when something is due.
    #[prop(optional)]
    listed: bool,
    /// Where many can be selected, one after the other.
    #[prop(optional)]
    selection: Option<Selection>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let count = move |own: Signal<Filter>| {
        let count = Memo::new(move |_| {
            let asked = TasksAsked {
                own: own.get(),
                ..place.list.asked.get()
            };
            let groups = groups(app, &asked);
            groups.values().map(Vec::len).sum::<usize>()
        });
        Signal::derive(move || {
            t_string!(
                i18n,
                today.tasks_n,
                count = counted(i18n.get_locale(), count.get())
            )
        })
    };
    view! {
        <div class="row wrap narrowing">
            <narrow::Asked place listed/>
            <OwnerSelect
                chosen=Signal::derive(move || place.list.asked.with(|asked| asked.owner))
                on_choose=Callback::new(move |owner| place.list.change(|asked| asked.owner = owner))
            />
            <NarrowThings
                table=TableName::Tasks
                own=true
                filter=Signal::derive(move || place.list.asked.with(|asked| asked.own.clone()))
                count=Callback::new(count)
                on_filter=Callback::new(move |own| place.list.change(|asked| asked.own = own))
            />
            {selection.map(|selection| view! { <SelectButton selection/> })}
            <ViewChanged views=place.list.views/>
        </div>
    }
    .into_any()
}

/// The list by when it is due.
#[component]
fn Agenda(
    groups: Memo<BTreeMap<Due, Vec<Id<Task>>>>,
    edit: Callback<Id<Task>>,
    place: Place,
) -> impl IntoView {
    let i18n = use_i18n();
    let listed = Signal::derive(move || {
        let groups = groups.get();
        groups
            .into_values()
            .flatten()
            .map(Id::raw)
            .collect::<Vec<_>>()
    });
    let selection = Selection::on_demand(listed);
    view! {
        <QuickAdd customer=place.customer/>
        <Narrowing place listed=true selection/>
        <BulkBar selection/>
        {move || {
            if groups.with(BTreeMap::is_empty) {
                view! {
                    <Empty
                        icon="check"
                        title=Signal::derive(move || t_string!(i18n, today.tasks_empty).to_owned())
                        text=Signal::derive(move || {
                            t_string!(i18n, today.tasks_empty_text).to_owned()
                        })
                    />
                }
                    .into_any()
            } else {
                view! { <Groups groups edit selection/> }.into_any()
            }
        }}
    }
    .into_any()
}

fn groups(app: App, asked: &TasksAsked) -> BTreeMap<Due, Vec<Id<Task>>> {
    let today = app.moment().today;
    let week_start = app.settings().map_or(1, |shop| shop.week_start);
    app.read(FOUND_BY, |records| {
        let passes = asked.in_list(records, today, week_start);
        let mut tasks: Vec<&Arc<Task>> = records.tasks.iter().filter(|task| passes(task)).collect();
        tasks.sort_by(|a, b| order(a, b));
        let mut groups: BTreeMap<Due, Vec<Id<Task>>> = BTreeMap::new();
        for task in tasks {
            let group = groups.entry(Due::of(task, today, week_start)).or_default();
            group.push(task.id);
        }
        if let Some(done) = groups.get_mut(&Due::Done) {
            done.truncate(DONE_SHOWN);
        }
        groups
    })
}

#[component]
fn Groups(
    groups: Memo<BTreeMap<Due, Vec<Id<Task>>>>,
    edit: Callback<Id<Task>>,
    selection: Selection,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let of = move |due: Due| groups.with(|groups| groups.get(&due).cloned().unwrap_or_default());
    Due::ALL
        .into_iter()
        .map(|due| {
            let label = move || texts::due(i18n.get_locale(), due);
            let list = view! {
                <ul class="todo">
                    <For each=move || of(due) key=|id| *id let:id>
                        <TaskRow id edit selection=Some(selection)/>
                    </For>
                </ul>
            };
            let hidden = move || of(due).is_empty();
            if due == Due::Done {
                view! {
                    <details class="box" hidden=hidden>
                        <summary>{label} " " <span class="muted num">{move || fmt.count(of(due).len())}</span></summary>
                        {list}
                    </details>
                }
                .into_any()
            } else {
                view! {
                    <section class="box" hidden=hidden aria-label=label>
                        <header>
                            <h2 class:bad=due == Due::Overdue>{label}</h2>
                            <span class="push num">{move || fmt.count(of(due).len())}</span>
                        </header>
                        {list}
                    </section>
                }
                .into_any()
            }
        })
        .collect_view()
}

/// A line that adds a task for today.
#[component]
fn QuickAdd(#[prop(into)] customer: Signal<Option<Id<Customer>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let add = move |event: KeyboardEvent| {
        if !is_enter(&event) || text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        event.prevent_default();
        let mut task = new_task(app, &text.get_untracked());
        task.customer = customer.get_untracked();
        app.run(Add::one(task), move |_| {
            text.try_set(String::new());
        });
    };
    view! {
        <input
            class="input"
            aria-label=move || t_string!(i18n, common.new_task)
            placeholder=move || t_string!(i18n, today.add_placeholder)
            bind:value=text
            on:keydown=add
        />
    }
}

/// Says whose tasks are listed, and leads to everybody's.
#[component]
fn CustomerChip(place: Place) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let all = move || {
        let asked = TasksAsked {
            customer: None,
            ..place.list.asked.get()
        };
        place.list.href(&asked)
    };
    move || {
        let name = customer_name(app, Some(place.customer.get()?))?;
        Some(view! {
            <a class="chip on" href=all aria-label=move || t_string!(i18n, today.all_customers)>
                {t_string!(i18n, today.filter_customer, name = name)}
                <Icon name="x"/>
            </a>
        })
    }
}
