//! The columns of the table of deals: what they are called, and their first layout.

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
    query::deal_columns::DealColumn,
    ui::table::Placed,
};

/// Where this device keeps them.
static KEPT: Kept = Kept::new("regulars.deals.columns", "regulars.deals.columns.views");

/// The first width of a column in CSS pixels.
const fn width(column: DealColumn) -> f64 {
    match column {
        DealColumn::Title => 200.0,
        DealColumn::Customer | DealColumn::Tags => 150.0,
        DealColumn::Board | DealColumn::Stage | DealColumn::Own(_) => 124.0,
        DealColumn::Value | DealColumn::Weighted => 116.0,
        DealColumn::Close | DealColumn::Owner => 132.0,
        DealColumn::Source | DealColumn::Created => 110.0,
        DealColumn::Age => 92.0,
    }
}

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App) -> Vec<Placed> {
    let own = shown_fields(app, TableName::Deals).into_iter();
    let own = own.map(|field| DealColumn::Own(field.id));
    let all = DealColumn::ALL.into_iter().chain(own);
    all.map(|column| Placed {
        key: column.key(),
        width: width(column),
        shown: column.shown_at_first(),
    })
    .collect()
}

/// The columns of the table, which follow the view that is open.
pub(super) fn of_list(app: App, view: Memo<Option<Arc<View>>>) -> Columns {
    Columns::new(&KEPT, view, move || usual(app))
}

/// What a column is called; followed.
pub(super) fn label(app: App, locale: Locale, column: DealColumn) -> String {
    match column {
        DealColumn::Title => td_string!(locale, common.title),
        DealColumn::Customer => td_string!(locale, common.customer),
        DealColumn::Board => td_string!(locale, pipeline.one_board),
        DealColumn::Stage => td_string!(locale, pipeline.stage),
        DealColumn::Value => td_string!(locale, pipeline.value),
        DealColumn::Weighted => td_string!(locale, pipeline.weighted_value),
        DealColumn::Owner => td_string!(locale, customers.owner),
        DealColumn::Close => td_string!(locale, pipeline.expected_close),
        DealColumn::Age => td_string!(locale, people.age),
        DealColumn::Tags => td_string!(locale, customers.tags),
        DealColumn::Source => td_string!(locale, customers.source),
        DealColumn::Created => td_string!(locale, customers.created),
        DealColumn::Own(field) => {
            let field = own(app, field);
            return field.map(|field| field.name.clone()).unwrap_or_default();
        }
    }
    .to_owned()
}

/// What a grouping is called: the days of a month share the month; followed.
pub(super) fn grouping(app: App, locale: Locale, by: DealColumn) -> String {
    let what = label(app, locale, by);
    match by {
        DealColumn::Close => td_string!(locale, people.month_of, what = what),
        DealColumn::Tags => td_string!(locale, customers.tag).to_owned(),
        _ => what,
    }
}

/// What deals can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub(super) fn groupings(app: App) -> Vec<DealColumn> {
    let own = shown_fields(app, TableName::Deals).into_iter();
    let own = own.filter(|field| field.kind.makes_groups());
    let own = own.map(|field| DealColumn::Own(field.id));
    DealColumn::GROUPS.into_iter().chain(own).collect()
}

/// An own field; followed.
pub(super) fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

/// True for columns of figures; followed.
pub(super) fn is_figure(app: App, column: DealColumn) -> bool {
    match column {
        DealColumn::Value | DealColumn::Weighted | DealColumn::Age => true,
        DealColumn::Own(field) => own(app, field).is_some_and(|field| field.kind.is_figure()),
        _ => false,
    }
}
