//! The columns of one table as the person left them, and every way to change them.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Narrowest a column gets, in CSS pixels.
pub(super) const NARROWEST: f64 = 64.0;
/// Widest a column gets.
pub(super) const WIDEST: f64 = 720.0;

/// A column as the person left it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Its stable name.
    pub key: String,
    /// Width in CSS pixels.
    pub width: f64,
    /// Whether it is shown.
    pub shown: bool,
}

/// A column while it is dragged: where it would be put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drop {
    /// Next to this column.
    pub key: String,
    /// Behind it instead of before it.
    pub behind: bool,
}

/// The columns of one table.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    columns: RwSignal<Vec<Placed>>,
    usual: RwSignal<Vec<Placed>>,
    pub(super) drop: RwSignal<Option<Drop>>,
    keep: Callback<Vec<Placed>>,
}

impl Layout {
    /// Nothing yet; [`Self::show_as`] says what. `keep` is told of every change by the person.
    pub fn new(keep: Callback<Vec<Placed>>) -> Self {
        Self {
            columns: RwSignal::new(Vec::new()),
            usual: RwSignal::new(Vec::new()),
            drop: RwSignal::new(None),
            keep,
        }
    }

    /// Shows `kept` where it knows the columns of `usual`, in its order, then the rest as usual.
    pub fn show_as(self, kept: &[Placed], usual: Vec<Placed>) {
        let columns = complete(kept, &usual);
        if self.usual.with_untracked(|now| *now != usual) {
            self.usual.set(usual);
        }
        if self.columns.with_untracked(|now| *now != columns) {
            self.columns.set(columns);
        }
    }

    /// Every column, shown or not; followed.
    pub fn all(self) -> Vec<Placed> {
        self.columns.get()
    }

    /// The shown columns; followed.
    pub fn visible(self) -> Vec<Placed> {
        self.columns
            .with(|columns| columns.iter().filter(|one| one.shown).cloned().collect())
    }

    /// Names of the shown columns; followed.
    pub fn shown(self) -> Vec<String> {
        self.columns.with(|columns| {
            let shown = columns.iter().filter(|column| column.shown);
            shown.map(|column| column.key.clone()).collect()
        })
    }

    /// The value for `grid-template-columns`; the last column takes what is left.
    pub fn template(self) -> String {
        self.columns.with(|columns| {
            let shown = columns.iter().filter(|column| column.shown);
            let widths: Vec<String> = shown.map(|column| format!("{}px", column.width)).collect();
            format!("{} minmax(0, 1fr)", widths.join(" "))
        })
    }

    /// Shows or hides a column.
    pub fn show(self, key: &str, shown: bool) {
        self.change(|columns| {
            if let Some(column) = columns.iter_mut().find(|column| column.key == key) {
                column.shown = shown;
            }
        });
    }

    /// Sets the width of a column.
    pub fn resize(self, key: &str, width: f64) {
        self.change(|columns| {
            if let Some(column) = columns.iter_mut().find(|column| column.key == key) {
                column.width = width.clamp(NARROWEST, WIDEST).round();
            }
        });
    }

    /// Moves a column past its shown neighbour: one to the start (−1) or to the end (1).
    pub fn step(self, key: &str, by: isize) {
        let shown = self.columns.with_untracked(|columns| {
            let shown = columns.iter().filter(|one| one.shown || one.key == key);
            shown.map(|one| one.key.clone()).collect::<Vec<_>>()
        });
        let Some(here) = shown.iter().position(|other| other == key) else {
            return;
        };
        let next = here
            .checked_add_signed(by)
            .and_then(|place| shown.get(place));
        if let Some(next) = next {
            self.place(key, next, by > 0);
        }
    }

    /// Puts a column before another, or behind it.
    pub fn place(self, key: &str, next: &str, behind: bool) {
        if key == next {
            return;
        }
        self.change(|columns| {
            let Some(from) = columns.iter().position(|column| column.key == key) else {
                return;
            };
            let column = columns.remove(from);
            let to = columns.iter().position(|column| column.key == next);
            let to = to.map_or(from, |to| to + usize::from(behind));
            columns.insert(to.min(columns.len()), column);
        });
    }

    /// Width of a column in CSS pixels; followed.
    pub fn width(self, key: &str) -> f64 {
        self.columns.with(|columns| {
            let column = columns.iter().find(|column| column.key == key);
            column.map_or(NARROWEST, |column| column.width)
        })
    }

    fn change(self, change: impl FnOnce(&mut Vec<Placed>)) {
        self.columns.update(change);
        self.keep.run(self.columns.get_untracked());
    }
}

fn complete(kept: &[Placed], usual: &[Placed]) -> Vec<Placed> {
    let known = |key: &str| usual.iter().any(|column| column.key == key);
    let mut columns: Vec<Placed> = kept
        .iter()
        .filter(|column| known(&column.key))
        .map(|column| Placed {
            width: column.width.clamp(NARROWEST, WIDEST),
            ..column.clone()
        })
        .collect();
    for column in usual {
        if !columns.iter().any(|have| have.key == column.key) {
            columns.push(column.clone());
        }
    }
    columns
}
