//! What pages say of the columns of their tables, and what follows from it for any of them: the names of columns and
//! groupings, own fields among them, their first layout, and which hold figures.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, fields},
    domain::{Entity, FieldDef, Id, TableName, Values, View},
    i18n::Locale,
    pages::{
        own::shown_fields,
        views::{Columns, Kept},
    },
    query::arranged::{Keyed, TableColumn},
    ui::table::Placed,
};

/// What a page says of the columns of its table. Own fields have names of their own.
pub trait Titled: TableColumn {
    /// The stable name of the column that is always there: as a rule that of the title, which every record has.
    const FIXED: &'static str = "title";

    /// Where this device keeps them.
    fn kept() -> &'static Kept;

    /// The first width in CSS pixels.
    fn width(self) -> f64;

    /// What it is called; blank for an own field.
    fn title(self, locale: Locale) -> &'static str;

    /// What a grouping is called; blank for an own field.
    fn group_title(by: Self::Group, locale: Locale) -> String;

    /// What those lack that stand in no group; blank for an own field.
    fn lacking(by: Self::Group, locale: Locale) -> &'static str;

    /// True for columns of figures but those of own fields.
    fn is_figure(self) -> bool {
        false
    }
}

/// The shown own fields of the records of a table; followed.
fn own_fields<C: Titled>(app: App) -> Vec<Arc<FieldDef>> {
    shown_fields(app, C::Of::TABLE)
}

/// The columns of a table, which follow the view that is open.
pub fn columns_of<C: Titled>(app: App, view: Memo<Option<Arc<View>>>) -> Columns {
    columns_as(app, view, Signal::stored(C::kept()), |column: C| {
        Some(column.shown_at_first())
    })
}

/// The same where that is not all: where they are kept, and whether a new table shows a column, `None` if it has
/// no place in it; both followed.
pub fn columns_as<C: Titled>(
    app: App,
    view: Memo<Option<Arc<View>>>,
    kept: Signal<&'static Kept>,
    at_first: impl Fn(C) -> Option<bool> + Send + Sync + 'static,
) -> Columns {
    let usual = move || {
        let own = own_fields::<C>(app).into_iter();
        let own = own.map(|field| C::of_own(field.id));
        let all = C::ALL.iter().copied().chain(own);
        let placed = all.filter_map(|column| {
            Some(Placed {
                key: column.key(),
                width: column.width(),
                shown: at_first(column)?,
            })
        });
        placed.collect()
    };
    Columns::new(kept, view, usual)
}

/// What the records can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub(super) fn groupings<C: Titled>(app: App) -> Vec<C::Group> {
    let own = own_fields::<C>(app).into_iter();
    let own = own.filter(|field| field.kind.makes_groups());
    let own = own.map(|field| C::Group::of_own(field.id));
    C::GROUPS.iter().copied().chain(own).collect()
}

/// What it is called: an own field by its name, the others as `title` says; followed.
pub(super) fn named<K: Keyed>(app: App, of: K, title: impl FnOnce() -> String) -> String {
    of.own().map_or_else(title, |field| {
        own(app, field).map_or_else(String::new, |field| field.name.clone())
    })
}

/// True for columns of figures; followed.
pub(super) fn holds_figures<C: Titled>(app: App, column: C) -> bool {
    match column.own() {
        Some(field) => own(app, field).is_some_and(|field| field.kind.is_figure()),
        None => column.is_figure(),
    }
}

/// An own field; followed.
fn own(app: App, field: Id<FieldDef>) -> Option<Arc<FieldDef>> {
    app.read(&[TableName::Fields], |records| records.get(field).cloned())
}

/// What stands in an own field, in words; followed.
pub fn own_text(fmt: Fmt, field: Id<FieldDef>, values: &Values) -> String {
    own(fmt.app(), field)
        .zip(values.get(&field))
        .map(|(field, value)| fields::text(fmt, &field, value))
        .unwrap_or_default()
}
