//! Three-way merge of one record by fields: what only one side changed is taken from that side;
//! what both changed is taken from `mine`, and the field is named. Used when two tabs, an import or
//! two devices edited the same record.

use serde_json::{Map, Value};

use super::{
    record::Record,
    spread::{gather, spread},
};

/// The merged record and the fields on which both sides differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The result.
    pub record: Record,
    /// Fields both sides changed to different values; `mine` was taken.
    pub conflicts: Vec<String>,
}

/// Merges `mine` and `theirs`, which both came from `base`.
pub fn three_way(
    base: &Record,
    mine: &Record,
    theirs: &Record,
) -> Result<Merged, serde_json::Error> {
    let (json, conflicts) = fields(
        &object(base.to_json()?),
        &object(mine.to_json()?),
        &object(theirs.to_json()?),
    );
    Ok(Merged {
        record: Record::from_json(theirs.table(), Value::Object(gather(json)))?,
        conflicts,
    })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => spread(map),
        _ => Map::new(),
    }
}

fn fields(
    base: &Map<String, Value>,
    mine: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> (Map<String, Value>, Vec<String>) {
    let mut merged = theirs.clone();
    let mut conflicts = Vec::new();
    let names = base
        .keys()
        .chain(mine.keys().filter(|name| !base.contains_key(*name)));
    for name in names {
        let (old, new, other) = (base.get(name), mine.get(name), theirs.get(name));
        if new == old {
            continue;
        }
        if other != old && other != new && name != "updated" {
            conflicts.push(name.clone());
        }
        match new {
            Some(value) => merged.insert(name.clone(), value.clone()),
            None => merged.remove(name),
        };
    }
    (merged, conflicts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn map() -> impl Strategy<Value = Map<String, Value>> {
        proptest::collection::btree_map("[a-e]", 0i64..4, 0..5)
            .prop_map(|m| m.into_iter().map(|(k, v)| (k, Value::from(v))).collect())
    }

    proptest! {
        #[test]
        fn the_side_that_changed_wins(base in map(), mine in map(), theirs in map()) {
            prop_assert_eq!(&fields(&base, &mine, &base).0, &mine);
            prop_assert_eq!(&fields(&base, &base, &theirs).0, &theirs);
            prop_assert_eq!(fields(&base, &mine, &mine).1, Vec::<String>::new());
        }

        #[test]
        fn without_conflict_the_sides_may_be_swapped(base in map(), mine in map(), theirs in map()) {
            let (one, conflicts) = fields(&base, &mine, &theirs);
            let (other, swapped) = fields(&base, &theirs, &mine);
            prop_assert_eq!(conflicts.is_empty(), swapped.is_empty());
            if conflicts.is_empty() {
                prop_assert_eq!(one, other);
            }
        }
    }
}
