//! Cases as a table: sorted by any column, own fields among them, in groups by how far they are, kind, owner, urgency,
//! customer or promised day, and worked on many at a time.

use leptos::prelude::*;

use super::{bulk::BulkBar, columns::content, texts};
use crate::{
    app::{App, Fmt, state::use_app},
    domain::{Case, CaseStatus, Id, Records, TableName},
    i18n::{t_string, use_i18n},
    pages::{
        tables::{Rows, Table, WholeTable},
        tasks::priority,
        views::{Columns, WordList},
    },
    query::{case_columns::CaseColumn, cases::Asked, gather::Part, shared::Shared},
};

/// The rows of the table.
#[derive(Clone, Copy)]
struct CaseTable {
    app: App,
    list: WordList<Asked>,
}

impl Rows for CaseTable {
    type Of = Case;
    type Column = CaseColumn;
    type Asked = Asked;
    const READ_FROM: &'static [TableName] = &[
        TableName::Cases,
        TableName::Customers,
        TableName::Members,
        TableName::Fields,
    ];

    fn app(self) -> App {
        self.app
    }

    fn list(self) -> WordList<Asked> {
        self.list
    }

    fn title(self, _: Fmt, case: &Case) -> String {
        case.title.clone()
    }

    fn is_past(case: &Case) -> bool {
        case.status() == CaseStatus::Solved
    }

    fn cell(self, fmt: Fmt, column: CaseColumn, case: &Case) -> AnyView {
        content(fmt, column, case)
    }

    fn groups(self, records: &Records, by: CaseColumn, ids: &[Id<Case>]) -> Vec<Part<Id<Case>>> {
        by.groups(records, ids)
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> Option<String> {
        let locale = fmt.locale();
        let name = match shared {
            Shared::Status(status) => texts::status(locale, *status),
            Shared::Kind(kind) => texts::kind(locale, *kind),
            Shared::Priority(one) => priority(locale, *one),
            _ => return None,
        };
        Some(name.to_owned())
    }
}

/// The table, with the bar of what is selected above it.
#[component]
pub fn CasesTable(
    list: WordList<Asked>,
    columns: Columns,
    /// The cases, in order.
    order: Memo<Vec<Id<Case>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let table = Table::new(CaseTable { app, list }, order, columns);
    view! {
        <BulkBar selection=table.selection/>
        <div class="body">
            <WholeTable
                table
                class="cases-table"
                label=Signal::derive(move || t_string!(i18n, care.cases).to_owned())
            />
        </div>
    }
    .into_any()
}
