//! Deleting to the trash, bringing back, and removing for good. A deleted customer takes activities,
//! tasks and deals along; sales stay, because the money was real, and are linked again on restore.

use std::collections::HashSet;

use uuid::Uuid;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    id::{Id, IdMaker},
    record::{Entity, Record, Records, TableName},
    trash::{Link, Trashed},
    validate::for_each_reference,
};

use super::{name_of, updated};

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
        let along = belongings(records, &chosen);
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
            let mut links = Vec::new();
            for link in along.links.iter().filter(|link| link.to == id) {
                links.push(link.clone());
            }
            for key in along
                .going
                .iter()
                .filter(|(_, owner)| *owner == id)
                .map(|(key, _)| *key)
            {
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
                links,
            }));
            edits.push(Edit::remove(record));
        }
        edits.extend(
            along
                .links
                .iter()
                .filter_map(|link| set_link(records, link, false, moment)),
        );
        label.map_or(Err(Refusal::Nothing), |label| {
            Ok(Draft::new(label, merge_updates(edits)))
        })
    }
}

/// What goes along with deleted records, and what only loses its link to them.
struct Belongings {
    going: Vec<((TableName, Uuid), Uuid)>,
    links: Vec<Link>,
}

fn belongings(records: &Records, chosen: &HashSet<(TableName, Uuid)>) -> Belongings {
    let mut going: Vec<((TableName, Uuid), Uuid)> = Vec::new();
    let mut seen: HashSet<(TableName, Uuid)> = chosen.clone();
    let mut links = Vec::new();
    // Deals go with their customer, and touches and tasks with either: two rounds reach them all.
    for _ in 0..2 {
        let owners: HashSet<(TableName, Uuid)> = seen.clone();
        for_each_reference(records, |table, id, target, to| {
            let moves = matches!(
                table,
                TableName::Activities | TableName::Tasks | TableName::Deals
            );
            if moves && owners.contains(&(target, to)) && seen.insert((table, id)) {
                let owner = going
                    .iter()
                    .find(|(key, _)| *key == (target, to))
                    .map_or(to, |(_, owner)| *owner);
                going.push(((table, id), owner));
            }
        });
    }
    for_each_reference(records, |table, id, target, to| {
        if seen.contains(&(target, to)) && !seen.contains(&(table, id)) {
            links.push(Link {
                table,
                id,
                target,
                to,
            });
        }
    });
    Belongings { going, links }
}

/// Clears the reference that `link` stands for, or, with `back`, sets it again unless it points
/// elsewhere by now.
fn set_link(records: &Records, link: &Link, back: bool, moment: &Moment) -> Option<Edit> {
    match (link.table, link.target) {
        (TableName::Sales, TableName::Customers) => {
            updated(records.sales.get_raw(link.id)?, moment.now, |sale| {
                relink(&mut sale.customer, link.to, back);
            })
        }
        (TableName::Sales, TableName::Sales) => {
            updated(records.sales.get_raw(link.id)?, moment.now, |sale| {
                relink(&mut sale.refund_of, link.to, back);
            })
        }
        (TableName::Customers, TableName::Customers) => {
            updated(records.customers.get_raw(link.id)?, moment.now, |person| {
                relink(&mut person.company, link.to, back);
            })
        }
        _ => None,
    }
}

fn relink<T>(field: &mut Option<Id<T>>, to: Uuid, back: bool) {
    match (field.map(Id::raw), back) {
        (None, true) => *field = Some(Id::new(to)),
        (Some(now), false) if now == to => *field = None,
        _ => {}
    }
}

/// Several updates of one record become one.
fn merge_updates(edits: Vec<Edit>) -> Vec<Edit> {
    let mut seen = HashSet::new();
    edits
        .into_iter()
        .filter(|edit| edit.key().is_none_or(|key| seen.insert(key)))
        .collect()
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
            edits.push(Edit::create(without_dead_links(&entry.record, records)));
            edits.push(Edit::remove(Trashed::into_record(entry.clone())));
            edits.extend(
                entry
                    .links
                    .iter()
                    .filter_map(|link| set_link(records, link, true, moment)),
            );
        }
        label.map_or(Err(Refusal::Nothing), |label| {
            Ok(Draft::new(label, merge_updates(edits)))
        })
    }
}

/// A restored person whose company is gone for good comes back without it.
fn without_dead_links(record: &Record, records: &Records) -> Record {
    match record {
        Record::Customers(person) if person.company.is_some_and(|id| records.get(id).is_none()) => {
            let mut person = (**person).clone();
            person.company = None;
            person.into()
        }
        _ => record.clone(),
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
        let label = Label::new(Verb::Purge, TableName::Trash, wanted.len(), "");
        let forgets = going
            .iter()
            .flat_map(|entry| {
                let held = (entry.record.table(), entry.record.id());
                [(TableName::Trash, entry.id.raw()), held]
            })
            // A record that was deleted by one tab and brought back by another lives on.
            .filter(|(table, id)| *table == TableName::Trash || !records.contains(*table, *id))
            .collect();
        let edits = going
            .into_iter()
            .map(|entry| Edit::remove(Trashed::into_record(entry.clone())))
            .collect();
        Ok(Draft {
            forgets,
            ..Draft::new(label, edits)
        })
    }
}
