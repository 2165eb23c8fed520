//! The way out for everything: a backup.

use leptos::{prelude::*, task::spawn_local};

use super::texts;
use crate::{
    app::{
        Notice,
        data::{
            export::{self, LeftOut},
            file::BACKUP_LIMIT,
        },
        format::use_fmt,
        state::use_app,
    },
    domain::TableName,
    exchange::backup::likely_size,
    i18n::{t, t_string, td_string, use_i18n},
    pages::files::texts::size,
    query::files::taken,
    ui::Icon,
};

/// Days after which a backup is called old.
const OLD: i64 = 14;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// The backup: how old the last one is, what a new one holds, and the button.
#[component]
pub fn Backup() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let busy = RwSignal::new(false);
    let last = Memo::new(move |_| app.settings().and_then(|shop| shop.last_backup));
    let old = move || {
        last.get()
            .is_none_or(|at| app.moment().now.0 - at.0 > OLD * DAY)
    };
    let age = move || match last.get() {
        None => t_string!(i18n, data.backup_never).to_owned(),
        Some(at) => {
            let mut text = t_string!(i18n, data.backup_last, when = fmt.ago(at));
            if old() {
                text.push(' ');
                text.push_str(t_string!(i18n, data.backup_old));
            }
            text
        }
    };
    let inside = move || {
        let counts: Vec<_> = app.read(TableName::ALL, |records| {
            let all = TableName::ALL.iter();
            all.map(|table| (*table, records.count(*table))).collect()
        });
        counts
            .into_iter()
            .filter(|(table, count)| *table != TableName::Shop && *count > 0)
            .map(|(table, count)| {
                format!(
                    "{} {}",
                    texts::table(i18n.get_locale(), table),
                    fmt.count(count)
                )
            })
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let make = move |_| {
        busy.set(true);
        let locale = i18n.get_locale_untracked();
        spawn_local(async move {
            match export::backup(app).await {
                Ok(LeftOut { files, history }) => {
                    if !files.is_empty() {
                        let names = files.join(" · ");
                        let text = td_string!(locale, data.backup_left_out, names = names);
                        app.notify(Notice::Problem(text));
                    }
                    if history {
                        let text = td_string!(locale, data.backup_no_history).to_owned();
                        app.notify(Notice::Problem(text));
                    }
                }
                Err(failure) => {
                    app.notify(Notice::Problem(texts::failure(locale, "JSON", &failure)));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <section class="box stack data-out" aria-labelledby="data-backup">
            <h2 id="data-backup">{t!(i18n, data.backup)}</h2>
            <p class="soft">{t!(i18n, data.backup_text)}</p>
            <p class:warn=old>{age}</p>
            <p class="small muted">{t!(i18n, data.backup_inside)} " " {inside}</p>
            {move || {
                let bytes = app.read(&[TableName::Files, TableName::Trash], |all| taken(all).bytes);
                (bytes > 0)
                    .then(|| {
                        view! {
                            <p class="small muted">
                                {t_string!(i18n, data.backup_files, size = size(fmt, bytes))}
                            </p>
                        }
                    })
            }}
            {move || {
                app.read(TableName::ALL, |all| likely_size(all) > BACKUP_LIMIT)
                    .then(|| {
                        let limit = BACKUP_LIMIT >> 20;
                        view! {
                            <p class="warn" role="status">
                                {t_string!(i18n, data.backup_too_large, limit = limit)}
                            </p>
                        }
                    })
            }}
            <div class="row">
                <button type="button" class="btn primary" disabled=move || busy.get() on:click=make>
                    <Icon name="save"/>
                    {t!(i18n, data.backup_now)}
                </button>
            </div>
        </section>
    }
}
