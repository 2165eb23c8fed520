//! A file to records, trusting nothing: the shape, every record and every reference are checked
//! before a single record is handed out. All or nothing, and the reason names table and place.

use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{
    Deserialize,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, error::Category};
use uuid::Uuid;

use super::{
    FORMAT, VERSION,
    history::{Entries, History},
    is_sealed, mend,
    told::{BackupError, Warning},
};
use crate::domain::{Change, Record, Refusal, TableName};

/// The contents of a backup.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restored {
    /// Every record, what is referred to before what refers.
    pub records: Vec<Record>,
    /// What was done to them, oldest first, numbered from 1.
    pub history: Vec<Change>,
    /// What was put up with.
    pub warnings: Vec<Warning>,
    /// True if the rescue page wrote it, which keeps whatever it finds.
    pub rescued: bool,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
    #[serde(default)]
    rescued: Value,
    #[serde(default)]
    counts: Value,
    tables: Option<IgnoredAny>,
}

/// Reads a backup of at most `limit` bytes.
pub fn read(bytes: &[u8], limit: usize) -> Result<Restored, BackupError> {
    if bytes.len() > limit {
        return Err(BackupError::TooLarge {
            bytes: bytes.len(),
            limit,
        });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| BackupError::NotText(error.valid_up_to()))?;
    let text = text.trim_start_matches('\u{feff}');
    // The first pass checks the syntax of all of it and finds out what it is.
    if !text.trim_start().starts_with('{') {
        let broken = serde_json::from_str::<IgnoredAny>(text).err();
        return Err(broken.map_or(BackupError::NotABackup, |error| syntax(&error, text)));
    }
    let head: Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => BackupError::NotABackup,
        _ => syntax(&error, text),
    })?;
    if head.format != FORMAT || head.tables.is_none() {
        return Err(BackupError::NotABackup);
    }
    match head.version.as_u64() {
        Some(version) if version > VERSION => return Err(BackupError::Newer(version)),
        Some(1..) => {}
        _ => return Err(BackupError::NotABackup),
    }
    let mut work = Work {
        rescued: head.rescued == Value::Bool(true),
        ..Work::default()
    };
    if !is_sealed(text) {
        work.left_out.push(Warning::Changed);
    }
    let mut parser = serde_json::Deserializer::from_str(text);
    if let Err(error) = (Root(&mut work)).deserialize(&mut parser) {
        return Err(work.error.unwrap_or_else(|| syntax(&error, text)));
    }
    work.finish(&head.counts)
}

fn syntax(error: &serde_json::Error, text: &str) -> BackupError {
    // A number cut behind its sign is an error of its own, at the very end.
    let last = text.lines().next_back().unwrap_or_default();
    let at_end = error.line() == text.lines().count() && error.column() >= last.len();
    match error.classify() {
        Category::Syntax if at_end => BackupError::Truncated { line: error.line() },
        Category::Eof => BackupError::Truncated { line: error.line() },
        _ => BackupError::NotJson {
            line: error.line(),
            column: error.column(),
            reason: error.to_string(),
        },
    }
}

#[derive(Default)]
struct Work {
    tables: FxHashMap<TableName, Vec<Record>>,
    ids: FxHashSet<(TableName, Uuid)>,
    history: Entries,
    unknown_tables: Vec<String>,
    unknown_fields: FxHashMap<(TableName, String), usize>,
    rescued: bool,
    left_out: Vec<Warning>,
    error: Option<BackupError>,
}

impl Work {
    fn record(
        &mut self,
        table: TableName,
        position: usize,
        json: Value,
    ) -> Result<(), BackupError> {
        let mut unknown = Vec::new();
        let record = for_table!(table, T => {
            serde_ignored::deserialize::<_, _, T>(json, |path| unknown.push(path.to_string())).map(Record::from)
        });
        let record = match record {
            Ok(record) => record,
            Err(error) if self.rescued => {
                let refusal = Refusal::Unreadable(error.to_string());
                self.left_out
                    .push(Warning::LeftOut(table, Uuid::nil(), refusal));
                return Ok(());
            }
            Err(error) => {
                return Err(BackupError::Record {
                    table,
                    position,
                    reason: error.to_string(),
                });
            }
        };
        for field in unknown {
            *self.unknown_fields.entry((table, field)).or_default() += 1;
        }
        let id = record.id();
        if self.ids.insert((table, id)) {
            self.tables.entry(table).or_default().push(record);
            Ok(())
        } else if self.rescued {
            Ok(())
        } else {
            Err(BackupError::DuplicateId {
                table,
                position,
                id,
            })
        }
    }

    fn finish(mut self, counts: &Value) -> Result<Restored, BackupError> {
        let mut restored = Restored {
            rescued: self.rescued,
            history: self.history.sound,
            warnings: self.left_out,
            ..Restored::default()
        };
        if self.history.broken > 0 {
            let lost = Warning::LostHistory(self.history.broken);
            restored.warnings.push(lost);
        }
        for table in TableName::ALL {
            let records = self.tables.remove(table).unwrap_or_default();
            let promised = counts.get(table.as_str()).and_then(Value::as_u64);
            if let Some(promised) = promised.filter(|n| *n != records.len() as u64) {
                let found = records.len();
                restored.warnings.push(Warning::CountMismatch {
                    table: *table,
                    promised,
                    found,
                });
            }
            restored.records.extend(records);
        }
        restored
            .warnings
            .extend(self.unknown_tables.into_iter().map(Warning::UnknownTable));
        let mut fields: Vec<_> = self.unknown_fields.into_iter().collect();
        fields.sort();
        restored
            .warnings
            .extend(
                fields
                    .into_iter()
                    .map(|((table, field), count)| Warning::UnknownField {
                        table,
                        field,
                        count,
                    }),
            );
        if self.rescued {
            mend::mend(&mut restored);
        } else if let Some((at, refusal)) = mend::first_broken(&restored.records) {
            let table = restored
                .records
                .get(at)
                .map_or(TableName::Shop, Record::table);
            let before = restored
                .records
                .iter()
                .take(at)
                .filter(|r| r.table() == table)
                .count();
            return Err(BackupError::Refused {
                table,
                position: before + 1,
                refusal,
            });
        }
        Ok(restored)
    }
}

/// The outermost object: only `tables` and `history` matter here.
struct Root<'a>(&'a mut Work);

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a backup")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "tables" => map.next_value_seed(Tables(self.0))?,
                "history" => map.next_value_seed(History(&mut self.0.history))?,
                _ => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

/// The object of tables by name.
struct Tables<'a>(&'a mut Work);

impl<'de> DeserializeSeed<'de> for Tables<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Tables<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tables by name")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let known = TableName::ALL.iter().find(|table| table.as_str() == key);
            if let Some(table) = known {
                map.next_value_seed(Rows(*table, self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
                self.0.unknown_tables.push(key);
            }
        }
        Ok(())
    }
}

/// The records of one table.
struct Rows<'a>(TableName, &'a mut Work);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut position = 0;
        while let Some(json) = seq.next_element::<Value>()? {
            position += 1;
            if let Err(error) = self.1.record(self.0, position, json) {
                let text = error.to_string();
                self.1.error = Some(error);
                return Err(de::Error::custom(text));
            }
        }
        Ok(())
    }
}
