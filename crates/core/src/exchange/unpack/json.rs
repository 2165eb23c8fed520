//! JSON of other programs as lists: the trees of Monica and Atomic CRM, and any plain list of
//! objects. A list becomes the text it would be as CSV, tasks become a calendar.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Origin, Part, Unpacked, monica::monica};

/// Rows of one list.
pub(super) const MAX_ROWS: usize = 1_000_000;
/// How deep objects inside objects are named; deeper ones are left out.
const DEEPEST: usize = 3;

/// True if the bytes are JSON but no backup of ours.
pub(super) fn is_foreign(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let head = start.get(..400).unwrap_or(start);
    start.starts_with(b"[{")
        || start.starts_with(b"[\n")
        || (start.starts_with(b"{") && memchr::memmem::find(head, b"regulars-backup").is_none())
}

/// The lists in a JSON text. What is none of these stays one part as it is, so that whoever reads
/// backups says what is wrong with it.
pub(super) fn lists(bytes: &[u8]) -> Unpacked {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let as_it_is = |bytes: &[u8]| Unpacked {
        parts: vec![Part {
            name: "JSON".to_owned(),
            origin: Origin::Member,
            bytes: bytes.to_vec(),
        }],
        left_out: Vec::new(),
    };
    // Depth is bounded by the parser.
    let Ok(tree) = serde_json::from_slice::<Value>(text) else {
        return as_it_is(bytes);
    };
    let mut found = Unpacked::default();
    if let (Some(contacts), Some(tree)) = (list(&tree, "contacts"), tree.as_object()) {
        atomic(tree, contacts, &mut found);
    } else if tree.pointer("/account/data").is_some() || tree.get("account").is_some() {
        monica(&tree, &mut found);
    } else if let Some(rows) = tree.as_array() {
        let rows = rows.iter().take(MAX_ROWS).map(flat).collect();
        found.parts.extend(table("JSON", rows));
    }
    if found.parts.is_empty() {
        return as_it_is(bytes);
    }
    found
}

pub(super) type Row = BTreeMap<String, String>;

fn list<'a>(tree: &'a Value, name: &str) -> Option<&'a Vec<Value>> {
    tree.get(name)?.as_array()
}

/// A list as text; nothing if no row says anything.
pub(super) fn table(name: &str, rows: Vec<Row>) -> Option<Part> {
    let mut columns: Vec<&String> = Vec::new();
    for key in rows.iter().flat_map(BTreeMap::keys) {
        if !columns.contains(&key) {
            columns.push(key);
        }
    }
    if columns.is_empty() || columns.len() > crate::exchange::sheet::MAX_COLUMNS {
        return None;
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).ok()?;
    for row in &rows {
        let cells = columns
            .iter()
            .map(|key| row.get(*key).map_or("", String::as_str));
        writer.write_record(cells).ok()?;
    }
    Some(Part {
        name: name.to_owned(),
        origin: Origin::Sheet,
        bytes: writer.into_inner().ok()?,
    })
}

/// A plain value as a cell.
pub(super) fn cell(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// An object as a row: objects inside get both names, lists of plain values are joined.
fn flat(value: &Value) -> Row {
    let mut row = Row::new();
    if let Value::Object(fields) = value {
        spread("", fields, 0, &mut row);
    }
    row
}

fn spread(before: &str, fields: &Map<String, Value>, depth: usize, row: &mut Row) {
    for (key, value) in fields {
        let key = if before.is_empty() {
            key.clone()
        } else {
            format!("{before} / {key}")
        };
        match value {
            Value::Object(inner) if depth < DEEPEST => spread(&key, inner, depth + 1, row),
            Value::Array(values) => {
                let cells: Vec<String> = values.iter().filter_map(cell).collect();
                if !cells.is_empty() {
                    row.insert(key, cells.join(";"));
                }
            }
            // A column stays one where nothing stands in it.
            Value::Null => drop(row.entry(key).or_default()),
            value => {
                if let Some(text) = cell(value) {
                    row.insert(key, text);
                }
            }
        }
    }
}

pub(super) fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(cell).unwrap_or_default()
}

/// An id, which one program writes as a number and another as text.
pub(super) fn key_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(cell)
}

pub(super) fn put(row: &mut Row, key: &str, value: &str) {
    if value.trim().is_empty() {
        return;
    }
    let have = row.entry(key.to_owned()).or_default();
    if !have.is_empty() {
        have.push('\n');
    }
    have.push_str(value.trim());
}

