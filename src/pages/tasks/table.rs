//! To-dos as a table: sorted by any column, own fields among them, in groups by owner, day, week, urgency or customer,
//! and worked on many at a time.

use leptos::prelude::*;

use super::{Narrowing, bulk::BulkBar, rule_text, texts, view::Place};
use crate::{
    app::{App, Fmt, Route, state::use_app},
    domain::{Id, Priority, Records, TableName, Task},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        parts::name_of,
        tables::{Rows, Table, WholeTable, own_text},
        views::WordList,
    },
    query::{
        gather::Part,
        shared::Shared,
        task_columns::{TaskColumn, TaskGroup, rows},
        tasks::TasksAsked,
    },
    ui::{Empty, Icon},
};

/// The rows of the table.
#[derive(Clone, Copy)]
struct TaskRows {
    app: App,
    list: WordList<TasksAsked>,
    edit: Callback<Id<Task>>,
}

impl TaskRows {
    /// The first day of the shop's week, 1 Monday … 7 Sunday; followed.
    fn week_start(self) -> u8 {
        self.app.settings().map_or(1, |shop| shop.week_start)
    }
}

impl Rows for TaskRows {
    type Of = Task;
    type Column = TaskColumn;
    type Asked = TasksAsked;
    const READ_FROM: &'static [TableName] = &[
        TableName::Tasks,
        TableName::Customers,
        TableName::Deals,
        TableName::Members,
        TableName::Fields,
    ];

    fn app(self) -> App {
        self.app
    }

    fn list(self) -> WordList<TasksAsked> {
        self.list
    }

    fn title(self, _: Fmt, task: &Task) -> String {
        task.title.clone()
    }

    fn is_past(task: &Task) -> bool {
        task.done.is_some()
    }

    fn cell(self, fmt: Fmt, column: TaskColumn, task: &Task) -> AnyView {
        cell(self, fmt, column, task)
    }

    fn groups(self, records: &Records, by: TaskGroup, ids: &[Id<Task>]) -> Vec<Part<Id<Task>>> {
        let when = (self.app.moment().today, self.week_start());
        by.groups(records, ids, when)
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> Option<String> {
        let locale = fmt.locale();
        let name = match shared {
            Shared::Due(due) => texts::due(locale, *due),
            Shared::Priority(one) => texts::priority(locale, *one),
            _ => return None,
        };
        Some(name.to_owned())
    }
}

fn cell(rows: TaskRows, fmt: Fmt, column: TaskColumn, task: &Task) -> AnyView {
    let app = fmt.app();
    let locale = fmt.locale();
    let text = match column {
        TaskColumn::Title => return title(rows, task),
        TaskColumn::Due => {
            let late = task.done.is_none() && task.due.is_some_and(|due| due < app.moment().today);
            let day = task.due.map(|due| fmt.relative_day(due));
            let time = task.time.map(|time| time.format("%H:%M").to_string());
            let parts: Vec<String> = day.into_iter().chain(time).collect();
            return view! { <span class:bad=late>{parts.join(" · ")}</span> }.into_any();
        }
        TaskColumn::Priority => texts::priority(locale, task.priority).to_owned(),
        TaskColumn::Customer => {
            let name = name_of(app, task.customer);
            let href = task.customer.map(|id| Route::Customer(id).href());
            return href
                .map(|href| view! { <a href=href dir="auto">{name}</a> })
                .into_any();
        }
        TaskColumn::Deal => {
            let deal = task.deal.and_then(|id| {
                let deal = app.read(&[TableName::Deals], |records| records.get(id).cloned())?;
                let href = Route::Deal(id).href();
                Some(view! { <a href=href dir="auto">{deal.title.clone()}</a> })
            });
            return deal.into_any();
        }
        TaskColumn::Owner => task
            .owner
            .map(|id| app.person_name(locale, &id.to_string()))
            .unwrap_or_default(),
        TaskColumn::Repeat => task
            .repeat
            .as_ref()
            .map(|rule| rule_text::repeat(locale, rule))
            .unwrap_or_default(),
        TaskColumn::Note => task.note.clone(),
        TaskColumn::Done => task
            .done
            .map(|at| fmt.date(fmt.day_of(at)))
            .unwrap_or_default(),
        TaskColumn::Created => fmt.date(fmt.day_of(task.created)),
        TaskColumn::Own(field) => own_text(fmt, field, &task.values),
    };
    view! { <span dir="auto">{text}</span> }.into_any()
}

/// The title opens the task.
fn title(rows: TaskRows, task: &Task) -> AnyView {
    let i18n = use_i18n();
    let (id, urgent) = (task.id, task.priority == Priority::High);
    let title = task.title.clone();
    let label = {
        let title = title.clone();
        move || t_string!(i18n, today.edit_task, title = title.clone())
    };
    view! {
        <button type="button" class="todo-title" aria-label=label on:click=move |_| rows.edit.run(id)>
            {urgent.then(|| view! { <span class="bad"><Icon name="flag"/></span> })}
            <span class="clip" dir="auto">{title}</span>
        </button>
    }
    .into_any()
}

/// The table.
#[component]
pub fn TasksTable(
    place: Place,
    /// Opens a task for editing.
    edit: Callback<Id<Task>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let list = place.list;
    let known = TaskRows { app, list, edit };
    let order: Memo<Vec<Id<Task>>> = Memo::new(move |_| {
        let (today, week_start) = (app.moment().today, known.week_start());
        let found = app.read(TaskRows::READ_FROM, |records| {
            list.asked
                .with(|asked| rows(records, asked, today, week_start))
        });
        found.into_iter().map(|task| task.id).collect()
    });
    let table = Table::new(known, order, place.columns);
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    let count = move || {
        let count = order.with(Vec::len);
        t_string!(
            i18n,
            today.tasks_n,
            count = counted(i18n.get_locale(), count)
        )
    };
    let all = move |_| {
        let asked = list.asked.get_untracked();
        list.ask(&asked.of_all(), true);
    };
    view! {
        <Narrowing place listed=true/>
        <BulkBar selection=table.selection columns=place.columns/>
        {move || {
            if none.get() {
                return view! {
                    <Empty
                        icon="check"
                        title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
                    >
                        <button type="button" class="btn" on:click=all>{t!(i18n, common.reset)}</button>
                    </Empty>
                }
                    .into_any();
            }
            view! {
                <WholeTable
                    table
                    class="tasks-table"
                    label=Signal::derive(move || t_string!(i18n, common.tasks).to_owned())
                    count=Signal::derive(count)
                />
            }
                .into_any()
        }}
    }
    .into_any()
}
