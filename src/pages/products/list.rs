//! The products in rows, with what each brought in.

use std::sync::Arc;

use leptos::prelude::*;

use super::Editing;
use crate::{
    app::{fields, format::use_fmt, state::use_app},
    domain::{
        FieldDef, Product, Quantity, TableName,
        commands::{Delete, Save},
    },
    exchange::typed::quantity_text,
    i18n::{t, t_string, use_i18n},
    pages::{own::shown_fields, parts::Selection, sales::texts},
    platform::random,
    query::sold::SoldOf,
    ui::{DeleteItem, Menu, MenuItem},
};

/// The rows.
#[component]
pub fn List(
    products: Vec<Arc<Product>>,
    edit: Callback<Editing>,
    selection: Selection,
    /// What was sold of them.
    figures: Memo<Arc<SoldOf>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let own = Memo::new(move |_| shown_fields(app, TableName::Products));
    let widths = move || "minmax(60px, 1fr) ".repeat(own.with(Vec::len));
    let heads = move || {
        let own = own.get().into_iter();
        own.map(|field| view! { <span role="columnheader" class="rare thin clip">{field.name.clone()}</span> })
            .collect_view()
    };
    view! {
        <div class="product-list" role="table" style:--own-columns=widths aria-label=move || t_string!(i18n, common.products)>
            <div class="product-grid heads" role="row">
                <span role="columnheader">
                    <span class="visually-hidden">{t!(i18n, customers.selected)}</span>
                </span>
                <span role="columnheader">{t!(i18n, sales.product_name)}</span>
                <span role="columnheader" class="rare">{t!(i18n, sales.category)}</span>
                <span role="columnheader" class="rare">{t!(i18n, sales.sku)}</span>
                <span role="columnheader" class="thin end">{t!(i18n, sales.tax)}</span>
                <span role="columnheader" class="end">{t!(i18n, common.price)}</span>
                <span role="columnheader" class="thin end">{t!(i18n, sales.sold)}</span>
                <span role="columnheader" class="thin end">{t!(i18n, sales.revenue)}</span>
                {heads}
                <span role="columnheader">
                    <span class="visually-hidden">{t!(i18n, common.actions)}</span>
                </span>
            </div>
            {products
                .into_iter()
                .map(|product| view! { <Line product edit figures own selection/> })
                .collect_view()}
        </div>
    }
}

#[component]
fn Line(
    product: Arc<Product>,
    edit: Callback<Editing>,
    figures: Memo<Arc<SoldOf>>,
    own: Memo<Vec<Arc<FieldDef>>>,
    selection: Selection,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let id = product.id;
    let price = product.price.map(|price| (price, product.currency));
    let mine = move || {
        figures
            .with(|all| all.get(&id).cloned())
            .unwrap_or_default()
    };
    let revenue = move || {
        let sums = mine().revenue;
        let sums = sums
            .iter()
            .map(|(currency, sum)| fmt.money(*sum, *currency));
        sums.collect::<Vec<_>>().join(" + ")
    };
    let tax = (product.tax_rate > 0).then(|| texts::rate(product.tax_rate));
    let opened = product.clone();
    let archived = product.archived;
    let values = product.values.clone();
    let own_cells = move || {
        let cell = |field: Arc<FieldDef>| {
            let value = values.get(&field.id);
            let text = value.map(|value| fields::text(fmt, &field, value));
            view! { <span role="cell" class="rare thin soft clip" dir="auto">{text}</span> }
        };
        own.get().into_iter().map(cell).collect_view()
    };
    let is_selected = move || selection.has(id.raw());
    let name = product.name.clone();
    view! {
        <div class="product-grid row-of" class:old=archived class:selected=is_selected role="row">
            <span role="cell">
                <input
                    type="checkbox"
                    aria-label=move || t_string!(i18n, customers.select_one, name = name.clone())
                    prop:checked=is_selected
                    on:change=move |_| selection.toggle(id.raw())
                />
            </span>
            <span role="cell" class="clip">
                <button
                    type="button"
                    class="link clip"
                    on:click=move |_| edit.run(Editing::Known(opened.clone()))
                >
                    {product.name.clone()}
                </button>
            </span>
            <span role="cell" class="rare soft clip">{product.category.clone()}</span>
            <span role="cell" class="rare soft num clip">{product.sku.clone()}</span>
            <span role="cell" class="thin soft num end">{tax}</span>
            <span role="cell" class="num end">
                {move || price.map(|(price, currency)| fmt.money(price, currency))}
            </span>
            <span role="cell" class="thin num end">
                {move || quantity_text(Quantity(mine().quantity))}
            </span>
            <span role="cell" class="thin num end">{revenue}</span>
            {own_cells}
            <span role="cell"><Actions product edit/></span>
        </div>
    }
}

#[component]
fn Actions(product: Arc<Product>, edit: Callback<Editing>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = product.name.clone();
    let archived = product.archived;
    let product = StoredValue::new_local(product);
    let label = Signal::derive(move || format!("{}: {name}", t_string!(i18n, common.actions)));
    view! {
        <Menu label icon="more" icon_only=true class="btn ghost small">
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, common.edit).to_owned())
                icon="edit"
                on_select=Callback::new(move |()| edit.run(Editing::Known(product.get_value())))
            />
            <MenuItem
                label=Signal::derive(move || {
                    if archived {
                        t_string!(i18n, sales.unarchive).to_owned()
                    } else {
                        t_string!(i18n, sales.archive).to_owned()
                    }
                })
                icon="eye-off"
                on_select=Callback::new(move |()| {
                    let old = (*product.get_value()).clone();
                    let new = Product { archived: !archived, ..old.clone() };
                    app.run(Save::new(old, new), |_| {});
                })
            />
            <DeleteItem on_select=move |()| {
                let records = vec![(TableName::Products, product.get_value().id.raw())];
                app.run(Delete { records, seed: random::seed() }, |_| {});
            }/>
        </Menu>
    }
}
