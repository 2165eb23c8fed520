//! Everything the shop knows of one person: the records, as a JSON for machines and as a page to read
//! (GDPR 15 and 20, PIPL 45). Words come from outside; what a person wrote is escaped.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde_json::Value;
use uuid::Uuid;

use crate::domain::{Customer, Id, Record, Records, TableName, validate::for_each_reference};

/// The person's record, and every record that refers to it or to one of its deals or cases, with what is attached
/// to any of them; what waits in the trash included.
pub fn about(records: &Records, person: Id<Customer>) -> Vec<Record> {
    let mut known: HashSet<Uuid> = HashSet::from([person.raw()]);
    let mut found: Vec<(TableName, Uuid)> = vec![(TableName::Customers, person.raw())];
    let mut news = true;
    while news {
        news = false;
        for_each_reference(records, |table, id, target, to| {
            let through = matches!(
                target,
                TableName::Customers | TableName::Deals | TableName::Cases
            ) || table == TableName::Files;
            // Somebody else's record is not about this person.
            if through && table != TableName::Customers && known.contains(&to) && known.insert(id) {
                news |= matches!(table, TableName::Deals | TableName::Cases);
                found.push((table, id));
            }
        });
    }
    found.sort_unstable();
    let mut all: Vec<Record> = found
        .into_iter()
        .filter_map(|(table, id)| records.find(table, id))
        .collect();
    let trashed = records.trash.iter().filter(|entry| {
        entry.record.id() == person.raw()
            || entry.record.to_json().is_ok_and(|json| {
                crate::domain::unite::mentions(&json, &|text| text == person.to_string())
            })
    });
    all.extend(trashed.map(|entry| Record::Trash(entry.clone())));
    all
}

/// The records as JSON: a list of tables with their records, as in a backup.
pub fn json(records: &[Record]) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(records)?;
    text.push('\n');
    Ok(text)
}

/// How a page is worded.
pub struct Words<'a> {
    /// Language tag of the page.
    pub language: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// What a table is called.
    pub table: &'a dyn Fn(TableName) -> String,
    /// What a field is called.
    pub field: &'a dyn Fn(&str) -> String,
    /// A field's value in words.
    pub value: &'a dyn Fn(&str, &Value) -> String,
}

/// The records as one page that any browser shows and prints, without scripts and without anything
/// fetched.
pub fn html(records: &[Record], words: &Words<'_>) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    let title = escaped(words.title);
    // Writing to a text can't fail.
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:15px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}\
         dl{{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;border-top:1px solid #bbb;padding-top:.6rem}}\
         dt{{color:#555}}dd{{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}}</style></head><body><h1>{title}</h1>\n",
        escaped(words.language)
    )
    .ok();
    let mut last = None;
    for record in records {
        if last != Some(record.table()) {
            last = Some(record.table());
            writeln!(out, "<h2>{}</h2>", escaped(&(words.table)(record.table()))).ok();
        }
        let inner = match record {
            Record::Trash(entry) => entry.record.to_json()?,
            other => other.to_json()?,
        };
        out.push_str("<dl>");
        if let Value::Object(fields) = inner {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "id") {
                let said = (words.value)(name, value);
                write!(
                    out,
                    "<dt>{}</dt><dd>{}</dd>",
                    escaped(&(words.field)(name)),
                    escaped(&said)
                )
                .ok();
            }
        }
        out.push_str("</dl>\n");
    }
    out.push_str("</body></html>\n");
    Ok(out)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{Email, IdMaker, Phone, Timestamp, name::Name};

    fn person() -> Customer {
        let mut one = Customer::new(
            IdMaker::new(1).next(Timestamp(1)),
            Name::from_full("<b>Ann</b>"),
            Timestamp(1),
        );
        one.phones.push(Phone::new("13800138000"));
        one.emails.push(Email::new("ann@example.com"));
        one
    }

    #[test]
    fn the_page_shows_what_was_written_and_runs_nothing() {
        let one = person();
        let mut records = Records::default();
        records.customers.put(0, Arc::new(one.clone()));
        let all = about(&records, one.id);
        assert_eq!(all.len(), 1);
        let words = Words {
            language: "en",
            title: "About <b>Ann</b>",
            table: &|table| table.as_str().to_owned(),
            field: &str::to_owned,
            value: &|_, value| value.to_string(),
        };
        let page = html(&all, &words).expect("a page");
        assert!(page.contains("13800138000") && page.contains("&lt;b&gt;Ann"));
        assert!(!page.contains("<b>") && !page.contains("<script"));
        let back: Vec<Record> = serde_json::from_str(&json(&all).expect("JSON")).expect("reads");
        assert_eq!(back, all);
    }
}
