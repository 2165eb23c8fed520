//! Tags: chips with a field to add one, and the tags the shop knows already.

use std::collections::BTreeMap;

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    app::{App, state::use_app},
    domain::TableName,
    i18n::{t_string, use_i18n},
    ui::{Icon, field::FieldParts, keys::is_enter},
};

use super::subject::Subject;

/// How many known tags are offered.
const OFFERED: usize = 40;

/// The tags in use, the most used first; followed.
pub fn known_tags(app: App) -> Vec<String> {
    app.read(&[TableName::Customers], |records| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for customer in records.customers.iter() {
            for tag in &customer.tags {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let most = tags.into_iter().take(OFFERED);
        most.map(|(tag, _)| tag.to_owned()).collect()
    })
}

/// A field that holds tags. Enter or a comma adds what is typed, Backspace in the empty field takes the
/// last one away.
#[component]
pub fn TagsInput(
    /// Ids of the field around it.
    parts: FieldParts,
    /// The tags.
    tags: RwSignal<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let text = RwSignal::new(String::new());
    let add = move || {
        let typed = text.get_untracked();
        let new: Vec<&str> = typed.split([',', '，', '、']).map(str::trim).collect();
        let have = tags.get_untracked();
        let fresh: Vec<String> = new
            .into_iter()
            .filter(|tag| !tag.is_empty() && !have.iter().any(|have| have == tag))
            .map(str::to_owned)
            .collect();
        if !fresh.is_empty() {
            tags.update(|tags| tags.extend(fresh));
        }
        text.set(String::new());
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let typed = text.with_untracked(|text| !text.trim().is_empty());
        if typed && (is_enter(&event) || event.key() == ",") {
            event.prevent_default();
            add();
        } else if event.key() == "Backspace" && text.with_untracked(String::is_empty) {
            tags.update(|tags| {
                tags.pop();
            });
        }
    };
    let list = format!("{}-known", parts.id());
    view! {
        <div class="tags-input input">
            {move || {
                let chips = tags.get().into_iter().map(|tag| view! { <Chip tag=tag tags=tags/> });
                chips.collect_view()
            }}
            <input
                type="text"
                id=parts.id()
                list=list.clone()
                autocomplete="off"
                placeholder=move || tags.with(Vec::is_empty).then(|| t_string!(i18n, customers.tag_hint))
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=on_key
                on:blur=move |_| add()
            />
            <datalist id=list>
                {known_tags(app).into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()}
            </datalist>
        </div>
    }
}

#[component]
fn Chip(tag: String, tags: RwSignal<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let (shown, name) = (tag.clone(), tag.clone());
    view! {
        <span class="tag">
            <span class="clip" dir="auto">{shown}</span>
            <button
                type="button"
                aria-label=move || t_string!(i18n, customers.remove_one, name = name.clone())
                on:click=move |_| tags.update(|tags| tags.retain(|other| *other != tag))
            >
                <Icon name="x"/>
            </button>
        </span>
    }
}

/// The tags of a record, saved as they change.
#[component]
pub fn RecordTags(subject: Subject, parts: FieldParts) -> impl IntoView {
    let tags = RwSignal::new(subject.customer.with_untracked(|customer| {
        customer
            .as_ref()
            .map(|one| one.tags.clone())
            .unwrap_or_default()
    }));
    Effect::new(move |_| {
        let saved = subject.get(|customer| customer.tags.clone());
        if tags.get_untracked() != saved {
            tags.set(saved);
        }
    });
    Effect::new(move |before: Option<()>| {
        let wanted = tags.get();
        if before.is_some() {
            subject.save(|customer| customer.tags = wanted);
        }
    });
    view! { <TagsInput parts=parts tags=tags/> }
}
