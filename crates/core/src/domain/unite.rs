//! Several customer records as one: lists are united, blanks filled, and where both say something
//! the kept record wins unless a person chose otherwise. Works on fields by name, so that a field
//! added later is never lost. Links from other records are the merge command's business.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    clock::Timestamp,
    consent,
    contact::{Phone, same_phone},
    customer::{Customer, MergedFrom},
    id::Id,
    record::Record,
    spread::{gather, spread},
};

/// From which record a field is taken, by the field's name; each own field by itself, by the name it has in
/// the log ([`spread`]).
pub type Choice = BTreeMap<String, Id<Customer>>;

/// Fields that are no question: identity, times, and lists that are always united.
const NOT_ASKED: &[&str] = &[
    "id",
    "created",
    "updated",
    "not_same",
    "merged",
    "card",
    "consents",
    "do_not_contact",
];

/// `keep` with everything of `others` that it lacks, or that `choice` takes from them.
pub fn unite(
    keep: &Customer,
    others: &[&Customer],
    choice: &Choice,
    now: Timestamp,
) -> Result<Customer, serde_json::Error> {
    let mut fields = object(keep)?;
    let sources: Vec<(Id<Customer>, Map<String, Value>)> = std::iter::once(keep)
        .chain(others.iter().copied())
        .map(|one| Ok((one.id, object(one)?)))
        .collect::<Result<_, serde_json::Error>>()?;
    for (_, source) in sources.iter().skip(1) {
        for (name, value) in source {
            fill(&mut fields, name, value);
        }
    }
    for (name, from) in choice {
        if NOT_ASKED.contains(&name.as_str()) {
            continue;
        }
        let Some((_, source)) = sources.iter().find(|(id, _)| id == from) else {
            continue;
        };
        match source.get(name) {
            Some(Value::Array(_)) => {}
            Some(value) => {
                fields.insert(name.clone(), value.clone());
            }
            None => {
                fields.remove(name);
            }
        }
    }
    let mut united: Customer = serde_json::from_value(Value::Object(gather(fields)))?;
    unite_lists(&mut united, keep, others, now);
    Ok(united)
}

/// Scalar fields that differ between the records, none of them blank on all sides: what a person
/// may choose. In the order of the record's fields.
pub fn differing(all: &[&Customer]) -> Result<Vec<String>, serde_json::Error> {
    let sources: Vec<Map<String, Value>> = all
        .iter()
        .map(|one| object(one))
        .collect::<Result<_, _>>()?;
    let mut names: Vec<String> = Vec::new();
    for name in sources.iter().flat_map(Map::keys) {
        let mut values = sources.iter().map(|source| source.get(name));
        let first = values.next().flatten();
        let asked = !NOT_ASKED.contains(&name.as_str())
            && !sources
                .iter()
                .any(|source| matches!(source.get(name), Some(Value::Array(_))));
        if asked && !names.contains(name) && values.any(|value| value != first) {
            names.push(name.clone());
        }
    }
    Ok(names)
}

/// The fields of a record by name, each own field by itself.
pub fn object(customer: &Customer) -> Result<Map<String, Value>, serde_json::Error> {
    Ok(match serde_json::to_value(customer)? {
        Value::Object(fields) => spread(fields),
        _ => Map::new(),
    })
}

/// Fills a blank, adds what a list or a name lacks, and adds a note to a note.
fn fill(fields: &mut Map<String, Value>, name: &str, value: &Value) {
    match (fields.get_mut(name), value) {
        (None, _) => {
            fields.insert(name.to_owned(), value.clone());
        }
        (Some(Value::Array(have)), Value::Array(more)) => {
            for item in more {
                if !have.contains(item) {
                    have.push(item.clone());
                }
            }
        }
        // Of what is one thing, such as a lead or the value of an own field, nothing is mixed.
        (Some(Value::Object(have)), Value::Object(more)) if name == "name" => {
            // Nor of a name: only what surrounds it is filled in.
            let unit = have.get("full").is_some_and(|full| !is_blank(full));
            for (key, value) in more {
                let part = matches!(key.as_str(), "full" | "family" | "given");
                if !(unit && part) && have.get(key).is_none_or(is_blank) {
                    have.insert(key.clone(), value.clone());
                }
            }
        }
        (Some(Value::String(have)), Value::String(more)) if name == "note" => {
            add_note(have, more);
        }
        (Some(have), _) if is_blank(have) => *have = value.clone(),
        _ => {}
    }
}

