//! The boards: which one is shown, as columns, as the list of its open deals or as that of the closed ones, and
//! the dialogs around it. `?board=` names the board, `?view=closed` the list of closed deals and `?view=table` that
//! of open ones, or the identity of a saved view of it; `?tag=` narrows the board and that list, `?new=1` opens the
//! dialog of a new deal.

mod board;
mod card;
mod close;
mod closed;
mod column;
mod deal_form;
mod editor;
mod editor_form;
mod moves;
mod table;
mod table_bulk;
mod table_filter;
mod table_row;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};

pub use close::{Closing, ClosingDialogs};
pub use editor::BoardEditor;

use crate::{
    app::{Route, format::use_fmt, route::base, state::use_app},
    domain::{self, Id, Pipeline, Stage, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        parts::{TagSelect, known_tags},
        views::{ViewsMenu, WordList},
    },
    query::{
        board::{Figures, boards},
        deals::DealsAsked,
    },
    ui::{Icon, Menu, MenuItem},
};

use board::BoardView;
use closed::ClosedDeals;
use deal_form::NewDeal;
use moves::Moves;
use table::DealsTable;

/// As what the deals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// Open ones in columns.
    Board,
    /// Open ones as a list.
    Table,
    /// Closed ones.
    Closed,
}

impl View {
    fn of(word: Option<&str>) -> Self {
        match word {
            Some("closed") => Self::Closed,
            Some("table") => Self::Table,
            // A saved view is one of the list.
            Some(id) if Id::<domain::View>::parse(id).is_some() => Self::Table,
            _ => Self::Board,
        }
    }
}

/// The page.
#[component]
pub fn PipelinePage() -> impl IntoView {
    let app = use_app();
    let query = use_query_map();
    let list = WordList::<DealsAsked>::new(table::LIST);
    let board = Signal::from(Memo::new(move |_| {
        let wanted = list.asked.with(|asked| asked.board);
        app.read(&[TableName::Pipelines], |records| {
            let all = boards(records);
            let named = all.iter().find(|board| Some(board.id) == wanted);
            named.or(all.first()).map(|board| board.id)
        })
    }));
    let view = Memo::new(move |_| View::of(query.with(|query| query.get("view")).as_deref()));
    let tag = Signal::from(Memo::new(move |_| {
        list.asked.with(|asked| asked.tag.clone())
    }));
    let moves = Moves::new(board, tag);
    let creating = RwSignal::new(false);
    let stage = RwSignal::new(None::<Id<Stage>>);
    open_on_query(creating);
    let closing = Closing::new();
    view! {
        <Head list board view tag moves creating stage/>
        {move || match view.get() {
            View::Closed => view! { <ClosedDeals board/> }.into_any(),
            View::Table => view! { <DealsTable words=list board/> }.into_any(),
            View::Board => {
                view! {
                    <BoardTag board tag/>
                    <BoardView moves closing creating stage/>
                }
                    .into_any()
            }
        }}
        <NewDeal open=creating board stage tag/>
        <ClosingDialogs closing/>
    }
    .into_any()
}

/// The address of a view of a board; the tag goes along where the view knows it.
fn address(board: Option<Id<Pipeline>>, view: View, tag: &str) -> String {
    let mut query = ParamsMap::new();
    if let Some(board) = board {
        query.insert("board", board.to_string());
    }
    match view {
        View::Board => {}
        View::Table => query.insert("view", "table".to_owned()),
        View::Closed => query.insert("view", "closed".to_owned()),
    }
    if view != View::Closed && !tag.is_empty() {
        query.insert("tag", tag.to_owned());
    }
    format!("{}{}", Route::Pipeline.href(), query.to_query_string())
}

/// Narrows the board to a tag; nothing while no deal has any.
#[component]
fn BoardTag(board: Signal<Option<Id<Pipeline>>>, tag: Signal<String>) -> impl IntoView {
    let app = use_app();
    let navigate = StoredValue::new_local(use_navigate());
    let any = Memo::new(move |_| !known_tags(app, TableName::Deals).is_empty());
    let choose = Callback::new(move |tag: String| {
        let path = address(board.get_untracked(), View::Board, &tag);
        let path = path.strip_prefix(&base()).unwrap_or(&path);
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate.with_value(|navigate| navigate(path, options));
    });
    view! {
        <div class="chips" hidden=move || !any.get() && tag.with(String::is_empty)>
            <TagSelect table=TableName::Deals chosen=tag on_choose=choose/>
        </div>
    }
}

