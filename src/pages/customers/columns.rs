//! The columns of the list: names, first layout, and what a cell shows.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{App, Fmt},
    clean::completeness,
    domain::{Customer, TableName, View, field::fields_of},
    i18n::{Locale, td_string},
    pages::{
        customer::relation,
        parts::name_of,
        views::{Columns, Kept},
    },
    platform::intl::DateStyle,
    query::{Column, CustomerFacts, tied::Tie},
    ui::table::{Layout, Placed},
};

use super::state::ListState;

/// Where this device keeps them.
static KEPT: Kept = Kept::new(
    "regulars.customers.columns",
    "regulars.customers.columns.views",
);

/// The columns, in order, with their first width and whether they are shown at first.
const FIRST: [(Column, f64, bool); 26] = [
    (Column::Name, 228.0, true),
    (Column::Segment, 144.0, true),
    (Column::Phone, 160.0, true),
    (Column::LastVisit, 140.0, true),
    (Column::Visits, 78.0, true),
    (Column::Year, 124.0, true),
    (Column::Tags, 164.0, true),
    (Column::Spent, 124.0, true),
    (Column::Company, 160.0, true),
    (Column::Email, 220.0, false),
    (Column::City, 120.0, false),
    (Column::Birthday, 124.0, false),
    (Column::FirstVisit, 140.0, false),
    (Column::Source, 120.0, false),
    (Column::Code, 110.0, false),
    (Column::Created, 124.0, false),
    (Column::Owner, 120.0, false),
    (Column::Lead, 120.0, false),
    (Column::Points, 100.0, false),
    (Column::Class, 90.0, false),
    (Column::Standing, 120.0, false),
    (Column::Complete, 100.0, false),
    (Column::Contacted, 140.0, false),
    (Column::NextStep, 140.0, false),
    (Column::Job, 140.0, false),
    (Column::Relations, 200.0, false),
];

/// The columns as they are when nobody has touched them; followed.
fn usual(app: App) -> Vec<Placed> {
    let place = |(column, width, shown): (Column, f64, bool)| Placed {
        key: column.key().into_owned(),
        width,
        shown,
    };
    let own = app.read(&[TableName::Fields], |records| {
        fields_of(records, TableName::Customers)
    });
    let own = own
        .iter()
        .filter(|field| !field.hidden)
        .map(|field| (Column::Own(field.id), 140.0, false));
    FIRST.into_iter().chain(own).map(place).collect()
}

/// The columns of the list, which follow the view that is open.
pub fn of_list(app: App, view: Memo<Option<Arc<View>>>) -> Columns {
    Columns::new(Signal::stored(&KEPT), view, move || usual(app))
}

/// What a column is called.
pub fn label(app: App, locale: Locale, column: Column) -> String {
    if let Column::Own(field) = column {
        return app.read(&[TableName::Fields], |records| {
            records
                .get(field)
                .map(|field| field.name.clone())
                .unwrap_or_default()
        });
    }
    match column {
        Column::Name => td_string!(locale, customers.col_name),
        Column::Phone => td_string!(locale, customers.phone),
        Column::Email => td_string!(locale, customers.email),
        Column::Tags => td_string!(locale, customers.tags),
        Column::Visits => td_string!(locale, customers.visits),
        Column::Spent => td_string!(locale, customers.spent),
        Column::Year => td_string!(locale, customers.year),
        Column::LastVisit => td_string!(locale, customers.last_visit),
        Column::FirstVisit => td_string!(locale, customers.first_visit),
        Column::Segment => td_string!(locale, customers.segment),
        Column::Birthday => td_string!(locale, customers.birthday),
        Column::City => td_string!(locale, customers.city),
        Column::Company => td_string!(locale, customers.company),
        Column::Source => td_string!(locale, customers.source),
        Column::Code => td_string!(locale, customers.code),
        Column::Created => td_string!(locale, customers.created),
        Column::Owner => td_string!(locale, customers.owner),
        Column::Lead => td_string!(locale, customers.lead),
        Column::Points => td_string!(locale, care.points),
        Column::Class => td_string!(locale, people.class),
        Column::Standing => td_string!(locale, customers.standing),
        Column::Complete => td_string!(locale, clean.completeness),
        Column::Contacted => td_string!(locale, customers.last_contact),
        Column::NextStep => td_string!(locale, touch.next_step),
        Column::Job => td_string!(locale, customers.job),
        Column::Relations => td_string!(locale, customers.relations),
        Column::Own(_) => "",
    }
    .to_owned()
}

/// True for columns that need the sales or touches in memory.
pub const fn needs_sales(column: Column) -> bool {
    matches!(
        column,
        Column::Visits
            | Column::Spent
            | Column::Year
            | Column::LastVisit
            | Column::FirstVisit
            | Column::Points
            | Column::Contacted
    )
}

