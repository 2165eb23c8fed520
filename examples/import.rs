//! Prints what the importer makes of files of customers, one JSON object a line; workbooks and
//! archives are taken apart first, a line a part.
//!
//! `cargo run --release --example import -- FILE...`

use std::{collections::HashMap, ops::ControlFlow, process::ExitCode};

use chrono::NaiveDate;
use regulars::{
    domain::{IdMaker, Moment, Timestamp},
    exchange::{
        customers::{What, convert::Setting},
        duplicates::DuplicateChoice,
        import::{Choices, Opened},
        plan::plan,
        unpack::{Origin, is_container, unpack},
    },
};
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: import FILE...");
        return ExitCode::FAILURE;
    }
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) if is_container(&bytes) => match unpack(&bytes, &|_| ()) {
                Ok(unpacked) => {
                    for part in unpacked.parts {
                        let name = format!("{file} › {}", part.name);
                        let typed = part.origin == Origin::Sheet;
                        println!("{}", describe(&name, &part.bytes, typed));
                    }
                }
                Err(error) => {
                    eprintln!("{file}: {error}");
                    code = ExitCode::FAILURE;
                }
            },
            Ok(bytes) => println!("{}", describe(&file, &bytes, false)),
            Err(error) => {
                eprintln!("{file}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
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
        month_first: None,
        typed,
        header: None,
    };
    let opened = Opened::new(bytes, &choices, "en");
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
    let mut mapping = Map::new();
    for column in &opened.mapping.columns {
        if column.field.what != What::Ignore {
            mapping.insert(column.title.clone(), json!(column.field.to_string()));
        }
    }
    json!({
        "file": file,
        "format": opened.format,
        "preset": opened.mapping.preset,
        "encoding": opened.decoded.encoding,
        "delimiter": opened.delimiter(),
        "mapping": mapping,
        "records": records,
        "problems": problems,
    })
}
