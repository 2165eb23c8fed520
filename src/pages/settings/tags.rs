//! The tags in use, with how many customers and deals have them: rename (onto another one joins them), remove.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Section, row::RowButton};
use crate::{
    app::{Saving, format::use_fmt, state::use_app},
    domain::{TableName, commands::RenameTag},
    i18n::{counted, t, t_string, use_i18n},
    pages::parts::counted_tags,
    ui::AskText,
};

/// The section.
#[component]
pub fn Tags() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let tags = Memo::new(move |_| {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (tag, count) in counted_tags(app, TableName::Customers) {
            counts.entry(tag).or_default().0 = count;
        }
        for (tag, count) in counted_tags(app, TableName::Deals) {
            counts.entry(tag).or_default().1 = count;
        }
        let mut tags: Vec<(String, (usize, usize))> = counts.into_iter().collect();
        tags.sort_by_key(|(_, (people, deals))| std::cmp::Reverse(people + deals));
        tags
    });
    let editing = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.tags).to_owned())>
            <p class="soft" hidden=move || !tags.with(Vec::is_empty)>{t!(i18n, settings.tags_none)}</p>
            <ul class="settings-tags">
                <For each=move || tags.get() key=Clone::clone let((tag, count))>
                    <TagRow tag count editing open/>
                </For>
            </ul>
            <RenameDialog editing open known=Signal::derive(move || {
                tags.with(|tags| tags.iter().map(|(tag, _)| tag.clone()).collect())
            })/>
        </Section>
    }
}

#[component]
fn TagRow(
    tag: String,
    count: (usize, usize),
    editing: RwSignal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let tag = StoredValue::new(tag);
    let count = move || {
        let people =
            (count.0 > 0).then(|| t_string!(i18n, settings.tag_count, count = fmt.count(count.0)));
        let deals = (count.1 > 0).then(|| {
            t_string!(
                i18n,
                common.deals_n,
                count = counted(i18n.get_locale(), count.1)
            )
        });
        let parts: Vec<String> = people.into_iter().chain(deals).collect();
        parts.join(" · ")
    };
    let remove = move |()| {
        let command = RenameTag {
            from: tag.get_value(),
            to: String::new(),
        };
        app.run(command, |_| {});
    };
    view! {
        <li class="setting">
            <span class="tag">{tag.get_value()}</span>
            <span class="grow small muted num">
                {count}
            </span>
            <RowButton
                icon="edit"
                label=Signal::derive(move || t_string!(i18n, settings.tag_rename, tag = tag.get_value()))
                on_press=Callback::new(move |()| {
                    editing.set(tag.get_value());
                    open.set(true);
                })
            />
            <RowButton
                icon="trash"
                label=Signal::derive(move || t_string!(i18n, settings.tag_remove, tag = tag.get_value()))
                on_press=Callback::new(remove)
            />
        </li>
    }
}

#[component]
fn RenameDialog(
    editing: RwSignal<String>,
    open: RwSignal<bool>,
    known: Signal<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, settings.tag_rename, tag = editing.get()));
    let hint = Callback::new(move |to: String| {
        let to = to.trim().to_owned();
        let joins = to != editing.get() && known.with(|known| known.contains(&to));
        let text = joins.then(|| t_string!(i18n, settings.tag_joins).to_owned());
        text.unwrap_or_default()
    });
    let done = Callback::new(move |(to, saving): (String, Saving)| {
        let from = editing.get_untracked();
        if from == to {
            saving.close();
        } else {
            saving.save(RenameTag { from, to });
        }
    });
    view! {
        <AskText
            open
            title
            label=Signal::derive(move || t_string!(i18n, settings.tag_name).to_owned())
            action=Signal::derive(move || t_string!(i18n, common.save).to_owned())
            first=editing
            hint
            longest=60
            on_done=done
        />
    }
}
