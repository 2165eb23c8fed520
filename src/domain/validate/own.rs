//! The rules for what a shop adds itself: fields, views, relations.

use std::collections::HashSet;

use super::{After, line, note, required, within};
use crate::domain::{FieldDef, Id, Refusal, Relation, TableName, View, limits};

/// Widest a column of a view may be, in CSS pixels.
const WIDEST: u16 = 2000;

pub(super) fn check_field(field: &FieldDef) -> Result<(), Refusal> {
    required("name", &field.name)?;
    if !FieldDef::TABLES.contains(&field.of) {
        return Err(Refusal::OutOfRange("of"));
    }
    within("options", field.options.len(), limits::ENTRIES)?;
    let mut names = HashSet::new();
    field.options.iter().try_for_each(|option| {
        required("options", &option.name)?;
        // Files put several options into one cell, with these between them.
        if option.name.contains([';', '；', '\n']) {
            return Err(Refusal::OutOfRange("options"));
        }
        if names.insert(option.name.trim()) {
            Ok(())
        } else {
            Err(Refusal::Taken("options"))
        }
    })
}

pub(super) fn check_view(view: &View) -> Result<(), Refusal> {
    required("name", &view.name)?;
    line("text", &view.text)?;
    line("sort", &view.sort)?;
    note(&view.filter)?;
    within("columns", view.columns.len(), limits::ENTRIES)?;
    view.columns.iter().try_for_each(|column| {
        line("columns", &column.key)?;
        if column.width > WIDEST {
            return Err(Refusal::OutOfRange("columns"));
        }
        Ok(())
    })
}

pub(super) fn check_relation(relation: &Relation, after: &After<'_>) -> Result<(), Refusal> {
    line("role", &relation.role)?;
    if relation.from == relation.to {
        return Err(Refusal::Cycle);
    }
    [relation.from, relation.to]
        .map(Id::raw)
        .into_iter()
        .try_for_each(|id| after.refers(TableName::Customers, Some(id)))
}
