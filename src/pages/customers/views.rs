//! The list of customers as its saved views know it: what is shown as a view, and the way back to one. Columns
//! belong to it; the menu and the chip are those of every list.

use leptos::prelude::*;

use super::{address::Address, state::ListState};
use crate::{
    domain::{TableName, View, ViewOf},
    pages::views::SavedViews,
    query::Sort,
};

/// The saved views of the list. Call in the page's component.
pub fn views_of(state: ListState) -> SavedViews {
    SavedViews {
        list: ViewOf::Records(TableName::Customers),
        open: state.view,
        // Without a view, if it shows not everybody.
        changed: Memo::new(move |_| state.address.with(Address::is_changed)),
        shown: Callback::new(move |view| shown(state, view)),
        go: Callback::new(move |view| state.open_view(view)),
        reset: Callback::new(move |()| state.reset()),
        forget: Callback::new(|_| ()),
    }
    .with_columns(state.columns)
}

/// The view with what is shown now.
fn shown(state: ListState, view: View) -> View {
    let list = state.address.with_untracked(|address| address.list.clone());
    View {
        sort: list.sort.map(Sort::to_query).unwrap_or_default(),
        filter: list.filter_text(),
        text: state.text.with_untracked(|text| text.trim().to_owned()),
        look: list.look.to_query(),
        ..view
    }
}
