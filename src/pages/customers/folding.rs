//! The lines of the list in groups: heads that fold, customers or rows of cards, all of one height. Knows
//! which line a customer stands on and brings the one the keyboard is on in sight; draws nothing.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use crate::{
    app::Fmt,
    domain::{Customer, Id},
    query::{Column, group::Group, shared::Shared},
    ui::virtual_list::Scroller,
};

use super::{cards::HEIGHT, state::ListState};

/// Lines that a row of cards takes, so that all lines are of one height: a card is as high as three.
const LINES: usize = 3;
/// Height of a line among cards, in CSS pixels.
pub const LINE: f64 = HEIGHT / 3.0;

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The head of a group, by its place.
    Head(usize),
    /// A customer.
    Member(Id<Customer>),
    /// Cards side by side: the group by its place, and which of its customers is the first.
    Cards(usize, usize),
    /// Taken by the cards above.
    Taken,
}

/// What the lines need to know.
#[derive(Clone, Copy)]
pub struct Folding {
    /// The list as a whole.
    pub state: ListState,
    /// The language.
    pub fmt: Fmt,
    /// Where the list stands.
    pub scroller: Scroller,
    /// The groups of which only the head is shown.
    pub folded: RwSignal<HashSet<Shared>>,
    /// The lines.
    pub lines: Memo<Arc<Vec<Line>>>,
    /// The columns shown.
    pub shown: Memo<Vec<Column>>,
    /// How many cards stand side by side; `None` while there are lines.
    pub across: Option<Memo<usize>>,
}

impl Folding {
    /// A group by its place; followed.
    pub fn group(self, place: usize) -> Option<Group> {
        self.state
            .groups
            .with(|groups| groups.as_ref()?.get(place).cloned())
    }

    /// The customers of a row of cards; followed.
    pub fn cards(self, group: usize, first: usize) -> Vec<Id<Customer>> {
        let across = self.across.map_or(1, |across| across.get());
        self.state.groups.with(|groups| {
            let group = groups.as_ref().and_then(|groups| groups.get(group));
            let ids = group.into_iter().flat_map(|group| &group.ids);
            ids.skip(first).take(across).copied().collect()
        })
    }

    /// The first line on which a customer stands.
    fn line_of(self, id: Id<Customer>) -> Option<usize> {
        let across = self.across.map_or(1, |across| across.get_untracked());
        self.state.groups.with_untracked(|groups| {
            let groups = groups.as_deref().map(Vec::as_slice).unwrap_or_default();
            let stands = |line: &Line| match line {
                Line::Member(other) => *other == id,
                Line::Cards(group, first) => groups.get(*group).is_some_and(|group| {
                    let mut here = group.ids.iter().skip(*first).take(across);
                    here.any(|one| *one == id)
                }),
                Line::Head(_) | Line::Taken => false,
            };
            self.lines
                .with_untracked(|lines| lines.iter().position(stands))
        })
    }

    /// Who stands in several groups is drawn several times: only one of them goes by the name of the row.
    pub fn is_named(self, index: usize, id: Id<Customer>) -> bool {
        self.line_of(id) == Some(index)
    }
}

/// The lines of the list.
pub fn lines(groups: &[Group], folded: &HashSet<Shared>, across: Option<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        lines.push(Line::Head(place));
        if folded.contains(&group.shared) {
            continue;
        }
        match across {
            None => lines.extend(group.ids.iter().copied().map(Line::Member)),
            Some(across) => {
                for first in (0..group.ids.len()).step_by(across.max(1)) {
                    lines.push(Line::Cards(place, first));
                    lines.extend([Line::Taken; LINES - 1]);
                }
            }
        }
    }
    lines
}

/// The row the keyboard goes to is unfolded and brought in sight.
pub fn follow_keyboard(folding: Folding) {
    Effect::new(move |_| {
        let state = folding.state;
        let Some(id) = state.active.get().and_then(|index| state.at(index)) else {
            return;
        };
        if let Some(place) = folding.line_of(id) {
            if folding.across.is_some() {
                folding.scroller.reveal(place + LINES - 1);
            }
            folding.scroller.reveal(place);
            return;
        }
        let hidden = state.groups.with_untracked(|groups| {
            let mut groups = groups.iter().flat_map(|groups| groups.iter());
            groups
                .find(|group| group.ids.contains(&id))
                .map(|group| group.shared.clone())
        });
        if let Some(shared) = hidden {
            folding.folded.update(|folded| {
                folded.remove(&shared);
            });
        }
    });
}
