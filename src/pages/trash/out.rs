//! The trash as a table that goes out.

use std::sync::Arc;

use crate::{
    app::App,
    domain::{Record, Trashed},
    exchange::{
        lists::{
            Value,
            report::{Table, table},
        },
        reach,
    },
    i18n::{Locale, td_string},
    pages::history::{moment, name_of, texts::table_text},
};

/// What was deleted, of what kind, and when; people who asked not to be contacted are left out and counted.
pub fn as_table(app: App, locale: Locale, entries: &[Arc<Trashed>]) -> (Table, usize) {
    let silent = |entry: &&Arc<Trashed>| match &entry.record {
        Record::Customers(one) => reach::called(one).is_none(),
        _ => false,
    };
    let left_out = entries.iter().filter(silent).count();
    let rows = entries.iter().filter(|entry| !silent(entry)).map(|entry| {
        vec![
            Value::text(name_of(&entry.record)),
            Value::text(table_text(locale, entry.record.table())),
            moment(app, entry.at),
        ]
    });
    let columns = [
        td_string!(locale, common.name),
        td_string!(locale, customers.kind),
        td_string!(locale, history.deleted_at),
    ];
    let name = td_string!(locale, common.trash);
    (table(name, columns, rows.collect()), left_out)
}
