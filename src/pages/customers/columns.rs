//! The columns of the list: names, first layout, and what a cell shows.

use leptos::prelude::*;

use crate::{
    app::Fmt,
    domain::{Customer, TableName},
    i18n::{Locale, td_string},
    platform::{intl::DateStyle, prefs::Pref},
    query::{Column, CustomerFacts},
    ui::table::{Layout, Placed},
};

use super::state::ListState;

/// Where the layout is kept on the device.
static LAYOUT: Pref<Vec<Placed>> = Pref::new("regulars.customers.columns");

/// The columns, in order, with their first width and whether they are shown at first.
const FIRST: [(Column, f64, bool); 16] = [
    (Column::Name, 228.0, true),
    (Column::Segment, 144.0, true),
    (Column::Phone, 160.0, true),
    (Column::LastVisit, 108.0, true),
    (Column::Visits, 78.0, true),
    (Column::Year, 124.0, true),
    (Column::Tags, 180.0, true),
    (Column::Spent, 124.0, true),
    (Column::Company, 160.0, true),
    (Column::Email, 220.0, false),
    (Column::City, 120.0, false),
    (Column::Birthday, 124.0, false),
    (Column::FirstVisit, 108.0, false),
    (Column::Source, 120.0, false),
    (Column::Code, 110.0, false),
    (Column::Created, 124.0, false),
];

/// The layout as it was left on this device.
pub fn layout() -> Layout {
    let first = FIRST.map(|(column, width, shown)| Placed {
        key: column.key().to_owned(),
        width,
        shown,
    });
    Layout::new(&LAYOUT, first.to_vec())
}

/// What a column is called.
pub fn label(locale: Locale, column: Column) -> &'static str {
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
    }
}

/// True for columns that need the sales in memory.
pub const fn needs_sales(column: Column) -> bool {
    matches!(
        column,
        Column::Visits | Column::Spent | Column::Year | Column::LastVisit | Column::FirstVisit
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
        Column::Created => chrono::DateTime::from_timestamp_millis(customer.created.0)
            .map(|at| fmt.date_as(at.date_naive(), DateStyle::Medium))
            .unwrap_or_default(),
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

/// The names of the shown columns, as columns; followed.
pub fn shown(layout: Layout) -> Vec<Column> {
    let keys = layout.shown();
    keys.iter()
        .filter_map(|key| Column::from_key(key))
        .collect()
}

/// A signal of a column's name in the language on screen.
pub fn label_signal(fmt: Fmt, column: Column) -> Signal<String> {
    Signal::derive(move || label(fmt.locale(), column).to_owned())
}
