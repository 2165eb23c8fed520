//! The menu that takes away what is selected or shown: as CSV, workbook or JSON, customers as cards
//! too, what has days as a calendar. Who asked not to be contacted stays at home, and the person is told
//! how many that are.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use crate::{
    app::{
        App, Notice,
        data::{
            Failure,
            export::{self, Out},
        },
        state::use_app,
        worker::Cancel,
    },
    domain::{Id, TableName},
    exchange::{lists::report::Table, vcard::Version},
    i18n::{Locale, counted, t_string, tag, td_string, use_i18n},
    pages::data::failure_text,
    ui::{Menu, MenuItem},
};

/// The forms that one list goes out in.
pub const FORMS: [Out; 3] = [Out::Csv, Out::Workbook, Out::Json];

/// What a form is called in sentences.
pub const fn form_name(out: Out) -> &'static str {
    match out {
        Out::Csv => "CSV",
        Out::Workbook => "XLSX",
        Out::Json => "JSON",
        Out::Folder => "ZIP",
        Out::Page => "HTML",
        Out::Calendar => "ICS",
    }
}

fn label(locale: Locale, out: Out) -> &'static str {
    match out {
        Out::Workbook => td_string!(locale, data.out_xlsx),
        Out::Json => td_string!(locale, data.out_json),
        Out::Calendar => td_string!(locale, people.ics),
        _ => td_string!(locale, data.out_csv),
    }
}

/// Says how many were left out, or what went wrong.
pub fn told(app: App, locale: Locale, kind: &str, written: Result<usize, Failure>) {
    match written {
        Ok(0) => {}
        Ok(left_out) => {
            let text = td_string!(locale, clean.left_out, count = counted(locale, left_out));
            app.notify(Notice::Text(text));
        }
        Err(failure) => {
            let text = failure_text(locale, kind, &failure);
            app.notify(Notice::Problem(text));
        }
    }
}

/// A button among those of a bar or a card.
const SMALL: &str = "btn small";

/// The menu; `write` is told the form, `cards` the version of the cards where there are any.
#[component]
pub fn OutMenu(
    /// Writes the list.
    write: Callback<Out>,
    /// Writes cards.
    #[prop(optional_no_strip)]
    cards: Option<Callback<Version>>,
    /// True if the list has days for a calendar.
    #[prop(optional)]
    days: bool,
    /// What the button looks like.
    #[prop(default = SMALL)]
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let lists = move || {
        FORMS
            .map(|out| {
                view! {
                    <MenuItem
                        label=Signal::derive(move || label(i18n.get_locale(), out).to_owned())
                        icon="file"
                        on_select=Callback::new(move |()| write.run(out))
                    />
                }
            })
            .collect_view()
    };
    let people = move || {
        let version = |version: Version| {
            let label = move || match version {
                Version::V3 => t_string!(i18n, data.out_vcard3),
                Version::V4 => t_string!(i18n, data.out_vcard4),
            };
            cards.map(|cards| {
                view! {
                    <MenuItem
                        label=Signal::derive(move || label().to_owned())
                        icon="user"
                        on_select=Callback::new(move |()| cards.run(version))
                    />
                }
            })
        };
        [version(Version::V3), version(Version::V4)].collect_view()
    };
    let calendar = move || {
        days.then(|| {
            view! {
                <MenuItem
                    label=Signal::derive(move || label(i18n.get_locale(), Out::Calendar).to_owned())
                    icon="calendar"
                    on_select=Callback::new(move |()| write.run(Out::Calendar))
                />
            }
        })
    };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, common.export).to_owned())
            icon="download"
            class
        >
            {lists()}
            {people()}
            {calendar()}
        </Menu>
    }
    .into_any()
}

/// The menu for records of one table.
#[component]
pub fn ExportMenu(
    /// Which list.
    table: TableName,
    /// Which records of it, in the order they stand in.
    ids: Callback<(), Vec<Uuid>>,
    /// The stable names of the columns that are shown, where they are chosen: the file says what they ask.
    #[prop(optional_no_strip)]
    columns: Option<Callback<(), Vec<String>>>,
    /// What the button looks like.
    #[prop(default = SMALL)]
    class: &'static str,
) -> impl IntoView {
    let (app, i18n) = (use_app(), use_i18n());
    let people = table == TableName::Customers;
    let write = Callback::new(move |out: Out| {
        let locale = i18n.get_locale_untracked();
        let chosen = ids.run(());
        let columns = columns.map(|columns| columns.run(()));
        spawn_local(async move {
            let customers: Vec<_> = chosen.iter().copied().map(Id::new).collect();
            let left_out = if people {
                export::unreachable(app, Some(&customers))
            } else {
                0
            };
            let list = Some(export::Wanted {
                table,
                ids: Some(chosen),
                columns,
            });
            let cancel = Cancel::default();
            let written = export::file(app, tag(locale), out, list, true, &cancel, |_| {}).await;
            told(app, locale, form_name(out), written.map(|_| left_out));
        });
    });
    let cards = people.then(|| {
        Callback::new(move |version| {
            let chosen: Vec<_> = ids.run(()).into_iter().map(Id::new).collect();
            let cards = export::cards(app, Some(&chosen), version, true);
            told(app, i18n.get_locale_untracked(), "vCard", cards);
        })
    });
    let days = matches!(table, TableName::Customers | TableName::Deals);
    view! { <OutMenu write cards days class/> }
}

/// The menu for a table that a page puts together.
#[component]
pub fn ExportTable(
    /// How the file's name ends.
    name: &'static str,
    /// Makes the table; beside it how many people are left out of it because they asked not to be
    /// contacted.
    list: Callback<(), (Table, usize)>,
    /// What the button looks like.
    #[prop(default = SMALL)]
    class: &'static str,
) -> impl IntoView {
    let (app, i18n) = (use_app(), use_i18n());
    let write = Callback::new(move |out: Out| {
        let (list, left_out) = list.run(());
        let locale = i18n.get_locale_untracked();
        spawn_local(write_table(app, locale, out, name, list, left_out));
    });
    view! { <OutMenu write class/> }
}

/// Writes a table and says what was left out of it, or what went wrong.
pub async fn write_table(
    app: App,
    locale: Locale,
    out: Out,
    name: &'static str,
    list: Table,
    left_out: usize,
) {
    let written = export::report(app, tag(locale), out, name, &list).await;
    told(app, locale, &list.name, written.map(|()| left_out));
}
