//! Clean data: who is in the list twice, what records lack, and whom the shop should forget. The
//! judgement is `clean`'s, the changes are the domain's commands; here they are shown and asked for.

mod chosen;
mod compare;
mod found;
mod gaps;
mod list;
mod papers;
mod review;
pub mod texts;

use leptos::prelude::*;

use crate::{
    app::{Route, state::use_app},
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    ui::{Empty, Icon},
};

pub use chosen::{Chosen, MOST, MergeChosen};

use found::Found;

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Duplicates,
    Gaps,
    Review,
}

/// The page.
#[component]
pub fn Duplicates() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let part = RwSignal::new(Part::Duplicates);
    let found = Found::new(app);
    found.look();
    let nobody = Memo::new(move |_| {
        app.read(&[TableName::Customers], |records| {
            records.customers.is_empty()
        })
    });
    view! {
        <div class="head">
            <h1>{t!(i18n, clean.heading)}</h1>
            <p class="sub">{t!(i18n, clean.about)}</p>
        </div>
        <div class="body clean">
            {move || {
                if nobody.get() {
                    view! {
                        <Empty
                            icon="users"
                            title=Signal::derive(move || t_string!(i18n, clean.nobody).to_owned())
                        >
                            <a class="btn" href=Route::Data.href()>{t!(i18n, common.import)}</a>
                        </Empty>
                    }
                        .into_any()
                } else {
                    view! {
                        <Parts part/>
                        {move || match part.get() {
                            Part::Duplicates => view! { <list::Groups found/> }.into_any(),
                            Part::Gaps => view! { <gaps::Gaps/> }.into_any(),
                            Part::Review => view! { <review::Review/> }.into_any(),
                        }}
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// Which part is shown.
#[component]
fn Parts(part: RwSignal<Part>) -> impl IntoView {
    let i18n = use_i18n();
    let button = move |of: Part, icon: &'static str, text: Signal<&'static str>| {
        view! {
            <button
                type="button"
                aria-pressed=move || (part.get() == of).to_string()
                on:click=move |_| part.set(of)
            >
                <Icon name=icon/>
                {text}
            </button>
        }
    };
    view! {
        <div class="segmented clean-parts" role="group" aria-label=move || t_string!(i18n, clean.heading)>
            {button(Part::Duplicates, "copy", Signal::derive(move || t_string!(i18n, clean.duplicates)))}
            {button(Part::Gaps, "list", Signal::derive(move || t_string!(i18n, clean.gaps)))}
            {button(Part::Review, "clock", Signal::derive(move || t_string!(i18n, clean.review)))}
        </div>
    }
}
