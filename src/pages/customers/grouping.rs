//! The groups of the list: made of the records and the reports, and what they are called. The rules are in
//! `query::group` and `query::shared`.

use std::sync::Arc;

use crate::{
    app::{App, Fmt, Loyalty, search::CustomerSearch},
    domain::{Customer, FieldDef, Id, TableName, field::fields_of},
    i18n::{Locale, td_string},
    pages::{loyalty::texts, tables::group_name, tasks::class_text},
    query::{
        Column, Grouping,
        group::{Group, group},
        shared::Shared,
    },
};

use super::{columns, own::standing};

/// The groups of those who are listed; followed.
pub fn groups(
    app: App,
    search: CustomerSearch,
    loyalty: Option<Arc<Loyalty>>,
    ids: &[Id<Customer>],
    by: Grouping,
) -> Vec<Group> {
    search.revision();
    let tables = [TableName::Customers, TableName::Members, TableName::Fields];
    app.read(&tables, |records| {
        let known = |id| {
            let loyalty = loyalty.as_ref();
            loyalty
                .map(|loyalty| loyalty.groups(id))
                .unwrap_or_default()
        };
        let place = |shared: &Shared| shared.place(records);
        group(ids, by, &records.customers, known, place)
    })
}

/// What a group is called; followed.
pub fn name(fmt: Fmt, by: Grouping, shared: &Shared) -> String {
    let locale = fmt.locale();
    match shared {
        Shared::Class(class) => class_text(locale, *class),
        Shared::Segment(segment) => texts::segment(locale, *segment).to_owned(),
        Shared::Standing(one) => standing(locale, *one).to_owned(),
        other => group_name(fmt, || grouping_name(fmt.app(), locale, by), other),
    }
}

/// What a grouping is called.
pub fn grouping_name(app: App, locale: Locale, by: Grouping) -> String {
    let column = match by {
        Grouping::Tag => return td_string!(locale, customers.tag).to_owned(),
        Grouping::Owner => Column::Owner,
        Grouping::Segment => Column::Segment,
        Grouping::Company => Column::Company,
        Grouping::Source => Column::Source,
        Grouping::Class => Column::Class,
        Grouping::Standing => Column::Standing,
        Grouping::Own(field) => Column::Own(field),
    };
    columns::label(app, locale, column)
}

/// What the list can be grouped by: the fixed groupings and the shop's fields with choices; followed.
pub fn offered(app: App) -> Vec<Grouping> {
    let own: Vec<Arc<FieldDef>> = app.read(&[TableName::Fields], |records| {
        fields_of(records, TableName::Customers)
    });
    let choice = |field: &Arc<FieldDef>| !field.hidden && field.kind.makes_groups();
    let own = own.into_iter().filter(choice);
    let own = own.map(|field| Grouping::Own(field.id));
    Grouping::ALL.into_iter().chain(own).collect()
}
