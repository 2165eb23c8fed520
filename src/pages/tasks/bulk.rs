//! What can be done with all tasks that are selected: tick off, set a day, give to somebody, set their urgency or
//! an own field, write to a file, delete. One change, one undo.

use std::sync::Arc;

use leptos::prelude::*;

use super::texts;
use crate::{
    app::{App, state::use_app},
    domain::{
        FieldDef, Id, Priority, TableName,
        commands::{EditMany, TaskChange},
    },
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    pages::parts::{
        Asks, BulkWords, ExportMenu, Selection, Settable, at_place, bulk_bar_out, numbered,
        own_value, team, with_own,
    },
    pages::views::Columns,
    ui::Icon,
};

/// What is set.
#[derive(Debug, Clone)]
enum What {
    Due,
    Owner,
    Priority,
    Own(Arc<FieldDef>),
}

impl Settable for What {
    type List = App;
    type Change = TaskChange;

    fn all(app: App) -> Vec<Self> {
        let fixed = [Self::Due, Self::Owner, Self::Priority];
        with_own(app, TableName::Tasks, fixed, Self::Own)
    }

    fn label(&self, locale: Locale) -> String {
        match self {
            Self::Due => td_string!(locale, today.due).to_owned(),
            Self::Owner => td_string!(locale, customers.owner).to_owned(),
            Self::Priority => td_string!(locale, today.priority).to_owned(),
            Self::Own(field) => field.name.clone(),
        }
    }

    fn asks(&self, app: App, locale: Locale) -> Asks {
        match self {
            Self::Due => Asks::Day,
            Self::Owner => Asks::Choice(untrack(|| team(app))),
            Self::Priority => Asks::Choice(numbered(
                Priority::ALL.map(|one| texts::priority(locale, one)),
            )),
            Self::Own(field) => Asks::Own(field.clone()),
        }
    }

    fn change(&self, app: App, locale: Locale, text: &str) -> Result<TaskChange, String> {
        match self {
            Self::Due => Ok(TaskChange::Due(text.parse().ok())),
            Self::Owner => Ok(TaskChange::Owner(Id::parse(text))),
            Self::Priority => at_place(locale, &Priority::ALL, text).map(TaskChange::Priority),
            Self::Own(field) => {
                own_value(app, locale, field, text).map(|value| TaskChange::Own(field.id, value))
            }
        }
    }
}

/// The bar; there while somebody is selecting.
#[component]
pub fn BulkBar(
    selection: Selection,
    /// The columns they are shown in, if they are.
    #[prop(optional)]
    columns: Option<Columns>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let words = BulkWords {
        label: Signal::derive(move || t_string!(i18n, people.bulk_tasks).to_owned()),
        title: Signal::derive(move || t_string!(i18n, people.bulk_edit_tasks).to_owned()),
        count: Signal::derive(move || {
            t_string!(
                i18n,
                today.tasks_n,
                count = counted(i18n.get_locale(), selection.count())
            )
        }),
    };
    let done = move |_| {
        let chosen = untrack(|| selection.chosen());
        let records = chosen.into_iter().map(Id::new).collect();
        let change = TaskChange::Done;
        app.run(EditMany { records, change }, |_| {});
    };
    let more = move || {
        view! {
            <button type="button" class="btn small" on:click=done>
                <Icon name="check"/>
                {t!(i18n, common.done)}
            </button>
        }
        .into_any()
    };
    let out = move || {
        let ids = Callback::new(move |()| untrack(|| selection.chosen()));
        let columns = columns.map(Columns::names);
        view! { <ExportMenu table=TableName::Tasks ids columns/> }.into_any()
    };
    bulk_bar_out::<What>(app, selection, words, more, out)
}
