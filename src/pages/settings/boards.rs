//! The boards of the shop, each with its editor; a new one as well.

use leptos::prelude::*;

use super::Section;
use crate::{
    app::{Route, state::use_app},
    domain::{Id, Pipeline, TableName},
    i18n::{t, t_string, use_i18n},
    pages::pipeline::BoardEditor,
    query::board::boards,
    ui::Icon,
};

/// The section.
#[component]
pub fn Boards() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let edited = RwSignal::new(None::<Id<Pipeline>>);
    let edit = move |board| {
        edited.set(board);
        open.set(true);
    };
    let rows = move || {
        app.read(&[TableName::Pipelines], boards)
            .into_iter()
            .map(|board| {
                let id = board.id;
                let name = board.name.clone();
                let stages = board.stages.iter().map(|stage| stage.name.as_str());
                let stages = stages.collect::<Vec<_>>().join(" · ");
                view! {
                    <li class="setting">
                        <a class="strong" href=format!("{}?board={id}", Route::Pipeline.href())>
                            {board.name.clone()}
                        </a>
                        <span class="grow small muted">{stages}</span>
                        <button
                            type="button"
                            class="btn ghost icon-only"
                            aria-label=move || t_string!(i18n, settings.board_edit, name = name.clone())
                            on:click=move |_| edit(Some(id))
                        >
                            <Icon name="edit"/>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.boards).to_owned())>
            <p class="soft">{t!(i18n, settings.boards_text)}</p>
            <ul class="settings-tags">{rows}</ul>
            <div class="row">
                <button type="button" class="btn" on:click=move |_| edit(None)>
                    <Icon name="plus"/>
                    {t!(i18n, pipeline.new_board)}
                </button>
            </div>
            <BoardEditor open board=edited/>
        </Section>
    }
}
