//! The tags of a customer, edited in place.

use leptos::prelude::*;

use super::subject::Subject;
use crate::{domain::TableName, pages::parts::SavedTags, ui::field::FieldParts};

/// The tags, saved as they change.
#[component]
pub fn RecordTags(subject: Subject, parts: FieldParts) -> impl IntoView {
    let saved = Signal::derive(move || subject.get(|customer| customer.tags.clone()));
    let save = move |tags| subject.save(|customer| customer.tags = tags);
    view! { <SavedTags parts table=TableName::Customers saved on_save=Callback::new(save)/> }
}
