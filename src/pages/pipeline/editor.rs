//! The dialog that changes a board: its name, stages and reasons for losing. Also reached from the
//! settings.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::editor_form::{Draft, Reasons, Stages};
use crate::{
    app::{App, state::use_app, use_saving},
    domain::{
        Id, Pipeline, Rank, Record,
        commands::{Delete, SaveBoard},
    },
    i18n::{t, t_string, use_i18n},
    platform::random,
    query::board::boards,
    ui::{Dialog, Field, Foot},
};

/// The dialog. `board` is the one to change; `None` makes a new one.
#[component]
pub fn BoardEditor(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which board.
    #[prop(into)]
    board: Signal<Option<Id<Pipeline>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog
            open
            wide=true
            title=Signal::derive(move || t_string!(i18n, pipeline.editor_title).to_owned())
        >
            <Form open board=board.get_untracked()/>
        </Dialog>
    }
}

/// The board as it is, or an empty new one below the others.
fn board_to_edit(app: App, id: Option<Id<Pipeline>>) -> Pipeline {
    let now = app.moment().now;
    app.peek(|records| {
        let all = boards(records);
        let found = all.iter().find(|board| Some(board.id) == id);
        found.map_or_else(
            || Pipeline {
                id: app.new_id(),
                name: String::new(),
                stages: Vec::new(),
                lost_reasons: all
                    .first()
                    .map(|board| board.lost_reasons.clone())
                    .unwrap_or_default(),
                rank: Rank::between(all.last().map(|board| &board.rank), None),
                created: now,
                updated: now,
            },
            |board| board.as_ref().clone(),
        )
    })
}

#[component]
fn Form(open: RwSignal<bool>, board: Option<Id<Pipeline>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let navigate = use_navigate();
    let base = board_to_edit(app, board);
    let is_new = board.is_none();
    let draft = Draft::new(app, &base, t_string!(i18n, pipeline.new_stage));
    let saving = use_saving(open);
    let base = StoredValue::new(base);
    let save = move || {
        let command = match draft.finish(base.get_value()) {
            Ok((board, moves)) => SaveBoard { board, moves },
            Err(problem) => {
                saving.error.set(problem.text(i18n.get_locale_untracked()));
                return;
            }
        };
        let navigate = navigate.clone();
        let id = command.board.id;
        saving.save_then(command, move |_| {
            if is_new {
                navigate(
                    &format!("/pipeline/?board={id}"),
                    NavigateOptions::default(),
                );
            }
        });
    };
    view! {
        <form
            class="dialog-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div class="content">
                <Field
                    label=Signal::derive(move || t_string!(i18n, pipeline.board_name).to_owned())
                    children=move |parts| {
                        view! { <input class="input" id=parts.id() bind:value=draft.name/> }
                    }
                />
                <Stages draft/>
                <Reasons draft/>
                <p class="bad" role="alert" hidden=move || saving.error.with(String::is_empty)>
                    {saving.error}
                </p>
            </div>
            <Foot saving>
                {(!is_new).then(|| view! { <DeleteBoard open board=base.with_value(|b| b.id)/> })}
                <span class="grow"></span>
            </Foot>
        </form>
    }
    .into_any()
}

/// Only for a board without open deals that is not the last one.
#[component]
fn DeleteBoard(open: RwSignal<bool>, board: Id<Pipeline>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let allowed = app.peek(|records| {
        let busy = records
            .deals
            .iter()
            .any(|deal| deal.pipeline == board && deal.is_open());
        !busy && records.pipelines.len() > 1
    });
    let delete = move |_| {
        let record = app.peek(|records| records.get(board).cloned().map(Record::Pipelines));
        if let Some(record) = record {
            let command = Delete {
                records: vec![(record.table(), record.id())],
                seed: random::seed(),
            };
            app.run(command, move |_| {
                open.try_set(false);
            });
        }
    };
    view! {
        <button type="button" class="btn danger" hidden=!allowed on:click=delete>
            {t!(i18n, pipeline.delete_board)}
        </button>
    }
}
