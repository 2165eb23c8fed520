//! The open deals of a board, or of all of them, as a table: sorted by any column, own fields among them, in groups
//! with what they come to, narrowed by words, stage, owner, tags and own fields, and worked on many at a time.

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, state::use_app},
    domain::{Deal, Id, Records, TableName},
    i18n::{counted, t_string, use_i18n},
    pages::{
        parts::Selection,
        tables::{Rows, Table, WholeTable},
        views::Columns,
    },
    query::{deal_columns::DealColumn, deals_asked::DealsAsked, gather::Part, shared::Shared},
};

use super::{
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
    type Asked = DealsAsked;
    const READ_FROM: &'static [TableName] = &DEALS_OF;

    fn app(self) -> App {
        self.app
    }

    fn list(self) -> Deals {
        self.words
    }

    fn title(deal: &Deal) -> &str {
        &deal.title
    }

    fn cell(self, fmt: Fmt, column: DealColumn, deal: &Deal) -> AnyView {
        content(fmt, column, deal)
    }

    fn groups(self, records: &Records, by: DealColumn, ids: &[Id<Deal>]) -> Vec<Part<Id<Deal>>> {
        by.groups(records, ids)
    }

    fn group_name(self, _: Fmt, shared: &Shared) -> Option<String> {
        let Shared::Stage(board, _) = shared else {
            return None;
        };
        // Of several boards, a stage says of which it is.
        let of_all = self.words.asked.with(DealsAsked::is_of_all);
        of_all.then(|| {
            let stage = |records: &Records| shared.stored_name(records);
            let stage = self.app.read(&[TableName::Pipelines], stage);
            format!("{}: {stage}", board_name(self.app, *board))
        })
    }

    fn tells(self, column: DealColumn) -> bool {
        self.words.asked.with(|asked| asked.tells(column))
    }
}

/// The table.
#[component]
pub fn DealsTable(words: Deals, columns: Columns) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
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
    view! {
        <Controls words/>
        <BulkBar list/>
        {move || {
            if none.get() {
                return view! { <NoDeals words/> }.into_any();
            }
            view! {
                <div class="body">
                    <WholeTable
                        table
                        class="deals-table"
                        label=Signal::derive(move || t_string!(i18n, pipeline.heading).to_owned())
                        count=Signal::derive(count)
                    />
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}
