//! A table of records of one kind: columns that are chosen, moved and made wider, rows in an order or in groups that
//! fold, what their figures add up to, and boxes to select them. Knows no kind of record; what a column is called and
//! what a cell shows is told by [`Rows`], and the rules are in `query`.

mod groups;
mod head;
mod look;
mod parted;
mod row;
mod sums;

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use crate::{
    app::{App, Fmt},
    domain::{Entity, Id},
    i18n::Locale,
    pages::{parts::Selection, views::Columns},
    query::{
        gather::{Part, Sum},
        shared::Shared,
    },
    ui::{More, table::Sorted},
};

pub use groups::group_name;
pub use look::{GroupAndSums, TableTools};
pub use sums::{SumsFoot, said};

use head::Heads;
use parted::{Shown, parted};
use row::{GroupHead, Row};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// What a table has to know of its records. What is said to be followed is read while a view is made.
pub trait Rows: Copy + Send + Sync + 'static {
    /// The records.
    type Of: Entity + Send + Sync;
    /// A column.
    type Column: Copy + PartialEq + Send + Sync + 'static;

    /// The open shop.
    fn app(self) -> App;

    /// The stable name of a column, as layouts keep it.
    fn key(column: Self::Column) -> String;

    /// The column of that name, if it is to be shown; followed.
    fn column(self, key: &str) -> Option<Self::Column>;

    /// What a column is called; followed.
    fn name(self, locale: Locale, column: Self::Column) -> String;

    /// True for columns of figures, which stand at the end; followed.
    fn is_figure(self, column: Self::Column) -> bool;

    /// How the rows are sorted by a column just now; followed.
    fn sorted(self, column: Self::Column) -> Sorted;

    /// Sorts by a column, the great ones first if `down`.
    fn sort(self, column: Self::Column, down: bool);

    /// What a record is called.
    fn title(record: &Self::Of) -> &str;

    /// What a cell shows; followed.
    fn cell(self, fmt: Fmt, column: Self::Column, record: &Self::Of) -> AnyView;

    /// The rows in the groups that are asked for; `None` for no groups; followed.
    fn groups(self, ids: &[Id<Self::Of>]) -> Option<Vec<Part<Id<Self::Of>>>>;

    /// What a group is called; followed.
    fn group_name(self, fmt: Fmt, shared: &Shared) -> String;

    /// True while sums are wanted; followed.
    fn wants_sums(self) -> bool;

    /// What the figures of a column add up to; followed.
    fn sums(self, column: Self::Column, ids: &[Id<Self::Of>]) -> Vec<(Sum, usize)>;

    /// True if a row stands back, as what is done does.
    fn is_past(_: &Self::Of) -> bool {
        false
    }
}

/// The sums of columns, each by the name of its column.
pub type Named = Vec<(String, Vec<(Sum, usize)>)>;

/// What the parts of a table hold.
pub struct Table<R: Rows> {
    /// What is known of the records.
    pub rows: R,
    /// Which of them, in order.
    pub order: Memo<Vec<Id<R::Of>>>,
    /// What is selected.
    pub selection: Selection,
    /// The columns.
    pub columns: Columns,
    /// Those that are shown.
    pub shown: Memo<Vec<R::Column>>,
    /// The groups of which only the head is shown.
    folded: RwSignal<HashSet<Shared>>,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "derived, it would ask the same of what the rows are"
)]
impl<R: Rows> Clone for Table<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Rows> Copy for Table<R> {}

impl<R: Rows> Table<R> {
    /// The table of these rows.
    pub fn new(rows: R, order: Memo<Vec<Id<R::Of>>>, columns: Columns) -> Self {
        let listed =
            Signal::derive(move || order.with(|order| order.iter().map(|id| id.raw()).collect()));
        let shown = Memo::new(move |_| {
            let keys = columns.layout.shown();
            keys.iter().filter_map(|key| rows.column(key)).collect()
        });
        Self {
            rows,
            order,
            selection: Selection::of(listed),
            columns,
            shown,
            folded: RwSignal::new(HashSet::new()),
        }
    }

    /// What the shown columns add up to over these rows; nothing while sums are not wanted; followed.
    fn named_sums(self, fmt: Fmt, ids: &[Id<R::Of>]) -> Named {
        if !self.rows.wants_sums() {
            return Vec::new();
        }
        let columns = self.shown.get().into_iter();
        let named = columns.map(|column| {
            let name = self.rows.name(fmt.locale(), column);
            (name, self.rows.sums(column, ids))
        });
        named.filter(|(_, sums)| !sums.is_empty()).collect()
    }

    /// What all rows add up to; followed.
    pub fn all_sums(self, fmt: Fmt) -> Named {
        self.order.with(|order| self.named_sums(fmt, order))
    }
}

/// The table.
#[component]
pub fn RecordTable<R: Rows>(
    /// What it shows.
    table: Table<R>,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// A class of its own.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let drawn = RwSignal::new(PAGE);
    let groups = Memo::new_with_compare(
        move |_| {
            let groups = table.order.with(|order| table.rows.groups(order));
            groups.map(Arc::new)
        },
        |_, _| true,
    );
    let parts = Memo::new(move |_| {
        let folded = table.folded.get();
        table.order.with(|order| {
            groups.with(|groups| {
                let groups = groups.as_deref().map(Vec::as_slice);
                parted(order, groups, &folded, drawn.get())
            })
        })
    });
    // Folded rows are no more to come.
    let count = Signal::derive(move || {
        groups.with(|groups| match groups {
            None => table.order.with(Vec::len),
            Some(groups) => table.folded.with(|folded| {
                let open = groups.iter().filter(|part| !folded.contains(&part.shared));
                open.map(|part| part.ids.len()).sum()
            }),
        })
    });
    let body = move |shared: Option<Shared>| {
        let key = StoredValue::new(shared.clone());
        let rows = move || {
            parts.with(|parts| {
                let mut parts = parts.iter();
                let part = key.with_value(|key| parts.find(|part| part.shared == *key));
                part.map(|part| part.rows.clone()).unwrap_or_default()
            })
        };
        let head = shared.map(|shared| view! { <GroupHead table groups shared/> });
        view! {
            <tbody>
                {head}
                <For each=rows key=|id| *id let:id>
                    <Row table id/>
                </For>
            </tbody>
        }
    };
    let shown = move || {
        parts.with(|parts| {
            let parts = parts.iter();
            parts
                .map(|part: &Shown<_>| part.shared.clone())
                .collect::<Vec<_>>()
        })
    };
    let widths = move || {
        let visible = table.columns.layout.visible().into_iter();
        let visible = visible.filter(|placed| table.rows.column(&placed.key).is_some());
        visible
            .map(|placed| view! { <col style:width=format!("{}px", placed.width)/> })
            .collect_view()
    };
    view! {
        <div class="box scroll-x">
            <table class=format!("record-table {class}") aria-label=label>
                <colgroup>
                    <col class="col-box"/>
                    {widths}
                    // What is left over.
                    <col/>
                </colgroup>
                <Heads table/>
                <For each=shown key=Option::clone let:shared>
                    {body(shared)}
                </For>
            </table>
        </div>
        <More drawn step=PAGE count/>
    }
    .into_any()
}
