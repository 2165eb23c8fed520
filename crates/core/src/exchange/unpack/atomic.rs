//! The tree that Atomic CRM reads and writes: sales (the people who sell), companies, contacts, notes and
//! tasks, each a list of its own, with ids across.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Unpacked,
    json::{LeftOut, MAX_ROWS, Row, cell, items, key_of, put, table, text},
    work::{Whom, Work},
};

/// Fields of companies and the columns they become; those with a colon become a line of the note.
const COMPANY: &[(&str, &str)] = &[
    ("name", "company name"),
    ("website", "website"),
    ("linkedin_url", "linkedin"),
    ("phone_number", "phone"),
    ("address", "address"),
    ("zipcode", "postal code"),
    ("city", "city"),
    ("state_abbr", "state"),
    ("stateAbbr", "state"),
    ("country", "country"),
    ("description", "note"),
    ("sector", "Sector: "),
    ("size", "Size: "),
    ("revenue", "Revenue: "),
    ("tax_identifier", "Tax: "),
    ("taxIdentifier", "Tax: "),
];

/// Fields of contacts that are columns as they are.
const CONTACT: &[&str] = &[
    "id",
    "first_name",
    "last_name",
    "gender",
    "title",
    "linkedin_url",
    "background",
    "status",
    "first_seen",
    "last_seen",
    "has_newsletter",
];

/// Fields that are read otherwise, or that only this program needs.
const READ: &[&str] = &[
    "id",
    "sales_id",
    "company_id",
    "company_name",
    "contact_id",
    "email",
    "emails",
    "email_jsonb",
    "email_fts",
    "phones",
    "phone_jsonb",
    "phone_fts",
    "tags",
    "context_links",
    "attachments",
    "text",
    "date",
    "type",
    "due_date",
    "done_date",
    "created_at",
    "updated_at",
    "nb_tasks",
    "nb_contacts",
    "nb_deals",
];

/// The lists of a tree, with what is to be done and was as one list.
pub(super) fn atomic(tree: &Value, found: &mut Unpacked) {
    let mut left_out = LeftOut::default();
    let companies = items(tree, "companies");
    let contacts = items(tree, "contacts");
    let reader = Reader {
        owners: by_id(items(tree, "sales"), |one| {
            let parts = [text(one, "first_name"), text(one, "last_name")];
            let name = parts.join(" ").trim().to_owned();
            Some(name)
                .filter(|name| !name.is_empty())
                .or_else(|| key_of(one, "email"))
        }),
        companies: by_id(companies, |one| key_of(one, "name")),
        tags: by_id(items(tree, "tags"), |one| key_of(one, "name")),
        people: by_id(contacts, |one| {
            let code = key_of(one, "id")?;
            let (family, given) = (text(one, "last_name"), text(one, "first_name"));
            Some(Whom::new(code, &family, &given))
        }),
    };
    let rows = companies.iter().take(MAX_ROWS);
    let rows = rows.map(|one| reader.company(one, &mut left_out));
    found.parts.extend(table("companies", rows.collect()));
    let mut undated = BTreeMap::new();
    let work = reader.work(tree, &mut undated, &mut left_out);
    let rows = contacts.iter().take(MAX_ROWS);
    let rows = rows.map(|one| reader.contact(one, &undated, &mut left_out));
    found.parts.extend(table("contacts", rows.collect()));
    found.parts.extend(table("tasks and notes", work));
    for (name, value) in tree.as_object().into_iter().flatten() {
        let read = [
            "sales",
            "companies",
            "contacts",
            "tags",
            "notes",
            "contact_notes",
            "tasks",
        ];
        if !read.contains(&name.as_str()) {
            let count = value
                .as_array()
                .map_or(usize::from(!value.is_null()), Vec::len);
            left_out.count(name, count);
        }
    }
    found.left_out.extend(left_out.told());
}

/// What is told of each thing of a list, by its id.
fn by_id<T>(list: &[Value], told: impl Fn(&Value) -> Option<T>) -> BTreeMap<String, T> {
    let named = list.iter();
    named
        .filter_map(|one| Some((key_of(one, "id")?, told(one)?)))
        .collect()
}

struct Reader {
    owners: BTreeMap<String, String>,
    companies: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
    people: BTreeMap<String, Whom>,
}

impl Reader {
    fn owner(&self, of: &Value) -> String {
        let id = key_of(of, "sales_id");
        id.and_then(|id| self.owners.get(&id).cloned())
            .unwrap_or_default()
    }

