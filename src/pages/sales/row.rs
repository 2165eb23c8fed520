//! One sale in the list, cell by cell: a link to it. On a phone who bought, the amount and what are left, with the
//! own fields in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::columns;
use crate::{
    app::{Fmt, Route, format::use_fmt, state::use_app},
    domain::{Sale, TableName},
    i18n::{t_string, use_i18n},
    pages::{
        own::said_of,
        parts::{SelectBox, Selection, name_of},
    },
    query::{SaleColumn, arranged::Keyed},
};

/// The row.
#[component]
pub fn SaleRow(
    sale: Arc<Sale>,
    selection: Selection,
    /// The shown columns.
    shown: Memo<Vec<SaleColumn>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let buyer = sale.customer;
    let customer = Signal::derive(move || {
        name_of(app, buyer).unwrap_or_else(|| t_string!(i18n, sales.walk_in).to_owned())
    });
    let id = sale.id.raw();
    let href = Route::Sale(sale.id).href();
    let sale = StoredValue::new(sale);
    let name = Signal::derive(move || {
        let number = sale.with_value(|sale| sale.number.clone());
        format!("{number} {}", customer.get())
    });
    let select_box = move || {
        let on = selection.is_on();
        on.then(|| view! { <SelectBox selection id name/> })
    };
    let cell = move |column: SaleColumn| match column {
        SaleColumn::Customer => {
            view! { <span class="buyer strong clip">{customer}</span> }.into_any()
        }
        SaleColumn::What => view! { <What sale shown/> }.into_any(),
        _ => other(fmt, column, sale),
    };
    view! {
        <div class="sale-entry" class:selected=move || selection.has(id)>
            {select_box}
            <a
                class="sale-row"
                href=href
                on:click=move |event| selection.click(&event, id)
            >
                {move || shown.get().into_iter().map(cell).collect_view()}
            </a>
        </div>
    }
}

/// A cell that is a text.
fn other(fmt: Fmt, column: SaleColumn, sale: StoredValue<Arc<Sale>>) -> AnyView {
    let text = move || sale.with_value(|sale| columns::text(fmt, column, sale));
    match column {
        SaleColumn::Number => view! { <span class="number soft num clip">{text}</span> }.into_any(),
        SaleColumn::Total => {
            let refund = sale.with_value(|sale| sale.is_refund());
            view! { <span class="sum" class:bad=refund>{text}</span> }.into_any()
        }
        _ => {
            let end = move || columns::is_figure(fmt.app(), column);
            // Its head is far from a row that is read alone.
            let name = move || match column {
                SaleColumn::Own(_) if !text().is_empty() => {
                    let name = columns::named(fmt, &column.key());
                    Some(view! { <span class="visually-hidden">{name} " "</span> })
                }
                _ => None,
            };
            view! {
                <span class="rare soft clip" class:end=end class:num=end dir="auto">{name} {text}</span>
            }
            .into_any()
        }
    }
}

/// What was sold, and what own fields say that have no column; on a phone, where nothing has one, of all.
#[component]
fn What(sale: StoredValue<Arc<Sale>>, shown: Memo<Vec<SaleColumn>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let refund = sale.with_value(|sale| sale.is_refund());
    let what = sale.with_value(|sale| columns::what(sale));
    let blank = what.is_empty();
    let said = move |in_columns: bool| {
        let has_column = |field| shown.with(|shown| shown.contains(&SaleColumn::Own(field)));
        sale.with_value(|sale| {
            said_of(fmt, TableName::Sales, &sale.values, |field| {
                has_column(field) == in_columns
            })
        })
    };
    let after = move |first: bool, said: String| {
        let between = if first { "" } else { " · " };
        (!said.is_empty()).then(|| format!("{between}{said}"))
    };
    let apart = move || after(blank, said(false));
    let in_columns = move || after(blank && said(false).is_empty(), said(true));
    view! {
        <span class="what soft clip">
            {refund
                .then(|| {
                    view! {
                        <span class="tag bad">{move || t_string!(i18n, sales.refund)}</span>
                        " "
                    }
                })}
            {what}
            <span class="muted">{apart}</span>
            <span class="muted narrow-only">{in_columns}</span>
        </span>
    }
}
