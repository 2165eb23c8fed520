//! The tree that Monica exports: people with everything that belongs to them inside.

use serde_json::Value;

use super::{
    Unpacked,
    json::{MAX_ROWS, Row, cell, key_of, put, table, text, todos},
};

/// Monica's one tree: things with `properties`, and what belongs to them in `data`.
pub(super) fn monica(tree: &Value, found: &mut Unpacked) {
    let mut contacts = Vec::new();
    people(tree, &mut contacts);
    let mut rows = Vec::new();
    let mut tasks = Vec::new();
    for contact in contacts.into_iter().take(MAX_ROWS) {
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
        if let Some(date) = properties
            .get("birthdate")
            .or_else(|| contact.get("birthdate"))
        {
            put(&mut row, "birthday", &birthday(date));
        }
        let tags = properties
            .get("tags")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let tags: Vec<String> = tags
            .filter_map(|tag| cell(tag).or_else(|| key_of(tag, "name")))
            .collect();
        put(&mut row, "tags", &tags.join(", "));
        for (kind, values) in belongings(contact) {
            let inner = values.get("properties").unwrap_or(values);
            match kind {
                "contact_field" | "contact_fields" => {
                    let data = text(inner, "data");
                    let column = if data.contains('@') { "email" } else { "phone" };
                    let digits = data.chars().filter(char::is_ascii_digit).count();
                    if column == "email" || digits >= 5 {
                        // Several of one kind are told apart by line breaks.
                        put(&mut row, column, &data);
                    } else {
                        put(&mut row, "website", &data);
                    }
                }
                "address" | "addresses" => {
                    for (key, column) in [
                        ("street", "street"),
                        ("city", "city"),
                        ("province", "province"),
                        ("postal_code", "postal code"),
                        ("country", "country"),
                    ] {
                        if !row.contains_key(column) {
                            put(&mut row, column, &text(inner, key));
                        }
                    }
                }
                "note" | "notes" => put(&mut row, "note", &text(inner, "body")),
                "task" | "tasks" => {
                    let done = inner
                        .get("completed")
                        .and_then(Value::as_bool)
                        .unwrap_or_default();
                    tasks.push((text(inner, "title"), String::new(), done));
                }
                "reminder" | "reminders" => {
                    tasks.push((text(inner, "title"), text(inner, "initial_date"), false));
                }
                _ => {}
            }
        }
        rows.push(row);
    }
    found.parts.extend(table("Monica", rows));
    found.parts.extend(todos(tasks.into_iter()));
}

/// Every contact of the tree, whatever it is wrapped in.
fn people<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
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

/// What belongs to a contact, each with the kind it is of.
fn belongings(contact: &Value) -> Vec<(&str, &Value)> {
    let mut all = Vec::new();
    for group in contact
        .get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let kind = group
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let values = group.get("values").and_then(Value::as_array);
        all.extend(values.into_iter().flatten().map(|value| (kind, value)));
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