/// The text of a cell; tags and name are drawn elsewhere.
pub fn text(
    column: Column,
    customer: &Customer,
    facts: Option<&CustomerFacts>,
    state: ListState,
    fmt: Fmt,
) -> String {
    let figures = facts.copied().unwrap_or_default();
    match column {
        Column::Name => customer.display_name().to_owned(),
        Column::Phone => customer
            .phones
            .first()
            .map(|phone| phone.number.clone())
            .unwrap_or_default(),
        Column::Email => customer
            .emails
            .first()
            .map(|email| email.address.clone())
            .unwrap_or_default(),
        Column::Tags => customer.tags.join(" "),
        Column::Visits if figures.visits == 0 => String::new(),
        Column::Visits => fmt.count(figures.visits as usize),
        Column::Spent if facts.is_none() => String::new(),
        Column::Spent => fmt.money(figures.total, fmt.currency()),
        Column::Year if figures.last_12_months == 0 => String::new(),
        Column::Year => fmt.money(figures.last_12_months, fmt.currency()),
        Column::LastVisit => figures
            .last_visit
            .map(|day| fmt.date(day))
            .unwrap_or_default(),
        Column::FirstVisit => figures
            .first_visit
            .map(|day| fmt.date(day))
            .unwrap_or_default(),
        Column::Segment => String::new(),
        Column::Birthday => customer
            .birthday
            .map(|birthday| fmt.birthday(birthday))
            .unwrap_or_default(),
        Column::City => customer
            .addresses
            .first()
            .map(|place| place.city.clone())
            .unwrap_or_default(),
        Column::Company => company(customer, state),
        Column::Source => customer.source.clone(),
        Column::Code => customer.code.clone(),
        Column::Created => fmt.date_as(fmt.day_of(customer.created), DateStyle::Medium),
        Column::Owner => super::own::owner(customer, state),
        Column::Lead => super::own::lead(customer, fmt),
        Column::Points => {
            let points = state.points.with(|points| points.get(customer.id));
            points.map(|points| fmt.whole(points)).unwrap_or_default()
        }
        Column::Class => {
            let loyalty = state.loyalty.get();
            let class = loyalty.and_then(|loyalty| loyalty.groups(customer.id).class);
            class
                .map(|class| class.label().to_owned())
                .unwrap_or_default()
        }
        Column::Standing => super::own::standing(fmt.locale(), customer.standing).to_owned(),
        Column::Complete => {
            let share = completeness(customer, &state.app.customer_layout());
            fmt.percent_whole(f64::from(share) / 100.0)
        }
        Column::Contacted => {
            let last = (state.beside.touched).with(|touched| touched.last(customer.id));
            last.map(|at| fmt.date(fmt.day_of(at))).unwrap_or_default()
        }
        Column::NextStep => {
            let next = state.beside.todo.with(|todo| todo.next(customer.id));
            next.map(|day| fmt.date(day)).unwrap_or_default()
        }
        Column::Job => customer.job_title.clone(),
        Column::Relations => relations(customer, state, fmt),
        Column::Own(field) => super::own::text(field, customer, state, fmt),
    }
}

/// The name of the company somebody belongs to.
pub fn company(customer: &Customer, state: ListState) -> String {
    let Some(id) = customer.company else {
        return String::new();
    };
    state.app.read(&[TableName::Customers], |records| {
        let company = records.get(id);
        company
            .map(|one| one.display_name().to_owned())
            .unwrap_or_default()
    })
}

/// Who belongs to somebody, each with what binds them.
fn relations(customer: &Customer, state: ListState, fmt: Fmt) -> String {
    let told = |tie: &Tie| {
        let name = name_of(state.app, Some(tie.other))?;
        let (kind, first) = tie.bond.kind();
        let bond = if tie.role.is_empty() {
            relation(fmt.locale(), kind, first)
        } else {
            &tie.role
        };
        Some(format!("{name} ({bond})"))
    };
    let all: Vec<String> =
        (state.beside.tied).with(|tied| tied.with(customer.id).iter().filter_map(told).collect());
    all.join(td_string!(fmt.locale(), history.comma))
}

/// The names of the shown columns, as columns; followed.
pub fn shown(layout: Layout) -> Vec<Column> {
    let keys = layout.shown();
    keys.iter()
        .filter_map(|key| Column::from_key(key))
        .collect()
}

/// What the column of that name is called; followed.
pub fn named(app: App, fmt: Fmt, key: &str) -> String {
    Column::from_key(key).map_or_else(String::new, |column| label(app, fmt.locale(), column))
}

/// A signal of a column's name in the language on screen.
pub fn label_signal(app: App, fmt: Fmt, column: Column) -> Signal<String> {
    Signal::derive(move || label(app, fmt.locale(), column))
}
