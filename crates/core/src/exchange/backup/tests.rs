use super::sample::{add, typical};
use super::*;
use crate::domain::{
    Change, Edit, Entity, Label, LoggedEdit, Record, Records, Refusal, TableName, Timestamp, Verb,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

const LIMIT: usize = 10_000_000;

fn text(records: &Records) -> String {
    write(records, &[])
        .collect::<Result<Vec<_>, _>>()
        .expect("writes")
        .concat()
}

fn restore(text: &str) -> Result<Restored, BackupError> {
    read(text.as_bytes(), LIMIT)
}

fn in_memory(restored: &Restored) -> Records {
    let mut records = Records::default();
    for record in restored.records.iter().rev() {
        for_table!(record.table(), T => add(&mut records, T::clone(T::from_record(record).expect("its table"))));
    }
    records
}

/// A log with every kind of edit, as the store has it.
fn log() -> Vec<Vec<u8>> {
    let records = typical();
    let customers = records.all(TableName::Customers);
    let sales = records.all(TableName::Sales);
    let came: Vec<Edit> = customers.iter().cloned().map(Edit::create).collect();
    let went: Vec<Edit> = sales.iter().cloned().map(Edit::remove).collect();
    let Some(Record::Customers(one)) = customers.first() else {
        panic!("customers are customers")
    };
    let mut renamed = one.as_ref().clone();
    "Likes oolong".clone_into(&mut renamed.note);
    let edited = vec![Edit::update(one.as_ref().clone(), renamed)];
    let logs = |edits: &[Edit]| -> Vec<LoggedEdit> {
        let logged = edits.iter().map(|edit| edit.log().expect("plain data"));
        logged.flatten().collect()
    };
    let changes = [
        &came,
        &came[..1].to_vec(),
        &edited,
        &went,
        &went[..1].to_vec(),
    ];
    let entry = |(at, edits): (u64, &&Vec<Edit>)| Change {
        seq: 7 + at,
        at: Timestamp(1_790_000_000_000 + i64::try_from(at).expect("few")),
        device: "a".to_owned(),
        person: "b".to_owned(),
        label: Label::new(Verb::HandOver, TableName::Customers, edits.len(), "c"),
        undoes: (at == 4).then_some(8),
        edits: logs(edits),
        replaced_all: false,
        pages: vec![(TableName::Sales, 1)],
    };
    let entries = (0..).zip(&changes).map(entry);
    entries
        .map(|entry| serde_json::to_vec(&entry).expect("plain data"))
        .collect()
}

/// The typical backup with one value replaced.
fn changed(pointer: &str, value: Value) -> String {
    let mut json: Value = serde_json::from_str(&text(&typical())).expect("json");
    *json.pointer_mut(pointer).expect(pointer) = value;
    json.to_string()
}

#[test]
fn writing_restoring_and_writing_gives_the_same_bytes() {
    let first = text(&typical());
    let restored = restore(&first).expect("restores");
    assert_eq!(
        (restored.warnings.as_slice(), restored.records.len()),
        (&[][..], 29)
    );
    assert_eq!(text(&in_memory(&restored)), first);
    assert!(!first.contains("last_backup"));
    assert_eq!(
        restore(&format!("\u{feff}{first}")).expect("a mark does no harm"),
        restored
    );
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = text(&typical());
    let end = whole.trim_end().len();
    for cut in 0..end {
        let error = read(&whole.as_bytes()[..cut], LIMIT).expect_err("cut");
        assert!(
            matches!(
                error,
                BackupError::Truncated { .. } | BackupError::NotText(_)
            ),
            "{cut}: {error}"
        );
    }
}

#[test]
fn other_things_are_refused() {
    for other in [
        "null",
        "[]",
        "7",
        "\"x\"",
        "{}",
        r#"{"format":"x","version":1,"tables":{}}"#,
        r#"{"format":"regulars-backup","version":1}"#,
        r#"{"format":"regulars-backup","version":"1","tables":{}}"#,
        r#"{"format":"regulars-backup","version":0,"tables":{}}"#,
        r#"{"format":7,"version":1,"tables":{}}"#,
        r#"{"format":"regulars-backup","format":"regulars-backup","version":1,"tables":{}}"#,
    ] {
        assert_eq!(restore(other), Err(BackupError::NotABackup), "{other}");
    }
    assert_eq!(
        restore(&changed("/version", json!(3))),
        Err(BackupError::Newer(3))
    );
    let deep = format!(
        "{{\"format\":\"regulars-backup\",\"version\":1,\"tables\":{{\"customers\":[{}",
        "[".repeat(100_000)
    );
    assert!(restore(&deep).is_err());
    let deep = format!("{deep}{}]}}}}", "]".repeat(100_000));
    assert!(matches!(restore(&deep), Err(BackupError::NotJson { .. })));
    let trailing = format!("{}xyz ", text(&typical()));
    assert!(matches!(
        restore(&trailing),
        Err(BackupError::NotJson { .. })
    ));
    assert_eq!(
        read(b"{}", 1),
        Err(BackupError::TooLarge { bytes: 2, limit: 1 })
    );
}

#[test]
fn a_bad_record_is_named_by_table_and_place() {
    let record = |json: &str| match restore(json) {
        Err(BackupError::Record {
            table, position, ..
        }) => (table, position),
        other => panic!("{other:?}"),
    };
    let huge = text(&typical()).replace("\"total\":2400", "\"total\":1e999");
    assert!(restore(&huge).is_err());
    assert_eq!(
        record(&changed("/tables/sales/0/total", json!(1e30))),
        (TableName::Sales, 1)
    );
    assert_eq!(
        record(&changed("/tables/customers/1/name", json!(7))),
        (TableName::Customers, 2)
    );
    assert_eq!(
        record(&changed("/tables/customers/0", Value::Null)),
        (TableName::Customers, 1)
    );
    assert_eq!(
        record(&changed(
            "/tables/customers/0/birthday",
            json!("1990-02-30")
        )),
        (TableName::Customers, 1)
    );
    assert!(matches!(
        restore(&changed("/tables/customers", json!({}))),
        Err(BackupError::NotJson { .. })
    ));
    let refused = |json: &str| match restore(json) {
        Err(BackupError::Refused {
            table,
            position,
            refusal,
        }) => (table, position, refusal),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(&changed(
            "/tables/sales/1/customer",
            json!(Uuid::from_u128(99))
        )),
        (TableName::Sales, 2, Refusal::Dangling(TableName::Customers)),
    );
    assert_eq!(
        refused(&changed("/tables/sales/1/total", json!(i64::MIN))).2,
        Refusal::OutOfRange("total")
    );
    assert_eq!(
        restore(&changed(
            "/tables/customers/1/id",
            json!(Uuid::from_u128(3))
        )),
        Err(BackupError::DuplicateId {
            table: TableName::Customers,
            position: 2,
            id: Uuid::from_u128(3)
        }),
    );
}

#[test]
fn what_is_not_known_is_left_out_and_told() {
    let mut json: Value = serde_json::from_str(&text(&typical())).expect("json");
    json["tables"]["visits"] = json!([1]);
    json["tables"]["customers"][0]["__proto__"] = json!({"admin": true});
    json["counts"]["tasks"] = json!(2);
    let warnings = restore(&json.to_string()).expect("restores").warnings;
    assert_eq!(
        warnings,
        [
            Warning::CountMismatch {
                table: TableName::Tasks,
                promised: 2,
                found: 1
            },
            Warning::UnknownTable("visits".into()),
            Warning::UnknownField {
                table: TableName::Customers,
                field: "__proto__".into(),
                count: 1
            },
        ]
    );
}

#[test]
fn rescued_records_are_mended() {
    let mut json: Value = serde_json::from_str(&text(&typical())).expect("json");
    json["rescued"] = json!(true);
    json["tables"]["pipelines"] = json!([]);
    json["tables"]["customers"]
        .as_array_mut()
        .expect("a list")
        .remove(1);
    let restored = restore(&json.to_string()).expect("restores");
    assert!(restored.rescued);
    assert!(restored.warnings.contains(&Warning::ClearedReference(
        TableName::Customers,
        Uuid::from_u128(3)
    )));
    assert!(
        !restored
            .records
            .iter()
            .any(|record| record.table() == TableName::Deals && record.id() == Uuid::from_u128(5))
    );
    assert!(
        restored
            .records
            .iter()
            .any(|record| matches!(record, Record::Tasks(task) if task.deal.is_none()))
    );
}

#[test]
fn a_backup_from_before_cases_and_points_is_read() {
    let mut json: Value = serde_json::from_str(&text(&typical())).expect("json");
    json["version"] = json!(1);
    for part in ["tables", "counts"] {
        let tables = json[part].as_object_mut().expect("an object");
        tables.remove("cases");
        tables.remove("points");
    }
    json["tables"]["activities"][0]
        .as_object_mut()
        .expect("a touch")
        .remove("case");
    let restored = restore(&json.to_string()).expect("restores");
    assert_eq!(
        (restored.warnings.as_slice(), restored.records.len()),
        (&[][..], 26)
    );
}

#[test]
fn the_published_schema_describes_the_file() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../public/backup.schema.json"
    );
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("the schema")).expect("json");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let (records, log) = (typical(), log());
    let whole: String = write(&records, &log)
        .map(|piece| piece.expect("writes"))
        .collect();
    let good: Value = serde_json::from_str(&whole).expect("json");
    for (at, kind) in ["made", "created", "updated", "gone", "deleted"]
        .iter()
        .enumerate()
    {
        assert!(
            good["history"][at]["edits"][0].get(kind).is_some(),
            "{kind}"
        );
    }
    assert_eq!(good["history"][4]["undoes"], 2);
    let faults: Vec<String> = validator
        .iter_errors(&good)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    for (pointer, value) in [
        ("/version", json!(3)),
        ("/tables/cases/0/kind", json!("war")),
        ("/tables/points/0/points", json!(0)),
        ("/tables/sales/0/total", json!("1")),
        ("/tables/customers/0/id", json!("x")),
        ("/tables/customers/0", json!({})),
        ("/tables/tasks/0/priority", json!("urgent")),
    ] {
        let bad: Value = serde_json::from_str(&changed(pointer, value)).expect("json");
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
    for (pointer, value) in [
        ("/history/0/seq", json!(0)),
        ("/history/0/label", json!({})),
        ("/history/2/edits/0/updated/fields/0/field", json!(1)),
        ("/history/3/edits/0/gone/table", json!("people")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect(pointer) = value;
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
}

#[test]
fn saved_views_of_every_list_come_back() {
    let mut records = typical();
    let first = records.views.iter().next().expect("a view");
    let view = first.as_ref().clone();
    for (number, list) in (300..).zip(TableName::ALL) {
        let view = crate::domain::View {
            id: crate::domain::Id::new(Uuid::from_u128(number)),
            list: *list,
            filter: "f~all*28.own*7e.x*29.!period~month".to_owned(),
            ..view.clone()
        };
        add(&mut records, view);
    }
    let restored = restore(&text(&records)).expect("restores");
    assert_eq!(restored.warnings, []);
    assert_eq!(in_memory(&restored).views.len(), 1 + TableName::ALL.len());
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes, LIMIT).is_err());
    }

    #[test]
    fn no_flipped_byte_makes_it_fall(at in 0usize..4000, byte: u8) {
        let mut bytes = text(&typical()).into_bytes();
        let length = bytes.len();
        bytes[at % length] = byte;
        drop(read(&bytes, LIMIT));
    }
}

#[test]
fn a_changed_letter_is_noticed_and_an_older_file_is_not_blamed() {
    let whole = text(&typical());
    assert!(whole.contains("\"about\":\"Everything of one shop"));
    let changed = whole.replace("Rad AG", "Rat AG");
    let restored = restore(&changed).expect("still a backup");
    assert_eq!(restored.warnings, [Warning::Changed]);
    let (content, _) = whole.rsplit_once(SEAL).expect("a seal");
    let older = restore(&format!("{content}}}\n")).expect("a backup");
    assert_eq!(older.warnings, []);
}
