//! How the edits of a change stand in the log. Records of one table that came or went one after the
//! other, as an import and its undo move them by the hundred thousand, are one run there; everything else
//! stands as it is.

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::Error as _,
    ser::{SerializeSeq, SerializeStructVariant},
};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    change::{FieldChange, LoggedEdit},
    record::{Record, TableName},
};

/// Edits of one kind about one table.
struct Run<'a>(&'a [LoggedEdit]);

/// Which edits may stand together.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Together {
    Made(TableName),
    Gone(TableName),
}

impl Together {
    const fn of(edit: &LoggedEdit) -> Option<Self> {
        match edit {
            LoggedEdit::Created { table, .. } => Some(Self::Made(*table)),
            LoggedEdit::Deleted { record } => Some(Self::Gone(record.table())),
            LoggedEdit::Updated { .. } => None,
        }
    }
}

/// What may stand in the log. [`LoggedEdit`] is not flattened into it: what is read to choose between
/// the two could not be given on as the raw text that records are read from.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Made {
        table: TableName,
        ids: Vec<Uuid>,
    },
    Gone {
        table: TableName,
        records: Vec<Box<RawValue>>,
    },
    Created {
        table: TableName,
        id: Uuid,
    },
    Updated {
        table: TableName,
        id: Uuid,
        fields: Vec<FieldChange>,
    },
    Deleted {
        record: Record,
    },
}

/// A record without its table, which the run has told.
struct Alone<'a>(&'a Record);

impl Serialize for Alone<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_alone(to)
    }
}

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let run = self.0.iter();
        match self.0.first().and_then(Together::of) {
            Some(Together::Made(table)) => {
                let ids: Vec<Uuid> = run.map(|edit| edit.key().1).collect();
                let mut made = to.serialize_struct_variant("Run", 0, "made", 2)?;
                made.serialize_field("table", &table)?;
                made.serialize_field("ids", &ids)?;
                made.end()
            }
            Some(Together::Gone(table)) => {
                let records = run.filter_map(|edit| match edit {
                    LoggedEdit::Deleted { record } => Some(Alone(record)),
                    _ => None,
                });
                let records: Vec<Alone<'_>> = records.collect();
                let mut gone = to.serialize_struct_variant("Run", 1, "gone", 2)?;
                gone.serialize_field("table", &table)?;
                gone.serialize_field("records", &records)?;
                gone.end()
            }
            None => to.collect_seq(run),
        }
    }
}

/// Writes edits, runs together.
pub fn serialize<S: Serializer>(edits: &[LoggedEdit], to: S) -> Result<S::Ok, S::Error> {
    let kind = Together::of;
    let mut out = to.serialize_seq(None)?;
    for run in edits.chunk_by(|one, next| kind(one).is_some() && kind(one) == kind(next)) {
        match run {
            [alone] => out.serialize_element(alone)?,
            run => out.serialize_element(&Run(run))?,
        }
    }
    out.end()
}

/// Reads edits, one by one again.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<LoggedEdit>, D::Error> {
    let entries = Vec::<Entry>::deserialize(from)?;
    let mut edits = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            Entry::Made { table, ids } => {
                edits.extend(ids.into_iter().map(|id| LoggedEdit::Created { table, id }));
            }
            Entry::Gone { table, records } => {
                edits.reserve(records.len());
                for record in records {
                    let record =
                        Record::from_text(table, record.get()).map_err(D::Error::custom)?;
                    edits.push(LoggedEdit::Deleted { record });
                }
            }
            Entry::Created { table, id } => edits.push(LoggedEdit::Created { table, id }),
            Entry::Updated { table, id, fields } => {
                edits.push(LoggedEdit::Updated { table, id, fields });
            }
            Entry::Deleted { record } => edits.push(LoggedEdit::Deleted { record }),
        }
    }
    Ok(edits)
}

/// What may stand in the log, as far as one has to look to know which records it is about.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Glance<'a> {
    Made {
        table: TableName,
        ids: Vec<Uuid>,
    },
    Gone {
        table: TableName,
        #[serde(borrow)]
        records: Vec<&'a RawValue>,
    },
    Created {
        table: TableName,
        id: Uuid,
    },
    Updated {
        table: TableName,
        id: Uuid,
        #[serde(borrow)]
        fields: &'a RawValue,
    },
    Deleted {
        #[serde(borrow)]
        record: &'a RawValue,
    },
}

