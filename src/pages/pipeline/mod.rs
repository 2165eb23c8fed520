//! The boards: which one is shown, as columns, as the list of its open deals or as that of the closed ones, and
//! the dialogs around it. What is shown stands in the address: `?board=` names the board, `?as=` the shape;
//! `?new=1` opens the dialog of a new deal.

mod board;
mod card;
mod close;
mod closed;
mod column;
mod controls;
mod deal_form;
mod editor;
mod editor_form;
mod moves;
mod place;
mod shown;
mod table;
mod table_bulk;
mod table_row;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

pub use close::{Closing, ClosingDialogs};
pub use editor::BoardEditor;
pub use place::PlaceFields;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Id, Pipeline, Stage, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::views::ViewsMenu,
    query::{
        board::{Figures, boards},
        deals_asked::{DealsAsked, DealsShape},
    },
    ui::{Icon, Menu, MenuItem},
};

use board::BoardView;
use closed::ClosedDeals;
use controls::Controls;
use deal_form::NewDeal;
use moves::Moves;
use shown::Deals;
use table::DealsTable;

/// The page.
#[component]
pub fn PipelinePage() -> impl IntoView {
    let app = use_app();
    let words = Deals::new(shown::LIST);
    let asked = words.asked;
    let board = Signal::from(Memo::new(move |_| {
        let wanted = asked.with(|asked| asked.board);
        app.read(&[TableName::Pipelines], |records| {
            let all = boards(records);
            let named = all.iter().find(|board| Some(board.id) == wanted);
            named.or(all.first()).map(|board| board.id)
        })
    }));
    let shape = Memo::new(move |_| asked.with(|asked| asked.shape));
    let tag = Signal::from(Memo::new(move |_| asked.with(|asked| asked.tag.clone())));
    let moves = Moves::new(board, asked);
    let creating = RwSignal::new(false);
    let stage = RwSignal::new(None::<Id<Stage>>);
    open_on_query(creating, words);
    let closing = Closing::new();
    view! {
        <Head words board shape moves creating stage/>
        {move || match shape.get() {
            DealsShape::Closed => view! { <ClosedDeals words board/> }.into_any(),
            DealsShape::Table => view! { <DealsTable words board/> }.into_any(),
            DealsShape::Board => {
                view! {
                    <Controls words board/>
                    <BoardView words moves closing creating stage/>
                }
                    .into_any()
            }
        }}
        <NewDeal open=creating board stage tag/>
        <ClosingDialogs closing/>
    }
    .into_any()
}

/// `?new=1` opens the dialog, and closing it takes the word out of the address.
fn open_on_query(open: RwSignal<bool>, words: Deals) {
    let query = use_query_map();
    let asked = move || query.with(|query| query.get("new")).is_some();
    Effect::new(move |_| {
        if asked() {
            open.set(true);
        }
    });
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now && untrack(asked) {
            words.change(|_| ());
        }
        now
    });
}

#[component]
fn Head(
    words: Deals,
    board: Signal<Option<Id<Pipeline>>>,
    shape: Memo<DealsShape>,
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
    let all = move || match shape.get() {
        DealsShape::Closed => t_string!(i18n, pipeline.closed_deals).to_owned(),
        DealsShape::Board | DealsShape::Table => t_string!(i18n, customers.open_deals).to_owned(),
    };
    let link = move |to: DealsShape| {
        let href = move || {
            words.asked.with(|asked| {
                words.href(&DealsAsked {
                    shape: to,
                    ..asked.clone()
                })
            })
        };
        let text = move || match to {
            DealsShape::Board => t_string!(i18n, pipeline.view_board),
            DealsShape::Table => t_string!(i18n, people.deals_table),
            DealsShape::Closed => t_string!(i18n, pipeline.view_closed),
        };
        view! {
            <a href=href aria-current=move || (shape.get() == to).then_some("page")>
                {text}
            </a>
        }
    };
    view! {
        <div class="head">
            <h1>{name}</h1>
            <ViewsMenu views=words.views all=Signal::derive(all) icon="board"/>
            <span class="chip num" hidden=move || shape.get() == DealsShape::Closed>
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
                    {DealsShape::ALL.map(link).collect_view()}
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
