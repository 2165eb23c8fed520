//! The columns of a list: as they were left on this device, or as the saved view that is open has them, with what
//! was changed in them but not saved. Knows their names, not what they hold.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use super::SavedViews;
use crate::{
    domain::{Id, View, ViewColumn},
    platform::prefs::Pref,
    ui::table::{Layout, Placed},
};

/// Where this device keeps the columns of a list.
#[derive(Debug)]
pub struct Kept {
    /// Those without a view, as they were left.
    list: Pref<Vec<Placed>>,
    /// Those of views that were changed but not saved.
    views: Pref<BTreeMap<String, Vec<Placed>>>,
}

impl Kept {
    /// Under these two keys.
    pub const fn new(list: &'static str, views: &'static str) -> Self {
        Self {
            list: Pref::new(list),
            views: Pref::new(views),
        }
    }

    fn of(&self, view: &View) -> Option<Vec<Placed>> {
        self.views.get()?.remove(&view.id.to_string())
    }

    fn forget(&self, view: Id<View>) {
        let mut unsaved = self.views.get().unwrap_or_default();
        if unsaved.remove(&view.to_string()).is_some() {
            self.views.set(&unsaved);
        }
    }
}

/// The columns of one list.
#[derive(Clone, Copy)]
pub struct Columns {
    /// What is shown, and every way to change it.
    pub layout: Layout,
    view: Memo<Option<Arc<View>>>,
    usual: Callback<(), Vec<Placed>>,
    kept: Signal<&'static Kept>,
}

impl Columns {
    /// The columns, which follow the view that is open. `usual` are those nobody has touched; both it and where they
    /// are kept are followed, as one list may have other columns in another shape.
    pub fn new(
        kept: Signal<&'static Kept>,
        view: Memo<Option<Arc<View>>>,
        usual: impl Fn() -> Vec<Placed> + Send + Sync + 'static,
    ) -> Self {
        let keep = move |columns: Vec<Placed>| {
            let kept = kept.get_untracked();
            match view.get_untracked() {
                Some(view) => {
                    let mut unsaved = kept.views.get().unwrap_or_default();
                    unsaved.insert(view.id.to_string(), columns);
                    kept.views.set(&unsaved);
                }
                None => kept.list.set(&columns),
            }
        };
        let columns = Self {
            layout: Layout::new(Callback::new(keep)),
            view,
            usual: Callback::new(move |()| usual()),
            kept,
        };
        let show = move || {
            let usual = columns.usual.run(());
            let kept = kept.get();
            let placed = match view.get() {
                Some(view) => kept.of(&view).unwrap_or_else(|| of_view(&view, &usual)),
                None => kept.list.get().unwrap_or_default(),
            };
            columns.layout.show_as(&placed, usual);
        };
        untrack(show);
        Effect::new(move |_| show());
        columns
    }

    /// The stable names of those that are shown now, for what goes out.
    pub fn names(self) -> Callback<(), Vec<String>> {
        Callback::new(move |()| untrack(|| self.layout.shown()))
    }

    /// Back to the columns of the view, or to the usual ones.
    pub fn reset(self) {
        let usual = untrack(|| self.usual.run(()));
        let view = self.view.get_untracked();
        let columns = match &view {
            Some(view) => of_view(view, &usual),
            None => usual.clone(),
        };
        self.layout.show_as(&columns, usual);
        let kept = self.kept.get_untracked();
        match view {
            Some(view) => kept.forget(view.id),
            None => kept.list.clear(),
        }
    }

    /// True if other columns are shown than the view that is open says; followed.
    fn are_changed(self) -> bool {
        let Some(view) = self.view.get() else {
            return false;
        };
        let base = of_view(&view, &self.usual.run(()));
        let all = self.layout.all();
        let known = |key: &str| all.iter().any(|placed| placed.key == key);
        let base: Vec<Placed> = base
            .into_iter()
            .filter(|placed| placed.shown && known(&placed.key))
            .collect();
        base != self.layout.visible()
    }

    /// The view with the columns that are shown now.
    fn kept_in(self, view: View) -> View {
        let columns = untrack(|| self.layout.visible()).into_iter();
        let columns = columns.map(|placed| ViewColumn {
            width: pixels(placed.width),
            key: placed.key,
        });
        View {
            columns: columns.collect(),
            ..view
        }
    }
}

impl SavedViews {
    /// The views of a list whose columns belong to them.
    #[must_use]
    pub fn with_columns(self, columns: Columns) -> Self {
        Self {
            changed: Memo::new(move |_| self.changed.get() || columns.are_changed()),
            shown: Callback::new(move |view| columns.kept_in(self.shown.run(view))),
            reset: Callback::new(move |()| {
                columns.reset();
                self.reset.run(());
            }),
            forget: Callback::new(move |view| {
                columns.kept.get_untracked().forget(view);
                self.forget.run(view);
            }),
            ..self
        }
    }
}

/// The columns of a view: those it names are shown.
fn of_view(view: &View, usual: &[Placed]) -> Vec<Placed> {
    if view.columns.is_empty() {
        return usual.to_vec();
    }
    let shown = view.columns.iter().map(|column| Placed {
        key: column.key.clone(),
        width: f64::from(column.width),
        shown: true,
    });
    let rest = usual
        .iter()
        .filter(|placed| !view.columns.iter().any(|column| column.key == placed.key))
        .map(|placed| Placed {
            shown: false,
            ..placed.clone()
        });
    shown.chain(rest).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "layouts keep widths far below this"
)]
fn pixels(width: f64) -> u16 {
    width.clamp(0.0, 2000.0) as u16
}
