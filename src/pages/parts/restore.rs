//! Going on from a backup where there is nothing to lose: on the first screen, and where the data is
//! gone.

use js_sys::Array;
use leptos::{ev::Event, html, prelude::*, task::spawn_local};
use web_sys::{Blob, File};

use crate::{
    app::{
        App, Notice, copies,
        data::{self, Archive, Failure, file::BACKUP_LIMIT, restore::RestoreError},
        format::use_fmt,
        state::use_app,
        worker::Cancel,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{
        data::failure_text,
        piece::{Lazy, Piece},
    },
    platform::{
        files,
        snapshots::{self, Copy},
    },
    ui::Icon,
};

/// The backup that was chosen.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    file: RwSignal<Option<File>, LocalStorage>,
    /// It is being restored.
    busy: RwSignal<bool>,
}

/// A file input that restores the backup it is given; what is wrong with the file stands below. What
/// restores is fetched when there is a file.
#[component]
pub fn RestoreBackup(
    /// Recovery copies of this browser are offered too.
    #[prop(optional)]
    copies: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let input = NodeRef::<html::Input>::new();
    let chosen = Chosen {
        file: RwSignal::new_local(None),
        busy: RwSignal::new(false),
    };
    provide_context(chosen);
    let on_change = move |_: Event| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        // The same file may be chosen again.
        input.set_value("");
        if file.is_some() && !chosen.busy.get_untracked() {
            chosen.file.set(file);
        }
    };
    view! {
        <div class="stack tight restore-backup">
            <label class="btn data-file" aria-busy=move || chosen.busy.get().to_string()>
                <Icon name="upload"/>
                {t!(i18n, start.restore)}
                <input
                    type="file"
                    accept=".json,.zip,application/json,application/zip"
                    node_ref=input
                    disabled=move || chosen.busy.get()
                    on:change=on_change
                />
            </label>
            {copies.then(|| view! { <Copies chosen/> })}
            {move || chosen.file.with(Option::is_some).then(|| view! { <Lazy piece=Piece::Restore/> })}
        </div>
    }
    .into_any()
}

/// The recovery copies of this browser, each a button.
#[component]
fn Copies(chosen: Chosen) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let copies = RwSignal::new(Vec::<Copy>::new());
    let damaged = RwSignal::new(false);
    spawn_local(async move {
        copies.try_set(copies::all(app).await);
    });
    let take = move |name: String| {
        damaged.set(false);
        chosen.busy.set(true);
        spawn_local(async move {
            let file = copy_as_file(&name).await;
            chosen.busy.try_set(false);
            if file.is_none() {
                damaged.try_set(true);
            } else if !chosen.file.is_disposed() {
                chosen.file.set(file);
            }
        });
    };
    let button = move |copy: Copy| {
        let name = copy.name;
        let count = usize::try_from(copy.records).unwrap_or(usize::MAX);
        let text = move || {
            let (when, count) = (fmt.ago(copy.at), fmt.count(count));
            t_string!(i18n, errors.copy_use, when = when, count = count)
        };
        view! {
            <button
                type="button"
                class="btn"
                disabled=move || chosen.busy.get()
                on:click=move |_| take(name.clone())
            >
                {text}
            </button>
        }
    };
    view! {
        <p class="small soft" hidden=move || copies.with(Vec::is_empty)>{t!(i18n, errors.copies_text)}</p>
        {move || copies.get().into_iter().map(button).collect_view()}
        <p class="bad small" role="alert" hidden=move || !damaged.get()>{t!(i18n, errors.copy_damaged)}</p>
    }
}

/// A recovery copy as the file it would be as a backup; `None` if it is damaged.
async fn copy_as_file(name: &str) -> Option<File> {
    let json = snapshots::read(name).await.ok()?;
    let name = format!("{}.json", name.trim_end_matches(".json.gz"));
    File::new_with_blob_sequence(&Array::of1(&json), &name).ok()
}

/// Restores the chosen backup and says how it went.
#[component]
pub fn Restore() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let error = RwSignal::new(String::new());
    // The file input provides it before it shows this.
    let Some(Chosen { file, busy }) = use_context::<Chosen>() else {
        return ().into_any();
    };
    // It lacks attached files: it may be restored without them.
    let lacking = RwSignal::new(false);
    let share = RwSignal::new(0.0);
    let cancel = StoredValue::new_local(Cancel::default());
    // Whoever leaves the page does not wait for it any more.
    on_cleanup(move || {
        cancel.try_with_value(Cancel::cancel);
    });
    let take = move |without: bool| {
        let Some(file) = file.get_untracked() else {
            return;
        };
        let locale = i18n.get_locale_untracked();
        busy.set(true);
        error.set(String::new());
        lacking.set(false);
        share.set(0.0);
        let wanted = Cancel::default();
        cancel.set_value(wanted.clone());
        spawn_local(async move {
            let progress = move |done| {
                share.try_set(done);
            };
            let result = restore(app, &file, without, locale, &wanted, progress).await;
            busy.try_set(false);
            match result {
                Ok(told) => app.notify(Notice::Text(told)),
                Err((wrong, lacks)) => {
                    error.try_set(wrong);
                    lacking.try_set(lacks);
                }
            }
        });
    };
    take(false);
    view! {
        <div class="row" hidden=move || !busy.get()>
            <progress
                class="progress"
                max="1"
                prop:value=move || share.get()
                aria-label=move || t_string!(i18n, data.restoring)
            ></progress>
            <button type="button" class="btn small" on:click=move |_| cancel.with_value(Cancel::cancel)>
                {t!(i18n, common.cancel)}
            </button>
        </div>
        <p class="bad small" role="alert" hidden=move || error.with(String::is_empty)>{error}</p>
        <button
            type="button"
            class="btn small"
            hidden=move || !lacking.get() || busy.get()
            on:click=move |_| take(true)
        >
            {t!(i18n, data.restore_without)}
        </button>
    }
    .into_any()
}

/// Reads and restores; the sentence to tell either way, and whether only attached files are lacking.
async fn restore(
    app: App,
    file: &File,
    without: bool,
    locale: Locale,
    cancel: &Cancel,
    progress: impl Fn(f64) + Clone + 'static,
) -> Result<String, (String, bool)> {
    let name = file.name();
    let failed = |failure: Failure| {
        let lacks = matches!(failure, Failure::Files { .. });
        (failure_text(locale, &name, &failure), lacks)
    };
    let archive = Archive::open(file).await.map_err(failed)?;
    let json = match &archive {
        Some(archive) => archive.json().await.map_err(failed)?,
        None => {
            files::check(file, BACKUP_LIMIT).map_err(|error| failed(error.into()))?;
            Blob::clone(file)
        }
    };
    let archive = archive.as_ref();
    let restored = data::restore_file(app, &json, archive, without, cancel, progress).await;
    match restored {
        Ok(_) => Ok(td_string!(locale, data.restored, file = name.clone())),
        Err(RestoreError::File(failure)) => Err(failed(failure)),
        Err(RestoreError::Execute(error)) => Err((Notice::from(error).text(locale), false)),
        Err(RestoreError::Cancelled) => Err((String::new(), false)),
    }
}
