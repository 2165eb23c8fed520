//! The example programs as somebody at a terminal meets them: arguments, exit codes, what is printed.
#![allow(
    missing_docs,
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    reason = "tests may stop at once"
)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/import.rs"]
mod import;
#[path = "../examples/reports/main.rs"]
mod reports;

use std::{fs, path::PathBuf};

use serde_json::Value;

/// What a program did.
struct Done {
    code: u8,
    out: String,
    err: String,
}

type Program =
    fn(std::vec::IntoIter<String>, &mut dyn std::io::Write, &mut dyn std::io::Write) -> u8;

fn run(program: Program, words: &[&str]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let code = program(words.into_iter(), &mut out, &mut err);
    Done {
        code,
        out: String::from_utf8(out).expect("text"),
        err: String::from_utf8(err).expect("text"),
    }
}

/// A file that goes with the test.
struct Held(PathBuf);

impl Held {
    fn new(name: &str, text: &str) -> Self {
        let name = format!("regulars-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, text).expect("writes");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("text")
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _gone = fs::remove_file(&self.0);
    }
}

const SALES: &str =
    "date,customer,amount\n2025-01-05,ann,10.00\n2025-02-05,ann,20.00\n2025-02-06,bo,5.50\n";

#[test]
fn import_says_what_each_file_is_a_line_a_file() {
    let people = Held::new(
        "people.csv",
        "Name,Phone,Phone,Phone\nAnn Lee,0221 1234567,0221 7654321,0221 1111111\n",
    );
    let sales = Held::new("sales.csv", SALES);
    let done = run(import::run, &[people.path(), sales.path()]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let lines: Vec<Value> = done
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object a line"))
        .collect();
    let [people, sales] = lines.as_slice() else {
        panic!("two lines: {}", done.out);
    };
    for one in &lines {
        let keys: Vec<&str> = one
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        let mut expected = [
            "file",
            "format",
            "kind",
            "preset",
            "encoding",
            "delimiter",
            "mapping",
            "records",
            "problems",
        ];
        expected.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!(
            (&one["format"], &one["encoding"], &one["delimiter"]),
            (&"csv".into(), &"UTF-8".into(), &",".into())
        );
    }
    // Every column of one title is there.
    let mapping = people["mapping"].as_object().expect("an object");
    let titles: Vec<&str> = mapping.keys().map(String::as_str).collect();
    assert_eq!(titles, ["Name", "Phone", "Phone (2)", "Phone (3)"]);
    assert_eq!(people["kind"], "customers");
    assert_eq!(
        people["records"][0]["phones"].as_array().map(Vec::len),
        Some(3)
    );
    // A list of sales is not taken for people.
    assert_eq!(sales["kind"], "sales");
    assert_eq!(sales["records"], Value::Array(Vec::new()));
    assert_eq!(
        sales["mapping"],
        serde_json::json!({"amount": "amount", "customer": "customer", "date": "date"})
    );
    let message = sales["problems"][0]["message"].as_str().expect("told");
    assert!(message.contains("sales"), "{message}");
}

#[test]
fn import_asks_for_files_and_goes_on_past_one_it_cannot_read() {
    let none = run(import::run, &[]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.err.starts_with("usage: import"), "{}", none.err);
    let people = Held::new("one.csv", "Name,Email\nAnn Lee,ann@x.example\n");
    let done = run(import::run, &["no/such/file.csv", people.path()]);
    assert_eq!((done.code, done.out.lines().count()), (1, 1));
    assert!(done.err.starts_with("no/such/file.csv: "), "{}", done.err);
}

#[test]
fn reports_are_printed_as_json_in_major_units() {
    let sales = Held::new("till.csv", SALES);
    let done = run(
        reports::run,
        &[
            "--sales",
            sales.path(),
            "--as-of=2025-06-30",
            "--currency",
            "EUR",
        ],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let said: Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(said["as_of"], "2025-06-30");
    assert_eq!(said["repeat"]["customers"], 2);
    assert_eq!(said["repeat"]["repeat_rate"], 0.5);
    assert_eq!(said["quarters"][0]["net_revenue"], 35.5);

    // The table of customers goes where it is told to.
    let table = Held::new("table.csv", "");
    let done = run(
        reports::run,
        &["--sales", sales.path(), "--customers", table.path()],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let written = fs::read_to_string(&table.0).expect("written");
    assert_eq!(
        written.lines().count(),
        3,
        "a header and two customers: {written}"
    );
}

#[test]
fn reports_tell_bad_arguments_from_bad_files() {
    let sales = Held::new("bad.csv", SALES);
    let path = sales.path();
    let bad: [&[&str]; 6] = [
        &[],
        &["--sales"],
        &["--sails", path],
        &["--sales", path, "--as-of", "30.6.2025"],
        &["--sales", path, "--time-zone", "Mars/Olympus"],
        &["--sales", path, "--currency", "EURO"],
    ];
    for words in bad {
        let done = run(reports::run, words);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{words:?}");
        assert!(done.err.contains("usage: reports --sales"), "{}", done.err);
    }
    let done = run(reports::run, &["--sales", "no/such/file.csv"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""));
    assert!(done.err.starts_with("no/such/file.csv: "), "{}", done.err);
    let people = Held::new("none.csv", "Name,Phone\nAnn,1\n");
    let done = run(reports::run, &["--sales", people.path()]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
}
