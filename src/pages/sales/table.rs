//! Sales as a table: sorted by any column, in groups by who bought, what, how it was paid and the month, with what they come
//! to. Put in order only while it is looked at; which sales they are is known from the list.

use leptos::prelude::*;

use super::{bulk::BulkBar, columns, listed::Listed};
use crate::{
    app::{App, Fmt, Route, state::use_app},
    domain::{Id, Records, Sale, TableName},
    i18n::{t_string, td_string, use_i18n},
    pages::{
        parts::name_of,
        tables::{Rows, Table, WholeTable},
        views::{Columns, WordList},
    },
    query::{
        SaleColumn,
        gather::Part,
        sale_columns::{SaleGroup, rows},
        sales_filter::SalesFilter,
        shared::Shared,
    },
};

/// The rows of the table.
#[derive(Clone, Copy)]
struct SaleTable {
    app: App,
    list: WordList<SalesFilter>,
}

/// Who bought, in words; followed.
fn buyer(fmt: Fmt, sale: &Sale) -> String {
    let name = name_of(fmt.app(), sale.customer);
    name.unwrap_or_else(|| td_string!(fmt.locale(), sales.walk_in).to_owned())
}

impl Rows for SaleTable {
    type Of = Sale;
    type Column = SaleColumn;
    type Asked = SalesFilter;
    const READ_FROM: &'static [TableName] = &[
        TableName::Sales,
        TableName::Customers,
        TableName::Products,
        TableName::Fields,
    ];

    fn app(self) -> App {
        self.app
    }

    fn list(self) -> WordList<SalesFilter> {
        self.list
    }

    fn title(self, fmt: Fmt, sale: &Sale) -> String {
        format!("{} {}", sale.number, buyer(fmt, sale))
    }

    fn cell(self, fmt: Fmt, column: SaleColumn, sale: &Sale) -> AnyView {
        let refund = sale.is_refund();
        match column {
            SaleColumn::Customer => {
                let href = Route::Sale(sale.id).href();
                view! { <a href=href dir="auto">{buyer(fmt, sale)}</a> }.into_any()
            }
            SaleColumn::What => {
                let tag = refund.then(|| {
                    let word = td_string!(fmt.locale(), sales.refund);
                    view! { <span class="tag bad">{word}</span> " " }
                });
                view! { <span dir="auto">{tag} {columns::what(sale)}</span> }.into_any()
            }
            _ => {
                let bad = refund && column == SaleColumn::Total;
                let text = columns::text(fmt, column, sale);
                view! { <span class:bad=bad dir="auto">{text}</span> }.into_any()
            }
        }
    }

    fn groups(self, records: &Records, by: SaleGroup, ids: &[Id<Sale>]) -> Vec<Part<Id<Sale>>> {
        by.groups(records, ids)
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> Option<String> {
        let by = self.list.asked.with(|asked| asked.arranged.group);
        match shared {
            Shared::Payment(way) => Some(super::texts::payment(fmt.locale(), *way).to_owned()),
            Shared::Nothing if by == Some(SaleGroup::Customer) => {
                Some(td_string!(fmt.locale(), sales.walk_in).to_owned())
            }
            _ => None,
        }
    }
}

/// The table, with the bar of what is selected above it.
#[component]
pub fn SalesTable(
    /// The sales that are listed.
    sales: Memo<Listed>,
    list: WordList<SalesFilter>,
    columns: Columns,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let sort = Memo::new(move |_| list.asked.with(|asked| asked.arranged.sort));
    let order = Memo::new(move |_| {
        let sort = sort.get();
        let tables = sort.map_or(&[][..], |(column, _)| column.sorted_with());
        let rows = |records: &Records| sales.with(|listed| rows(records, &listed.days, sort));
        app.read(tables, rows)
    });
    let table = Table::new(SaleTable { app, list }, order, columns);
    view! {
        <BulkBar selection=table.selection/>
        <div class="body">
            <WholeTable
                table
                class="sales-table"
                label=Signal::derive(move || t_string!(i18n, sales.heading).to_owned())
            />
        </div>
    }
    .into_any()
}