/// The edits about records that are `wanted`, of all that stand in `text`. Of the others no more is made than
/// it takes to know them: there may be half a million.
pub fn only(
    text: &str,
    wanted: impl Fn(Uuid) -> bool,
) -> Result<Vec<LoggedEdit>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Named {
        id: Uuid,
    }
    let mut edits = Vec::new();
    for glance in serde_json::from_str::<Vec<Glance<'_>>>(text)? {
        match glance {
            Glance::Made { table, ids } => {
                let ids = ids.into_iter().filter(|id| wanted(*id));
                edits.extend(ids.map(|id| LoggedEdit::Created { table, id }));
            }
            Glance::Gone { table, records } => {
                for record in records.into_iter().map(RawValue::get) {
                    if wanted(serde_json::from_str::<Named>(record)?.id) {
                        let record = Record::from_text(table, record)?;
                        edits.push(LoggedEdit::Deleted { record });
                    }
                }
            }
            Glance::Created { table, id } if wanted(id) => {
                edits.push(LoggedEdit::Created { table, id });
            }
            Glance::Updated { table, id, fields } if wanted(id) => {
                let fields = serde_json::from_str(fields.get())?;
                edits.push(LoggedEdit::Updated { table, id, fields });
            }
            Glance::Deleted { record } => {
                let record: Record = serde_json::from_str(record.get())?;
                if wanted(record.id()) {
                    edits.push(LoggedEdit::Deleted { record });
                }
            }
            Glance::Created { .. } | Glance::Updated { .. } => {}
        }
    }
    Ok(edits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::{Customer, Id, Member, Timestamp, name::Name};

    #[derive(Serialize, Deserialize)]
    struct Log(#[serde(with = "super")] Vec<LoggedEdit>);

    fn edit(kind: u8, number: u128) -> LoggedEdit {
        let id = Uuid::from_u128(number);
        let created = |table| LoggedEdit::Created { table, id };
        let name = Name::from_full("\"made\": {}");
        match kind {
            0 => created(TableName::Sales),
            1 => created(TableName::Customers),
            2 => LoggedEdit::Deleted {
                record: Customer::new(Id::new(id), name, Timestamp(3)).into(),
            },
            3 => LoggedEdit::Deleted {
                record: Member {
                    id: Id::new(id),
                    name: "Mei".to_owned(),
                    left: true,
                    created: Timestamp(4),
                    updated: Timestamp(5),
                }
                .into(),
            },
            _ => LoggedEdit::Updated {
                table: TableName::Sales,
                id,
                fields: vec![FieldChange {
                    field: "note".to_owned(),
                    before: Value::Null,
                    after: json!("{\"made\":1}"),
                }],
            },
        }
    }

    fn edits(kinds: &[u8]) -> Vec<LoggedEdit> {
        let kinds = (0..).zip(kinds);
        kinds.map(|(number, kind)| edit(*kind, number)).collect()
    }

    proptest! {
        #[test]
        fn edits_come_back_in_their_order(kinds in proptest::collection::vec(0u8..5, 0..40)) {
            let edits = edits(&kinds);
            let text = serde_json::to_string(&Log(edits.clone())).expect("plain data");
            let Log(read) = serde_json::from_str(&text).expect("what was written");
            prop_assert_eq!(read, edits);
        }
    }

    proptest! {
        #[test]
        fn only_those_wanted_are_made(kinds in proptest::collection::vec(0u8..5, 0..40), every in 1u128..4) {
            let mut edits = edits(&kinds);
            let text = serde_json::to_string(&Log(edits.clone())).expect("plain data");
            let wanted = |id: Uuid| id.as_u128().is_multiple_of(every);
            edits.retain(|edit| wanted(edit.key().1));
            prop_assert_eq!(only(&text, wanted).expect("what was written"), edits);
        }
    }

    #[test]
    fn what_comes_or_goes_in_a_row_is_one_entry() {
        let kinds = [0, 0, 0, 1, 4, 4, 2, 2, 3];
        let log = serde_json::to_value(Log(edits(&kinds))).expect("plain data");
        let entries = log.as_array().expect("a list");
        assert_eq!(entries.len(), 6);
        let length = |value: &Value| value.as_array().map(Vec::len);
        assert_eq!(length(&entries[0]["made"]["ids"]), Some(3));
        assert_eq!(entries[1]["created"]["table"], "customers");
        assert_eq!(length(&entries[4]["gone"]["records"]), Some(2));
        assert_eq!(entries[5]["deleted"]["record"]["table"], "members");
    }

    #[test]
    fn entries_from_before_there_were_runs_are_read() {
        let all = edits(&[0, 0, 2, 2, 4]);
        let old = serde_json::to_string(&all).expect("plain data");
        let Log(read) = serde_json::from_str(&old).expect("an old log");
        assert_eq!(read, all);
    }
}
