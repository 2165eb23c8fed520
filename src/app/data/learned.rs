//! Columns a person has put right are known again: by the headers of the file, on this device. Losing
//! them loses no data.

use serde::{Deserialize, Serialize};

use super::reading::{Columns, Decisions, Reading};
use crate::{
    exchange::{customers, sales},
    platform::prefs::Pref,
};

/// Lists that are remembered; the oldest goes first.
const KEPT: usize = 60;

const LEARNED: Pref<Vec<Learned>> = Pref::new("regulars.columns");

/// What the columns of one kind of list hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Learned {
    /// The headers from the left.
    titles: Vec<String>,
    /// What they hold.
    fields: Fields,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Fields {
    Customers(Vec<customers::Field>),
    Sales(Vec<Option<sales::Field>>),
}

fn titles(columns: &Columns) -> Vec<String> {
    let titles: Vec<&str> = match columns {
        Columns::None => Vec::new(),
        Columns::Customers(mapping) => mapping
            .columns
            .iter()
            .map(|one| one.title.as_str())
            .collect(),
        Columns::Sales(columns) => columns.iter().map(|one| one.title.as_str()).collect(),
    };
    // The beginning of a title tells it; a file may put a novel there.
    titles
        .into_iter()
        .map(|title| title.chars().take(80).collect())
        .collect()
}

/// Remembers the columns of a file that was brought in after the person chose some by hand.
pub fn remember(reading: &Reading, decisions: &Decisions) {
    if decisions.choices.mapping.is_none() && decisions.sales_fields.is_none() {
        return;
    }
    let fields = match &reading.columns {
        Columns::None => return,
        Columns::Customers(mapping) => Fields::Customers(
            mapping
                .columns
                .iter()
                .map(|one| one.field.clone())
                .collect(),
        ),
        Columns::Sales(columns) => Fields::Sales(columns.iter().map(|one| one.field).collect()),
    };
    let learned = Learned {
        titles: titles(&reading.columns),
        fields,
    };
    let mut all = LEARNED.get().unwrap_or_default();
    all.retain(|one| one.titles != learned.titles || !same_kind(&one.fields, &learned.fields));
    all.insert(0, learned);
    all.truncate(KEPT);
    LEARNED.set(&all);
}

/// What was chosen for a file with these headers; nothing if it is what is proposed anyway, or if
/// something was decided already.
pub fn recall(reading: &Reading, decisions: &Decisions) -> Option<Decisions> {
    if decisions.choices.mapping.is_some() || decisions.sales_fields.is_some() {
        return None;
    }
    let titles = titles(&reading.columns);
    let all = LEARNED.get()?;
    all.into_iter()
        .filter(|one| one.titles == titles)
        .find_map(|one| apply(one.fields, reading, decisions))
}

fn apply(fields: Fields, reading: &Reading, decisions: &Decisions) -> Option<Decisions> {
    let mut decided = decisions.clone();
    match (fields, &reading.columns) {
        (Fields::Customers(fields), Columns::Customers(mapping)) => {
            let mut chosen = mapping.clone();
            for (column, field) in chosen.columns.iter_mut().zip(fields) {
                column.field = field;
            }
            if chosen == *mapping {
                return None;
            }
            decided.choices.mapping = Some(chosen);
        }
        (Fields::Sales(fields), Columns::Sales(columns)) => {
            if columns
                .iter()
                .map(|one| one.field)
                .eq(fields.iter().copied())
            {
                return None;
            }
            decided.sales_fields = Some(fields);
        }
        _ => return None,
    }
    Some(decided)
}

fn same_kind(one: &Fields, other: &Fields) -> bool {
    matches!(
        (one, other),
        (Fields::Customers(_), Fields::Customers(_)) | (Fields::Sales(_), Fields::Sales(_))
    )
}
