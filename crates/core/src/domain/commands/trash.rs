//! Deleting to the trash, bringing back, and removing for good. A deleted customer takes activities,
//! tasks and deals along; sales stay, because the money was real, and are linked again on restore. So does a
//! touch with a customer whose deal is deleted: it took place.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    field::FieldDef,
    id::{Id, IdMaker},
    record::{Entity, Record, Records, TableName},
    trash::{Link, Trashed},
    validate::for_each_reference,
};

use super::{
    fields::strip,
    name_of,
    settle::{Edited, settle},
};

/// Moves records to the trash, with what belongs to them.
#[derive(Debug, Clone)]
pub struct Delete {
    /// What to delete.
    pub records: Vec<(TableName, Uuid)>,
    /// Seed for the identities of the trash entries.
    pub seed: u64,
}

impl Command for Delete {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut ids = IdMaker::new(self.seed);
        let chosen: HashSet<_> = self.records.iter().copied().collect();
        let along = Belongings::of(records, &chosen);
        let mut edits = Vec::new();
        let mut label: Option<Label> = None;
        for &(table, id) in &self.records {
            let Some(record) = records.find(table, id) else {
                continue;
            };
            label.get_or_insert_with(|| {
                Label::new(Verb::Delete, table, self.records.len(), name_of(&record))
            });
            let entry: Id<Trashed> = ids.next(moment.now);
            for key in along.going.get(&id).into_iter().flatten() {
                let Some(part) = records.find(key.0, key.1) else {
                    continue;
                };
                edits.push(Edit::create(Trashed {
                    id: ids.next(moment.now),
                    at: moment.now,
                    along_with: Some(entry),
                    record: part.clone(),
                    links: Vec::new(),
                }));
                edits.push(Edit::remove(part));
            }
            edits.push(Edit::create(Trashed {
                id: entry,
                at: moment.now,
                along_with: None,
                record: record.clone(),
                links: along.links.get(&id).cloned().unwrap_or_default(),
            }));
            edits.push(Edit::remove(record));
        }
        let mut edited = Edited::new(records, &mut edits, moment);
        for link in along.links.values().flatten() {
            edited.link(link, false);
        }
        label.map_or(Err(Refusal::Nothing), |label| Ok(Draft::new(label, edits)))
    }
}

/// What goes along with deleted records, and what only loses its link to them, by the record that
/// is deleted on purpose.
struct Belongings {
    going: HashMap<Uuid, Vec<(TableName, Uuid)>>,
    links: BTreeMap<Uuid, Vec<Link>>,
}

impl Belongings {
    fn of(records: &Records, chosen: &HashSet<(TableName, Uuid)>) -> Self {
        // Whom everything that goes belongs to; what was chosen belongs to itself.
        let mut owner: HashMap<(TableName, Uuid), Uuid> =
            chosen.iter().map(|key| (*key, key.1)).collect();
        let mut going: HashMap<Uuid, Vec<(TableName, Uuid)>> = HashMap::new();
        // Deals and cases go with their customer, touches and tasks with either, files with any of them: three rounds
        // reach them all.
        let rounds = if records.files.is_empty() { 2 } else { 3 };
        let was_with_who_stays = |id, owner: &HashMap<(TableName, Uuid), Uuid>| {
            let touch = records.activities.get_raw(id);
            let with = touch.and_then(|touch| touch.customer);
            with.is_some_and(|who| !owner.contains_key(&(TableName::Customers, who.raw())))
        };
        for _ in 0..rounds {
            let mut found = Vec::new();
            for_each_reference(records, |table, id, target, to| {
                let moves = matches!(
                    table,
                    TableName::Activities
                        | TableName::Tasks
                        | TableName::Deals
                        | TableName::Cases
                        | TableName::Points
                        | TableName::Relations
                        | TableName::Files
                ) && target != TableName::Members
                    // A case outlives the sale that it is about.
                    && (table, target) != (TableName::Cases, TableName::Sales)
                    // So does a touch with somebody its deal and its case: it took place.
                    && !(table == TableName::Activities && was_with_who_stays(id, &owner));
                if moves && !owner.contains_key(&(table, id)) {
                    found.extend(owner.get(&(target, to)).map(|owner| ((table, id), *owner)));
                }
            });
            for (key, whose) in found {
                owner.entry(key).or_insert_with(|| {
                    going.entry(whose).or_default().push(key);
                    whose
                });
            }
        }
        let mut links: BTreeMap<Uuid, Vec<Link>> = BTreeMap::new();
        for_each_reference(records, |table, id, target, to| {
            if owner.contains_key(&(target, to)) && !owner.contains_key(&(table, id)) {
                links.entry(to).or_default().push(Link {
                    table,
                    id,
                    target,
                    to,
                });
            }
        });
        Self { going, links }
    }
}

