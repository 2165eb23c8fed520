//! Everything the shop knows of one person: the records, as a JSON for machines and as a page to read with
//! the history of changes and a way to each attached file (GDPR 15, 16 and 20, PIPL 45). Words come from
//! outside; what a person wrote is escaped.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
};

use serde_json::Value;
use uuid::Uuid;

use super::lists::page::escape;
use crate::domain::{
    Attachment, Change, Customer, Erasure, Id, Record, Records, TableName,
    attachment::{FileLook, contents, file_of},
    spread::spread,
    validate::for_each_reference,
};

/// Folder of the attached files beside the page.
const FOLDER: &str = "files";
/// Signs of a file's name that are kept, counted.
const LONGEST_NAME: usize = 80;

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

/// What of a change is about the person; `None` if nothing is. Other people's records in the same change are
/// none of the person's business.
pub fn changed(mut change: Change, about: &Erasure) -> Option<Change> {
    change.edits.retain(|edit| about.is_of(edit));
    (!change.edits.is_empty()).then_some(change)
}

/// Where the contents of the attached files stand beside the page, by their address: each under its own name as
/// far as every disk takes it, no two alike.
pub fn places(records: &[Record]) -> BTreeMap<String, String> {
    let mut taken = HashSet::new();
    let placed = contents(records).into_iter().map(|(hash, name)| {
        let name = file_name(&name);
        let mut free = name.clone();
        let mut number = 2;
        // Windows and macOS tell no capitals apart.
        while !taken.insert(free.to_lowercase()) {
            free = format!("{number} {name}");
            number += 1;
        }
        (hash, format!("{FOLDER}/{free}"))
    });
    placed.collect()
}

/// A name that every file system takes; the ending stays.
pub fn file_name(name: &str) -> String {
    let bad = |sign: char| sign.is_control() || "/\\:*?\"<>|".contains(sign);
    let clean: String = name
        .chars()
        .map(|sign| if bad(sign) { '_' } else { sign })
        .collect();
    let clean = clean.trim_matches([' ', '.']);
    let skipped = clean.chars().count().saturating_sub(LONGEST_NAME);
    let short: String = clean.chars().skip(skipped).collect();
    if short.is_empty() {
        "_".to_owned()
    } else {
        short
    }
}

/// An entry of the history, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was.
    pub when: String,
    /// What was done to which record.
    pub what: String,
    /// The parts that changed: what each is called, how it was before and after.
    pub parts: Vec<[String; 3]>,
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
    /// The heading of the history.
    pub history: &'a str,
}

