//! Leads as a table: columns that are chosen, sorted by any, in groups by how far they have come, where they came from and
//! who looks after them, and worked on many at a time.

use leptos::prelude::*;

use super::{Inbox, bulk::BulkBar};
use crate::{
    app::{Fmt, Route},
    domain::{Customer, Id, Lead, Records, TableName},
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::{
        customer::span,
        customers::lead_status,
        tables::{Rows, Table, Titled, WholeTable, own_text},
        views::{Kept, WordList},
    },
    query::{gather::Part, lead_columns::LeadColumn, leads::Asked, shared::Shared},
};

/// Where this device keeps the columns.
static KEPT: Kept = Kept::new("regulars.leads.columns", "regulars.leads.columns.views");

impl Titled for LeadColumn {
    fn kept() -> &'static Kept {
        &KEPT
    }

    fn width(self) -> f64 {
        match self {
            Self::Name | Self::Note | Self::Email => 180.0,
            Self::Reason | Self::State | Self::Answered | Self::Owner => 160.0,
            _ => 130.0,
        }
    }

    fn title(self, locale: Locale) -> &'static str {
        match self {
            Self::Name => td_string!(locale, common.name),
            Self::State => td_string!(locale, people.state),
            Self::Source => td_string!(locale, customers.source),
            Self::Since => td_string!(locale, people.lead_since),
            Self::Answered => td_string!(locale, people.response),
            Self::Owner => td_string!(locale, customers.owner),
            Self::Reason => td_string!(locale, people.reject_column),
            Self::Phone => td_string!(locale, customers.phone),
            Self::Email => td_string!(locale, customers.email),
            Self::Tags => td_string!(locale, customers.tags),
            Self::Note => td_string!(locale, common.note),
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
        self == Self::Answered
    }
}

/// The rows of the table.
#[derive(Clone, Copy)]
struct LeadTable(Inbox);

impl Rows for LeadTable {
    type Of = Customer;
    type Column = LeadColumn;
    type Asked = Asked;
    const READ_FROM: &'static [TableName] =
        &[TableName::Customers, TableName::Members, TableName::Fields];

    fn app(self) -> crate::app::App {
        self.0.app
    }

    fn list(self) -> WordList<Asked> {
        self.0.list
    }

    fn title(self, _: Fmt, customer: &Customer) -> String {
        customer.display_name().to_owned()
    }

    fn is_past(customer: &Customer) -> bool {
        customer.lead.as_ref().is_some_and(|lead| !lead.is_open())
    }

    fn cell(self, fmt: Fmt, column: LeadColumn, customer: &Customer) -> AnyView {
        let (app, locale) = (self.0.app, fmt.locale());
        let lead = customer.lead.as_ref();
        let text = match column {
            LeadColumn::Name => {
                let href = Route::Customer(customer.id).href();
                let name = customer.display_name().to_owned();
                return view! { <a href=href dir="auto">{name}</a> }.into_any();
            }
            LeadColumn::State => lead
                .map(|lead| lead_status(locale, lead.status).to_owned())
                .unwrap_or_default(),
            LeadColumn::Source => customer.source.trim().to_owned(),
            LeadColumn::Since => lead.map(|lead| fmt.ago(lead.since)).unwrap_or_default(),
            LeadColumn::Answered => lead
                .and_then(Lead::response)
                .map(|time| span(locale, time))
                .unwrap_or_default(),
            LeadColumn::Owner => customer
                .owner
                .map(|id| app.person_name(locale, &id.to_string()))
                .unwrap_or_default(),
            LeadColumn::Reason => lead.map(|lead| lead.reason.clone()).unwrap_or_default(),
            LeadColumn::Phone => {
                let phone = customer.phones.first();
                phone.map(|one| one.number.clone()).unwrap_or_default()
            }
            LeadColumn::Email => {
                let email = customer.emails.first();
                email.map(|one| one.address.clone()).unwrap_or_default()
            }
            LeadColumn::Tags => customer.tags.join(td_string!(locale, history.comma)),
            LeadColumn::Note => customer.note.clone(),
            LeadColumn::Own(field) => own_text(fmt, field, &customer.values),
        };
        view! { <span dir="auto">{text}</span> }.into_any()
    }

    fn groups(
        self,
        records: &Records,
        by: LeadColumn,
        ids: &[Id<Customer>],
    ) -> Vec<Part<Id<Customer>>> {
        by.groups(records, ids)
    }

    fn group_name(self, fmt: Fmt, shared: &Shared) -> Option<String> {
        match shared {
            Shared::Lead(status) => Some(lead_status(fmt.locale(), *status).to_owned()),
            _ => None,
        }
    }
}

/// The table, with the bar of what is selected above it.
#[component]
pub fn LeadsTable(inbox: Inbox) -> impl IntoView {
    let i18n = use_i18n();
    let table = Table::new(LeadTable(inbox), inbox.order, inbox.columns);
    let inbox = Inbox {
        selection: table.selection,
        ..inbox
    };
    view! {
        <BulkBar inbox/>
        <WholeTable
            table
            class="leads-table"
            label=Signal::derive(move || t_string!(i18n, people.leads).to_owned())
        />
    }
    .into_any()
}