/// Brings trash entries back, with all that went along, and links them again.
#[derive(Debug, Clone)]
pub struct Restore(pub Vec<Id<Trashed>>);

impl Command for Restore {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let wanted: HashSet<Id<Trashed>> = self.0.iter().copied().collect();
        let mut edits = Vec::new();
        let mut label: Option<Label> = None;
        for entry in records.trash.iter().filter(|entry| {
            wanted.contains(&entry.id) || entry.along_with.is_some_and(|id| wanted.contains(&id))
        }) {
            if entry.along_with.is_none() {
                let name = name_of(&entry.record);
                label.get_or_insert_with(|| {
                    Label::new(Verb::Restore, entry.record.table(), wanted.len(), name)
                });
            }
            // A record of that identity that lives is never overwritten.
            if !records.contains(entry.record.table(), entry.record.id()) {
                edits.push(Edit::create(entry.record.clone()));
            }
            edits.push(Edit::remove(Trashed::into_record(entry.clone())));
        }
        let label = label.ok_or(Refusal::Nothing)?;
        let settled = settle(&mut edits, records, moment);
        if edits.is_empty() {
            return Err(settled.missing.map_or(Refusal::Nothing, Refusal::Dangling));
        }
        Ok(Draft {
            unlinked: settled.unlinked,
            ..Draft::new(label, edits)
        })
    }
}

/// Removes trash entries for good, with all that went along: from the change log too, so that no undo
/// brings them back.
#[derive(Debug, Clone)]
pub struct Purge(pub Vec<Id<Trashed>>);

impl Command for Purge {
    fn decide(&self, records: &Records, _: &Moment) -> Result<Draft, Refusal> {
        let wanted: HashSet<Id<Trashed>> = self.0.iter().copied().collect();
        let going: Vec<_> = records
            .trash
            .iter()
            .filter(|entry| {
                wanted.contains(&entry.id)
                    || entry.along_with.is_some_and(|id| wanted.contains(&id))
            })
            .collect();
        if going.is_empty() {
            return Err(Refusal::Nothing);
        }
        // The values of a field go for good when the field does.
        let fields: Vec<Id<FieldDef>> = going
            .iter()
            .filter_map(|entry| match &entry.record {
                Record::Fields(field) => Some(field.id),
                _ => None,
            })
            .collect();
        let label = Label::new(Verb::Purge, TableName::Trash, wanted.len(), "");
        let forgets = going
            .iter()
            .flat_map(|entry| {
                let held = (entry.record.table(), entry.record.id());
                // Who was folded into somebody stands whole in the entry of that merge.
                let folded = match &entry.record {
                    Record::Customers(one) => one.merged.as_slice(),
                    _ => &[],
                };
                let folded = folded
                    .iter()
                    .map(|one| (TableName::Customers, one.id.raw()));
                [(TableName::Trash, entry.id.raw()), held]
                    .into_iter()
                    .chain(folded)
            })
            // A record that was deleted by one tab and brought back by another lives on.
            .filter(|(table, id)| *table == TableName::Trash || !records.contains(*table, *id))
            .collect();
        let edits = going
            .into_iter()
            .map(|entry| Edit::remove(Trashed::into_record(entry.clone())))
            .chain(strip(records, &fields))
            .collect();
        Ok(Draft {
            forgets,
            ..Draft::new(label, edits)
        })
    }
}
