//! The tree that Monica exports: people with everything that belongs to them inside.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Unpacked,
    json::{LeftOut, MAX_ROWS, Row, cell, items, key_of, put, table, text},
    work::{Whom, Work},
};

/// Monica's one tree: things with `properties`, and what belongs to them in `data`.
pub(super) fn monica(tree: &Value, found: &mut Unpacked) {
    let mut contacts = Vec::new();
    people(tree, &mut contacts);
    let mut reader = Reader {
        activities: BTreeMap::new(),
        work: Vec::new(),
        left_out: LeftOut::default(),
    };
    for (kind, value) in belongings(tree.get("account").unwrap_or(&Value::Null)) {
        match (kind, key_of(value, "uuid")) {
            ("activity" | "activities", Some(id)) => {
                reader.activities.insert(id, value);
            }
            // Contacts are read below, the rest is how the program is set up.
            ("contact" | "contacts" | "user" | "addressbook" | "address_book", _) => {}
            (kind, _) => reader.left_out.count(kind, 1),
        }
    }
    if let Some(properties) = tree.pointer("/account/properties") {
        let journal = items(properties, "journal_entries").len();
        reader.left_out.count("journal_entries", journal);
    }
    let rows = contacts.into_iter().take(MAX_ROWS);
    let rows = rows.map(|contact| reader.contact(contact)).collect();
    found.parts.extend(table("Monica", rows));
    found
        .parts
        .extend(table("Monica › tasks and touches", reader.work));
    found.left_out.extend(reader.left_out.told());
}

struct Reader<'a> {
    /// What the account holds once and contacts name, by its id.
    activities: BTreeMap<String, &'a Value>,
    work: Vec<Row>,
    left_out: LeftOut,
}

impl Reader<'_> {
    fn contact(&mut self, contact: &Value) -> Row {
        let mut row = Row::new();
        let properties = contact.get("properties").unwrap_or(&Value::Null);
        for (key, column) in [
            ("first_name", "first name"),
            ("middle_name", "middle name"),
            ("last_name", "last name"),
            ("nickname", "nickname"),
            ("gender", "gender"),
            ("job", "job title"),
            ("company", "company"),
            ("description", "note"),
            ("food_preferences", "note"),
        ] {
            put(&mut row, column, &text(properties, key));
        }
        let code = text(contact, "uuid");
        put(&mut row, "id", &code);
        let date = properties.get("birthdate").or(contact.get("birthdate"));
        if let Some(date) = date {
            put(&mut row, "birthday", &birthday(date));
        }
        let tags = items(properties, "tags").iter();
        let tags = tags.filter_map(|tag| cell(tag).or_else(|| key_of(tag, "name")));
        put(&mut row, "tags", &tags.collect::<Vec<_>>().join(", "));
        let (family, given) = (
            text(properties, "last_name"),
            text(properties, "first_name"),
        );
        let whom = Whom::new(code, &family, &given);
        for (kind, value) in belongings(contact) {
            self.belonging(kind, value, &whom, &mut row);
        }
        row
    }

    fn belonging(&mut self, kind: &str, value: &Value, whom: &Whom, row: &mut Row) {
        let inner = value.get("properties").unwrap_or(value);
        let said = |key: &str| text(inner, key);
        match kind {
            "contact_field" | "contact_fields" => reached(&said("data"), row),
            "address" | "addresses" => {
                for (key, column) in [
                    ("street", "street"),
                    ("city", "city"),
                    ("province", "province"),
                    ("postal_code", "postal code"),
                    ("country", "country"),
                ] {
                    if !row.contains_key(column) {
                        put(row, column, &said(key));
                    }
                }
            }
            "note" | "notes" => {
                let (body, when) = (said("body"), text(value, "created_at"));
                if when.is_empty() {
                    put(row, "note", &body);
                } else {
                    self.add(whom, touch("note", when, String::new(), body));
                }
            }
            "call" | "calls" => {
                let theirs = inner.get("contact_called").and_then(Value::as_bool);
                let what = if theirs == Some(true) {
                    "incoming call"
                } else {
                    "call"
                };
                self.add(
                    whom,
                    touch(what, said("called_at"), String::new(), said("content")),
                );
            }
            "conversation" | "conversations" => {
                let messages = items(inner, "messages").iter();
                let messages =
                    messages.map(|one| text(one.get("properties").unwrap_or(one), "content"));
                let messages: Vec<String> = messages.filter(|one| !one.is_empty()).collect();
                self.add(
                    whom,
                    touch(
                        "message",
                        said("happened_at"),
                        String::new(),
                        messages.join("\n"),
                    ),
                );
            }
            "activity" | "activities" => {
                let id = cell(value).or_else(|| key_of(value, "uuid"));
                let whole = id.and_then(|id| self.activities.get(&id).copied());
                let whole = whole.unwrap_or(value);
                let inner = whole.get("properties").unwrap_or(whole);
                let when = text(inner, "happened_at");
                let (title, note) = (text(inner, "summary"), text(inner, "description"));
                self.add(whom, touch("meeting", when, title, note));
            }
            "task" | "tasks" => {
                let done = inner.get("completed").and_then(Value::as_bool);
                let work = Work {
                    title: said("title"),
                    note: said("description"),
                    done: done.unwrap_or_default(),
                    done_at: said("completed_at"),
                    ..Work::default()
                };
                self.add(whom, work);
            }
            "reminder" | "reminders" => {
                let work = Work {
                    title: said("title"),
                    note: said("description"),
                    due: said("initial_date"),
                    ..Work::default()
                };
                self.add(whom, work);
            }
            // The account holds photos and documents themselves and is asked for them.
            "photo" | "photos" | "document" | "documents" if value.is_string() => {}
            other => self.left_out.count(other, 1),
        }
    }

    /// Keeps what says something; a touch of which nothing but its day is known is named by its kind.
    fn add(&mut self, whom: &Whom, mut work: Work) {
        let mute = work.title.trim().is_empty() && work.note.trim().is_empty();
        if mute && !work.when.is_empty() {
            work.title.clone_from(&work.what);
        }
        if mute && work.title.is_empty() {
            self.left_out.count("without text", 1);
        } else {
            self.work.push(work.row(whom));
        }
    }
}

