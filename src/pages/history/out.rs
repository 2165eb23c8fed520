//! The change log as a table that goes out: all of it, not only what the page has read.

use std::collections::HashSet;

use super::is_worth;
use crate::{
    app::{App, notice},
    domain::{Change, Timestamp},
    exchange::{
        lists::{
            Value,
            report::{Table, table},
        },
        reach,
    },
    i18n::{Locale, td_string},
    platform::clock,
    storage::StorageError,
};

/// Entries read at a time.
const BATCH: u32 = 500;

/// A moment as the shop's clocks show it.
pub fn moment(app: App, at: Timestamp) -> Value<'static> {
    let (day, time) = clock::civil(at, &app.zone());
    Value::Moment(day.and_time(time))
}

/// The log, the newest first, of one person only if one is named. What was done to customers who asked not to be
/// contacted stays in it, without their names; says how many they are.
///
/// # Errors
///
/// If the log cannot be read.
pub async fn as_table(
    app: App,
    locale: Locale,
    person: &str,
) -> Result<(Table, usize), StorageError> {
    let mut all: Vec<Change> = Vec::new();
    if let Some(shop) = app.shop() {
        let mut before = None;
        loop {
            let more = shop.history(before, BATCH).await?;
            before = more.last().map(|entry| entry.seq);
            let at_end = more.len() < BATCH as usize;
            all.extend(more);
            if at_end {
                break;
            }
        }
    }
    all.retain(|entry| is_worth(entry) && (person.is_empty() || entry.person == person));
    let mut silent = HashSet::new();
    app.peek(|records| {
        for entry in &mut all {
            let withheld = reach::withheld(records, entry);
            if !withheld.is_empty() {
                entry.label.name.clear();
                silent.extend(withheld);
            }
        }
    });
    let rows = all.iter().map(|entry| {
        vec![
            moment(app, entry.at),
            Value::text(notice::label(locale, &entry.label)),
            Value::text(app.person_name(locale, &entry.person)),
            Value::text(entry.device.clone()),
            Value::count(u32::try_from(entry.edits.len()).unwrap_or(u32::MAX)),
        ]
    });
    let columns = [
        td_string!(locale, history.when),
        td_string!(locale, history.what),
        td_string!(locale, people.by),
        td_string!(locale, touch.device),
        td_string!(locale, history.edits_head),
    ];
    let name = td_string!(locale, common.history);
    Ok((table(name, columns, rows.collect()), silent.len()))
}
