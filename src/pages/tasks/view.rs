//! As what the page of tasks shows them, for which day, and what it is narrowed to: read from and written to the
//! address, over the saved view that `?view=` names.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    app::state::use_app,
    domain::{Customer, Id, TableName, Task, ViewOf},
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::{
        tables::columns_of,
        views::{Columns, ListAt, WordList},
    },
    query::{
        task_columns::TaskColumn,
        tasks::{TasksAsked, TasksShape},
    },
};

/// The page and its words.
const LIST: ListAt = ListAt {
    list: ViewOf::Records(TableName::Tasks),
    place: &["as"],
    passing: &["on"],
};

fn text(locale: Locale, shape: TasksShape) -> &'static str {
    match shape {
        TasksShape::Agenda => td_string!(locale, touch.v_agenda),
        TasksShape::Table => td_string!(locale, people.as_table),
        TasksShape::Week => td_string!(locale, touch.v_week),
        TasksShape::Month => td_string!(locale, touch.v_month),
        TasksShape::Plan => td_string!(locale, touch.v_plan),
    }
}

/// What the address says.
#[derive(Clone, Copy)]
pub struct Place {
    /// As what they are shown.
    pub shape: Memo<TasksShape>,
    /// The chosen day.
    pub on: Memo<NaiveDate>,
    /// A new task is asked for.
    pub new: Memo<bool>,
    /// A task is to be opened.
    pub task: Memo<Option<Id<Task>>>,
    /// The page with its saved views.
    pub list: WordList<TasksAsked>,
    /// The columns of the table.
    pub columns: Columns,
    /// Only tasks of this customer.
    pub customer: Memo<Option<Id<Customer>>>,
}

/// The place; call in the page's component.
pub fn use_place() -> Place {
    let app = use_app();
    let query = use_query_map();
    let list = WordList::<TasksAsked>::new(LIST);
    let columns = columns_of::<TaskColumn>(app, list.views.open);
    let list = list.with_columns(columns);
    let on = Memo::new(move |_| {
        let on = list.asked.with(|asked| asked.on);
        on.unwrap_or_else(|| app.moment().today)
    });
    let task = Memo::new(move |_| {
        let id = Id::<Task>::parse(&query.with(|query| query.get("id"))?)?;
        app.read(&[TableName::Tasks], |records| {
            records.get(id).map(|task| task.id)
        })
    });
    Place {
        shape: Memo::new(move |_| list.asked.with(|asked| asked.shape)),
        on,
        new: Memo::new(move |_| query.with(|query| query.get("new").is_some())),
        task,
        list,
        columns,
        customer: Memo::new(move |_| list.asked.with(|asked| asked.customer)),
    }
}

impl Place {
    /// Shows them as something else: a calendar around the day that is chosen.
    fn show_as(self, shape: TasksShape) {
        let asked = self.list.asked.get_untracked();
        let dated = matches!(shape, TasksShape::Week | TasksShape::Month);
        let asked = TasksAsked {
            shape,
            on: asked.on.filter(|_| dated),
            ..asked
        };
        self.list.ask(&asked, shape == self.shape.get_untracked());
    }

    /// Goes to another day, which leaves nothing for Back.
    pub fn go(self, on: NaiveDate) {
        self.list.change(|asked| asked.on = Some(on));
    }

    /// Takes out of the address what was asked for once, so that it can be asked for again.
    pub fn forget_asked(self) {
        self.list.change(|_| ());
    }
}

/// The switch between the views.
#[component]
pub fn Views(place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |shape: TasksShape| {
        view! {
            <button
                type="button"
                aria-pressed=move || (place.shape.get() == shape).to_string()
                on:click=move |_| place.show_as(shape)
            >
                {move || text(i18n.get_locale(), shape)}
            </button>
        }
    };
    view! {
        <div class="segmented tasks-shapes" role="group" aria-label=move || t_string!(i18n, touch.views)>
            {TasksShape::ALL.map(one).into_iter().collect_view()}
        </div>
    }
    .into_any()
}
