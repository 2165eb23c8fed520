//! The list of files as a table that goes out; the files themselves go along with a backup.

use std::sync::Arc;

use crate::{
    app::App,
    domain::{Attachment, TableName},
    exchange::{
        lists::{
            Value,
            report::{Table, table},
        },
        reach,
    },
    i18n::{Locale, td_string},
    pages::history::{moment, texts::table_text},
    query::files_asked::whose,
};

use super::texts;

/// What each file is called, what it is, on which record, how large and since when; those of people who asked
/// not to be contacted, on their deals, sales, cases and tasks as well, are left out and counted.
pub fn as_table(app: App, locale: Locale, files: &[Arc<Attachment>]) -> (Table, usize) {
    app.peek(|records| {
        let silent = |file: &&Arc<Attachment>| {
            let owner = reach::owner_of(records, file);
            owner.is_some_and(|one| reach::called(one).is_none())
        };
        // Who has no name is called by a way they did not refuse.
        let named = |file: &Attachment| match file.to.table {
            TableName::Customers => {
                let owner = reach::owner_of(records, file);
                owner.and_then(reach::called).unwrap_or_default().to_owned()
            }
            _ => whose(records, file),
        };
        let left_out = files.iter().filter(silent).count();
        let rows = files.iter().filter(|file| !silent(file)).map(|file| {
            let mut boards = records.pipelines.iter();
            let stage = file
                .stage
                .and_then(|id| boards.find_map(|board| board.stage(id)));
            vec![
                Value::text(file.name.clone()),
                Value::text(texts::category(locale, file.category)),
                Value::text(table_text(locale, file.to.table)),
                Value::text(named(file)),
                Value::text(stage.map(|stage| stage.name.clone()).unwrap_or_default()),
                Value::count(file.size),
                moment(app, file.created),
            ]
        });
        let columns = [
            td_string!(locale, files.name),
            td_string!(locale, files.category),
            td_string!(locale, customers.kind),
            td_string!(locale, files.on),
            td_string!(locale, files.whole_stage),
            td_string!(locale, files.size),
            td_string!(locale, files.added_on),
        ];
        let name = td_string!(locale, files.title);
        (table(name, columns, rows.collect()), left_out)
    })
}
