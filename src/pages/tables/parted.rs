//! Which rows of a table are drawn: so many at first, group by group, none of those that are folded.

use std::collections::HashSet;

use crate::{domain::Id, query::gather::Part, query::shared::Shared};

/// The rows of a group that are drawn.
#[derive(Debug)]
pub struct Shown<T> {
    /// What they have in common; `None` where there are no groups.
    pub shared: Option<Shared>,
    /// The rows.
    pub rows: Vec<Id<T>>,
}

impl<T> PartialEq for Shown<T> {
    fn eq(&self, other: &Self) -> bool {
        self.shared == other.shared && self.rows == other.rows
    }
}

/// The first `most` rows, in their groups if there are any. Heads are drawn as far as rows are.
pub fn parted<T>(
    order: &[Id<T>],
    groups: Option<&[Part<Id<T>>]>,
    folded: &HashSet<Shared>,
    most: usize,
) -> Vec<Shown<T>> {
    let Some(groups) = groups else {
        let rows = order.iter().take(most).copied().collect();
        return vec![Shown { shared: None, rows }];
    };
    let mut left = most;
    let mut shown = Vec::new();
    for part in groups {
        if left == 0 {
            break;
        }
        let rows: Vec<Id<T>> = if folded.contains(&part.shared) {
            Vec::new()
        } else {
            part.ids.iter().take(left).copied().collect()
        };
        left -= rows.len();
        let shared = Some(part.shared.clone());
        shown.push(Shown { shared, rows });
    }
    shown
}
