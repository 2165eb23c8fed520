//! Where a new deal is to stand: the board, asked where there are several, and one of its stages. Knows nothing
//! else of the deal.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{Id, Pipeline, Stage, TableName},
    i18n::{t_string, use_i18n},
    query::board::{beginning, boards},
    ui::Field,
};

/// A board and a stage of it; `None` while there is no board.
pub type Standing = Option<(Id<Pipeline>, Id<Stage>)>;

/// The fields.
#[component]
pub fn PlaceFields(
    /// Where it is to stand.
    at: RwSignal<Standing>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let all = Memo::new(move |_| {
        app.read(&[TableName::Pipelines], |records| {
            let all = boards(records).into_iter();
            all.map(|one| (one.id, one.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let several = Memo::new(move |_| all.with(Vec::len) > 1);
    let stages = Memo::new(move |_| {
        app.read(&[TableName::Pipelines], |records| {
            let board = at.get().and_then(|(board, _)| records.get(board));
            let stages = board.iter().flat_map(|board| &board.stages);
            let stages = stages.map(|stage| (stage.id, stage.name.clone()));
            stages.collect::<Vec<_>>()
        })
    });
    let choose = move |board: Option<Id<Pipeline>>, stage: Option<Id<Stage>>| {
        at.set(app.peek(|records| beginning(records, board, stage)));
    };
    let board = move || at.get().map(|(board, _)| board);
    let stage = move || at.get().map(|(_, stage)| stage);
    let board_option = move |(id, name): (Id<Pipeline>, String)| {
        view! { <option value=id.to_string() prop:selected=move || board() == Some(id)>{name}</option> }
    };
    let stage_option = move |(id, name): (Id<Stage>, String)| {
        view! { <option value=id.to_string() prop:selected=move || stage() == Some(id)>{name}</option> }
    };
    let ask_board = move || {
        view! {
            <Field
                label=Signal::derive(move || t_string!(i18n, pipeline.one_board).to_owned())
                children=move |parts| {
                    view! {
                        <select
                            class="input"
                            id=parts.id()
                            on:change=move |event| choose(Id::parse(&event_target_value(&event)), None)
                        >
                            {move || all.get().into_iter().map(board_option).collect_view()}
                        </select>
                    }
                }
            />
        }
    };
    view! {
        {move || several.get().then(ask_board)}
        <Field
            label=Signal::derive(move || t_string!(i18n, pipeline.stage).to_owned())
            children=move |parts| {
                view! {
                    <select
                        class="input"
                        id=parts.id()
                        on:change=move |event| {
                            choose(untrack(board), Id::parse(&event_target_value(&event)));
                        }
                    >
                        {move || stages.get().into_iter().map(stage_option).collect_view()}
                    </select>
                }
            }
        />
    }
    .into_any()
}
