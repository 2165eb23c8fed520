//! What attached files take: together, by category, the largest first.

use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, route::href_of, state::use_app},
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    pages::files::texts::{category, size},
    query::files::taken,
};

/// The part of the section about storage.
#[component]
pub fn FilesTaken() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let sum = Memo::new(move |_| app.read(&[TableName::Files, TableName::Trash], taken));
    let together = move || {
        sum.with(|sum| {
            if sum.bytes == 0 {
                return t_string!(i18n, files.takes_none).to_owned();
            }
            let count = fmt.count(sum.count);
            let mut text = t_string!(
                i18n,
                files.takes,
                count = count,
                size = size(fmt, sum.bytes)
            );
            if sum.in_trash > 0 {
                text.push_str(" · ");
                text.push_str(&t_string!(
                    i18n,
                    files.takes_trash,
                    size = size(fmt, sum.in_trash)
                ));
            }
            text
        })
    };
    let kinds = move || {
        let all = sum.with(|sum| sum.by_category.clone()).into_iter();
        all.map(|(one, count, bytes)| {
            view! {
                <div>
                    <small>{move || category(i18n.get_locale(), one)} " · " {fmt.count(count)}</small>
                    <b>{size(fmt, bytes)}</b>
                </div>
            }
        })
        .collect_view()
    };
    let largest = move || {
        let all = sum.with(|sum| sum.largest.clone()).into_iter();
        all.map(|file| {
            let name = file.name.clone();
            let named = match href_of(file.to.table, file.to.id) {
                Some(href) => {
                    view! { <a class="grow clip" href=href dir="auto">{name}</a> }.into_any()
                }
                None => view! { <span class="grow clip" dir="auto">{name}</span> }.into_any(),
            };
            view! { <li class="row">{named} <span class="num soft">{size(fmt, file.size)}</span></li> }
        })
        .collect_view()
    };
    view! {
        <p>{together}</p>
        <div class="kv" hidden=move || sum.with(|sum| sum.by_category.is_empty())>{kinds}</div>
        <details hidden=move || sum.with(|sum| sum.largest.is_empty())>
            <summary>{t!(i18n, files.largest)}</summary>
            <ul class="stack tight">{largest}</ul>
        </details>
    }
    .into_any()
}
