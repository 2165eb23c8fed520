//! Asks before a person is erased: the one thing on a record that no undo brings back.

use leptos::prelude::*;

use crate::{
    app::{copies, state::use_app},
    domain::{Customer, Erasure, Id, TableName, commands::EraseCustomer},
    i18n::{counted, t, t_string, use_i18n},
    platform::prefs::Place,
    ui::Dialog,
};

/// Opens when `whom` is set; says what goes and what stays.
#[component]
pub fn EraseDialog(
    whom: RwSignal<Option<Id<Customer>>>,
    #[prop(into)] on_erased: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if whom.get().is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && whom.get_untracked().is_some() {
            whom.set(None);
        }
    });
    // Sales and touches may still be on their way from the disk; nothing may be missed.
    let reach = Memo::new(move |_| {
        let id = whom.get().filter(|_| app.loaded.get())?;
        app.read(TableName::ALL, |records| {
            let erasure: Erasure = EraseCustomer(id).reach(records).ok()?;
            let name = records.get(id).map(|one| one.display_name().to_owned());
            Some((
                name.unwrap_or_default(),
                erasure.gone.len().saturating_sub(1),
                erasure.sales.len(),
            ))
        })
    });
    let erase = move |_| {
        let id = whom.get_untracked();
        open.set(false);
        if let Some(id) = id {
            app.run(EraseCustomer(id), move |_| {
                // What was begun in a form may be about the person.
                Place::clear_all(app.workspace);
                copies::forget(app);
                on_erased.try_run(());
            });
        }
    };
    let said = move || {
        reach.get().map(|(name, more, sales)| {
            view! {
                <p><b>{t_string!(i18n, clean.erase_who, name = name)}</b></p>
                <p>{t_string!(i18n, clean.erase_goes, count = counted(i18n.get_locale(), more))}</p>
                <p>{t_string!(i18n, clean.erase_sales, count = counted(i18n.get_locale(), sales))}</p>
                <p class="soft">{t!(i18n, clean.erase_text)}</p>
            }
        })
    };
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, clean.erase_title).to_owned())>
            <div class="content stack">{said}</div>
            <footer>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
                <button
                    type="button"
                    class="btn danger"
                    disabled=move || reach.with(Option::is_none)
                    on:click=erase
                >
                    {t!(i18n, clean.erase_it)}
                </button>
            </footer>
        </Dialog>
    }
}