/// Something that took place.
fn touch(what: &str, when: String, title: String, note: String) -> Work {
    Work {
        what: what.to_owned(),
        when,
        title,
        note,
        ..Work::default()
    }
}

/// A way to get in touch, by what it looks like.
fn reached(data: &str, row: &mut Row) {
    let column = if data.contains('@') { "email" } else { "phone" };
    let digits = data.chars().filter(char::is_ascii_digit).count();
    if column == "email" || digits >= 5 {
        // Several of one kind are told apart by line breaks.
        put(row, column, data);
    } else {
        put(row, "website", data);
    }
}

/// Every contact of the tree, whatever it is wrapped in.
fn people<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        // Who uses the program has a name too.
        Value::Object(fields) if fields.get("type").is_some_and(|kind| kind == "user") => {}
        Value::Object(fields) => {
            let properties = fields.get("properties");
            if properties.is_some_and(|one| one.get("first_name").is_some()) {
                found.push(value);
            } else {
                fields.values().for_each(|inner| people(inner, found));
            }
        }
        Value::Array(values) => values.iter().for_each(|inner| people(inner, found)),
        _ => {}
    }
}

/// What belongs to a contact or the account, each with the kind it is of.
fn belongings(contact: &Value) -> Vec<(&str, &Value)> {
    let mut all = Vec::new();
    for group in items(contact, "data") {
        let kind = group.get("type").and_then(Value::as_str);
        let kind = kind.unwrap_or_default();
        all.extend(items(group, "values").iter().map(|value| (kind, value)));
    }
    all
}

/// `2000-05-04`, without the year where it is not known.
fn birthday(date: &Value) -> String {
    let written = cell(date).unwrap_or_else(|| text(date, "date"));
    let day: String = written.chars().take(10).collect();
    let unknown = |key: &str| date.get(key).and_then(Value::as_bool).unwrap_or_default();
    if unknown("is_age_based") {
        return String::new();
    }
    match day.get(5..) {
        Some(rest) if unknown("is_year_unknown") => format!("--{rest}"),
        _ => day,
    }
}
