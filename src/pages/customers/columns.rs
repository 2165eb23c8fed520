//! The columns of the list: names, first layout, and what a cell shows.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    app::{App, Fmt},
    clean::completeness,
    domain::{Customer, Id, TableName, View, field::fields_of},
    i18n::{Locale, td_string},
    platform::{intl::DateStyle, prefs::Pref},
    query::{Column, CustomerFacts},
    ui::table::{Layout, Placed},
};

use super::state::ListState;

/// The columns without a view, as they were left on this device.
static LAYOUT: Pref<Vec<Placed>> = Pref::new("regulars.customers.columns");
/// The same for views whose columns were changed but not saved.
static UNSAVED: Pref<BTreeMap<String, Vec<Placed>>> = Pref::new("regulars.customers.columns.views");

/// The columns, in order, with their first width and whether they are shown at first.
const FIRST: [(Column, f64, bool); 22] = [
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

/// The columns of a view: those it names are shown.
fn of_view(view: &View, usual: &[Placed]) -> Vec<Placed> {
    if view.columns.is_empty() {
        return usual.to_vec();
    }
    let shown = view.columns.iter().map(|column| Placed {
        key: column.key.clone(),
        width: f64::from(column.width),
        shown: true,
    });
    let rest = usual
        .iter()
        .filter(|placed| !view.columns.iter().any(|column| column.key == placed.key))
        .map(|placed| Placed {
            shown: false,
            ..placed.clone()
        });
    shown.chain(rest).collect()
}

/// The layout of the list, which follows the view that is open.
pub fn layout(app: App, view: Memo<Option<Arc<View>>>) -> Layout {
    let keep = move |columns: Vec<Placed>| match view.get_untracked() {
        Some(view) => {
            let mut unsaved = UNSAVED.get().unwrap_or_default();
            unsaved.insert(view.id.to_string(), columns);
            UNSAVED.set(&unsaved);
        }
        None => LAYOUT.set(&columns),
    };
    let layout = Layout::new(Callback::new(keep));
    let show = move || {
        let usual = usual(app);
        let kept = match view.get() {
            Some(view) => UNSAVED
                .get()
                .and_then(|mut unsaved| unsaved.remove(&view.id.to_string()))
                .unwrap_or_else(|| of_view(&view, &usual)),
            None => LAYOUT.get().unwrap_or_default(),
        };
        layout.show_as(&kept, usual);
    };
    untrack(show);
    Effect::new(move |_| show());
    layout
}

/// Back to the columns of the view, or to the usual ones.
pub fn reset(state: ListState) {
    let usual = untrack(|| usual(state.app));
    let view = state.view.get_untracked();
    let columns = match &view {
        Some(view) => of_view(view, &usual),
        None => usual.clone(),
    };
    state.layout.show_as(&columns, usual);
    match view {
        Some(view) => forget_unsaved(view.id),
        None => LAYOUT.clear(),
    }
}

/// The columns of a view are saved: nothing is left to remember.
pub fn forget_unsaved(view: Id<View>) {
    let mut unsaved = UNSAVED.get().unwrap_or_default();
    if unsaved.remove(&view.to_string()).is_some() {
        UNSAVED.set(&unsaved);
    }
}

/// True if other columns are shown than the view says; followed.
pub fn are_changed(state: ListState, view: &View) -> bool {
    let base = of_view(view, &usual(state.app));
    let known = |key: &str| state.layout.all().iter().any(|placed| placed.key == key);
    let base: Vec<Placed> = base
        .into_iter()
        .filter(|placed| placed.shown && known(&placed.key))
        .collect();
    base != state.layout.visible()
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
        Column::Own(_) => "",
    }
    .to_owned()
}

/// True for columns that need the sales in memory.
pub const fn needs_sales(column: Column) -> bool {
    matches!(
        column,
        Column::Visits
            | Column::Spent
            | Column::Year
            | Column::LastVisit
            | Column::FirstVisit
            | Column::Points
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

/// The names of the shown columns, as columns; followed.
pub fn shown(layout: Layout) -> Vec<Column> {
    let keys = layout.shown();
    keys.iter()
        .filter_map(|key| Column::from_key(key))
        .collect()
}

/// A signal of a column's name in the language on screen.
pub fn label_signal(app: App, fmt: Fmt, column: Column) -> Signal<String> {
    Signal::derive(move || label(app, fmt.locale(), column))
}
