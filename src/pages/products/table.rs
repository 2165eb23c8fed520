//! Products as a table: columns that are chosen, what was sold of each among them, sorted by any, in groups by category or
//! own choices, with what they brought in.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Editing, bulk::BulkBar};
use crate::{
    app::{App, Fmt, state::use_app},
    domain::{Id, Product, Quantity, Records, TableName},
    exchange::typed::quantity_text,
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::{
        sales::texts,
        tables::{Rows, Table, Titled, WholeTable, own_text},
        views::{Columns, Kept, WordList},
    },
    query::{
        gather::{Part, Sum},
        product_columns::ProductColumn,
        products::ProductsAsked,
        sold::SoldOf,
    },
};

/// Where this device keeps the columns.
static KEPT: Kept = Kept::new(
    "regulars.products.columns",
    "regulars.products.columns.views",
);

impl Titled for ProductColumn {
    fn kept() -> &'static Kept {
        &KEPT
    }

    fn width(self) -> f64 {
        match self {
            Self::Name => 220.0,
            Self::Category | Self::Own(_) => 130.0,
            Self::Tax | Self::Sold => 92.0,
            _ => 120.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Name => td_string!(locale, sales.product_name),
            Self::Category => td_string!(locale, sales.category),
            Self::Sku => td_string!(locale, sales.sku),
            Self::Tax => td_string!(locale, sales.tax),
            Self::Price => td_string!(locale, common.price),
            Self::Sold => td_string!(locale, sales.sold),
            Self::Revenue => td_string!(locale, sales.revenue),
            Self::Created => td_string!(locale, customers.created),
            Self::Own(_) => "",
        }
    }

    fn group_title(by: Self, locale: Locale) -> String {
        by.title(locale).to_owned()
    }

    fn lacking(by: Self, locale: Locale) -> &'static str {
        by.title(locale)
    }

    fn is_figure(self) -> bool {
        matches!(self, Self::Tax | Self::Price | Self::Sold | Self::Revenue)
    }
}

/// The rows of the table.
#[derive(Clone, Copy)]
struct ProductTable {
    app: App,
    list: WordList<ProductsAsked>,
    sold: Memo<Arc<SoldOf>>,
    edit: Callback<Editing>,
}

impl Rows for ProductTable {
    type Of = Product;
    type Column = ProductColumn;
    type Asked = ProductsAsked;
    const READ_FROM: &'static [TableName] = &[TableName::Products, TableName::Fields];

    fn app(self) -> App {
        self.app
    }

    fn list(self) -> WordList<ProductsAsked> {
        self.list
    }

    fn title(self, _: Fmt, product: &Product) -> String {
        product.name.clone()
    }

    fn is_past(product: &Product) -> bool {
        product.archived
    }

    fn cell(self, fmt: Fmt, column: ProductColumn, product: &Product) -> AnyView {
        let sold = self.sold.with(|sold| sold.get(&product.id).cloned());
        let sold = sold.unwrap_or_default();
        let text = match column {
            ProductColumn::Name => {
                let known = Arc::new(product.clone());
                let open = move |_| self.edit.run(Editing::Known(Arc::clone(&known)));
                return view! {
                    <button type="button" class="link clip" dir="auto" on:click=open>
                        {product.name.clone()}
                    </button>
                }
                .into_any();
            }
            ProductColumn::Category => product.category.clone(),
            ProductColumn::Sku => product.sku.clone(),
            ProductColumn::Tax if product.tax_rate == 0 => String::new(),
            ProductColumn::Tax => texts::rate(product.tax_rate),
            ProductColumn::Price => {
                let price = product
                    .price
                    .map(|price| fmt.money(price, product.currency));
                price.unwrap_or_default()
            }
            ProductColumn::Sold => quantity_text(Quantity(sold.quantity)),
            ProductColumn::Revenue => {
                let sums = sold.revenue.iter();
                let sums = sums.map(|(currency, sum)| fmt.money(*sum, *currency));
                sums.collect::<Vec<_>>().join(" + ")
            }
            ProductColumn::Created => fmt.date(fmt.day_of(product.created)),
            ProductColumn::Own(field) => own_text(fmt, field, &product.values),
        };
        view! { <span dir="auto">{text}</span> }.into_any()
    }

    fn groups(
        self,
        records: &Records,
        by: ProductColumn,
        ids: &[Id<Product>],
    ) -> Vec<Part<Id<Product>>> {
        by.groups(records, ids)
    }

    fn sums(
        self,
        records: &Records,
        column: ProductColumn,
        ids: &[Id<Product>],
    ) -> Vec<(Sum, usize)> {
        self.sold.with(|sold| column.sums_of(records, sold, ids))
    }
}

/// The table, with the bar of what is selected above it.
#[component]
pub fn ProductsTable(
    list: WordList<ProductsAsked>,
    columns: Columns,
    /// The products, in order.
    order: Memo<Vec<Id<Product>>>,
    /// What was sold of them.
    sold: Memo<Arc<SoldOf>>,
    /// Opens the form of one.
    edit: Callback<Editing>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let rows = ProductTable {
        app,
        list,
        sold,
        edit,
    };
    let table = Table::new(rows, order, columns);
    view! {
        <BulkBar selection=table.selection/>
        <div class="body">
            <WholeTable
                table
                class="products-table"
                label=Signal::derive(move || t_string!(i18n, common.products).to_owned())
            />
        </div>
    }
    .into_any()
}
