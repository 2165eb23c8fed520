//! The boards: which one is shown, as columns, as the table or the calendar of its open deals or as the table of the closed
//! ones, and the dialogs around it. All but the board itself show the deals of all boards, too. What is shown stands in the address:
//! `?board=` names the board, `?as=` the shape; `?new=1` opens the dialog of a new deal.

mod board;
mod board_menu;
mod calendar;
mod card;
mod close;
mod column;
mod columns;
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
use leptos_router::hooks::use_query_map;

pub use close::{Closing, ClosingDialogs};
pub use editor::BoardEditor;
pub use place::PlaceFields;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Id, Pipeline, Stage, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::views::ViewsMenu,
    query::{
        board::{Figures, figures_of_all},
        deals_asked::{DealsAsked, DealsShape},
    },
    ui::Icon,
};

use board::BoardView;
use board_menu::BoardMenu;
use calendar::DealsCalendar;
use controls::Controls;
use deal_form::NewDeal;
use moves::Moves;
use shown::{DEALS_OF, Deals, board_name};
use table::DealsTable;

/// The page.
#[component]
pub fn PipelinePage() -> impl IntoView {
    let app = use_app();
    let words = Deals::new(shown::LIST);
    let asked = words.asked;
    let shape = Memo::new(move |_| asked.with(|asked| asked.shape));
    let columns = columns::of_page(app, words.views.open, shape);
    let words = words.with_columns(columns);
    // Of all of them the first: there a new deal begins.
    let board = Signal::from(Memo::new(move |_| {
        app.read(&[TableName::Pipelines], |records| {
            let shown = asked.with(|asked| asked.boards(records));
            shown.first().map(|board| board.id)
        })
    }));
    let tag = Signal::from(Memo::new(move |_| asked.with(|asked| asked.tag.clone())));
    let moves = Moves::new(board, asked);
    let creating = RwSignal::new(false);
    let stage = RwSignal::new(None::<Id<Stage>>);
    open_on_query(creating, words);
    let closing = Closing::new();
    view! {
        <Head words board shape moves creating stage/>
        {move || match shape.get() {
            shape @ (DealsShape::Table | DealsShape::Closed) => {
                view! { <DealsTable words columns closed=shape == DealsShape::Closed/> }.into_any()
            }
            DealsShape::Calendar => view! { <DealsCalendar words/> }.into_any(),
            DealsShape::Board => {
                view! {
                    <Controls words/>
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
    let of_all = Memo::new(move |_| words.asked.with(DealsAsked::is_of_all));
    let name = move || {
        if of_all.get() {
            t_string!(i18n, pipeline.all_boards).to_owned()
        } else {
            let board = board.get().map(|board| board_name(app, board));
            board.unwrap_or_default()
        }
    };
    let total = Memo::new(move |_| {
        let currency = fmt.currency();
        if of_all.get() {
            let asked = words.asked.get();
            return app.read(&DEALS_OF, |records| {
                figures_of_all(records, &asked, currency)
            });
        }
        moves.columns.with(|columns| {
            columns
                .iter()
                .map(|column| column.figures(currency))
                .fold(Figures::default(), Figures::plus)
        })
    });
    let all = move || match shape.get() {
        DealsShape::Closed => t_string!(i18n, pipeline.closed_deals).to_owned(),
        DealsShape::Board | DealsShape::Table | DealsShape::Calendar => {
            t_string!(i18n, customers.open_deals).to_owned()
        }
    };
    let link = move |to: DealsShape| {
        let href = move || words.asked.with(|asked| words.href(&asked.shown_as(to)));
        let text = move || match to {
            DealsShape::Board => t_string!(i18n, pipeline.view_board),
            DealsShape::Table => t_string!(i18n, people.deals_table),
            DealsShape::Calendar => t_string!(i18n, people.as_calendar),
            DealsShape::Closed => t_string!(i18n, pipeline.view_closed),
        };
        view! {
            <a href=href aria-current=move || (shape.get() == to).then_some("page")>
                {text}
            </a>
        }
    };
    view! {
        <div class="head deals-head">
            <div class="head-title">
                <h1 dir="auto">{name}</h1>
                <BoardMenu words board/>
            </div>
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
                <button
                    type="button"
                    class="btn primary"
                    aria-label=move || t_string!(i18n, common.new_deal)
                    on:click=move |_| {
                        stage.set(None);
                        creating.set(true);
                    }
                >
                    <Icon name="plus"/>
                    <span class="wide">{t!(i18n, common.new_deal)}</span>
                </button>
            </div>
        </div>
    }
}
