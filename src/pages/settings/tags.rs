//! The tags in use, with how many customers have them: rename (onto another one joins them), remove.

use std::collections::BTreeMap;

use leptos::{ev::SubmitEvent, prelude::*};

use super::Section;
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{TableName, commands::RenameTag},
    i18n::{t, t_string, use_i18n},
    ui::{Dialog, Field, Icon},
};

/// The section.
#[component]
pub fn Tags() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let tags = Memo::new(move |_| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        app.read(&[TableName::Customers], |records| {
            for customer in records.customers.iter() {
                for tag in &customer.tags {
                    *counts.entry(tag.clone()).or_default() += 1;
                }
            }
        });
        let mut tags: Vec<(String, usize)> = counts.into_iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
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
    count: usize,
    editing: RwSignal<String>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let tag = StoredValue::new(tag);
    let remove = move |_| {
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
                {move || t_string!(i18n, settings.tag_count, count = fmt.count(count))}
            </span>
            <button
                type="button"
                class="btn ghost icon-only"
                aria-label=move || t_string!(i18n, settings.tag_rename, tag = tag.get_value())
                on:click=move |_| {
                    editing.set(tag.get_value());
                    open.set(true);
                }
            >
                <Icon name="edit"/>
            </button>
            <button
                type="button"
                class="btn ghost icon-only"
                aria-label=move || t_string!(i18n, settings.tag_remove, tag = tag.get_value())
                on:click=remove
            >
                <Icon name="trash"/>
            </button>
        </li>
    }
}

#[component]
fn RenameDialog(
    editing: RwSignal<String>,
    open: RwSignal<bool>,
    known: Signal<Vec<String>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, settings.tag_rename, tag = editing.get()));
    view! {
        <Dialog open title>
            {move || {
                let to = RwSignal::new(editing.get_untracked());
                let joins = move || {
                    let to = to.with(|to| to.trim().to_owned());
                    to != editing.get() && known.with(|known| known.contains(&to))
                };
                let hint = Signal::derive(move || {
                    let text = joins().then(|| t_string!(i18n, settings.tag_joins).to_owned());
                    text.unwrap_or_default()
                });
                let submit = move |event: SubmitEvent| {
                    event.prevent_default();
                    let command = RenameTag {
                        from: editing.get_untracked(),
                        to: to.get_untracked().trim().to_owned(),
                    };
                    open.set(false);
                    if !command.to.is_empty() && command.to != command.from {
                        app.run(command, |_| {});
                    }
                };
                view! {
                    <form class="dialog-form" on:submit=submit>
                        <div class="content">
                            <Field
                                label=Signal::derive(move || t_string!(i18n, settings.tag_name).to_owned())
                                hint
                                let:parts
                            >
                                <input
                                    class="input"
                                    type="text"
                                    autofocus
                                    maxlength="60"
                                    id=parts.id()
                                    aria-describedby=parts.described_by()
                                    prop:value=move || to.get()
                                    on:input=move |event| to.set(event_target_value(&event))
                                />
                            </Field>
                        </div>
                        <footer>
                            <button type="button" class="btn" on:click=move |_| open.set(false)>
                                {t!(i18n, common.cancel)}
                            </button>
                            <button type="submit" class="btn primary">{t!(i18n, common.save)}</button>
                        </footer>
                    </form>
                }
            }}
        </Dialog>
    }
}
