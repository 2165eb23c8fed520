//! Changes of fields as entries of a timeline: what the change log says of the record whose timeline it is, and of
//! the deals and cases on it.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use uuid::Uuid;

use super::timeline::{Edited, Entry, What, instant, order};
use crate::domain::{
    Change, Customer, Id, LoggedEdit, TableName,
    change::{FieldChange, UPDATED},
};

/// Fields whose changes are entries of their own on a timeline, or only say where a card stands on its board.
fn is_told_anyway(table: TableName, field: &str) -> bool {
    let told: &[&str] = match table {
        TableName::Deals => &["stage", "rank", "history", "outcome", "closed_by"],
        TableName::Cases => &["solved"],
        _ => &[],
    };
    field == UPDATED || told.contains(&field)
}

/// The changes of fields among entries of the log: of the record whose timeline it is, and of the deals and cases
/// on it, which are found among its `own` entries. Its creation is on the timeline anyway.
pub fn changes(log: &[Change], id: Uuid, own: &[Entry]) -> Vec<Entry> {
    let mut parts: FxHashMap<Uuid, (TableName, &str, Option<Id<Customer>>)> = FxHashMap::default();
    for entry in own {
        let (part, table, title) = match &entry.what {
            What::Stage(deal, _) | What::Closed(deal) => {
                (deal.id.raw(), TableName::Deals, &deal.title)
            }
            What::Case(case) => (case.id.raw(), TableName::Cases, &case.title),
            _ => continue,
        };
        parts.insert(part, (table, title.as_str(), entry.of));
    }
    let mut found = Vec::new();
    for change in log {
        for edit in &change.edits {
            let LoggedEdit::Updated { fields, .. } = edit else {
                continue;
            };
            let (table, key) = edit.key();
            let part = parts.get(&key).filter(|_| key != id);
            if part.is_none() && key != id {
                continue;
            }
            let fields: Vec<FieldChange> = fields
                .iter()
                .filter(|field| !is_told_anyway(table, &field.field))
                .cloned()
                .collect();
            if fields.is_empty() {
                continue;
            }
            let seq = u32::try_from(change.seq).unwrap_or(u32::MAX);
            found.push(Entry {
                // Steps of the same record count from below.
                key: (key, u32::MAX - seq),
                by: change.person.clone(),
                of: part.and_then(|(_, _, of)| *of),
                ..instant(
                    change.at,
                    (key, 0),
                    What::Changed(Arc::new(Edited {
                        seq: change.seq,
                        device: change.device.clone(),
                        fields,
                        on: part.map(|(table, title, _)| (*table, key, (*title).to_owned())),
                    })),
                )
            });
        }
    }
    found
}

/// The timeline of a deal with the changes of its fields; how it ended stays first.
pub fn with_changes(own: Vec<Entry>, changed: Vec<Entry>) -> Vec<Entry> {
    let (ended, mut rest): (Vec<Entry>, Vec<Entry>) = own
        .into_iter()
        .partition(|entry| matches!(entry.what, What::Closed(_)));
    rest.extend(changed);
    order(&mut rest);
    ended.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Case, Currency, Deal, IdMaker, Label, Timestamp, Verb};

    fn field(name: &str) -> FieldChange {
        FieldChange {
            field: name.to_owned(),
            before: serde_json::Value::Null,
            after: serde_json::Value::Null,
        }
    }

    fn change(seq: u64, table: TableName, id: Uuid, names: &[&str]) -> Change {
        Change {
            seq,
            at: Timestamp(i64::try_from(seq).expect("small") * 10),
            device: "till".to_owned(),
            person: String::new(),
            label: Label::new(Verb::Edit, table, 1, ""),
            undoes: None,
            edits: vec![LoggedEdit::Updated {
                table,
                id,
                fields: names.iter().map(|name| field(name)).collect(),
            }],
            replaced_all: false,
            pages: Vec::new(),
        }
    }

    #[test]
    fn changes_of_deals_and_cases_stand_on_the_timeline_with_their_name() {
        let mut ids = IdMaker::new(1);
        let now = Timestamp(1);
        let (who, ann) = (ids.next::<Customer>(now), ids.next::<Customer>(now));
        let place = (Id::new(Uuid::from_u128(8)), Id::new(Uuid::from_u128(9)));
        let deal = Arc::new(Deal::new(ids.next(now), "Vase", place, Currency::CNY, now));
        let case = Arc::new(Case::new(ids.next(now), "Zip", now));
        let (deals, cases) = (deal.id.raw(), case.id.raw());
        let own = [
            Entry {
                of: Some(ann),
                ..instant(now, (deals, 1), What::Stage(deal, "Offer".into()))
            },
            instant(now, (cases, 0), What::Case(case)),
        ];
        let log = [
            change(1, TableName::Deals, deals, &["value", "rank", UPDATED]),
            // Its stage is an entry of its own.
            change(2, TableName::Deals, deals, &["stage", "history", "rank"]),
            change(3, TableName::Cases, cases, &["due", "solved"]),
            change(4, TableName::Customers, who.raw(), &["note"]),
            change(5, TableName::Deals, Uuid::from_u128(77), &["value"]),
        ];
        let told = |entries: Vec<Entry>| -> Vec<(u64, Option<String>, Vec<String>)> {
            let mut told = Vec::new();
            for entry in entries {
                if let What::Changed(edited) = &entry.what {
                    let fields = edited.fields.iter().map(|one| one.field.clone());
                    let on = edited.on.as_ref().map(|(_, _, title)| title.clone());
                    told.push((edited.seq, on, fields.collect()));
                }
            }
            told
        };
        let line =
            |seq, on: Option<&str>, name: &str| (seq, on.map(str::to_owned), vec![name.to_owned()]);
        let found = changes(&log, who.raw(), &own);
        assert_eq!(found[0].of, Some(ann), "of the person whose deal it is");
        let want = [
            line(1, Some("Vase"), "value"),
            line(3, Some("Zip"), "due"),
            line(4, None, "note"),
        ];
        assert_eq!(told(found), want);
        // On the deal's own page it needs no name, and nothing else is there.
        let found = changes(&log, deals, &own[..1]);
        assert_eq!(told(found), [line(1, None, "value")]);
    }
}
