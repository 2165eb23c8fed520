//! Putting a text of the shop's library into what is being written, with its placeholders filled in: those
//! of the app, and the own fields of customers by their names.

use leptos::prelude::*;

use crate::{
    app::{fields, format::use_fmt, state::use_app},
    domain::{
        Customer, Id, TableName,
        field::fields_of,
        template::{Placeholder, fill},
    },
    i18n::{t_string, use_i18n},
    query::own::named,
    ui::{Menu, MenuItem},
};

/// A menu of the texts; nothing while there are none.
#[component]
pub fn InsertText(
    /// Whom it is written to, if that is known.
    #[prop(into)]
    customer: Signal<Option<Id<Customer>>>,
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
    let value = move |one: Placeholder| match one {
        Placeholder::Name | Placeholder::GivenName => {
            let id = customer.get_untracked()?;
            app.peek(|records| {
                let who = records.get(id)?;
                Some(match one {
                    Placeholder::GivenName => who.name.given.clone(),
                    _ => who.display_name().to_owned(),
                })
            })
        }
        Placeholder::Shop => app.peek(|records| records.settings().map(|shop| shop.name.clone())),
        Placeholder::Today => Some(fmt.date(app.moment().today)),
    };
    // A field of somebody is known to be blank only if it is known whose it is.
    let own = move |word: &str| {
        let id = customer.get_untracked()?;
        app.peek(|records| {
            let who = records.get(id)?;
            let all = fields_of(records, TableName::Customers);
            let field = named(&all, word)?;
            let value = who.values.get(&field.id);
            Some(value.map_or_else(String::new, |value| fields::text(fmt, field, value)))
        })
    };
    let items = move || {
        let all = texts.get().into_iter();
        all.map(|(title, text)| {
            let insert = Callback::new(move |()| on_insert.run(fill(&text, value, own)));
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
