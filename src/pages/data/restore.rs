//! A backup that was brought in: what it holds, and replacing everything by it.

use leptos::{prelude::*, task::spawn_local};

use super::{card::Card, texts};
use crate::{
    app::{
        Notice,
        data::{self, Failure, reading::BackupView, restore::RestoreError},
        format::{Fmt, use_fmt},
        worker::Cancel,
    },
    domain::TableName,
    i18n::{Locale, t, t_string, td_string, use_i18n},
    ui::{Dialog, Icon},
};

/// `Customers 12, Sales 340`.
fn counted(locale: Locale, fmt: Fmt, counts: &[(TableName, usize)]) -> Vec<String> {
    let shown = counts
        .iter()
        .filter(|(table, count)| *table != TableName::Shop && *count > 0);
    shown
        .map(|(table, count)| format!("{} {}", texts::table(locale, *table), fmt.count(*count)))
        .collect()
}

/// What the shop has now.
fn here(card: Card) -> Vec<(TableName, usize)> {
    card.app.read(TableName::ALL, |records| {
        let all = TableName::ALL.iter();
        all.map(|table| (*table, records.count(*table))).collect()
    })
}

/// What the backup holds, and the way to restore it.
#[component]
pub fn Restore(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let open = RwSignal::new(false);
    let view = Memo::new(move |_| {
        let found = card
            .reading
            .with(|r| r.as_ref().and_then(|r| r.backup.clone()));
        found.unwrap_or_default()
    });
    let notes = move || {
        let BackupView {
            rescued, warnings, ..
        } = view.get();
        let mut all = Vec::new();
        if rescued {
            all.push(t_string!(i18n, data.restore_rescued).to_owned());
        }
        if warnings > 0 {
            all.push(t_string!(i18n, data.restore_warnings, count = warnings));
        }
        all.into_iter()
            .map(
                |text| view! { <p class="data-warning"><Icon name="info"/><span>{text}</span></p> },
            )
            .collect_view()
    };
    let inside = move || {
        view.with(|view| {
            let mut all = counted(i18n.get_locale(), fmt, &view.counts);
            if view.history > 0 {
                let count = fmt.count(view.history);
                all.push(t_string!(i18n, data.restore_history, count = count));
            }
            all.join(" · ")
        })
    };
    view! {
        <p><span class="strong">{move || view.get().shop}</span> " " <span class="soft">{inside}</span></p>
        {notes}
        <div class="row">
            <button type="button" class="btn primary" on:click=move |_| open.set(true)>
                {t!(i18n, data.restore)}
            </button>
        </div>
        <Confirm card view open/>
    }
}

#[component]
fn Confirm(card: Card, view: Memo<BackupView>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, data.restore_title).to_owned());
    view! {
        <Dialog open title>
            <ConfirmContent card view open/>
        </Dialog>
    }
}

#[component]
fn ConfirmContent(card: Card, view: Memo<BackupView>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let sure = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let share = RwSignal::new(0.0);
    let cancel = StoredValue::new_local(Cancel::default());
    // Whoever leaves the page does not wait for it any more.
    on_cleanup(move || {
        cancel.try_with_value(Cancel::cancel);
    });
    // Some attached files are not in it: whether the person does without them.
    let lacking = RwSignal::new(false);
    let without = RwSignal::new(false);
    let list = move |counts: Vec<(TableName, usize)>| {
        counted(i18n.get_locale(), fmt, &counts)
            .into_iter()
            .map(|text| view! { <li>{text}</li> })
            .collect_view()
    };
    let go = move |_| {
        busy.set(true);
        share.set(0.0);
        let wanted = Cancel::default();
        cancel.set_value(wanted.clone());
        let locale = i18n.get_locale_untracked();
        spawn_local(async move {
            let without = without.get_untracked();
            let ended = replace(card, locale, without, &wanted, share).await;
            busy.try_set(false);
            match ended {
                Ended::Well => {
                    open.try_set(false);
                }
                Ended::Lacking => {
                    lacking.try_set(true);
                }
                Ended::Badly => {}
            }
        });
    };
    let stop = move |_| {
        if busy.get_untracked() {
            cancel.with_value(Cancel::cancel);
        } else {
            open.set(false);
        }
    };
    view! {
        <div class="content">
            <p>{t!(i18n, data.restore_text)}</p>
            <div class="data-sides">
                <div>
                    <h3>{t!(i18n, data.restore_here)}</h3>
                    <ul>{move || list(here(card))}</ul>
                </div>
                <div>
                    <h3>{t!(i18n, data.restore_file)}</h3>
                    <ul>{move || list(view.get().counts)}</ul>
                </div>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || sure.get()
                    on:change=move |event| sure.set(event_target_checked(&event))
                />
                {t!(i18n, data.restore_confirm)}
            </label>
            <label class="check" hidden=move || !lacking.get()>
                <input
                    type="checkbox"
                    prop:checked=move || without.get()
                    on:change=move |event| without.set(event_target_checked(&event))
                />
                {t!(i18n, data.restore_without)}
            </label>
        </div>
        <footer>
            <progress
                class="progress"
                max="1"
                prop:value=move || share.get()
                hidden=move || !busy.get()
                aria-label=move || t_string!(i18n, data.restoring)
            ></progress>
            <button type="button" class="btn" on:click=stop>
                {t!(i18n, common.cancel)}
            </button>
            <button
                type="button"
                class="btn danger"
                disabled=move || !sure.get() || busy.get()
                on:click=go
            >
                {t!(i18n, data.restore_go)}
            </button>
        </footer>
    }
}

/// How it went.
enum Ended {
    Well,
    /// Nothing was restored, because attached files are not in the backup.
    Lacking,
    Badly,
}

/// Saves a copy and replaces everything.
async fn replace(
    card: Card,
    locale: Locale,
    without: bool,
    cancel: &Cancel,
    share: RwSignal<f64>,
) -> Ended {
    let name = card.name.get_value();
    let Some(file) = card.backup() else {
        return Ended::Badly;
    };
    let archive = card.archive();
    let copied = data::safety_copy(card.app).await;
    let result = match copied {
        Ok(()) => {
            let archive = archive.as_deref();
            let progress = move |done| {
                share.try_set(done);
            };
            data::restore_file(card.app, &file, archive, without, cancel, progress).await
        }
        Err(failure) => Err(RestoreError::File(failure)),
    };
    let lacking = matches!(result, Err(RestoreError::File(Failure::Files { .. })));
    let notice = match result {
        Ok(_) => {
            card.app
                .notify(Notice::Text(td_string!(locale, data.restored, file = name)));
            return Ended::Well;
        }
        Err(RestoreError::Cancelled) => return Ended::Badly,
        Err(RestoreError::File(failure)) => {
            Notice::Problem(texts::failure(locale, &name, &failure))
        }
        Err(RestoreError::Execute(error)) => Notice::from(error),
    };
    card.app.notify(notice);
    if lacking {
        Ended::Lacking
    } else {
        Ended::Badly
    }
}
