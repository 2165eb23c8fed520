//! The open deals of a board, or of all of them, as a table: sorted by any column, own fields among them, in groups
//! with what they come to, narrowed by words, stage, owner, tags and own fields, and worked on many at a time.

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, format::use_fmt, state::use_app},
    domain::{Deal, Id},
    i18n::{Locale, counted, t_string, use_i18n},
    pages::{
        parts::Selection,
        tables::{GroupAndSums, RecordTable, Rows, SumsFoot, Table, TableTools, group_name},
        views::Columns,
    },
    query::{
        deal_columns::DealColumn,
        deals_asked::DealsAsked,
        gather::{Part, Sum},
        shared::Shared,
    },
    ui::table::Sorted,
};

use super::{
    columns::{grouping, groupings, is_figure, label},
    controls::{Controls, NoDeals},
    shown::{DEALS_OF, Deals, board_name, found},
    table_bulk::BulkBar,
    table_row::content,
};

/// What the parts of the list hold.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub app: App,
    pub words: Deals,
    pub columns: Columns,
    pub selection: Selection,
}

/// The rows of the table.
#[derive(Clone, Copy)]
struct DealRows {
    app: App,
    words: Deals,
}

impl Rows for DealRows {
    type Of = Deal;
    type Column = DealColumn;

    fn app(self) -> App {
        self.app
    }

    fn key(column: DealColumn) -> String {
        column.key()
    }

    fn column(self, key: &str) -> Option<DealColumn> {
        let column = DealColumn::from_key(key)?;
        let tells = self.words.asked.with(|asked| asked.tells(column));
        tells.then_some(column)
    }

    fn name(self, locale: Locale, column: DealColumn) -> String {
        label(self.app, locale, column)
    }

    fn is_figure(self, column: DealColumn) -> bool {
        is_figure(self.app, column)
    }

    fn sorted(self, column: DealColumn) -> Sorted {
        self.words.asked.with(|asked| match asked.sort {
            Some((by, true)) if by == column => Sorted::Down,
            Some((by, false)) if by == column => Sorted::Up,
            _ => Sorted::No,
        })
    }

    fn sort(self, column: DealColumn, down: bool) {
        self.words.change(|asked| asked.sort = Some((column, down)));
    }

    fn title(deal: &Deal) -> &str {
        &deal.title
    }

    fn cell(self, fmt: Fmt, column: DealColumn, deal: &Deal) -> AnyView {
        content(fmt, column, deal)
    }

    fn groups(self, ids: &[Id<Deal>]) -> Option<Vec<Part<Id<Deal>>>> {
        let by = self.words.asked.with(|asked| asked.group)?;
        Some(self.app.read(&DEALS_OF, |records| by.groups(records, ids)))
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> String {
        let by = self.words.asked.with(|asked| asked.group);
        let what = || by.map_or_else(String::new, |by| label(self.app, fmt.locale(), by));
        let name = group_name(fmt, what, shared);
        match shared {
            // Of several boards, a stage says of which it is.
            Shared::Stage(board, _) if self.words.asked.with(DealsAsked::is_of_all) => {
                format!("{}: {name}", board_name(self.app, *board))
            }
            _ => name,
        }
    }

    fn wants_sums(self) -> bool {
        self.words.asked.with(|asked| asked.sums)
    }

    fn sums(self, column: DealColumn, ids: &[Id<Deal>]) -> Vec<(Sum, usize)> {
        self.app
            .read(&DEALS_OF, |records| column.sums(records, ids))
    }
}

/// The table.
#[component]
pub fn DealsTable(words: Deals, columns: Columns) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let order: Memo<Vec<Id<Deal>>> = Memo::new(move |_| {
        let found = words.asked.with(|asked| found(app, asked));
        found.into_iter().map(|deal| deal.id).collect()
    });
    let table = Table::new(DealRows { app, words }, order, columns);
    let list = Listed {
        app,
        words,
        columns,
        selection: table.selection,
    };
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    let count = move || {
        let count = order.with(Vec::len);
        t_string!(
            i18n,
            common.deals_n,
            count = counted(i18n.get_locale(), count)
        )
    };
    let offered = Signal::derive(move || {
        let all = groupings(app).into_iter();
        let named = all.map(|by| (by.key(), grouping(app, fmt.locale(), by)));
        named.collect::<Vec<_>>()
    });
    let sums = Signal::derive(move || words.asked.with(|asked| asked.sums));
    let chosen = Signal::derive(move || {
        let group = words.asked.with(|asked| asked.group);
        group.map(DealColumn::key).unwrap_or_default()
    });
    let look = move || {
        view! {
            <GroupAndSums
                offered
                chosen
                on_group=Callback::new(move |key: String| {
                    words.change(|asked| asked.group = DealColumn::from_key(&key));
                })
                sums
                on_sums=Callback::new(move |sums| words.change(|asked| asked.sums = sums))
            />
        }
    };
    view! {
        <Controls words/>
        <BulkBar list/>
        {move || {
            if none.get() {
                return view! { <NoDeals words/> }.into_any();
            }
            view! {
                <div class="body">
                    <TableTools table count=Signal::derive(count) fixed="title">{look()}</TableTools>
                    <RecordTable
                        table
                        class="deals-table"
                        label=Signal::derive(move || t_string!(i18n, pipeline.heading).to_owned())
                    />
                    <SumsFoot wanted=sums sums=Signal::derive(move || table.all_sums(fmt))/>
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}
