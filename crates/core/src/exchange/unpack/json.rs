//! JSON of other programs as lists: the trees of Monica and Atomic CRM, and any plain list of
//! objects. A list becomes the text it would be as CSV.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Origin, Part, Unpacked, atomic::atomic, monica::monica};

/// Rows of one list.
pub(super) const MAX_ROWS: usize = 1_000_000;
/// Cells of one list, blank ones too: a short text can name many columns and many rows.
const MAX_CELLS: usize = 40_000_000;
/// How deep objects inside objects are named; deeper ones are left out.
const DEEPEST: usize = 3;

/// True if the bytes are JSON but no backup of ours.
pub(super) fn is_foreign(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let head = start.get(..400).unwrap_or(start);
    let list = start.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    list.is_some_and(|list| list.starts_with(b"{"))
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
    if tree.get("contacts").is_some_and(Value::is_array) {
        atomic(&tree, &mut found);
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

/// The values of a list, none if there is no such list.
pub(super) fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    let list = value.get(name).and_then(Value::as_array);
    list.map_or(&[][..], Vec::as_slice)
}

/// What no list holds: its name and how many there are of it.
#[derive(Debug, Default)]
pub(super) struct LeftOut(BTreeMap<String, usize>);

impl LeftOut {
    /// So many more of it.
    pub fn count(&mut self, name: &str, more: usize) {
        if more > 0 {
            *self.0.entry(name.to_owned()).or_default() += more;
        }
    }

    /// As the person is told.
    pub fn told(self) -> impl Iterator<Item = String> {
        let named = self.0.into_iter();
        named.map(|(name, count)| format!("{} ({count})", name.replace('_', " ")))
    }
}

/// A list as text; nothing if no row says anything.
pub(super) fn table(name: &str, rows: Vec<Row>) -> Option<Part> {
    let mut columns: Vec<&String> = Vec::new();
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    for key in rows.iter().flat_map(BTreeMap::keys) {
        if seen.insert(key) {
            columns.push(key);
        }
    }
    let cells = columns.len().saturating_mul(rows.len());
    let many = columns.len() > crate::exchange::sheet::MAX_COLUMNS || cells > MAX_CELLS;
    if columns.is_empty() || many {
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

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