/// The records as one page that any browser shows and prints, without scripts and without anything
/// fetched; below them their history, the oldest first. Attached files are links to their `places`.
pub fn html(
    records: &[Record],
    history: &[Told],
    places: &BTreeMap<String, String>,
    words: &Words<'_>,
) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    let title = escape(words.title);
    // Writing to a text can't fail.
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>body{{font:15px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}\
         dl{{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem;border-top:1px solid #bbb;padding-top:.6rem}}\
         dt{{color:#555}}dd{{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}}\
         h3{{font-size:1em;font-weight:normal;margin:.8rem 0 .2rem}}img{{max-width:100%;max-height:20rem}}</style></head><body><h1>{title}</h1>\n",
        escape(words.language)
    )
    .ok();
    let mut last = None;
    for record in records {
        if last != Some(record.table()) {
            last = Some(record.table());
            writeln!(out, "<h2>{}</h2>", escape(&(words.table)(record.table()))).ok();
        }
        let inner = match record {
            Record::Trash(entry) => entry.record.to_json()?,
            other => other.to_json()?,
        };
        out.push_str("<dl>");
        if let Value::Object(fields) = inner {
            for (name, value) in &spread(fields) {
                if name != "id" {
                    let said = escape(&(words.value)(name, value));
                    part(&mut out, &(words.field)(name), &said);
                }
            }
        }
        out.push_str("</dl>\n");
        if let Some(file) = file_of(record)
            && let Some(place) = places.get(&file.hash)
        {
            link(&mut out, file, place);
        }
    }
    if !history.is_empty() {
        writeln!(out, "<h2>{}</h2>", escape(words.history)).ok();
    }
    for told in history {
        let (when, what) = (escape(&told.when), escape(&told.what));
        writeln!(out, "<h3>{when} · {what}</h3>").ok();
        if !told.parts.is_empty() {
            out.push_str("<dl>");
            for [name, before, after] in &told.parts {
                let said = format!("<del>{}</del> → {}", escape(before), escape(after));
                part(&mut out, name, &said);
            }
            out.push_str("</dl>\n");
        }
    }
    out.push_str("</body></html>\n");
    Ok(out)
}

/// One line; what is said of it is markup already.
fn part(out: &mut String, name: &str, said: &str) {
    write!(out, "<dt>{}</dt><dd>{said}</dd>", escape(name)).ok();
}

/// The way to an attached file, and the picture itself where it is one.
fn link(out: &mut String, file: &Attachment, place: &str) {
    // A `%`, `#` or `?` of a name would mean something else in an address.
    let address = place
        .replace('%', "%25")
        .replace('#', "%23")
        .replace('?', "%3F");
    let (address, name) = (escape(&address), escape(&file.name));
    let inner = match file.look() {
        FileLook::Image(_) => format!("<img src=\"{address}\" alt=\"{name}\">"),
        _ => name,
    };
    writeln!(out, "<p><a href=\"{address}\">{inner}</a></p>").ok();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::{
        AttachedTo, Email, FileCategory, IdMaker, Label, LoggedEdit, Phone, Timestamp, Verb,
        name::Name,
    };

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
            history: "History",
        };
        let told = Told {
            when: "today".to_owned(),
            what: "Edited <b>Ann</b>".to_owned(),
            parts: vec![["note".to_owned(), "<b>old".to_owned(), "new".to_owned()]],
        };
        let page = html(&all, &[told], &BTreeMap::new(), &words).expect("a page");
        assert!(page.contains("<h2>History</h2>") && page.contains("&lt;b&gt;old</del> → new"));
        assert!(page.contains("13800138000") && page.contains("&lt;b&gt;Ann"));
        assert!(!page.contains("<b>") && !page.contains("<script"));
        let back: Vec<Record> = serde_json::from_str(&json(&all).expect("JSON")).expect("reads");
        assert_eq!(back, all);
    }
    fn photo(hash: &str, name: &str) -> Record {
        let file = Attachment {
            id: Id::new(Uuid::from_u128(u128::from(hash.as_bytes()[0]))),
            to: AttachedTo {
                table: TableName::Customers,
                id: Uuid::from_u128(2),
            },
            name: name.to_owned(),
            mime: "image/png".to_owned(),
            size: 3,
            hash: hash.to_owned(),
            category: FileCategory::Photo,
            stage: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        Record::Files(Arc::new(file))
    }

    #[test]
    fn each_file_has_a_place_of_its_own_and_the_page_leads_there() {
        let all = [
            photo("a", "A/b.png"),
            photo("b", "a_B.png"),
            photo("c", "50%#1.png"),
            photo("d", ".."),
        ];
        let places = places(&all);
        let at: Vec<&str> = places.values().map(String::as_str).collect();
        assert_eq!(
            at,
            [
                "files/A_b.png",
                "files/2 a_B.png",
                "files/50%#1.png",
                "files/_"
            ]
        );
        let words = Words {
            language: "en",
            title: "About",
            table: &|table| table.as_str().to_owned(),
            field: &str::to_owned,
            value: &|_, value| value.to_string(),
            history: "History",
        };
        let page = html(&all, &[], &places, &words).expect("a page");
        assert!(page.contains("<img src=\"files/50%25%231.png\" alt=\"50%#1.png\">"));
        assert!(!page.contains("History"));
        let long = format!("{}.pdf", "x".repeat(300));
        let short = file_name(&long);
        assert_eq!(short.chars().count(), LONGEST_NAME);
        assert_eq!(short.rsplit_once('.').map(|(_, kind)| kind), Some("pdf"));
    }

    #[test]
    fn of_a_change_only_what_is_about_the_person_is_told() {
        let [own, other] = [1, 2].map(Uuid::from_u128);
        let edit = |id| LoggedEdit::Created {
            table: TableName::Customers,
            id,
        };
        let change = |edits| Change {
            seq: 1,
            at: Timestamp(1),
            device: String::new(),
            person: String::new(),
            label: Label::new(Verb::Edit, TableName::Customers, 2, "Somebody else"),
            undoes: None,
            edits,
            replaced_all: false,
            pages: Vec::new(),
        };
        let mut about = Erasure::default();
        about.gone.insert(own);
        let both = changed(change(vec![edit(other), edit(own)]), &about);
        assert_eq!(both.map(|change| change.edits), Some(vec![edit(own)]));
        assert_eq!(changed(change(vec![edit(other)]), &about), None);
    }
}
