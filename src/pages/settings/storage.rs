//! How safely the data is kept: promised by the browser or not, how much there is, the last backup.

use leptos::{prelude::*, task::spawn_local};

use super::Section;
use crate::{
    app::{Notice, Route, copies, format::use_fmt, state::use_app},
    domain::TableName,
    i18n::{t, t_string, use_i18n},
    pages::history::texts::table_text,
    platform::{persist, prefs::Workspace, snapshots::Copy},
    ui::Icon,
};

/// The section.
#[component]
pub fn StorageHealth() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let kept = RwSignal::new(None::<bool>);
    let bytes = RwSignal::new(None::<f64>);
    let copy = RwSignal::new(None::<Copy>);
    spawn_local(async move {
        let granted = persist::granted().await;
        kept.try_set(Some(granted));
        bytes.try_set(persist::bytes_used().await);
        copy.try_set(copies::all(app).await.into_iter().next());
    });
    let ask = move |_| {
        spawn_local(async move {
            let granted = persist::ask().await;
            kept.try_set(Some(granted));
            if !granted {
                let locale = i18n.get_locale_untracked();
                let text = crate::i18n::td_string!(locale, settings.keep_refused);
                app.notify(Notice::Text(text.to_owned()));
            }
        });
    };
    let state = move || {
        if app.in_memory.get() {
            ("dot bad", t_string!(i18n, settings.state_memory))
        } else if app.damaged.get() {
            ("dot bad", t_string!(i18n, settings.state_damaged))
        } else if app.is_read_only() {
            ("dot bad", t_string!(i18n, settings.state_read_only))
        } else if kept.get() == Some(true) {
            ("dot good", t_string!(i18n, settings.state_kept))
        } else {
            ("dot warn", t_string!(i18n, settings.state_not_kept))
        }
    };
    let size = move || {
        let bytes = bytes.get()?;
        let (value, unit) = if bytes < 1_048_576.0 {
            (bytes / 1024.0, "kB")
        } else {
            (bytes / 1_048_576.0, "MB")
        };
        Some(format!("{} {unit}", fmt.number(value, 1)))
    };
    let backup = move || match app.settings().and_then(|shop| shop.last_backup) {
        Some(at) => t_string!(i18n, common.last_backup, when = fmt.ago(at)),
        None => t_string!(i18n, common.no_backup).to_owned(),
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.storage).to_owned())>
            <div class="setting">
                <span class="grow row">
                    <span class=move || state().0></span>
                    {move || state().1}
                </span>
                <button
                    type="button"
                    class="btn"
                    hidden=move || kept.get() != Some(false) || app.in_memory.get()
                    on:click=ask
                >
                    <Icon name="lock"/>
                    {t!(i18n, settings.keep)}
                </button>
            </div>
            <div class="setting">
                <span class="grow">{backup}</span>
                <a class="btn" href=Route::Data.href()>
                    <Icon name="save"/>
                    {t!(i18n, settings.backup_open)}
                </a>
            </div>
            <div class="setting" hidden=move || app.workspace == Workspace::Sample>
                <span class="grow">
                    {move || match copy.get() {
                        Some(copy) => t_string!(i18n, settings.copy_newest, when = fmt.ago(copy.at)),
                        None => t_string!(i18n, settings.copy_none).to_owned(),
                    }}
                </span>
            </div>
            <Counts/>
            <super::files::FilesTaken/>
            <p class="small muted">
                {move || {
                    size().map(|size| t_string!(i18n, settings.bytes, size = size))
                }}
                " "
                {move || {
                    app.read(TableName::ALL, |_| ());
                    let writes = app.shop().map_or(0, |shop| shop.generation());
                    let writes = fmt.count(usize::try_from(writes).unwrap_or(usize::MAX));
                    t_string!(i18n, settings.generation, count = writes)
                }}
            </p>
        </Section>
    }
}

/// How many records each table has.
#[component]
fn Counts() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let tables = [
        TableName::Customers,
        TableName::Deals,
        TableName::Sales,
        TableName::Products,
        TableName::Activities,
        TableName::Tasks,
        TableName::Trash,
    ];
    view! {
        <div class="kv">
            {tables
                .map(|table| {
                    let count = move || fmt.count(app.read(&[table], |records| records.count(table)));
                    view! {
                        <div>
                            <small>{move || table_text(i18n.get_locale(), table)}</small>
                            <b>{count}</b>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}