fn add_note(have: &mut String, more: &str) {
    if more.trim().is_empty() || have.contains(more.trim()) {
        return;
    }
    if !have.is_empty() {
        have.push_str("\n\n");
    }
    have.push_str(more);
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Lists whose entries may be equal without being written alike.
fn unite_lists(united: &mut Customer, keep: &Customer, others: &[&Customer], now: Timestamp) {
    let (mut phones, mut emails) = (keep.phones.clone(), keep.emails.clone());
    let mut consents = keep.consents.clone();
    for other in others {
        for phone in &other.phones {
            add(&mut phones, phone, same_number, |phone| &mut phone.label);
        }
        for email in &other.emails {
            add(
                &mut emails,
                email,
                |a, b| a.key() == b.key(),
                |email| &mut email.label,
            );
        }
        consents = consent::unite(&consents, &other.consents);
        united.created = united.created.min(other.created);
        united.merged.push(MergedFrom {
            id: other.id,
            at: now,
            name: other.display_name().to_owned(),
            code: other.code.clone(),
        });
    }
    united.phones = phones;
    united.emails = emails;
    united.consents = consents;
    united.do_not_contact = keep.do_not_contact || others.iter().any(|one| one.do_not_contact);
    united.id = keep.id;
    united.updated = now;
    let inside = |id: &Id<Customer>| *id == keep.id || others.iter().any(|one| one.id == *id);
    united.not_same.retain(|id| !inside(id));
    if united.company.as_ref().is_some_and(inside) {
        united.company = None;
    }
}

fn same_number(one: &Phone, other: &Phone) -> bool {
    one.number == other.number || same_phone(&one.number, &other.number)
}

/// Adds `item` unless it is there; then only its label may be news.
fn add<T: Clone>(
    list: &mut Vec<T>,
    item: &T,
    same: impl Fn(&T, &T) -> bool,
    label: impl Fn(&mut T) -> &mut String,
) {
    match list.iter_mut().find(|have| same(have, item)) {
        Some(have) => {
            let mut from = item.clone();
            let (have, from) = (label(have), label(&mut from));
            if have.is_empty() {
                have.clone_from(from);
            }
        }
        None => list.push(item.clone()),
    }
}

/// Every text in `value` that is one of `from` becomes its counterpart.
pub fn relink(value: &mut Value, from: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(to) = from(text) {
                *text = to;
            }
        }
        Value::Array(items) => {
            for item in items {
                relink(item, from);
            }
        }
        Value::Object(fields) => {
            for item in fields.values_mut() {
                relink(item, from);
            }
        }
        _ => {}
    }
}

/// True if some text in `value` is one that `is` knows.
pub fn mentions(value: &Value, is: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is(text),
        Value::Array(items) => items.iter().any(|item| mentions(item, is)),
        Value::Object(fields) => fields.values().any(|item| mentions(item, is)),
        _ => false,
    }
}

/// `record` with every link rewritten; a customer never belongs to itself.
pub fn relinked(
    record: &Record,
    from: &impl Fn(&str) -> Option<String>,
) -> Result<Record, serde_json::Error> {
    let mut json = record.to_json()?;
    relink(&mut json, from);
    let record = Record::from_json(record.table(), json)?;
    Ok(match record {
        Record::Customers(one) if one.company == Some(one.id) => {
            let mut one = (*one).clone();
            one.company = None;
            one.into()
        }
        other => other,
    })
}
