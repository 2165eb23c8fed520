//! Merging records that a person chose: whom the rules of [`clean`](crate::clean) do not find, people may know.

use leptos::prelude::*;

use super::compare::Compare;
use crate::domain::{Customer, Id};

/// Most that are compared side by side.
pub const MOST: usize = 5;

/// Who is to be merged, and whether the dialog for it is open. The list provides it.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// The records.
    pub members: RwSignal<Vec<Id<Customer>>>,
}

/// The records side by side; closes when they are one.
#[component]
pub fn MergeChosen() -> impl IntoView {
    let Some(Chosen { open, members }) = use_context::<Chosen>() else {
        return ().into_any();
    };
    let close = Callback::new(move |()| {
        open.try_set(false);
    });
    view! {
        <div class="content">
            <Compare group=members.get_untracked() on_merged=close/>
        </div>
    }
    .into_any()
}
