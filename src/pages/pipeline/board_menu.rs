//! The menu of boards: which of them is shown, or all in one list, and the ways to change them. What else is
//! asked stays as it is.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{Id, Pipeline, TableName},
    i18n::{t_string, use_i18n},
    query::{
        board::boards,
        deals_asked::{DealsAsked, DealsShape, OfBoards},
    },
    ui::{Menu, MenuItem},
};

use super::{editor::BoardEditor, shown::Deals};

/// The menu, with the dialog that changes a board.
#[component]
pub(super) fn BoardMenu(
    words: Deals,
    /// The board that is shown.
    board: Signal<Option<Id<Pipeline>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let editing = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Pipeline>>);
    let edit = Callback::new(move |id| {
        edited.set(id);
        editing.set(true);
    });
    let of_all = Memo::new(move |_| words.asked.with(DealsAsked::is_of_all));
    let item = move |to: OfBoards, name: Signal<String>| {
        let shown = match to {
            OfBoards::All => of_all.get(),
            OfBoards::One(id) => !of_all.get() && board.get() == Some(id),
            OfBoards::First => false,
        };
        let usual = match to {
            OfBoards::All => "list",
            _ => "board",
        };
        let icon = if shown { "check" } else { usual };
        view! { <MenuItem label=name icon=icon on_select=move |()| choose(words, to)/> }
    };
    let all = move || {
        let known = app.read(&[TableName::Pipelines], boards);
        let one = |board: &Pipeline| {
            let name = Signal::stored(board.name.clone());
            item(OfBoards::One(board.id), name)
        };
        let together = (known.len() > 1).then(|| {
            let name = Signal::derive(move || t_string!(i18n, pipeline.all_boards).to_owned());
            item(OfBoards::All, name)
        });
        let each = known.iter().map(|board| one(board)).collect_view();
        view! {
            {each}
            {together}
        }
    };
    let edit_shown = move || {
        (!of_all.get()).then(|| {
            view! {
                <MenuItem
                    label=Signal::derive(move || t_string!(i18n, pipeline.edit_board).to_owned())
                    icon="edit"
                    on_select=move |()| edit.run(board.get_untracked())
                />
            }
        })
    };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, pipeline.board).to_owned())
            icon="chevron-down"
            icon_only=true
            class="btn ghost small"
        >
            {all}
            <hr/>
            {edit_shown}
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.new_board).to_owned())
                icon="plus"
                on_select=move |()| edit.run(None)
            />
        </Menu>
        <BoardEditor open=editing board=edited/>
    }
    .into_any()
}

/// Shows that board, or all. A stage is of one board only, and all of them are a list.
fn choose(words: Deals, board: OfBoards) {
    let asked = words.asked.get_untracked();
    let shape = match (board, asked.shape) {
        (OfBoards::All, DealsShape::Board) => DealsShape::Table,
        (_, shape) => shape,
    };
    let asked = DealsAsked {
        board,
        shape,
        stage: None,
        ..asked
    };
    words.ask(&asked, false);
}
