//! Prints what the importer makes of files of customers, one JSON object a line; workbooks and
//! archives are taken apart first, a line a part. Of a list of something else it says what it is.
//!
//! `cargo run --release --example import -- FILE...`
//!
//! Errors go to stderr; the exit code is 2 without a file, 1 if one cannot be read.

use std::{
    collections::HashMap,
    io::{Write, stderr, stdout},
    ops::ControlFlow,
    process::ExitCode,
};

use chrono::NaiveDate;
use regulars::{
    domain::{IdMaker, Moment, Timestamp},
    exchange::{
        customers::{What, convert::Setting},
        duplicates::DuplicateChoice,
        import::{Choices, Format, Opened},
        plan::plan,
        recognise::{self, Kind},
        unpack::{Origin, Part, is_container, unpack},
    },
};
use serde_json::{Map, Value, json};

/// What the program is called with.
const USAGE: &str = "usage: import FILE...";

fn main() -> ExitCode {
    let files = std::env::args().skip(1);
    ExitCode::from(run(files, &mut stdout(), &mut stderr()))
}

/// Describes each file on `out`; complaints go to `err`. The exit code: 2 for bad arguments, 1 if a file
/// could not be read.
pub fn run(files: impl Iterator<Item = String>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let mut code = None;
    for file in files {
        match lines(&file) {
            Ok(lines) => {
                code.get_or_insert(0);
                for line in lines {
                    // Whoever reads no further has what was asked for.
                    if writeln!(out, "{line}").is_err() {
                        return 1;
                    }
                }
            }
            Err(error) => {
                code = Some(1);
                complain(err, &format!("{file}: {error}"));
            }
        }
    }
    code.unwrap_or_else(|| {
        complain(err, USAGE);
        2
    })
}

fn complain(err: &mut dyn Write, what: &str) {
    // Nobody listens where it cannot be written.
    let _heard = writeln!(err, "{what}");
}

/// What is said of a file: one object, or one for each part of a workbook or archive.
fn lines(file: &str) -> Result<Vec<Value>, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    if !is_container(&bytes) {
        return Ok(vec![describe(file, &bytes, false)]);
    }
    let unpacked = unpack(&bytes, &|_| ()).map_err(|error| error.to_string())?;
    let part = |part: Part| {
        let name = format!("{file} › {}", part.name);
        describe(&name, &part.bytes, part.origin == Origin::Sheet)
    };
    Ok(unpacked.parts.into_iter().map(part).collect())
}

/// The whole path of an import into an empty shop; `typed` for a sheet of a workbook.
fn describe(file: &str, bytes: &[u8], typed: bool) -> Value {
    // No clock: the output depends on the file alone. Only years of two digits need today.
    let today = NaiveDate::from_ymd_opt(2030, 1, 1).unwrap_or_default();
    let moment = Moment {
        now: Timestamp(0),
        today,
    };
    let choices = Choices {
        encoding: typed.then(|| "UTF-8".to_owned()),
        delimiter: typed.then_some(','),
        mapping: None,
        date_order: None,
        decimal_mark: None,
        typed,
        header: None,
    };
    let opened = Opened::new(bytes, &choices, "en");
    let kind = match opened.format {
        Format::Csv | Format::Tsv => recognise::table(&opened),
        Format::Vcard => Kind::Customers,
        Format::Ics => Kind::Calendar,
        Format::Json => Kind::Backup,
    };
    if kind != Kind::Customers {
        return other(file, &opened, kind);
    }
    let read = opened.read(&Setting {
        language: "en".to_owned(),
        today,
    });
    let go_on = |_, _| ControlFlow::Continue(());
    let planned = plan(
        read.drafts,
        [],
        DuplicateChoice::Add,
        &mut IdMaker::new(1),
        &moment,
        go_on,
    );
    let made = planned.unwrap_or_default().create;
    let names: HashMap<_, _> = made.iter().map(|c| (c.id, c.name.full.as_str())).collect();
    let records: Vec<Value> = made
        .iter()
        .map(|customer| {
            let mut record = serde_json::to_value(customer).unwrap_or_default();
            if let Value::Object(fields) = &mut record {
                for volatile in ["id", "created", "updated"] {
                    fields.remove(volatile);
                }
                // The company by its name: identities are not part of what a file says.
                if let Some(name) = customer.company.and_then(|id| names.get(&id)) {
                    fields.insert("company".to_owned(), json!(name));
                }
            }
            record
        })
        .collect();
    let problems: Vec<Value> = read
        .problems
        .iter()
        .map(|p| json!({"row": p.row, "column": p.column, "value": p.value, "message": p.kind.to_string()}))
        .collect();
    let columns = opened.mapping.columns.iter();
    let columns = columns.filter(|column| column.field.what != What::Ignore);
    let mapping = numbered(columns.map(|column| (&*column.title, column.field.to_string())));
    said(file, &opened, kind, (mapping, records, problems))
}

/// A list of something else: what it is, and for sales what its columns hold.
fn other(file: &str, opened: &Opened, kind: Kind) -> Value {
    let columns = match kind {
        Kind::Sales | Kind::Lines => recognise::columns_of_sales(opened),
        _ => Vec::new(),
    };
    let columns = columns.iter();
    let mapping =
        columns.filter_map(|column| Some((&*column.header, column.field?.as_str().to_owned())));
    let mapping = numbered(mapping);
    let see = match kind {
        Kind::Sales => "; the example `reports` reads it",
        _ => "",
    };
    let message = format!("not a list of customers but of {}{see}", kind.as_str());
    let problem = json!({"row": 0, "column": "", "value": kind.as_str(), "message": message});
    said(file, opened, kind, (mapping, Vec::new(), vec![problem]))
}

/// What each column holds, by its title; columns of one title are told apart by a number.
fn numbered<'a>(columns: impl Iterator<Item = (&'a str, String)>) -> Map<String, Value> {
    let mut mapping = Map::new();
    for (title, field) in columns {
        let names = (2_u32..).map(|number| format!("{title} ({number})"));
        let mut names = std::iter::once(title.to_owned()).chain(names);
        if let Some(name) = names.find(|name| !mapping.contains_key(name)) {
            mapping.insert(name, field.into());
        }
    }
    mapping
}

type Found = (Map<String, Value>, Vec<Value>, Vec<Value>);

fn said(file: &str, opened: &Opened, kind: Kind, (mapping, records, problems): Found) -> Value {
    json!({
        "file": file,
        "format": opened.format,
        "kind": kind.as_str(),
        "preset": opened.mapping.preset,
        "encoding": opened.decoded.encoding,
        "delimiter": opened.delimiter(),
        "mapping": mapping,
        "records": records,
        "problems": problems,
    })
}
