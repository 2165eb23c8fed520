//! Tables of the reports as files.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{
        data::export::{self, Out},
        state::use_app,
    },
    exchange::lists::List,
    i18n::{tag, use_i18n},
    pages::parts::{OutMenu, told},
};

/// A menu that writes a table as CSV, workbook or JSON.
#[component]
pub fn ExportTable(
    /// Part of the file's name.
    name: &'static str,
    /// Makes the table; beside it how many people are left out of it because they asked not to be
    /// contacted.
    list: Callback<(), (List, usize)>,
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
