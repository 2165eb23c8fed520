//! The deals of a board, or of all of them, as a table, the open ones or those that were won or lost: sorted by any column, own fields among them, in groups
//! with what they come to, narrowed by words, stage, owner, tags and own fields, and worked on many at a time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt, format::use_fmt, state::use_app},
    domain::{Deal, Id, Records, TableName},
    i18n::{counted, t_string, td_string, use_i18n},
    pages::{
        parts::Selection,
        tables::{Rows, Table, WholeTable},
        views::Columns,
    },
    query::{
        deal_columns::DealColumn,
        deals_asked::{DealsAsked, Ended},
        gather::Part,
        shared::Shared,
    },
    ui::Empty,
};

use super::{
    controls::{Controls, NoDeals},
    shown::{DEALS_OF, Deals, board_name, found},
    table_bulk::BulkBar,
    table_row::{content, ended_text},
};

/// What the parts of the list hold.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub app: App,
    pub words: Deals,
    pub columns: Columns,
    pub selection: Selection,
    /// They were won or lost.
    pub closed: bool,
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

    fn title(self, _: Fmt, deal: &Deal) -> String {
        deal.title.clone()
    }

    fn cell(self, fmt: Fmt, column: DealColumn, deal: &Deal) -> AnyView {
        content(fmt, column, deal)
    }

    fn groups(self, records: &Records, by: DealColumn, ids: &[Id<Deal>]) -> Vec<Part<Id<Deal>>> {
        by.groups(records, ids)
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> Option<String> {
        let board = match shared {
            Shared::Ended(ended) => return Some(ended_text(fmt.locale(), *ended).to_owned()),
            Shared::Stage(board, _) => board,
            _ => return None,
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

    fn parts(self, by: DealColumn) -> bool {
        self.tells(by)
    }
}

/// Of all closed deals the share that was won, in words; nothing while there are none; followed.
fn win_rate(fmt: Fmt, deals: &[Arc<Deal>]) -> Option<String> {
    let won = deals.iter().map(|deal| Ended::of(deal));
    let won = won.filter(|ended| *ended == Some(Ended::Won)).count();
    (!deals.is_empty()).then(|| {
        let share = fmt.percent_whole(won as f64 / deals.len() as f64);
        td_string!(fmt.locale(), pipeline.win_rate, share = share)
    })
}

/// The table.
#[component]
pub fn DealsTable(
    words: Deals,
    columns: Columns,
    /// Of those that were won or lost.
    closed: bool,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    // However they ended: their share is one of all. Compared, every row would be.
    let all = Memo::new_with_compare(
        move |_| {
            let asked = DealsAsked {
                ended: None,
                ..words.asked.get()
            };
            found(app, &asked)
        },
        |_, _| true,
    );
    let order: Memo<Vec<Id<Deal>>> = Memo::new(move |_| {
        let ended = words.asked.with(|asked| asked.ended).filter(|_| closed);
        all.with(|deals| {
            let deals = deals.iter();
            let passing = deals.filter(|deal| ended.is_none() || Ended::of(deal) == ended);
            passing.map(|deal| deal.id).collect()
        })
    });
    let table = Table::new(DealRows { app, words }, order, columns);
    let list = Listed {
        app,
        words,
        columns,
        selection: table.selection,
        closed,
    };
    let none = Memo::new(move |_| order.with(Vec::is_empty));
    let count = move || {
        let count = order.with(Vec::len);
        let count = t_string!(
            i18n,
            common.deals_n,
            count = counted(i18n.get_locale(), count)
        );
        let rate = all.with(|deals| win_rate(fmt, deals)).filter(|_| closed);
        let parts = [Some(count), rate].into_iter().flatten();
        parts.collect::<Vec<_>>().join(" · ")
    };
    view! {
        <Controls words/>
        <BulkBar list/>
        {move || {
            if none.get() {
                let first = closed && words.asked.with(DealsAsked::is_everything);
                return if first {
                    view! { <NoneClosed/> }.into_any()
                } else {
                    view! { <NoDeals words/> }.into_any()
                };
            }
            let label = move || {
                if closed {
                    t_string!(i18n, pipeline.closed_deals)
                } else {
                    t_string!(i18n, pipeline.heading)
                }
            };
            view! {
                <div class="body">
                    <WholeTable
                        table
                        class=if closed { "deals-table closed-deals" } else { "deals-table" }
                        label=Signal::derive(move || label().to_owned())
                        count=Signal::derive(count)
                    />
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}

/// Said while no deal was ever won or lost.
#[component]
fn NoneClosed() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="board"
            title=Signal::derive(move || t_string!(i18n, pipeline.closed_empty).to_owned())
            text=Signal::derive(move || t_string!(i18n, pipeline.closed_empty_text).to_owned())
        />
    }
}
