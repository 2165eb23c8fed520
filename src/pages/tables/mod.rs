//! A table of records of one kind: columns that are chosen, moved and made wider, rows in an order or in groups that
//! fold, what their figures add up to, and boxes to select them. Knows no kind of record; what a column is called is told
//! by [`Titled`], what a cell shows by [`Rows`], how a table stands by the address of its list, and the rules are in
//! `query`.

mod columns;
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
    domain::{Entity, Id, Records, TableName},
    i18n::Locale,
    pages::{
        parts::Selection,
        views::{Columns, WordList},
    },
    query::{
        arranged::{Arranged, InTable, Keyed, TableColumn},
        gather::{Part, Sum},
        shared::Shared,
    },
    ui::{More, table::Sorted},
};

pub use columns::{Titled, columns_as, columns_of, own_text};
pub use groups::group_name;
pub use look::{GroupAndSums, Shapes, WholeTable};
pub use sums::{SumsFoot, said};

use columns::{groupings, holds_figures, named};
use head::Heads;
use look::Offered;
use parted::{Shown, parted};
use row::{GroupHead, Row};

/// Rows drawn at first, and added each time.
const PAGE: usize = 200;

/// What a table has to know of its records. What is said to be followed is read while a view is made.
pub trait Rows: Copy + Send + Sync + 'static {
    /// The records.
    type Of: Entity + Send + Sync;
    /// A column.
    type Column: Titled<Of = Self::Of>;
    /// What is asked of the list.
    type Asked: InTable<Column = Self::Column>;

    /// What decides in which groups the records stand, what those are called and what figures add up to.
    const READ_FROM: &'static [TableName];

    /// The open shop.
    fn app(self) -> App;

    /// The list.
    fn list(self) -> WordList<Self::Asked>;

    /// What a record is called.
    fn title(record: &Self::Of) -> &str;

    /// What a cell shows; followed.
    fn cell(self, fmt: Fmt, column: Self::Column, record: &Self::Of) -> AnyView;

    /// The records in groups; followed.
    fn groups(
        self,
        records: &Records,
        by: GroupOf<Self>,
        ids: &[Id<Self::Of>],
    ) -> Vec<Part<Id<Self::Of>>>;

    /// What the figures of a column add up to; followed.
    fn sums(
        self,
        records: &Records,
        column: Self::Column,
        ids: &[Id<Self::Of>],
    ) -> Vec<(Sum, usize)> {
        column.sums(records, ids)
    }

    /// What a group is called that this list alone knows; followed.
    fn group_name(self, _: Fmt, _: &Shared) -> Option<String> {
        None
    }

    /// True if a column has something to tell just now; followed.
    fn tells(self, _: Self::Column) -> bool {
        true
    }

    /// True if a grouping tells some of them apart just now; followed.
    fn parts(self, _: GroupOf<Self>) -> bool {
        true
    }

    /// True if a row stands back, as what is done does.
    fn is_past(_: &Self::Of) -> bool {
        false
    }
}

/// What puts the records of a table into groups.
pub type GroupOf<R> = <<R as Rows>::Column as TableColumn>::Group;

/// The column of that name, if it has something to tell; followed.
fn told<R: Rows>(rows: R, key: &str) -> Option<R::Column> {
    R::Column::from_key(key).filter(|column| rows.tells(*column))
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
            keys.iter().filter_map(|key| told(rows, key)).collect()
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

    /// How it stands; followed.
    fn arranged(self) -> Arranged<R::Column> {
        self.rows.list().asked.with(|asked| *asked.arranged())
    }

    /// Lets it stand otherwise.
    fn arrange(self, change: impl FnOnce(&mut Arranged<R::Column>)) {
        self.rows
            .list()
            .change(|asked| change(asked.arranged_mut()));
    }

    /// What a column is called; followed.
    fn name(self, locale: Locale, column: R::Column) -> String {
        named(self.rows.app(), column, || column.title(locale).to_owned())
    }

    /// How it is sorted by a column just now; followed.
    fn sorted(self, column: R::Column) -> Sorted {
        match self.arranged().sort {
            Some((by, true)) if by == column => Sorted::Down,
            Some((by, false)) if by == column => Sorted::Up,
            _ => Sorted::No,
        }
    }

    /// What a group is called; followed.
    fn group_name(self, fmt: Fmt, shared: &Shared) -> String {
        let lacking = || {
            let lacking = |by| {
                named(self.rows.app(), by, || {
                    R::Column::lacking(by, fmt.locale()).to_owned()
                })
            };
            self.arranged().group.map_or_else(String::new, lacking)
        };
        let own = self.rows.group_name(fmt, shared);
        own.unwrap_or_else(|| group_name(fmt, lacking, shared))
    }

    /// What there is to group by, with names; followed.
    fn offered(self, locale: Locale) -> Offered {
        let app = self.rows.app();
        let all = groupings::<R::Column>(app).into_iter();
        let title = |by| R::Column::group_title(by, locale);
        let all = all.filter(|by| self.rows.parts(*by));
        all.map(|by| (by.key(), named(app, by, || title(by))))
            .collect()
    }

    /// What the shown columns add up to over these rows; nothing while sums are not wanted; followed.
    fn named_sums(self, fmt: Fmt, ids: &[Id<R::Of>]) -> Named {
        if !self.arranged().sums {
            return Vec::new();
        }
        let columns = self.shown.get().into_iter();
        let named = columns.map(|column| {
            let sums = |records: &Records| self.rows.sums(records, column, ids);
            let sums = self.rows.app().read(R::READ_FROM, sums);
            (self.name(fmt.locale(), column), sums)
        });
        named.filter(|(_, sums)| !sums.is_empty()).collect()
    }

    /// What all rows add up to; followed.
    fn all_sums(self, fmt: Fmt) -> Named {
        self.order.with(|order| self.named_sums(fmt, order))
    }
}

/// The table itself.
#[component]
fn RecordTable<R: Rows>(
    /// What it shows.
    table: Table<R>,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// A class of its own.
    class: &'static str,
) -> impl IntoView {
    let drawn = RwSignal::new(PAGE);
    let groups = Memo::new_with_compare(
        move |_| {
            let by = table.arranged().group?;
            let groups = table.order.with(|order| {
                let groups = |records: &Records| table.rows.groups(records, by, order);
                table.rows.app().read(R::READ_FROM, groups)
            });
            Some(Arc::new(groups))
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
        let visible = visible.filter(|placed| told(table.rows, &placed.key).is_some());
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
