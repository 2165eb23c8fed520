//! Taking a change back, minutes or weeks later. What was edited since stays as it is and is
//! counted. Doing it again is taking the undo back.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::{
    change::{Change, Edit, FieldChange, Label, LoggedEdit, UPDATED, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    field::FieldDef,
    keys::Keys,
    record::{Record, Records, TableName},
    spread::{gather, spread},
    validate::for_each_reference,
};

use super::settle::settle;

/// Takes back one change of the log.
#[derive(Debug, Clone)]
pub struct Undo(pub Change);

impl Command for Undo {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits = Vec::new();
        let mut kept = 0;
        for logged in self.0.edits.iter().rev() {
            let (table, id) = logged.key();
            let current = records.find(table, id);
            match (logged, current) {
                (LoggedEdit::Created { .. }, Some(current)) => {
                    if current.updated() > self.0.at && table != TableName::Trash {
                        kept += 1;
                    } else {
                        edits.push(Edit::remove(current));
                    }
                }
                (LoggedEdit::Updated { fields, .. }, Some(current)) => {
                    let (reverted, stay) = revert(&current, fields)?;
                    kept += stay;
                    if reverted != current {
                        // Fully back as it was, time of change included; else it is a new state.
                        let after = if stay == 0 {
                            reverted
                        } else {
                            reverted.touched(moment.now)
                        };
                        edits.push(Edit::update(current, after));
                    }
                }
                (LoggedEdit::Deleted { record }, None) => edits.push(Edit::create(record.clone())),
                // Gone since, or back already: nothing to do.
                (LoggedEdit::Deleted { .. }, Some(_)) | (_, None) => {}
            }
        }
        let settled = settle(&mut edits, records, moment);
        kept += settled.kept;
        kept += keep_what_is_referred_to(&mut edits, records);
        keep_filled_fields(&mut edits, records);
        if edits.is_empty() {
            return Err(match settled.missing {
                Some(table) => Refusal::Dangling(table),
                None if kept > 0 => Refusal::AllEditedSince,
                None => Refusal::Nothing,
            });
        }
        let verb = if self.0.label.verb == Verb::Undo {
            Verb::Redo
        } else {
            Verb::Undo
        };
        let label = Label {
            verb,
            ..self.0.label.clone()
        };
        Ok(Draft {
            undoes: Some(self.0.seq),
            kept,
            unlinked: settled.unlinked,
            ..Draft::new(label, edits)
        })
    }
}

/// Puts fields back that still have the value the change gave them; counts those that have not.
fn revert(current: &Record, fields: &[FieldChange]) -> Result<(Record, usize), Refusal> {
    let Value::Object(json) = current.to_json()? else {
        return Ok((current.clone(), fields.len()));
    };
    let mut json = spread(json);
    let mut stay = 0;
    let by_entry = current.table() == TableName::Customers;
    for field in fields {
        let now = json.get(&field.field).unwrap_or(&Value::Null);
        if now == &field.before {
            // Back already, by another undo.
        } else if now != &field.after {
            // Lists of a customer are sets: only the entries that the change brought go again.
            match by_entry.then(|| revert_list(now, field)).flatten() {
                Some((list, missing)) => {
                    stay += missing;
                    if list.is_empty() {
                        json.remove(&field.field);
                    } else {
                        json.insert(field.field.clone(), Value::Array(list));
                    }
                }
                None => stay += usize::from(field.field != UPDATED),
            }
        } else if field.before.is_null() {
            json.remove(&field.field);
        } else {
            json.insert(field.field.clone(), field.before.clone());
        }
    }
    Ok((
        Record::from_json(current.table(), Value::Object(gather(json)))?,
        stay,
    ))
}

/// A list without the entries that a change added and with those it removed, and how many of the added
/// ones were edited since and stay; `None` if it is no list.
fn revert_list(now: &Value, field: &FieldChange) -> Option<(Vec<Value>, usize)> {
    let list = |value: &Value| match value {
        Value::Array(list) => Some(list.clone()),
        Value::Null => Some(Vec::new()),
        _ => None,
    };
    let (now, before, after) = (list(now)?, list(&field.before)?, list(&field.after)?);
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let added = |entry: &Value| after.contains(entry) && !before.contains(entry);
    let missing = after
        .iter()
        .filter(|entry| added(entry) && !now.contains(entry))
        .count();
    let mut list: Vec<Value> = now.iter().filter(|entry| !added(entry)).cloned().collect();
    for entry in before {
        if !after.contains(&entry) && !list.contains(&entry) {
            list.push(entry);
        }
    }
    Some((list, missing))
}

/// An own field stays as long as records that stay hold values of it.
fn keep_filled_fields(edits: &mut Vec<Edit>, records: &Records) {
    let going = edits.iter().filter(|edit| edit.after.is_none());
    let going =
        going.filter_map(|edit| edit.key().filter(|(table, _)| *table == TableName::Fields));
    let mut going: FxHashSet<Uuid> = going.map(|(_, id)| id).collect();
    if going.is_empty() {
        return;
    }
    let rewritten: Keys = edits.iter().filter_map(Edit::key).collect();
    let after = edits.iter().filter_map(|edit| edit.after.clone());
    let others = FieldDef::TABLES
        .into_iter()
        .flat_map(|table| records.all(table));
    let others = others.filter(|record| !rewritten.contains(record.table(), record.id()));
    for record in others.chain(after) {
        let values = match &record {
            Record::Customers(customer) => &customer.values,
            Record::Deals(deal) => &deal.values,
            Record::Sales(sale) => &sale.values,
            Record::Products(product) => &product.values,
            Record::Tasks(task) => &task.values,
            Record::Cases(case) => &case.values,
            _ => continue,
        };
        for field in values.keys() {
            going.remove(&field.raw());
        }
    }
    edits.retain(|edit| {
        let field = edit.key().filter(|(table, _)| *table == TableName::Fields);
        edit.after.is_some() || field.is_none_or(|(_, id)| going.contains(&id))
    });
}

/// A record that would go but that others refer to stays, and so does what it refers to in turn.
fn keep_what_is_referred_to(edits: &mut Vec<Edit>, records: &Records) -> usize {
    let goes = |edit: &&Edit| edit.after.is_none();
    let mut going: Keys = edits.iter().filter(goes).filter_map(Edit::key).collect();
    if going.only(TableName::Trash) {
        return 0;
    }
    // References that the edits themselves change no longer count.
    let rewritten = edits.iter().filter(|edit| !goes(edit));
    let rewritten: Keys = rewritten.filter_map(Edit::key).collect();
    let mut referred: FxHashMap<(TableName, Uuid), Vec<(TableName, Uuid)>> = FxHashMap::default();
    let mut must_stay = Vec::new();
    for_each_reference(records, |table, id, target, to| {
        if !going.contains(target, to) || rewritten.contains(table, id) {
            return;
        }
        if going.contains(table, id) {
            referred.entry((table, id)).or_default().push((target, to));
        } else {
            must_stay.push((target, to));
        }
    });
    let mut kept = 0;
    while let Some((table, id)) = must_stay.pop() {
        if going.remove(table, id) {
            kept += 1;
            must_stay.extend(referred.remove(&(table, id)).unwrap_or_default());
        }
    }
    if kept > 0 {
        edits.retain(|edit| {
            let stays = || {
                edit.key()
                    .is_some_and(|(table, id)| going.contains(table, id))
            };
            edit.after.is_some() || stays()
        });
    }
    kept
}
