//! The shop's own fields wherever records are shown: the control for a value, the part of a record
//! where they are edited in place, and the part of a form where they are filled in.

mod choose;
mod form;
mod input;
mod owner;
mod section;

use std::sync::Arc;

use crate::{
    app::{App, Fmt, fields},
    domain::{FieldDef, Id, TableName, Values, field::fields_of},
};

pub use choose::ChooseOwn;
pub use form::{DraftFields, Drafts, Texts};
pub use input::ValueInput;
pub use owner::OwnerLine;
pub use section::{Change, OwnFields};

/// The fields of a table that are shown, in their order; followed.
pub fn shown_fields(app: App, table: TableName) -> Vec<Arc<FieldDef>> {
    let mut fields = app.read(&[TableName::Fields], |records| fields_of(records, table));
    fields.retain(|field| !field.hidden);
    fields
}

/// Name and value, in words, of each shown field that is filled in; followed.
pub fn filled(fmt: Fmt, table: TableName, values: &Values) -> Vec<(String, String)> {
    filled_of(fmt, table, values, |_| true)
}

/// The same of the fields that `wanted` names.
fn filled_of(
    fmt: Fmt,
    table: TableName,
    values: &Values,
    wanted: impl Fn(Id<FieldDef>) -> bool,
) -> Vec<(String, String)> {
    if values.is_empty() {
        return Vec::new();
    }
    let shown = shown_fields(fmt.app(), table).into_iter();
    shown
        .filter(|field| wanted(field.id))
        .filter_map(|field| {
            let text = fields::text(fmt, &field, values.get(&field.id)?);
            (!text.is_empty()).then(|| (field.name.clone(), text))
        })
        .collect()
}

/// The same as a line for a row of a list.
pub fn said(fmt: Fmt, table: TableName, values: &Values) -> String {
    said_of(fmt, table, values, |_| true)
}

/// The same of the fields that `wanted` names.
pub fn said_of(
    fmt: Fmt,
    table: TableName,
    values: &Values,
    wanted: impl Fn(Id<FieldDef>) -> bool,
) -> String {
    let parts = filled_of(fmt, table, values, wanted).into_iter();
    let parts: Vec<String> = parts.map(|(name, text)| format!("{name} {text}")).collect();
    parts.join(" · ")
}
