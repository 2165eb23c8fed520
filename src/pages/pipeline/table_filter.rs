//! What the list of deals is narrowed to: words, a stage, who looks after them, a tag, choices of own fields,
//! and whatever else can be asked of tags and own fields.

use leptos::prelude::*;

use super::table::Listed;
use crate::{
    domain::{Id, Stage, TableName},
    i18n::{counted, t_string, use_i18n},
    pages::{
        filters::NarrowThings,
        own::ChooseOwn,
        parts::{OwnerSelect, TagSelect},
        views::ViewChanged,
    },
    query::Filter,
};

/// The line of controls.
#[component]
pub(super) fn Controls(list: Listed) -> impl IntoView {
    let i18n = use_i18n();
    let stages = Memo::new(move |_| {
        list.app.read(&[TableName::Pipelines], |records| {
            let board = list.board.get().and_then(|id| records.get(id).cloned());
            board.map(|board| {
                let stages = board.stages.iter();
                stages
                    .map(|stage| (stage.id, stage.name.clone()))
                    .collect::<Vec<_>>()
            })
        })
    });
    let stage = move || {
        let option = |(id, name): (Id<Stage>, String)| {
            let wanted = move || list.words.asked.with(|asked| asked.stage == Some(id));
            view! { <option value=id.to_string() prop:selected=wanted>{name}</option> }
        };
        let all = stages.get().unwrap_or_default();
        all.into_iter().map(option).collect_view()
    };
    view! {
        <div class="chips">
            <input
                class="input sale-find"
                type="search"
                aria-label=move || t_string!(i18n, people.find_deals)
                placeholder=move || t_string!(i18n, people.find_deals)
                prop:value=move || list.words.asked.with(|asked| asked.text.clone())
                on:input=move |event| list.words.change(|asked| asked.text = event_target_value(&event))
            />
            <select
                class="input compact"
                aria-label=move || t_string!(i18n, pipeline.stage)
                on:change=move |event| list.words.change(|asked| asked.stage = Id::parse(&event_target_value(&event)))
            >
                <option value="" prop:selected=move || list.words.asked.with(|asked| asked.stage.is_none())>
                    {move || t_string!(i18n, people.any_stage)}
                </option>
                {stage}
            </select>
            <OwnerSelect
                chosen=Signal::derive(move || list.words.asked.with(|asked| asked.owner))
                on_choose=Callback::new(move |owner| list.words.change(|asked| asked.owner = owner))
            />
            <TagSelect
                table=TableName::Deals
                chosen=Signal::derive(move || list.words.asked.with(|asked| asked.tag.clone()))
                on_choose=Callback::new(move |tag| list.words.change(|asked| asked.tag = tag))
            />
            <ChooseOwn
                table=TableName::Deals
                chosen=Signal::derive(move || list.words.asked.with(|asked| asked.own.clone()))
                on_choose=Callback::new(move |own| list.words.change(|asked| asked.own = own))
            />
            <NarrowThings
                table=TableName::Deals
                filter=Signal::derive(move || list.words.asked.with(|asked| asked.filter.clone()))
                count=Callback::new(move |filter: Signal<Filter>| {
                    let count = Memo::new(move |_| filter.with(|filter| list.count(filter)));
                    Signal::derive(move || t_string!(i18n, common.deals_n, count = counted(i18n.get_locale(), count.get())))
                })
                on_filter=Callback::new(move |filter| list.words.change(|asked| asked.filter = filter))
            />
            <ViewChanged views=list.words.views/>
        </div>
    }
    .into_any()
}
