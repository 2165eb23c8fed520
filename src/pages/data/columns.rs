//! What each column becomes, with an example of its values.

use leptos::prelude::*;

use super::{
    card::Card,
    texts::{self, SALES_FIELDS},
};
use crate::{
    app::data::reading::Columns,
    exchange::{
        customers::{self, What},
        sales,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
};

/// A column as it is shown: header, example, value of the chooser.
type Shown = (String, String, String);

fn shown(columns: &Columns) -> Vec<Shown> {
    match columns {
        Columns::None => Vec::new(),
        Columns::Customers(mapping) => mapping
            .columns
            .iter()
            .map(|one| {
                let value = one.field.what.as_str().to_owned();
                (one.title.clone(), one.example.clone(), value)
            })
            .collect(),
        Columns::Sales(columns) => columns
            .iter()
            .map(|one| {
                let value = SALES_FIELDS
                    .iter()
                    .position(|field| Some(*field) == one.field);
                let value = value.map(|at| at.to_string()).unwrap_or_default();
                (one.title.clone(), one.example.clone(), value)
            })
            .collect(),
    }
}

fn options(locale: Locale, columns: &Columns) -> Vec<(String, &'static str)> {
    if let Columns::Sales(_) = columns {
        let fields = SALES_FIELDS.iter().enumerate();
        let mut all: Vec<_> = fields
            .map(|(at, field)| (at.to_string(), texts::sales_field(locale, *field)))
            .collect();
        all.push((String::new(), td_string!(locale, data.w_ignore)));
        return all;
    }
    What::ALL
        .iter()
        .map(|what| (what.as_str().to_owned(), texts::what(locale, *what)))
        .collect()
}

/// Puts a choice into the columns as they are now; that is then what was decided.
fn decide(card: Card, at: usize, value: &str) {
    let columns = card
        .reading
        .with_untracked(|reading| reading.as_ref().map(|r| r.columns.clone()));
    match columns {
        Some(Columns::Customers(mut mapping)) => {
            if let Some(column) = mapping.columns.get_mut(at) {
                let chosen = customers::Field::parse(value).unwrap_or_default();
                column.field = customers::Field {
                    what: chosen.what,
                    ..column.field.clone()
                };
            }
            card.decisions
                .update(|decisions| decisions.choices.mapping = Some(mapping));
        }
        Some(Columns::Sales(columns)) => {
            let field: Option<sales::Field> = value
                .parse()
                .ok()
                .and_then(|at: usize| SALES_FIELDS.get(at).copied());
            let fields = columns.iter().enumerate().map(|(place, column)| {
                if place == at {
                    field
                } else {
                    // A field stands in one column only.
                    column.field.filter(|held| Some(*held) != field)
                }
            });
            let fields = fields.collect();
            card.decisions
                .update(|decisions| decisions.sales_fields = Some(fields));
        }
        _ => {}
    }
}

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
    let count = Memo::new(move |_| columns.with(|columns| shown(columns).len()));
    let row = move |at: usize| {
        Signal::derive(move || {
            columns
                .with(|c| shown(c).get(at).cloned())
                .unwrap_or_default()
        })
    };
    view! {
        <details class="data-columns" open=move || !usable() hidden=move || count.get() == 0>
            <summary>{t!(i18n, data.columns)}</summary>
            <div class="data-scroll" tabindex="0" role="region" aria-label=move || t_string!(i18n, data.columns)>
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
                                    view! { <ColumnRow card at column=row(at) columns/> }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

#[component]
fn ColumnRow(
    card: Card,
    at: usize,
    column: Signal<Shown>,
    columns: Memo<Columns>,
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
                        columns
                            .with(|columns| options(i18n.get_locale(), columns))
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