/// Sales (people), companies, contacts, notes and tasks with ids across.
fn atomic(tree: &Map<String, Value>, contacts: &[Value], found: &mut Unpacked) {
    let named = |name: &str| {
        tree.get(name)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice)
    };
    let companies: BTreeMap<String, String> = named("companies")
        .iter()
        .filter_map(|one| Some((key_of(one, "id")?, text(one, "name"))))
        .collect();
    let mut notes: BTreeMap<String, Row> = BTreeMap::new();
    for note in named("notes").iter().chain(named("contact_notes")) {
        if let Some(id) = key_of(note, "contact_id") {
            let day = text(note, "date").chars().take(10).collect::<String>();
            let line = format!("{day} {}", text(note, "text"));
            put(notes.entry(id).or_default(), "note", &line);
        }
    }
    let rows = contacts.iter().take(MAX_ROWS).map(|contact| {
        let mut row = Row::new();
        for key in [
            "first_name",
            "last_name",
            "gender",
            "title",
            "linkedin_url",
            "background",
        ] {
            put(&mut row, key, &text(contact, key));
        }
        let company = key_of(contact, "company_id").and_then(|id| companies.get(&id).cloned());
        put(
            &mut row,
            "company",
            &company.unwrap_or_else(|| text(contact, "company_name")),
        );
        for (list, inner, column) in [
            ("email_jsonb", "email", "email"),
            ("phone_jsonb", "number", "phone"),
        ] {
            for one in contact
                .get(list)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let kind = match text(one, "type").to_lowercase().as_str() {
                    "work" => "work",
                    "home" => "home",
                    _ => "other",
                };
                put(&mut row, &format!("{column}_{kind}"), &text(one, inner));
            }
        }
        put(&mut row, "email_other", &text(contact, "email"));
        let tags: Vec<String> = contact
            .get("tags")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|tag| {
                tag.as_str()
                    .map(str::to_owned)
                    .or_else(|| key_of(tag, "name"))
            })
            .collect();
        put(&mut row, "tags", &tags.join(", "));
        if let Some(note) = key_of(contact, "id")
            .and_then(|id| notes.get(&id))
            .and_then(|row| row.get("note"))
        {
            put(&mut row, "background", note);
        }
        row
    });
    let companies = named("companies").iter().take(MAX_ROWS).map(|company| {
        let mut row = Row::new();
        for (key, column) in [
            ("name", "company name"),
            ("website", "website"),
            ("phone_number", "phone"),
            ("address", "address"),
            ("zipcode", "postal code"),
            ("city", "city"),
            ("state_abbr", "state"),
            ("stateAbbr", "state"),
            ("country", "country"),
            ("description", "note"),
            ("linkedin_url", "linkedin"),
        ] {
            put(&mut row, column, &text(company, key));
        }
        row.insert("kind".to_owned(), "company".to_owned());
        row
    });
    found.parts.extend(table("companies", companies.collect()));
    found.parts.extend(table("contacts", rows.collect()));
    let tasks = named("tasks").iter().map(|task| {
        let title = [text(task, "text"), text(task, "type")]
            .into_iter()
            .find(|text| !text.is_empty());
        (
            title.unwrap_or_default(),
            text(task, "due_date"),
            !text(task, "done_date").is_empty(),
        )
    });
    found.parts.extend(todos(tasks));
    for other in ["deals", "sales"] {
        if !named(other).is_empty() {
            found.left_out.push(other.to_owned());
        }
    }
}

/// Tasks as a calendar.
pub(super) fn todos(tasks: impl Iterator<Item = (String, String, bool)>) -> Option<Part> {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    let mut count = 0;
    for (title, due, done) in tasks
        .filter(|task| !task.0.trim().is_empty())
        .take(MAX_ROWS)
    {
        let day: String = due.chars().take(10).filter(char::is_ascii_digit).collect();
        let title = title
            .replace('\\', "\\\\")
            .replace([';', ','], " ")
            .replace(['\r', '\n'], " ");
        text.push_str("BEGIN:VTODO\r\n");
        text.extend(["SUMMARY:", title.as_str(), "\r\n"]);
        if day.len() == 8 {
            text.extend(["DUE;VALUE=DATE:", day.as_str(), "\r\n"]);
        }
        if done {
            text.push_str("STATUS:COMPLETED\r\n");
        }
        text.push_str("END:VTODO\r\n");
        count += 1;
    }
    text.push_str("END:VCALENDAR\r\n");
    (count > 0).then(|| Part {
        name: "tasks".to_owned(),
        origin: Origin::Member,
        bytes: text.into_bytes(),
    })
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
