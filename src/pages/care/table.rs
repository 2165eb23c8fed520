//! Cases as a table: sorted by any column, own fields among them, in groups by how far they are, kind, owner, urgency,
//! customer or promised day, and worked on many at a time.

use leptos::prelude::*;

use super::{
    bulk::BulkBar,
    columns::{content, groupings, label, own},
    texts,
};
use crate::{
    app::{App, Fmt, format::use_fmt, state::use_app},
    domain::{Case, CaseStatus, Id, TableName},
    i18n::{Locale, t_string, use_i18n},
    pages::{
        tables::{GroupAndSums, RecordTable, Rows, SumsFoot, Table, TableTools, group_name},
        tasks::priority,
        views::{Columns, WordList},
    },
    query::{
        case_columns::CaseColumn,
        cases::Asked,
        gather::{Part, Sum},
        shared::Shared,
    },
    ui::table::Sorted,
};

/// What decides in which groups cases stand and what they are called.
const CASES_OF: &[TableName] = &[
    TableName::Cases,
    TableName::Customers,
    TableName::Members,
    TableName::Fields,
];

/// The rows of the table.
#[derive(Clone, Copy)]
struct CaseTable {
    app: App,
    list: WordList<Asked>,
}

impl Rows for CaseTable {
    type Of = Case;
    type Column = CaseColumn;

    fn app(self) -> App {
        self.app
    }

    fn key(column: CaseColumn) -> String {
        column.key()
    }

    fn column(self, key: &str) -> Option<CaseColumn> {
        CaseColumn::from_key(key)
    }

    fn name(self, locale: Locale, column: CaseColumn) -> String {
        label(self.app, locale, column)
    }

    fn is_figure(self, column: CaseColumn) -> bool {
        match column {
            CaseColumn::Own(field) => {
                own(self.app, field).is_some_and(|field| field.kind.is_figure())
            }
            _ => false,
        }
    }

    fn sorted(self, column: CaseColumn) -> Sorted {
        self.list.asked.with(|asked| match asked.sort {
            Some((by, true)) if by == column => Sorted::Down,
            Some((by, false)) if by == column => Sorted::Up,
            _ => Sorted::No,
        })
    }

    fn sort(self, column: CaseColumn, down: bool) {
        self.list.change(|asked| asked.sort = Some((column, down)));
    }

    fn title(case: &Case) -> &str {
        &case.title
    }

    fn is_past(case: &Case) -> bool {
        case.status() == CaseStatus::Solved
    }

    fn cell(self, fmt: Fmt, column: CaseColumn, case: &Case) -> AnyView {
        content(fmt, column, case)
    }

    fn groups(self, ids: &[Id<Case>]) -> Option<Vec<Part<Id<Case>>>> {
        let by = self.list.asked.with(|asked| asked.group)?;
        Some(self.app.read(CASES_OF, |records| by.groups(records, ids)))
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> String {
        let locale = fmt.locale();
        let by = self.list.asked.with(|asked| asked.group);
        let what = || by.map_or_else(String::new, |by| label(self.app, locale, by));
        match shared {
            Shared::Status(status) => texts::status(locale, *status).to_owned(),
            Shared::Kind(kind) => texts::kind(locale, *kind).to_owned(),
            Shared::Priority(one) => priority(locale, *one).to_owned(),
            other => group_name(fmt, what, other),
        }
    }

    fn wants_sums(self) -> bool {
        self.list.asked.with(|asked| asked.sums)
    }

    fn sums(self, column: CaseColumn, ids: &[Id<Case>]) -> Vec<(Sum, usize)> {
        self.app.read(CASES_OF, |records| column.sums(records, ids))
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
    let fmt = use_fmt();
    let table = Table::new(CaseTable { app, list }, order, columns);
    let offered = Signal::derive(move || {
        let all = groupings(app).into_iter();
        let named = all.map(|by| (by.key(), label(app, fmt.locale(), by)));
        named.collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        let group = list.asked.with(|asked| asked.group);
        group.map(CaseColumn::key).unwrap_or_default()
    });
    let sums = Signal::derive(move || list.asked.with(|asked| asked.sums));
    view! {
        <BulkBar selection=table.selection/>
        <div class="body">
            <TableTools table fixed="title">
                <GroupAndSums
                    offered
                    chosen
                    on_group=Callback::new(move |key: String| {
                        list.change(|asked| asked.group = CaseColumn::from_key(&key));
                    })
                    sums
                    on_sums=Callback::new(move |sums| list.change(|asked| asked.sums = sums))
                />
            </TableTools>
            <RecordTable
                table
                class="cases-table"
                label=Signal::derive(move || t_string!(i18n, care.cases).to_owned())
            />
            <SumsFoot wanted=sums sums=Signal::derive(move || table.all_sums(fmt))/>
        </div>
    }
    .into_any()
}