    fn company(&self, company: &Value, left_out: &mut LeftOut) -> Row {
        let mut row = Row::new();
        for (key, column) in COMPANY {
            let value = text(company, key);
            match column.strip_suffix(' ') {
                Some(_) if value.is_empty() => {}
                Some(_) => put(&mut row, "note", &format!("{column}{value}")),
                None => put(&mut row, column, &value),
            }
        }
        for link in items(company, "context_links").iter().filter_map(cell) {
            put(&mut row, "note", &link);
        }
        put(&mut row, "owner", &self.owner(company));
        row.insert("kind".to_owned(), "company".to_owned());
        let known = |key: &str| COMPANY.iter().any(|(have, _)| *have == key);
        rest("companies", company, known, left_out);
        row
    }

    fn contact(
        &self,
        contact: &Value,
        undated: &BTreeMap<String, Row>,
        left_out: &mut LeftOut,
    ) -> Row {
        let mut row = Row::new();
        for key in CONTACT {
            put(&mut row, key, &text(contact, key));
        }
        let company = key_of(contact, "company_id").and_then(|id| self.companies.get(&id).cloned());
        let company = company.unwrap_or_else(|| text(contact, "company_name"));
        put(&mut row, "company", &company);
        // What its documentation names, and what its database calls the same.
        for (lists, inner, column) in [
            (["emails", "email_jsonb"], "email", "email"),
            (["phones", "phone_jsonb"], "number", "phone"),
        ] {
            for one in lists.iter().flat_map(|list| items(contact, list)) {
                let kind = match text(one, "type").to_lowercase().as_str() {
                    "work" => "work",
                    "home" => "home",
                    _ => "other",
                };
                let value = cell(one).unwrap_or_else(|| text(one, inner));
                put(&mut row, &format!("{column}_{kind}"), &value);
            }
        }
        put(&mut row, "email_other", &text(contact, "email"));
        let tags = items(contact, "tags").iter().filter_map(|tag| {
            let word = cell(tag).or_else(|| key_of(tag, "name"))?;
            Some(self.tags.get(&word).cloned().unwrap_or(word))
        });
        put(&mut row, "tags", &tags.collect::<Vec<_>>().join(", "));
        put(&mut row, "owner", &self.owner(contact));
        let note = key_of(contact, "id").and_then(|id| undated.get(&id)?.get("note"));
        if let Some(note) = note {
            put(&mut row, "background", note);
        }
        rest("contacts", contact, |key| CONTACT.contains(&key), left_out);
        row
    }

    /// Tasks and notes as rows; notes without a day go into `undated`, by whom they are about.
    fn work(
        &self,
        tree: &Value,
        undated: &mut BTreeMap<String, Row>,
        left_out: &mut LeftOut,
    ) -> Vec<Row> {
        let nobody = Whom::default();
        let whom = |of: &Value| {
            let id = key_of(of, "contact_id");
            id.and_then(|id| self.people.get(&id)).unwrap_or(&nobody)
        };
        let mut rows = Vec::new();
        for task in items(tree, "tasks").iter().take(MAX_ROWS) {
            rest("tasks", task, |_| false, left_out);
            let title = [text(task, "text"), text(task, "type")];
            let what = text(task, "type");
            let work = Work {
                title: title
                    .into_iter()
                    .find(|one| !one.is_empty())
                    .unwrap_or_default(),
                what: if what == "none" { String::new() } else { what },
                due: text(task, "due_date"),
                done: !text(task, "done_date").is_empty(),
                done_at: text(task, "done_date"),
                owner: self.owner(task),
                ..Work::default()
            };
            rows.push(work.row(whom(task)));
        }
        let notes = items(tree, "notes")
            .iter()
            .chain(items(tree, "contact_notes"));
        for note in notes.take(MAX_ROWS) {
            rest("notes", note, |_| false, left_out);
            let mut said = Row::new();
            put(&mut said, "note", &text(note, "text"));
            for one in items(note, "attachments") {
                let name = [text(one, "name"), text(one, "title")];
                let place = [text(one, "url"), text(one, "src")];
                let line = [name.concat(), place.concat()].join(" ");
                put(&mut said, "note", &line);
            }
            let Some(words) = said.remove("note") else {
                continue;
            };
            let day = text(note, "date");
            if day.is_empty() {
                if let Some(id) = key_of(note, "contact_id") {
                    put(undated.entry(id).or_default(), "note", &words);
                }
                continue;
            }
            let work = Work {
                what: "note".to_owned(),
                when: day,
                note: words,
                owner: self.owner(note),
                ..Work::default()
            };
            rows.push(work.row(whom(note)));
        }
        rows
    }
}

/// Counts what a thing of a list says and nothing takes.
fn rest(list: &str, of: &Value, known: impl Fn(&str) -> bool, left_out: &mut LeftOut) {
    for (key, value) in of.as_object().into_iter().flatten() {
        let blank = match value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            _ => false,
        };
        if !blank && !known(key) && !READ.contains(&key.as_str()) {
            left_out.count(&format!("{list} › {key}"), 1);
        }
    }
}
