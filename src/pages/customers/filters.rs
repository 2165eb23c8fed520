//! The filter in words, and the dialog that builds one.

use leptos::prelude::*;

use crate::{app::Fmt, query::Filter};

use super::state::ListState;

/// The filter in words.
pub fn describe(_fmt: Fmt, _state: ListState, filter: &Filter) -> String {
    crate::query::to_query(filter)
}

/// The dialog.
#[component]
pub fn FilterDialog(state: ListState) -> impl IntoView {
    let _ = state;
}
