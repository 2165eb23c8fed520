//! The rules for what a shop adds itself: fields, views, relations, texts and files.

use std::collections::HashSet;

use super::{line, note, required, within};
use crate::domain::{
    Attachment, Edit, FieldDef, Refusal, Relation, Template, View,
    attachment::{file_of, is_hash},
    limits,
};

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
    line("look", &view.look)?;
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

pub(super) fn check_relation(relation: &Relation) -> Result<(), Refusal> {
    line("role", &relation.role)?;
    if relation.from == relation.to {
        return Err(Refusal::Cycle);
    }
    Ok(())
}

pub(super) fn check_template(template: &Template) -> Result<(), Refusal> {
    required("title", &template.title)?;
    line("category", &template.category)?;
    note(&template.text)
}

pub(super) fn check_file(file: &Attachment) -> Result<(), Refusal> {
    required("name", &file.name)?;
    line("mime", &file.mime)?;
    if file.size == 0 {
        return Err(Refusal::EmptyFile);
    }
    if file.size > limits::FILE {
        return Err(Refusal::FileTooLarge(limits::FILE >> 20));
    }
    if !is_hash(&file.hash) {
        return Err(Refusal::BadValue);
    }
    if !Attachment::TABLES.contains(&file.to.table) {
        return Err(Refusal::OutOfRange("to"));
    }
    Ok(())
}

/// A file may be renamed, not exchanged: its bytes are found through its record for as long as the
/// history knows it.
pub(super) fn same_content(edit: &Edit) -> Result<(), Refusal> {
    let content = |record| file_of(record).map(|file| (file.size, &file.hash));
    match (&edit.before, &edit.after) {
        (Some(before), Some(after)) if content(before) != content(after) => Err(Refusal::BadValue),
        _ => Ok(()),
    }
}
