//! Going on from a backup where there is nothing to lose: on the first screen, and where the data is
//! gone.

use leptos::{ev::Event, html, prelude::*, task::spawn_local};
use web_sys::File;

use crate::{
    app::{
        App, Notice,
        data::{self, file::LIMIT, restore::RestoreError},
        state::use_app,
        worker::Cancel,
    },
    i18n::{Locale, t, td_string, use_i18n},
    pages::data::failure_text,
    platform::files,
    ui::Icon,
};

/// A file input that restores the backup it is given; what is wrong with the file stands below.
#[component]
pub fn RestoreBackup() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let input = NodeRef::<html::Input>::new();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(String::new());
    let on_change = move |_: Event| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again.
        input.set_value("");
        let Some(file) = file.filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        error.set(String::new());
        let locale = i18n.get_locale_untracked();
        spawn_local(async move {
            let result = restore(app, file, locale).await;
            busy.try_set(false);
            match result {
                Ok(told) => app.notify(Notice::Text(told)),
                Err(wrong) => {
                    error.try_set(wrong);
                }
            }
        });
    };
    view! {
        <div class="stack tight restore-backup">
            <label class="btn data-file" aria-busy=move || busy.get().to_string()>
                <Icon name="upload"/>
                {t!(i18n, start.restore)}
                <input
                    type="file"
                    accept=".json,application/json"
                    node_ref=input
                    disabled=move || busy.get()
                    on:change=on_change
                />
            </label>
            <span class="spinner" hidden=move || !busy.get()></span>
            <p class="bad small" role="alert" hidden=move || error.with(String::is_empty)>{error}</p>
        </div>
    }
    .into_any()
}

/// Reads and restores; the sentence to tell either way.
async fn restore(app: App, file: File, locale: Locale) -> Result<String, String> {
    let name = file.name();
    let failed = |failure| failure_text(locale, &name, &failure);
    let bytes = files::read(&file, LIMIT, |_| {})
        .await
        .map_err(|error| failed(error.into()))?;
    let restored = data::restore_file(app, &bytes, &Cancel::default(), |_| {}).await;
    match restored {
        Ok(_) => Ok(td_string!(locale, data.restored, file = name.clone())),
        Err(RestoreError::File(failure)) => Err(failed(failure)),
        Err(RestoreError::Execute(error)) => Err(Notice::from(error).text(locale)),
        Err(RestoreError::Cancelled) => Err(String::new()),
    }
}
