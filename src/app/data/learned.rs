//! Columns a person has put right are known again: by the headers of the file, on this device. Losing
//! them loses no data.

use super::reading::{Columns, Decisions, Reading};
use crate::{
    exchange::{
        customers::Field,
        learned::{self, Learned},
        sales,
        things::Target,
    },
    platform::prefs::Pref,
};

const LEARNED: Pref<Vec<Learned>> = Pref::new("regulars.columns");

/// The columns of a file; nothing for one without headers, which tell it.
fn seen(reading: &Reading) -> Option<Learned> {
    if reading.header == Some(0) {
        return None;
    }
    let columns: Vec<(&str, String)> = match &reading.columns {
        Columns::None => return None,
        Columns::Customers(mapping) => mapping
            .columns
            .iter()
            .map(|one| (one.title.as_str(), one.field.to_string()))
            .collect(),
        Columns::Sales(columns) => columns
            .iter()
            .map(|one| (one.title.as_str(), one.target.to_string()))
            .collect(),
        Columns::Things(columns) => columns
            .iter()
            .map(|one| (one.title.as_str(), one.target.to_string()))
            .collect(),
    };
    Some(learned::learned(reading.kind, columns))
}

fn decided(decisions: &Decisions) -> bool {
    decisions.choices.mapping.is_some()
        || decisions.sales_targets.is_some()
        || decisions.targets.is_some()
}

/// Remembers the columns of a file that was brought in after the person chose some by hand.
pub fn remember(reading: &Reading, decisions: &Decisions) {
    let Some(newest) = seen(reading).filter(|_| decided(decisions)) else {
        return;
    };
    let mut all = LEARNED.get().unwrap_or_default();
    learned::remember(&mut all, newest);
    LEARNED.set(&all);
}

/// What was chosen for a file with these headers; nothing if it is what is proposed anyway, or if
/// something was decided already.
pub fn recall(reading: &Reading, decisions: &Decisions) -> Option<Decisions> {
    let seen = seen(reading).filter(|_| !decided(decisions))?;
    let fields = learned::recall(&LEARNED.get()?, &seen)?;
    let mut decisions = decisions.clone();
    match &reading.columns {
        Columns::None => return None,
        Columns::Customers(mapping) => {
            let mut chosen = mapping.clone();
            for (column, field) in chosen.columns.iter_mut().zip(&fields) {
                column.field = Field::parse(field).unwrap_or_default();
            }
            decisions.choices.mapping = Some(chosen);
        }
        Columns::Sales(_) => {
            let targets = fields.iter().map(|field| sales::Target::parse(field));
            decisions.sales_targets = Some(targets.map(Option::unwrap_or_default).collect());
        }
        Columns::Things(_) => {
            let targets = fields.iter().map(|field| Target::parse(field));
            decisions.targets = Some(targets.map(Option::unwrap_or_default).collect());
        }
    }
    Some(decisions)
}
