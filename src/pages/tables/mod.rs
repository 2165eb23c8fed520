//! A table of records of one kind: columns that are chosen, moved and made wider, rows in an order or in groups that
//! fold, what their figures add up to, and boxes to select them. Knows no kind of record; what a column is called is told
//! by [`Titled`], what a cell shows by [`Rows`], how a table stands by the address of its list, and the rules are in
//! `query`.

mod columns;
mod groups;
mod head;
mod look;
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
        parted::{lines, parted},
        shared::Shared,
    },
    ui::{sight::use_sight, table::Sorted},
};

pub use columns::{Titled, columns_as, columns_of, own_text};
pub use groups::group_name;
pub use look::{GroupAndSums, ShapeSwitch, Shapes, WholeTable};
pub use sums::{SumsFoot, said};

use columns::{groupings, holds_figures, named};
use head::Heads;
use look::Offered;
use row::{GroupHead, Row};

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

    /// What a record is called; followed.
    fn title(self, fmt: Fmt, record: &Self::Of) -> String;

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
    let node = NodeRef::new();
    let sight = use_sight(node);
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
    // Folded rows are no lines.
    let count = Memo::new(move |_| {
        let folded = table.folded.get();
        table.order.with(|order| {
            groups.with(|groups| {
                let groups = groups.as_deref().map(Vec::as_slice);
                lines(order, groups, |shared| folded.contains(shared))
            })
        })
    });
    let range = Memo::new(move |_| sight.range(count.get()));
    let parts = Memo::new(move |_| {
        let folded = table.folded.get();
        table.order.with(|order| {
            groups.with(|groups| {
                let groups = groups.as_deref().map(Vec::as_slice);
                let is_folded = |shared: &Shared| folded.contains(shared);
                parted(order, groups, is_folded, range.get())
            })
        })
    });
    let body = move |shared: Option<Shared>| {
        let key = StoredValue::new(shared.clone());
        let part = Memo::new(move |_| {
            parts.with(|parts| {
                let mut parts = parts.iter();
                key.with_value(|key| parts.find(|part| part.shared == *key).cloned())
            })
        });
        let rows = move || part.get().map(|part| part.rows).unwrap_or_default();
        let headed = Memo::new(move |_| part.with(|part| part.as_ref()?.head));
        let head = move || {
            let (line, shared) = (headed.get()?, shared.clone()?);
            Some(view! { <GroupHead table groups shared line/> })
        };
        view! {
            <tbody>
                {head}
                <For each=rows key=|row| *row let((line, id))>
                    <Row table id line/>
                </For>
            </tbody>
        }
    };
    let shown = move || {
        parts.with(|parts| {
            let parts = parts.iter();
            parts.map(|part| part.shared.clone()).collect::<Vec<_>>()
        })
    };
    // Lines that are not drawn keep their place.
    let room = move |lines: usize| {
        (lines > 0).then(|| {
            view! {
                <tbody class="room" aria-hidden="true">
                    <tr>
                        <td style:height=move || sight.room(lines)></td>
                    </tr>
                </tbody>
            }
        })
    };
    let before = Memo::new(move |_| range.get().0);
    let behind = Memo::new(move |_| count.get().saturating_sub(range.get().1));
    let widths = move || {
        let visible = table.columns.layout.visible().into_iter();
        let visible = visible.filter(|placed| told(table.rows, &placed.key).is_some());
        visible
            .map(|placed| view! { <col style:width=format!("{}px", placed.width)/> })
            .collect_view()
    };
    view! {
        <div class="box scroll-x" node_ref=node>
            <table
                class=format!("record-table {class}")
                aria-label=label
                aria-rowcount=move || (count.get() + 1).to_string()
            >
                <colgroup>
                    <col class="col-box"/>
                    {widths}
                    // What is left over.
                    <col/>
                </colgroup>
                <Heads table/>
                {move || room(before.get())}
                <For each=shown key=Option::clone let:shared>
                    {body(shared)}
                </For>
                {move || room(behind.get())}
            </table>
        </div>
    }
    .into_any()
}
