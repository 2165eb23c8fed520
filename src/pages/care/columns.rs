//! The columns of the table of cases: what they are called, their first layout, and what a cell shows.

use std::sync::Arc;

use leptos::prelude::*;

use super::texts;
use crate::{
    app::{App, Fmt, Route, fields},
    domain::{Case, FieldDef, Id, TableName, View},
    i18n::{Locale, td_string},
    pages::{
        own::shown_fields,
        parts::name_of,
        tasks::priority,
        views::{Columns, Kept},
    },
    query::case_columns::CaseColumn,
    ui::table::Placed,
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.cases.columns", "regulars.cases.columns.views");

/// The first width of a column in CSS pixels.
const fn width(column: CaseColumn) -> f64 {
    match column {
        CaseColumn::Title => 220.0,
        CaseColumn::Note | CaseColumn::Solution => 180.0,
        CaseColumn::Customer => 150.0,
        CaseColumn::Own(_) => 130.0,
        CaseColumn::Priority => 92.0,
        _ => 132.0,
    }
}

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App) -> Vec<Placed> {
    let own = shown_fields(app, TableName::Cases).into_iter();
    let own = own.map(|field| CaseColumn::Own(field.id));
    let all = CaseColumn::ALL.into_iter().chain(own);
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
pub fn label(app: App, locale: Locale, column: CaseColumn) -> String {
    match column {
        CaseColumn::Title => td_string!(locale, common.title),
        CaseColumn::Status => td_string!(locale, care.status),
        CaseColumn::Kind => td_string!(locale, care.kind),
        CaseColumn::Customer => td_string!(locale, common.customer),
        CaseColumn::Due => td_string!(locale, care.due),
        CaseColumn::Priority => td_string!(locale, care.priority),
        CaseColumn::Owner => td_string!(locale, customers.owner),
        CaseColumn::Sale => td_string!(locale, care.about_sale),
        CaseColumn::Note => td_string!(locale, common.note),
        CaseColumn::Solution => td_string!(locale, care.solution),
        CaseColumn::Solved => td_string!(locale, care.status_solved),
        CaseColumn::Created => td_string!(locale, customers.created),
        CaseColumn::Own(field) => {
            return own(app, field).map_or_else(String::new, |field| field.name.clone());
        }
    }
    .to_owned()
}

/// What cases can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub fn groupings(app: App) -> Vec<CaseColumn> {
    let own = shown_fields(app, TableName::Cases).into_iter();
    let own = own.filter(|field| field.kind.makes_groups());
    let own = own.map(|field| CaseColumn::Own(field.id));
    CaseColumn::GROUPS.into_iter().chain(own).collect()
}

/// An own field; followed.
pub fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

/// What a cell shows; followed.
pub fn content(fmt: Fmt, column: CaseColumn, case: &Case) -> AnyView {
    let (app, locale) = (fmt.app(), fmt.locale());
    let link = |href: String, text: String| view! { <a href=href dir="auto">{text}</a> }.into_any();
    let text = match column {
        CaseColumn::Title => return link(Route::Case(case.id).href(), case.title.clone()),
        CaseColumn::Status => {
            let status = case.status();
            return view! { <span class=texts::tone(status)>{texts::status(locale, status)}</span> }
                .into_any();
        }
        CaseColumn::Kind => texts::kind(locale, case.kind).to_owned(),
        CaseColumn::Customer => match (case.customer, name_of(app, case.customer)) {
            (Some(id), Some(name)) => return link(Route::Customer(id).href(), name),
            _ => String::new(),
        },
        CaseColumn::Due => {
            let late = case.is_late(app.moment().today);
            let day = case.due.map(|due| fmt.relative_day(due));
            return view! { <span class:bad=late>{day}</span> }.into_any();
        }
        CaseColumn::Priority => priority(locale, case.priority).to_owned(),
        CaseColumn::Owner => case
            .owner
            .map(|id| app.person_name(locale, &id.to_string()))
            .unwrap_or_default(),
        CaseColumn::Sale => {
            let number = case.sale.and_then(|id| {
                let read = |records: &crate::domain::Records| Some(records.get(id)?.number.clone());
                Some((id, app.read(&[TableName::Sales], read)?))
            });
            match number {
                Some((id, number)) => return link(Route::Sale(id).href(), number),
                None => String::new(),
            }
        }
        CaseColumn::Note => case.note.clone(),
        CaseColumn::Solution => case.solution.clone(),
        CaseColumn::Solved => case
            .solved
            .map(|at| fmt.date(fmt.day_of(at)))
            .unwrap_or_default(),
        CaseColumn::Created => fmt.date(fmt.day_of(case.created)),
        CaseColumn::Own(id) => own(app, id)
            .zip(case.values.get(&id))
            .map(|(field, value)| fields::text(fmt, &field, value))
            .unwrap_or_default(),
    };
    view! { <span dir="auto">{text}</span> }.into_any()
}
