//! Whether records hold together: the rules of the shop for each, and that what they refer to is
//! there. Records from the rescue page are mended, because half a shop is better than none.

use super::{Restored, Warning};
use crate::domain::{
    Edit, Entity, Record, Records, Refusal,
    validate::{self, relink},
};

/// The first record that breaks a rule, and the rule.
pub fn first_broken(records: &[Record]) -> Option<(usize, Refusal)> {
    let edits: Vec<Edit> = records.iter().cloned().map(Edit::create).collect();
    // One pass over all of them in the usual case; one by one only to find the culprit.
    validate::edits(&edits, &Records::default()).err()?;
    let all = in_memory(records);
    edits
        .iter()
        .enumerate()
        .find_map(|(at, edit)| Some((at, validate::edits(std::slice::from_ref(edit), &all).err()?)))
}

fn in_memory(records: &[Record]) -> Records {
    let mut all = Records::default();
    for record in records {
        for_table!(record.table(), T => {
            if let Some(typed) = T::from_record(record) {
                let table = T::table_mut(&mut all);
                table.put(table.slot_count(), typed.clone());
            }
        });
    }
    all
}

/// Clears references to lost records and leaves out what can't stand without them.
pub fn mend(restored: &mut Restored) {
    // Each round can only shorten the list, so this ends.
    loop {
        let all = in_memory(&restored.records);
        for record in &mut restored.records {
            // A relation with one end lost, points of nobody or a file of a lost record can't stand.
            let done = relink(record, |table, id| all.contains(table, id).then_some(id));
            if !done.cleared.is_empty() {
                restored
                    .warnings
                    .push(Warning::ClearedReference(record.table(), record.id()));
            }
        }
        let all = in_memory(&restored.records);
        let before = restored.records.len();
        let warnings = &mut restored.warnings;
        restored.records.retain(|record| {
            let edit = Edit::create(record.clone());
            match validate::edits(std::slice::from_ref(&edit), &all) {
                Ok(()) => true,
                Err(refusal) => {
                    warnings.push(Warning::LeftOut(record.table(), record.id(), refusal));
                    false
                }
            }
        });
        if restored.records.len() == before {
            return;
        }
    }
}
