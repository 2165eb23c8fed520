//! Which of its views the page of tasks shows, for which day, and what the list is narrowed to: read from and
//! written to the address. `?view=` names a view, or a saved view of the list.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};

use crate::{
    app::{Route, route::whole_path, state::use_app},
    domain::{Customer, Id, TableName, Task},
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::views::{ListAt, WordList},
    query::{InWords, tasks::TasksAsked},
};

/// The list and its words.
const LIST: ListAt = ListAt {
    list: TableName::Tasks,
    shape: None,
    place: &[],
};

/// A view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A list by when it is due.
    #[default]
    Agenda,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Whom to get in touch with, by plan.
    Plan,
}

impl View {
    const ALL: [Self; 4] = [Self::Agenda, Self::Week, Self::Month, Self::Plan];

    const fn key(self) -> &'static str {
        match self {
            Self::Agenda => "",
            Self::Week => "week",
            Self::Month => "month",
            Self::Plan => "plan",
        }
    }

    fn text(self, locale: Locale) -> &'static str {
        match self {
            Self::Agenda => td_string!(locale, touch.v_agenda),
            Self::Week => td_string!(locale, touch.v_week),
            Self::Month => td_string!(locale, touch.v_month),
            Self::Plan => td_string!(locale, touch.v_plan),
        }
    }
}

/// What the address says.
#[derive(Clone, Copy)]
pub struct Place {
    /// The view.
    pub view: Memo<View>,
    /// The chosen day.
    pub on: Memo<NaiveDate>,
    /// A new task is asked for.
    pub new: Memo<bool>,
    /// A task is to be opened.
    pub task: Memo<Option<Id<Task>>>,
    /// The list with its saved views.
    pub list: WordList<TasksAsked>,
    /// Only tasks of this customer.
    pub customer: Memo<Option<Id<Customer>>>,
    /// Goes to another view or day.
    pub go: Callback<(View, NaiveDate)>,
}

/// The place; call in the page's component.
pub fn use_place() -> Place {
    let app = use_app();
    let query = use_query_map();
    let navigate = use_navigate();
    let view = Memo::new(move |_| {
        let key = query.with(|query| query.get("view")).unwrap_or_default();
        let found = View::ALL.into_iter().find(|view| view.key() == key);
        found.unwrap_or_default()
    });
    let on = Memo::new(move |_| {
        let day = query.with(|query| query.get("on"));
        let day = day.and_then(|day| day.parse().ok());
        // Beyond these a calendar has nothing to show, and sums of days could leave the calendar.
        let sane = |day: &NaiveDate| (1900..2200).contains(&chrono::Datelike::year(day));
        day.filter(sane).unwrap_or_else(|| app.moment().today)
    });
    let list = WordList::<TasksAsked>::new(LIST);
    let customer = Memo::new(move |_| list.asked.with(|asked| asked.customer));
    let new = Memo::new(move |_| query.with(|query| query.get("new").is_some()));
    let task = Memo::new(move |_| {
        let id = Id::<Task>::parse(&query.with(|query| query.get("id"))?)?;
        app.read(&[TableName::Tasks], |records| {
            records.get(id).map(|task| task.id)
        })
    });
    let navigate = StoredValue::new_local(navigate);
    let go = Callback::new(move |(to, day): (View, NaiveDate)| {
        // A step from day to day leaves nothing for Back.
        let replace = to == view.get_untracked();
        if to == View::Agenda {
            list.ask(&list.asked.get_untracked(), replace);
            return;
        }
        let mut map = ParamsMap::new();
        map.insert("view", to.key().to_owned());
        if to != View::Plan {
            map.insert("on", day.to_string());
        }
        // What the list is narrowed to is there again when one comes back to it.
        for (name, value) in list.asked.get_untracked().words().said() {
            map.insert(name.to_owned(), value.to_owned());
        }
        let path = format!("{}{}", Route::Tasks.href(), map.to_query_string());
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..whole_path()
        };
        navigate.with_value(|navigate| navigate(&path, options));
    });
    Place {
        view,
        on,
        new,
        task,
        list,
        customer,
        go,
    }
}

/// The switch between the views.
#[component]
pub fn Views(place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |view: View| {
        view! {
            <button
                type="button"
                aria-pressed=move || (place.view.get() == view).to_string()
                on:click=move |_| place.go.run((view, place.on.get_untracked()))
            >
                {move || view.text(i18n.get_locale())}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, touch.views)>
            {View::ALL.map(one).into_iter().collect_view()}
        </div>
    }
    .into_any()
}
