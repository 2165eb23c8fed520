//! A customer who may be the one that is being written down or edited: looked for while somebody types, told
//! with a way there, never in the way of saving.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Route, search::CustomerSearch},
    domain::Customer,
    ui::Icon,
};

/// The most hits that are looked at.
const HITS: usize = 40;

/// The first of those the search finds for `text` who are `same`; followed.
pub fn find_known(
    app: App,
    search: CustomerSearch,
    text: &str,
    same: impl Fn(&Customer) -> bool,
) -> Option<Arc<Customer>> {
    let hits = search.find(text, HITS);
    app.peek(|records| {
        let mut known = hits.iter().filter_map(|id| records.get(*id));
        known.find(|one| same(one)).cloned()
    })
}

/// Who it may be, with a way there.
#[component]
pub fn Known(
    /// What is said before the name.
    #[prop(into)]
    said: Signal<String>,
    /// Who.
    known: Memo<Option<Arc<Customer>>>,
) -> impl IntoView {
    let callout = move |one: Arc<Customer>| {
        let contact = one.phones.first().map(|phone| phone.number.clone());
        view! {
            <p class="callout row wrap known">
                <Icon name="alert"/>
                <span>{said}</span>
                <a href=Route::Customer(one.id).href() dir="auto">{one.display_name().to_owned()}</a>
                <span class="muted num">{contact}</span>
            </p>
        }
    };
    view! { <div role="status">{move || known.get().map(callout)}</div> }
}
