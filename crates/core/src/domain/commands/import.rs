//! Bringing many records in at once: one change, one undo.

use rustc_hash::FxHashSet;

use crate::domain::{
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    record::{Record, Records, TableName},
};

use super::record::Save;

/// New and updated records of a file.
#[derive(Debug, Clone)]
pub struct Import {
    /// Name of the file, for the history.
    pub file: String,
    /// What the file is mainly about.
    pub table: TableName,
    /// Records that do not exist yet; what they refer to is among them or exists.
    pub create: Vec<Record>,
    /// Records that exist, edited.
    pub update: Vec<Save>,
}

impl Command for Import {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits = Vec::with_capacity(self.create.len() + self.update.len());
        // A file may name a relation that the shop has, by now.
        let ties: FxHashSet<_> = records.relations.iter().map(|one| one.tie()).collect();
        let new = self.create.iter().filter(|record| match record {
            Record::Relations(relation) => !ties.contains(&relation.tie()),
            _ => true,
        });
        edits.extend(new.cloned().map(Edit::create));
        // What follows from an edit (a deal that names its customer) gives way to what the file says itself.
        let mut own: FxHashSet<_> = self.update.iter().map(Save::key).collect();
        for save in &self.update {
            match save.decide(records, moment) {
                Ok(draft) => edits.extend(draft.edits.into_iter().enumerate().filter_map(
                    |(place, edit)| (place == 0 || own.insert(edit.key()?)).then_some(edit),
                )),
                // The file says nothing new about this record.
                Err(Refusal::Nothing) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        if edits.is_empty() {
            return Err(Refusal::Nothing);
        }
        let count = edits
            .iter()
            .filter(|edit| edit.key().is_some_and(|(table, _)| table == self.table))
            .count();
        Ok(Draft::new(
            Label::new(Verb::Import, self.table, count, self.file.clone()),
            edits,
        ))
    }
}