/// `?new=1` opens the dialog, and closing it takes the word out of the address.
fn open_on_query(open: RwSignal<bool>) {
    let query = use_query_map();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if query.with(|query| query.get("new")).is_some() {
            open.set(true);
        }
    });
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now && query.with_untracked(|query| query.get("new")).is_some() {
            let board = query.with_untracked(|query| query.get("board"));
            let path = board.map_or_else(
                || "/pipeline/".to_owned(),
                |board| format!("/pipeline/?board={board}"),
            );
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&path, options);
        }
        now
    });
}

#[component]
fn Head(
    list: WordList<DealsAsked>,
    board: Signal<Option<Id<Pipeline>>>,
    view: Memo<View>,
    tag: Signal<String>,
    moves: Moves,
    creating: RwSignal<bool>,
    stage: RwSignal<Option<Id<Stage>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let name = move || {
        app.read(&[TableName::Pipelines], |records| {
            board
                .get()
                .and_then(|id| records.get(id).map(|board| board.name.clone()))
        })
        .unwrap_or_default()
    };
    let total = Memo::new(move |_| {
        let currency = fmt.currency();
        moves.columns.with(|columns| {
            columns
                .iter()
                .map(|column| column.figures(currency))
                .fold(Figures::default(), Figures::plus)
        })
    });
    let link = move |view: View| tag.with(|tag| address(board.get(), view, tag));
    view! {
        <div class="head">
            <h1>{name}</h1>
            {move || {
                (view.get() == View::Table)
                    .then(|| {
                        view! {
                            <ViewsMenu
                                views=list.views
                                all=Signal::derive(move || t_string!(i18n, customers.open_deals).to_owned())
                                icon="board"
                            />
                        }
                    })
            }}
            <span class="chip num" hidden=move || view.get() == View::Closed>
                {move || t_string!(i18n, pipeline.summary_open, count = counted(i18n.get_locale(), total.get().count))}
                " · "
                {move || fmt.money_whole(total.get().total(), fmt.currency())}
                " · "
                <b>
                    {move || {
                        let amount = fmt.money_whole(total.get().weighted(), fmt.currency());
                        t_string!(i18n, pipeline.weighted, amount = amount)
                    }}
                </b>
            </span>
            <div class="actions">
                <nav class="segmented" aria-label=move || t_string!(i18n, pipeline.view)>
                    <a
                        href=move || link(View::Board)
                        aria-current=move || (view.get() == View::Board).then_some("page")
                    >
                        {t!(i18n, pipeline.view_board)}
                    </a>
                    <a
                        href=move || link(View::Table)
                        aria-current=move || (view.get() == View::Table).then_some("page")
                    >
                        {t!(i18n, people.deals_table)}
                    </a>
                    <a
                        href=move || link(View::Closed)
                        aria-current=move || (view.get() == View::Closed).then_some("page")
                    >
                        {t!(i18n, pipeline.view_closed)}
                    </a>
                </nav>
                <BoardMenu board/>
                <button
                    type="button"
                    class="btn primary"
                    on:click=move |_| {
                        stage.set(None);
                        creating.set(true);
                    }
                >
                    <Icon name="plus"/>
                    {t!(i18n, common.new_deal)}
                </button>
            </div>
        </div>
    }
}

/// Switching between boards, and changing them.
#[component]
fn BoardMenu(board: Signal<Option<Id<Pipeline>>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let editing = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Pipeline>>);
    let edit = Callback::new(move |id| {
        edited.set(id);
        editing.set(true);
    });
    let others =
        move || {
            let all = app.read(&[TableName::Pipelines], boards);
            all.into_iter()
            .map(|one| {
                let navigate = use_navigate();
                let id = one.id;
                let icon = if board.get() == Some(id) { "check" } else { "board" };
                let name = one.name.clone();
                view! {
                    <MenuItem
                        label=Signal::derive(move || name.clone())
                        icon=icon
                        on_select=move |()| {
                            navigate(&format!("/pipeline/?board={id}"), NavigateOptions::default());
                        }
                    />
                }
            })
            .collect_view()
        };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, pipeline.board).to_owned())
            icon="chevron-down"
        >
            {others}
            <hr/>
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.edit_board).to_owned())
                icon="edit"
                on_select=move |()| edit.run(board.get_untracked())
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.new_board).to_owned())
                icon="plus"
                on_select=move |()| edit.run(None)
            />
        </Menu>
        <BoardEditor open=editing board=edited/>
    }
}
