//! Tables of the reports as files.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Loyalty,
    exchange::lists::report::Table,
    i18n::{Locale, use_i18n},
    pages::parts::ExportTable,
};

/// The menu that writes a table which names nobody.
#[component]
pub fn ExportFigures(
    /// How the file's name ends.
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
