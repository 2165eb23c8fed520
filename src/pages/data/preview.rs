//! The rows as they will be: what becomes of each and what told it, a page at a time.

use leptos::{prelude::*, task::spawn_local};

use super::card::{Card, State};
use crate::{
    app::{
        data::reading::{PAGE, Preview},
        format::use_fmt,
    },
    i18n::{t, t_string, use_i18n},
};

#[path = "preview_fates.rs"]
mod fates;
#[path = "preview_tables.rs"]
mod tables;

use fates::Told;

/// The rows, page by page.
#[component]
pub fn Rows(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let page = Memo::new(move |_| {
        let turned = card
            .page
            .with(|page| page.as_ref().map(|(_, page)| page.clone()));
        turned.unwrap_or_else(|| {
            card.reading
                .with(|r| r.as_ref().map(|r| r.first.clone()).unwrap_or_default())
        })
    });
    let empty = move || page.with(|page| page.rows.is_empty());
    view! {
        <div class="data-preview" hidden=empty>
            <h3>{t!(i18n, data.rows_shown)}</h3>
            <div class="data-scroll" tabindex="0" role="region" aria-label=move || {
                format!("{}: {}", t_string!(i18n, data.preview), card.name.get_value())
            }>
                {move || {
                    let locale = i18n.get_locale();
                    let page = page.get();
                    let told = Told::new(card, locale, fmt, &page);
                    match page.rows {
                        Preview::None => ().into_any(),
                        Preview::Customers(rows) => tables::customers(&told, rows),
                        Preview::Sales(rows) => tables::sales(&told, rows),
                        Preview::Deals(rows) => tables::deals(&told, rows),
                        Preview::Products(rows) => tables::products(&told, rows),
                        Preview::Calendar(rows) => tables::calendar(&told, rows),
                        Preview::Todos(rows) => tables::todos(&told, rows),
                        Preview::Points(rows) => tables::points(&told, rows),
                    }
                }}
            </div>
            <Pages card/>
        </div>
    }
}

/// Which rows are shown, and the ways to the others; nothing where all of them are.
#[component]
fn Pages(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let from = move || {
        card.page
            .with(|page| page.as_ref().map_or(0, |(from, _)| *from))
    };
    let listed = move || card.reading.with(|r| r.as_ref().map_or(0, |r| r.listed));
    let ready = move || card.state.with(|state| *state == State::Ready);
    let turn = move |to: usize| {
        let locale = i18n.get_locale_untracked();
        spawn_local(card.turn(to, locale));
    };
    let place = move || {
        let first = fmt.count(from() + 1);
        let last = fmt.count((from() + PAGE).min(listed()));
        let all = fmt.count(listed());
        t_string!(i18n, data.rows_of, first = first, last = last, all = all)
    };
    let (first, last) = (move || from() == 0, move || from() + PAGE >= listed());
    view! {
        <div class="row data-pages" hidden=move || listed() <= PAGE>
            <button
                type="button"
                class="btn small"
                disabled=move || first() || !ready()
                on:click=move |_| turn(from().saturating_sub(PAGE))
            >
                {t!(i18n, data.rows_before)}
            </button>
            <span class="num" role="status">{place}</span>
            <button
                type="button"
                class="btn small"
                disabled=move || last() || !ready()
                on:click=move |_| turn(from() + PAGE)
            >
                {t!(i18n, data.rows_after)}
            </button>
        </div>
    }
}
