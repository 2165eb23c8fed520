//! What the deals are narrowed to, on the board and in the lists alike: words, a stage or how they ended, who
//! looks after them, a tag, choices of own fields, and whatever else can be asked of tags and own fields.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    shown::{Deals, found},
    table_row::ended_text,
};
use crate::{
    app::state::use_app,
    domain::{Id, Pipeline, Stage, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        filters::NarrowThings,
        own::ChooseOwn,
        parts::{OwnerSelect, TagSelect},
        views::ViewChanged,
    },
    query::{
        Filter,
        deals_asked::{DealsAsked, DealsShape, Ended},
    },
    ui::Empty,
};

/// The line of controls.
#[component]
pub(super) fn Controls(words: Deals) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let count = move |filter: Signal<Filter>| {
        let count = Memo::new(move |_| {
            let asked = DealsAsked {
                filter: filter.get(),
                ..words.asked.get()
            };
            found(app, &asked).len()
        });
        Signal::derive(move || {
            t_string!(
                i18n,
                common.deals_n,
                count = counted(i18n.get_locale(), count.get())
            )
        })
    };
    view! {
        <div class="chips">
            <input
                class="input list-find"
                type="search"
                aria-label=move || t_string!(i18n, people.find_deals)
                placeholder=move || t_string!(i18n, people.find_deals)
                prop:value=move || words.asked.with(|asked| asked.text.clone())
                on:input=move |event| words.change(|asked| asked.text = event_target_value(&event))
            />
            {move || match words.asked.with(|asked| asked.shape) {
                DealsShape::Board => None,
                DealsShape::Table | DealsShape::Calendar => Some(view! { <StageSelect words/> }.into_any()),
                DealsShape::Closed => Some(view! { <EndedSelect words/> }.into_any()),
            }}
            <OwnerSelect
                chosen=Signal::derive(move || words.asked.with(|asked| asked.owner))
                on_choose=Callback::new(move |owner| words.change(|asked| asked.owner = owner))
            />
            <TagSelect
                table=TableName::Deals
                chosen=Signal::derive(move || words.asked.with(|asked| asked.tag.clone()))
                on_choose=Callback::new(move |tag| words.change(|asked| asked.tag = tag))
            />
            <ChooseOwn
                table=TableName::Deals
                chosen=Signal::derive(move || words.asked.with(|asked| asked.own.clone()))
                on_choose=Callback::new(move |own| words.change(|asked| asked.own = own))
            />
            <NarrowThings
                table=TableName::Deals
                filter=Signal::derive(move || words.asked.with(|asked| asked.filter.clone()))
                count=Callback::new(count)
                on_filter=Callback::new(move |filter| words.change(|asked| asked.filter = filter))
            />
            <ViewChanged views=words.views/>
        </div>
    }
    .into_any()
}

/// Only those of one stage; below the name of its board where all are listed.
#[component]
fn StageSelect(words: Deals) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let boards = Memo::new(move |_| {
        app.read(&[TableName::Pipelines], |records| {
            words.asked.with(|asked| asked.boards(records))
        })
    });
    let of_all = Memo::new(move |_| words.asked.with(DealsAsked::is_of_all));
    let option = move |stage: &Stage| {
        let (id, name) = (stage.id, stage.name.clone());
        let wanted = move || words.asked.with(|asked| asked.stage == Some(id));
        view! { <option value=id.to_string() prop:selected=wanted>{name}</option> }
    };
    let group = move |board: Arc<Pipeline>| {
        let stages = board.stages.iter().map(option).collect_view();
        if of_all.get_untracked() {
            view! { <optgroup label=board.name.clone()>{stages}</optgroup> }.into_any()
        } else {
            stages.into_any()
        }
    };
    view! {
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, pipeline.stage)
            on:change=move |event| words.change(|asked| asked.stage = Id::parse(&event_target_value(&event)))
        >
            <option value="" prop:selected=move || words.asked.with(|asked| asked.stage.is_none())>
                {move || t_string!(i18n, people.any_stage)}
            </option>
            {move || {
                of_all.track();
                boards.get().into_iter().map(group).collect_view()
            }}
        </select>
    }
}

/// Only those that were won, or lost.
#[component]
fn EndedSelect(words: Deals) -> impl IntoView {
    let i18n = use_i18n();
    let label = move |ended: Option<Ended>| match ended {
        None => t_string!(i18n, pipeline.won_or_lost),
        Some(ended) => ended_text(i18n.get_locale(), ended),
    };
    let option = move |ended: Option<Ended>| {
        let wanted = move || words.asked.with(|asked| asked.ended == ended);
        view! {
            <option value=ended.map_or("", Ended::key) prop:selected=wanted>
                {move || label(ended)}
            </option>
        }
    };
    let all = [None, Some(Ended::Won), Some(Ended::Lost)];
    view! {
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, pipeline.outcome)
            on:change=move |event| words.change(|asked| asked.ended = Ended::from_key(&event_target_value(&event)))
        >
            {all.map(option).collect_view()}
        </select>
    }
}

/// Said where nothing passes, with the way back to everything.
#[component]
pub(super) fn NoDeals(words: Deals) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="board"
            title=Signal::derive(move || t_string!(i18n, people.no_deals).to_owned())
        >
            <button
                type="button"
                class="btn"
                hidden=move || words.asked.with(DealsAsked::is_everything)
                on:click=move |_| words.change(|asked| *asked = asked.of_all())
            >
                {t!(i18n, common.reset)}
            </button>
        </Empty>
    }
}
