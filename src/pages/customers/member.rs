//! One customer wherever a list draws them by identity, as a line of a group or as a card: what is known of
//! them, whether they are selected, and what a click does. Knows no markup. The plain list, whose rows change
//! their customer, has its own.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};

use super::state::ListState;
use crate::domain::{Customer, Id, TableName};

/// A customer of the list.
#[derive(Clone, Copy)]
pub struct Member {
    state: ListState,
    /// Who.
    pub id: Id<Customer>,
    /// The record; `None` once it is gone.
    pub customer: Memo<Option<Arc<Customer>>>,
}

impl Member {
    /// Call inside the component that draws them.
    pub fn new(state: ListState, id: Id<Customer>) -> Self {
        let customer = Memo::new(move |_| {
            state
                .app
                .read(&[TableName::Customers], |records| records.get(id).cloned())
        });
        Self {
            state,
            id,
            customer,
        }
    }

    /// What they are called; followed.
    pub fn name(self) -> String {
        self.customer
            .with(|one| one.as_ref().map(|one| one.display_name().to_owned()))
            .unwrap_or_default()
    }

    /// True if they are selected; followed.
    pub fn is_selected(self) -> bool {
        self.state.selection.has(self.id.raw())
    }

    /// True if the keyboard is on them; followed.
    pub fn is_active(self) -> bool {
        let state = self.state;
        state.active.get().and_then(|index| state.at(index)) == Some(self.id)
    }

    /// True if their panel is open; followed.
    pub fn is_open(self) -> bool {
        self.state
            .address
            .with(|address| address.open == Some(self.id))
    }

    fn place(self) -> Option<usize> {
        self.state
            .order
            .with_untracked(|order| order.iter().position(|one| *one == self.id))
    }

    /// Selects them, or takes them out.
    pub fn check(self, event: &MouseEvent) {
        if let Some(index) = self.place() {
            self.state.tick(index, event);
        }
    }

    /// Opens them; with Shift or Ctrl it selects.
    pub fn click(self, event: &MouseEvent) {
        let state = self.state;
        let Some(index) = self.place() else { return };
        state.active.set(Some(index));
        if event.shift_key() {
            state.select_to(index);
        } else if event.ctrl_key() || event.meta_key() {
            state.toggle(index);
        } else {
            state.anchor.set(index);
            state.open(Some(self.id));
        }
    }
}
