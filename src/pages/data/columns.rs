//! What each column becomes, with an example of its values.

use leptos::prelude::*;

use super::{
    card::Card,
    targets::{self, Shown, decide},
};
use crate::{
    app::data::reading::Columns,
    domain::TableName,
    i18n::{Locale, counted, t, t_string, td_string, use_i18n},
    ui::Icon,
};

/// The table of columns, folded while all is well.
#[component]
pub fn ColumnChoices(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let columns = Memo::new(move |_| {
        card.reading.with(|reading| {
            let columns = reading.as_ref().map(|reading| reading.columns.clone());
            columns.unwrap_or_default()
        })
    });
    let usable = move || card.reading.with(|r| r.as_ref().is_none_or(|r| r.usable));
    // Once a column had to be named the table stays open: there may be more to name.
    let open = Memo::new(move |before| before.copied().unwrap_or_default() || !usable());
    let count = Memo::new(move |_| columns.with(|columns| targets::shown(columns).len()));
    let row = move |at: usize| {
        Signal::derive(move || {
            columns
                .with(|c| targets::shown(c).get(at).cloned())
                .unwrap_or_default()
        })
    };
    // Every column offers the same.
    let options = Memo::new(move |_| {
        let kind = card.reading.with(|r| r.as_ref().map(|r| r.kind));
        let fields = card.app.read(&[TableName::Fields], |all| {
            all.fields.iter().cloned().collect::<Vec<_>>()
        });
        let locale = i18n.get_locale();
        kind.map(|kind| targets::options(locale, kind, &fields))
            .unwrap_or_default()
    });
    view! {
        <LeftOut card columns/>
        <details class="data-columns" open=move || open.get() hidden=move || count.get() == 0>
            <summary>{t!(i18n, data.columns)}</summary>
            <div class="data-scroll" tabindex="0" role="region" aria-label=move || {
                format!("{}: {}", t_string!(i18n, data.columns), card.name.get_value())
            }>
                <table class="data-table">
                    <thead>
                        <tr>
                            <th scope="col">{t!(i18n, data.column)}</th>
                            <th scope="col">{t!(i18n, data.example)}</th>
                            <th scope="col">{t!(i18n, data.becomes)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            (0..count.get())
                                .map(|at| {
                                    view! { <ColumnRow card at column=row(at) options/> }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

/// Headers that are named one by one.
const NAMED: usize = 8;

/// Says which columns stay out, which the folded table does not show, with one way to bring them all in.
#[component]
fn LeftOut(card: Card, columns: Memo<Columns>) -> impl IntoView {
    let i18n = use_i18n();
    let usable = move || card.reading.with(|r| r.as_ref().is_some_and(|r| r.usable));
    let left = Memo::new(move |_| {
        let left = columns.with(targets::left_out);
        if usable() { left } else { Vec::new() }
    });
    let sentence = move || {
        let locale = i18n.get_locale();
        left.with(|left| {
            let names: Vec<&str> = left
                .iter()
                .take(NAMED)
                .map(|(_, title)| title.as_str())
                .collect();
            let mut names = names.join(if locale == Locale::en { ", " } else { "、" });
            if left.len() > NAMED {
                names.push('…');
            }
            td_string!(
                locale,
                data.columns_out,
                count = counted(locale, left.len()),
                names = names
            )
        })
    };
    let bring = move |_| {
        for (at, _) in left.get_untracked() {
            decide(card, at, "new@");
        }
    };
    view! {
        <p class="data-warning data-left-out" hidden=move || left.with(Vec::is_empty)>
            <Icon name="info"/>
            <span>{sentence}</span>
            <button type="button" class="btn small" on:click=bring>
                {t!(i18n, data.columns_out_bring)}
            </button>
        </p>
    }
}

#[component]
fn ColumnRow(
    card: Card,
    at: usize,
    column: Signal<Shown>,
    options: Memo<Vec<(String, String)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || t_string!(i18n, data.becomes_of, column = column.get().0);
    view! {
        <tr>
            <th scope="row">{move || column.get().0}</th>
            <td class="soft clip">{move || column.get().1}</td>
            <td>
                <select
                    class="input"
                    aria-label=name
                    on:change=move |event| decide(card, at, &event_target_value(&event))
                >
                    {move || {
                        let chosen = column.get().2;
                        options
                            .get()
                            .into_iter()
                            .map(|(value, text)| {
                                let selected = value == chosen;
                                view! {
                                    <option value=value prop:selected=selected>{text}</option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </td>
        </tr>
    }
}
