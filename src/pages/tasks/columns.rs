//! The columns of the table of to-dos and what they are grouped by: names, and the first layout.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::App,
    domain::{FieldDef, Id, TableName, View},
    i18n::{Locale, td_string},
    pages::{
        own::shown_fields,
        views::{Columns, Kept},
    },
    query::task_columns::{TaskColumn, TaskGroup},
    ui::table::Placed,
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.tasks.columns", "regulars.tasks.columns.views");

/// The first width of a column in CSS pixels.
const fn width(column: TaskColumn) -> f64 {
    match column {
        TaskColumn::Title => 240.0,
        TaskColumn::Note | TaskColumn::Repeat => 180.0,
        TaskColumn::Customer | TaskColumn::Deal => 150.0,
        TaskColumn::Due => 150.0,
        TaskColumn::Owner | TaskColumn::Own(_) => 132.0,
        TaskColumn::Done | TaskColumn::Created => 110.0,
        TaskColumn::Priority => 92.0,
    }
}

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App) -> Vec<Placed> {
    let own = shown_fields(app, TableName::Tasks).into_iter();
    let own = own.map(|field| TaskColumn::Own(field.id));
    let all = TaskColumn::ALL.into_iter().chain(own);
    all.map(|column| Placed {
        key: column.key(),
        width: width(column),
        shown: column.shown_at_first(),
    })
    .collect()
}

/// The columns of the table, which follow the view that is open.
pub fn of_list(app: App, view: Memo<Option<Arc<View>>>) -> Columns {
    Columns::new(&KEPT, view, move || usual(app))
}

/// What a column is called; followed.
pub fn label(app: App, locale: Locale, column: TaskColumn) -> String {
    match column {
        TaskColumn::Title => td_string!(locale, common.title),
        TaskColumn::Due => td_string!(locale, today.due),
        TaskColumn::Priority => td_string!(locale, today.priority),
        TaskColumn::Customer => td_string!(locale, common.customer),
        TaskColumn::Deal => td_string!(locale, common.deal),
        TaskColumn::Owner => td_string!(locale, customers.owner),
        TaskColumn::Repeat => td_string!(locale, touch.repeat),
        TaskColumn::Note => td_string!(locale, common.note),
        TaskColumn::Done => td_string!(locale, today.done_on),
        TaskColumn::Created => td_string!(locale, customers.created),
        TaskColumn::Own(field) => return own_name(app, field),
    }
    .to_owned()
}

/// What a grouping is called; followed.
pub fn grouping(app: App, locale: Locale, by: TaskGroup) -> String {
    match by {
        TaskGroup::Due => td_string!(locale, today.due_when),
        TaskGroup::Day => td_string!(locale, today.by_day),
        TaskGroup::Week => td_string!(locale, today.by_week),
        TaskGroup::Owner => td_string!(locale, customers.owner),
        TaskGroup::Priority => td_string!(locale, today.priority),
        TaskGroup::Customer => td_string!(locale, common.customer),
        TaskGroup::Own(field) => return own_name(app, field),
    }
    .to_owned()
}

/// What to-dos can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub fn groupings(app: App) -> Vec<TaskGroup> {
    let own = shown_fields(app, TableName::Tasks).into_iter();
    let own = own.filter(|field| field.kind.makes_groups());
    let own = own.map(|field| TaskGroup::Own(field.id));
    TaskGroup::ALL.into_iter().chain(own).collect()
}

/// An own field; followed.
pub fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

fn own_name(app: App, field: Id<FieldDef>) -> String {
    own(app, field).map_or_else(String::new, |field| field.name.clone())
}
