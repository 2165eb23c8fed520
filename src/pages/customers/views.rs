//! The list of customers as its saved views know it: what is shown as a view, and the way back to one. Columns
//! belong to it; the menu and the chip are those of every list.

use leptos::prelude::*;

use super::{address::Address, columns, state::ListState};
use crate::{
    domain::{TableName, View, ViewColumn, ViewOf},
    pages::views::SavedViews,
    query::Sort,
};

/// The saved views of the list. Call in the page's component.
pub fn views_of(state: ListState) -> SavedViews {
    SavedViews {
        list: ViewOf::Records(TableName::Customers),
        open: state.view,
        changed: Memo::new(move |_| is_changed(state)),
        shown: Callback::new(move |view| shown(state, view)),
        go: Callback::new(move |view| state.open_view(view)),
        reset: Callback::new(move |()| {
            columns::reset(state);
            state.reset();
        }),
        forget: Callback::new(columns::forget_unsaved),
    }
}

/// The view with what is shown now.
fn shown(state: ListState, view: View) -> View {
    let list = state.address.with_untracked(|address| address.list.clone());
    let columns = untrack(|| state.layout.visible());
    let columns = columns.into_iter().map(|placed| ViewColumn {
        width: pixels(placed.width),
        key: placed.key,
    });
    View {
        columns: columns.collect(),
        sort: list.sort.map(Sort::to_query).unwrap_or_default(),
        filter: list.filter_text(),
        text: state.text.with_untracked(|text| text.trim().to_owned()),
        look: list.look.to_query(),
        ..view
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "layouts keep widths far below this"
)]
fn pixels(width: f64) -> u16 {
    width.clamp(0.0, 2000.0) as u16
}

/// True if the list shows something else than its view; without a view, if it shows not everybody.
fn is_changed(state: ListState) -> bool {
    let listing = state.address.with(Address::is_changed);
    let columns = state.view.with(|view| {
        view.as_deref()
            .is_some_and(|view| columns::are_changed(state, view))
    });
    listing || columns
}
