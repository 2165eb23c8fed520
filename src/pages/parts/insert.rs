//! Putting a text of the shop's library into what is being written, with its placeholders filled in.

use leptos::prelude::*;

use super::fill::{Written, filled};
use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Customer, Id, TableName},
    i18n::{t_string, use_i18n},
    ui::{Menu, MenuItem},
};

/// A menu of the texts; nothing while there are none.
#[component]
pub fn InsertText(
    /// Whom it is written to, if that is known.
    #[prop(into)]
    customer: Signal<Option<Id<Customer>>>,
    /// What it is written about besides.
    #[prop(optional)]
    about: Written,
    /// Placeholders stay: they are filled in when it is said.
    #[prop(optional)]
    as_written: bool,
    /// Takes the text.
    #[prop(into)]
    on_insert: Callback<String>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let texts = Memo::new(move |_| {
        app.read(&[TableName::Templates], |records| {
            let all = records.templates.iter();
            let mut all: Vec<_> = all
                .map(|one| (one.title.clone(), one.text.clone()))
                .collect();
            all.sort_unstable();
            all
        })
    });
    let said = move |text: &str| {
        if as_written {
            return text.to_owned();
        }
        let customer = customer.get_untracked().or(about.customer);
        untrack(|| filled(app, fmt, Written { customer, ..about }, text))
    };
    let items = move || {
        let all = texts.get().into_iter();
        all.map(|(title, text)| {
            let insert = Callback::new(move |()| on_insert.run(said(&text)));
            view! { <MenuItem label=Signal::stored(title) on_select=insert/> }
        })
        .collect_view()
    };
    move || {
        (!texts.with(Vec::is_empty)).then(|| {
            view! {
                <Menu
                    label=Signal::derive(move || t_string!(i18n, files.t_insert).to_owned())
                    icon="message"
                    class="btn ghost small"
                >
                    {items}
                </Menu>
            }
        })
    }
}

/// What was written with the text behind it, on a line of its own.
pub fn appended(written: &mut String, text: &str) {
    if !written.is_empty() && !written.ends_with('\n') {
        written.push('\n');
    }
    written.push_str(text);
}
