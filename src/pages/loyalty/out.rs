//! Tables of the reports as files.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{
        Loyalty,
        data::export::{self, Out},
        state::use_app,
    },
    exchange::lists::report::Table,
    i18n::{Locale, tag, use_i18n},
    pages::parts::{OutMenu, told},
};

/// A menu that writes a table as CSV, workbook or JSON.
#[component]
pub fn ExportTable(
    /// Part of the file's name.
    name: &'static str,
    /// Makes the table; beside it how many people are left out of it because they asked not to be
    /// contacted.
    list: Callback<(), (Table, usize)>,
) -> impl IntoView {
    let (i18n, app) = (use_i18n(), use_app());
    let write = Callback::new(move |out: Out| {
        let locale = i18n.get_locale_untracked();
        let (list, left_out) = list.run(());
        spawn_local(async move {
            let file = format!("loyalty-{name}");
            let written = export::report(app, tag(locale), out, &file, &list).await;
            told(app, locale, &list.name, written.map(|()| left_out));
        });
    });
    view! { <OutMenu write/> }
}

/// The same for a table that names nobody.
#[component]
pub fn ExportFigures(
    /// Part of the file's name.
    name: &'static str,
    /// The reports.
    of: Arc<Loyalty>,
    /// Makes the table.
    make: fn(&Loyalty, Locale) -> Table,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = Callback::new(move |()| (make(&of, i18n.get_locale_untracked()), 0));
    view! { <ExportTable name list/> }
}
