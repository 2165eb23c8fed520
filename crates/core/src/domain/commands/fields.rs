//! Fields of the shop's own: adding several at once, putting them in order, and stripping records of
//! the values of fields that are gone for good. A field is taken away by deleting it to the trash:
//! its values stay in the records, out of sight, and are back with it.

use std::sync::Arc;

use crate::domain::{
    Case, Customer, Deal, Product, Sale, Task,
    change::{Edit, Label, Verb},
    clock::Moment,
    command::{Command, Draft, Refusal},
    field::{FieldDef, Values, fields_of},
    id::Id,
    rank::Rank,
    record::{Entity, Records, TableName},
};

use super::updated;

/// Adds fields behind those there are. A name that a field of the same table has already is left
/// out, so that a ready-made set can be added twice without harm.
#[derive(Debug, Clone)]
pub struct AddFields(pub Vec<FieldDef>);

impl Command for AddFields {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let mut edits = Vec::new();
        let mut first = None;
        let mut taken: Vec<(TableName, String)> = records
            .fields
            .iter()
            .map(|field| (field.of, field.name.trim().to_owned()))
            .collect();
        let mut last: Option<Rank> = records.fields.iter().map(|field| field.rank.clone()).max();
        for field in &self.0 {
            let name = (field.of, field.name.trim().to_owned());
            if taken.contains(&name) {
                continue;
            }
            let rank = Rank::between(last.as_ref(), None);
            last = Some(rank.clone());
            first.get_or_insert_with(|| field.name.clone());
            taken.push(name);
            edits.push(Edit::create(FieldDef {
                rank,
                created: moment.now,
                updated: moment.now,
                ..field.clone()
            }));
        }
        let Some(name) = first else {
            return Err(if self.0.is_empty() {
                Refusal::Nothing
            } else {
                Refusal::Taken("name")
            });
        };
        let label = Label::new(Verb::Create, TableName::Fields, edits.len(), name);
        Ok(Draft::new(label, edits))
    }
}

/// Moves a field among those of its table.
#[derive(Debug, Clone, Copy)]
pub struct MoveField {
    /// Which.
    pub field: Id<FieldDef>,
    /// How many places: −1 is one up.
    pub by: isize,
}

impl Command for MoveField {
    fn decide(&self, records: &Records, moment: &Moment) -> Result<Draft, Refusal> {
        let gone = Refusal::Gone(TableName::Fields);
        let field = records.get(self.field).ok_or(gone)?;
        let mut others = fields_of(records, field.of);
        let from = others.iter().position(|other| other.id == field.id);
        let from = from.ok_or(Refusal::Nothing)?;
        others.remove(from);
        let to = from.saturating_add_signed(self.by).min(others.len());
        if to == from {
            return Err(Refusal::Nothing);
        }
        let before = to.checked_sub(1).and_then(|place| others.get(place));
        let rank = Rank::between(
            before.map(|field| &field.rank),
            others.get(to).map(|field| &field.rank),
        );
        let edit = updated(field, moment.now, |field| field.rank = rank);
        let label = Label::new(Verb::Edit, TableName::Fields, 1, field.name.clone());
        Ok(Draft::new(label, edit.into_iter().collect()))
    }
}

/// Edits that take the values of `fields` out of all records. Nobody edited these: their time of change stays,
/// so that the import which made them can still be taken back.
pub(super) fn strip(records: &Records, fields: &[Id<FieldDef>]) -> Vec<Edit> {
    if fields.is_empty() {
        return Vec::new();
    }
    let mut edits = of::<Customer>(records, fields, |one| &mut one.values);
    edits.extend(of::<Deal>(records, fields, |one| &mut one.values));
    edits.extend(of::<Sale>(records, fields, |one| &mut one.values));
    edits.extend(of::<Product>(records, fields, |one| &mut one.values));
    edits.extend(of::<Task>(records, fields, |one| &mut one.values));
    edits.extend(of::<Case>(records, fields, |one| &mut one.values));
    edits
}

fn of<T: Entity>(
    records: &Records,
    fields: &[Id<FieldDef>],
    values: fn(&mut T) -> &mut Values,
) -> Vec<Edit> {
    let strip = |record: &Arc<T>| {
        let mut left = T::clone(record);
        values(&mut left).retain(|id, _| !fields.contains(id));
        (left != **record).then(|| Edit::update(T::into_record(record.clone()), left))
    };
    T::table(records).iter().filter_map(strip).collect()
}
