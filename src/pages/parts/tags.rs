//! Tags: chips with a field to add one, a list narrowed to one of them, and the tags that the records of a
//! table have already. Customers and deals have each their own.

use std::collections::BTreeMap;

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    app::{App, state::use_app},
    domain::{Customer, Deal, TableName, Tagged},
    i18n::{t_string, use_i18n},
    ui::{Icon, field::FieldParts, keys::is_enter},
};

/// How many known tags are offered.
const OFFERED: usize = 40;

/// The tags in use with how many records have each, the most used first; followed.
pub fn counted_tags(app: App, table: TableName) -> Vec<(String, usize)> {
    match table {
        TableName::Customers => counted::<Customer>(app),
        TableName::Deals => counted::<Deal>(app),
        _ => Vec::new(),
    }
}

fn counted<T: Tagged>(app: App) -> Vec<(String, usize)> {
    app.read(&[T::TABLE], |records| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for record in T::table(records).iter() {
            for tag in record.tags() {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let tags = tags.into_iter();
        tags.map(|(tag, count)| (tag.to_owned(), count)).collect()
    })
}

/// The tags to offer; followed.
pub fn known_tags(app: App, table: TableName) -> Vec<String> {
    let most = counted_tags(app, table).into_iter().take(OFFERED);
    most.map(|(tag, _)| tag).collect()
}

/// A field that holds tags. Enter or a comma adds what is typed, Backspace in the empty field takes the
/// last one away.
#[component]
pub fn TagsInput(
    /// Ids of the field around it.
    parts: FieldParts,
    /// The tags.
    tags: RwSignal<Vec<String>>,
    /// Whose tags are offered.
    table: TableName,
) -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let text = RwSignal::new(String::new());
    let add = move || {
        // The field is also left because its form is gone.
        let Some(typed) = text.try_get_untracked() else {
            return;
        };
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
                {known_tags(app, table).into_iter().map(|tag| view! { <option value=tag></option> }).collect_view()}
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
pub fn SavedTags(
    /// Ids of the field around it.
    parts: FieldParts,
    /// Whose tags they are.
    table: TableName,
    /// The tags as they are saved.
    #[prop(into)]
    saved: Signal<Vec<String>>,
    /// Takes the tags from now on.
    on_save: Callback<Vec<String>>,
) -> impl IntoView {
    let tags = RwSignal::new(saved.get_untracked());
    // Undo or another tab may change them meanwhile.
    Effect::new(move |_| {
        let saved = saved.get();
        if tags.get_untracked() != saved {
            tags.set(saved);
        }
    });
    Effect::new(move |before: Option<()>| {
        let wanted = tags.get();
        if before.is_some() && wanted != saved.get_untracked() {
            on_save.run(wanted);
        }
    });
    view! { <TagsInput parts tags table/> }
}

/// Narrows a list to one tag; not there while no record has any.
#[component]
pub fn TagSelect(
    /// Whose tags.
    table: TableName,
    /// The tag; blank for any or none.
    #[prop(into)]
    chosen: Signal<String>,
    /// Takes the tag from now on.
    on_choose: Callback<String>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let tags = Memo::new(move |_| {
        let mut tags = known_tags(app, table);
        // The one of the address, however rare.
        let now = chosen.get();
        if !now.is_empty() && !tags.contains(&now) {
            tags.push(now);
        }
        tags
    });
    let option = move |tag: String| {
        let (own, shown) = (tag.clone(), tag.clone());
        view! { <option value=tag prop:selected=move || chosen.get() == own>{shown}</option> }
    };
    view! {
        <select
            class="input compact"
            hidden=move || tags.with(Vec::is_empty)
            aria-label=move || t_string!(i18n, customers.tag)
            on:change=move |event| on_choose.run(event_target_value(&event))
        >
            <option value="" prop:selected=move || chosen.with(String::is_empty)>
                {move || t_string!(i18n, people.any_of, what = t_string!(i18n, customers.tag))}
            </option>
            {move || tags.get().into_iter().map(option).collect_view()}
        </select>
    }
}
