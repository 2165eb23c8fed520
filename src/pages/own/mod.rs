//! The shop's own fields wherever records are shown: the control for a value, the part of a record
//! where they are edited in place, and the part of a form where they are filled in.

mod choose;
mod form;
mod input;
mod owner;
mod section;

use std::sync::Arc;

use crate::{
    app::App,
    domain::{FieldDef, TableName, field::fields_of},
};

pub use choose::ChooseOwn;
pub use form::{DraftFields, Drafts};
pub use input::ValueInput;
pub use owner::OwnerLine;
pub use section::{Change, OwnFields};

/// The fields of a table that are shown, in their order; followed.
pub fn shown_fields(app: App, table: TableName) -> Vec<Arc<FieldDef>> {
    let mut fields = app.read(&[TableName::Fields], |records| fields_of(records, table));
    fields.retain(|field| !field.hidden);
    fields
}
