//! What stands for something in a text of the library, as buttons that put it where the cursor is: the
//! placeholders of the app, and the shop's own fields of customers, deals and cases by their names.

use leptos::{html, prelude::*};

use crate::{
    app::state::use_app,
    domain::{TableName, template::Placeholder},
    i18n::{t_string, tag, use_i18n},
    pages::own::shown_fields,
};

/// The buttons for a text that is written in `area`.
#[component]
pub fn Placeholders(area: NodeRef<html::Textarea>, text: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let words = move || {
        let tables = [TableName::Customers, TableName::Deals, TableName::Cases];
        let fields = tables
            .into_iter()
            .flat_map(|table| shown_fields(app, table));
        // A brace would end the placeholder in the middle of its name.
        let names = fields
            .map(|field| field.name.trim().to_owned())
            .filter(|name| !name.contains(['{', '}']));
        let mut words: Vec<String> = Vec::new();
        let language = tag(i18n.get_locale());
        let known = Placeholder::ALL.map(|one| one.word_in(language).to_owned());
        for word in known.into_iter().chain(names) {
            // One name of two lists is one placeholder.
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    };
    let button = move |word: String| {
        let braced = format!("{{{word}}}");
        let shown = braced.clone();
        view! {
            <button type="button" class="chip" dir="auto" on:click=move |_| put(area, text, &braced)>
                {shown}
            </button>
        }
    };
    view! {
        <div class="row wrap" role="group" aria-label=move || t_string!(i18n, files.t_placeholders)>
            {move || words().into_iter().map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// Puts `what` where the cursor is, over what is selected, and the cursor behind it.
fn put(area: NodeRef<html::Textarea>, text: RwSignal<String>, what: &str) {
    let Some(area) = area.get_untracked() else {
        return;
    };
    let start = area.selection_start().ok().flatten().unwrap_or_default();
    let length = u32::try_from(what.encode_utf16().count()).unwrap_or_default();
    // Neither can fail while the field is on the page; if it does, nothing is written.
    if area.set_range_text(what).is_ok() {
        text.set(area.value());
        let end = start.saturating_add(length);
        area.set_selection_range(end, end).ok();
    }
    area.focus().ok();
}
