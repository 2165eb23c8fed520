//! Ways out: a backup, and lists for other programs.

use leptos::{prelude::*, task::spawn_local};

use super::texts;
use crate::{
    app::{
        App, Notice,
        data::{Failure, export},
        format::use_fmt,
        state::use_app,
    },
    domain::TableName,
    exchange::vcard::Version,
    i18n::{t, t_string, use_i18n},
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
            if let Err(failure) = export::backup(app).await {
                app.notify(Notice::Problem(texts::failure(locale, "JSON", &failure)));
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
            <div class="row">
                <button type="button" class="btn primary" disabled=move || busy.get() on:click=make>
                    <Icon name="save"/>
                    {t!(i18n, data.backup_now)}
                </button>
            </div>
        </section>
    }
}

/// A list that can be exported.
type List = (TableName, fn(App) -> Result<(), Failure>);

const LISTS: [List; 4] = [
    (TableName::Sales, |app| export::sales(app, None)),
    (TableName::Deals, |app| export::deals(app, None)),
    (TableName::Products, |app| export::products(app, None)),
    (TableName::Tasks, |app| export::tasks(app, None)),
];

/// Lists for other programs.
#[component]
pub fn Lists() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let reachable = RwSignal::new(true);
    let hand_over = move |result: Result<(), Failure>| {
        if let Err(failure) = result {
            let text = texts::failure(i18n.get_locale_untracked(), "CSV", &failure);
            app.notify(Notice::Problem(text));
        }
    };
    let lists = LISTS.map(|(table, write)| {
        let text = move || {
            let what = texts::table(i18n.get_locale(), table);
            t_string!(i18n, data.export_csv, what = what)
        };
        view! {
            <button type="button" class="btn" on:click=move |_| hand_over(write(app))>
                <Icon name="download"/>
                {text}
            </button>
        }
    });
    let people = move |result: Result<usize, Failure>| {
        let left_out = result.as_ref().copied().unwrap_or_default();
        if left_out > 0 {
            let text = t_string!(i18n, clean.left_out, count = left_out);
            app.notify(Notice::Text(text));
        }
        hand_over(result.map(|_| ()));
    };
    let card = move |version| people(export::cards(app, None, version, reachable.get_untracked()));
    let list = move |_| people(export::customers(app, None, reachable.get_untracked()));
    let customers = move || {
        let what = texts::table(i18n.get_locale(), TableName::Customers);
        t_string!(i18n, data.export_csv, what = what)
    };
    view! {
        <section class="box stack data-out" aria-labelledby="data-lists">
            <h2 id="data-lists">{t!(i18n, data.lists)}</h2>
            <p class="soft">{t!(i18n, data.lists_text)}</p>
            <div class="row wrap">
                <button type="button" class="btn" on:click=list>
                    <Icon name="download"/>
                    {customers}
                </button>
                {lists.collect_view()}
                <button type="button" class="btn" on:click=move |_| card(Version::V3)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_vcard3)}
                </button>
                <button type="button" class="btn" on:click=move |_| card(Version::V4)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_vcard4)}
                </button>
            </div>
            <label class="check small">
                <input
                    type="checkbox"
                    prop:checked=move || reachable.get()
                    on:change=move |event| reachable.set(event_target_checked(&event))
                />
                {t!(i18n, data.reachable_only)}
            </label>
        </section>
    }
}
