//! Whether records hold together: the rules of the shop for each, and that what they refer to is
//! there. Records from the rescue page are mended, because half a shop is better than none.

use uuid::Uuid;

use super::{Restored, Warning};
use crate::domain::{Edit, Entity, Record, Records, Refusal, TableName, validate};

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
            if clear_lost(record, &all) {
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

/// Clears what `record` refers to where it is not in `all`; true if something was.
fn clear_lost(record: &mut Record, all: &Records) -> bool {
    use std::sync::Arc;
    let lost = |table: TableName, id: Option<Uuid>| id.is_some_and(|id| !all.contains(table, id));
    let mut cleared = false;
    macro_rules! clear {
        ($record:expr, $field:ident, $table:ident) => {
            if lost(TableName::$table, $record.$field.map(|id| id.raw())) {
                Arc::make_mut($record).$field = None;
                cleared = true;
            }
        };
    }
    match record {
        Record::Customers(customer) => {
            clear!(customer, company, Customers);
            clear!(customer, owner, Members);
        }
        Record::Deals(deal) => {
            clear!(deal, customer, Customers);
            clear!(deal, owner, Members);
        }
        Record::Sales(sale) => {
            clear!(sale, customer, Customers);
            clear!(sale, refund_of, Sales);
        }
        Record::Activities(activity) => {
            clear!(activity, customer, Customers);
            clear!(activity, deal, Deals);
            clear!(activity, case, Cases);
        }
        Record::Cases(case) => {
            clear!(case, owner, Members);
            clear!(case, customer, Customers);
            clear!(case, sale, Sales);
        }
        Record::Tasks(task) => {
            clear!(task, owner, Members);
            clear!(task, customer, Customers);
            clear!(task, deal, Deals);
        }
        // A relation with one end lost, points of nobody or a file of a lost record can't stand; the
        // others refer to nothing.
        Record::Shop(_)
        | Record::Members(_)
        | Record::Fields(_)
        | Record::Pipelines(_)
        | Record::Products(_)
        | Record::Points(_)
        | Record::Relations(_)
        | Record::Views(_)
        | Record::Templates(_)
        | Record::Files(_)
        | Record::Trash(_) => {}
    }
    cleared
}
