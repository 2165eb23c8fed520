//! A list as JSON: one object a row, named by the columns, numbers as numbers. The importer reads such
//! lists, and so does everything that reads JSON.

use std::borrow::Cow;

use super::{List, Value};

/// Writes the whole list, a row a line.
pub fn write(list: &List) -> String {
    let names = names(&list.columns);
    let mut text = String::from("[\n");
    for (at, row) in list.rows.iter().enumerate() {
        if at > 0 {
            text.push_str(",\n");
        }
        text.push('{');
        let mut first = true;
        for (name, value) in names.iter().zip(&row) {
            if !first {
                text.push(',');
            }
            first = false;
            text.push_str(name);
            text.push(':');
            text.push_str(&cell(value));
        }
        text.push('}');
    }
    text.push_str("\n]\n");
    text
}

/// Names as they stand in JSON; of two equal ones the second gets a number, so that none is lost.
fn names(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let mut name = column.clone();
        let mut count = 1;
        while names.contains(&name) {
            count += 1;
            name = format!("{column} ({count})");
        }
        names.push(name);
    }
    names.iter().map(|name| quoted(name)).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value. A blank one is there all the same, so that every row has every column.
fn cell<'a>(value: &'a Value<'_>) -> Cow<'a, str> {
    match value {
        Value::Blank => "null".into(),
        Value::Number(_)
        | Value::Decimal(_)
        | Value::Real(_)
        | Value::Share(_)
        | Value::Money(..) => value.plain(),
        other => quoted(&other.plain()).into(),
    }
}
