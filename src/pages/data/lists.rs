//! Ways out for other programs: every list as CSV or workbook, cards, and everything as one workbook,
//! one archive of CSV files or one page to read.

use leptos::{prelude::*, task::spawn_local};

use super::texts;
use crate::{
    app::{
        App,
        data::export::{self, Out},
        state::use_app,
        worker::Cancel,
    },
    domain::TableName,
    exchange::vcard::Version,
    i18n::{Locale, t, t_string, tag, td_string, use_i18n},
    pages::parts::{FORMS, form_name, told},
    ui::Icon,
};

/// The lists that can be exported.
const LISTS: [TableName; 9] = [
    TableName::Customers,
    TableName::Sales,
    TableName::Deals,
    TableName::Products,
    TableName::Tasks,
    TableName::Activities,
    TableName::Cases,
    TableName::Points,
    TableName::Relations,
];

/// A file being written in the worker.
#[derive(Debug, Clone, Copy)]
struct Writing {
    app: App,
    /// The share done, while there is one.
    share: RwSignal<Option<f64>>,
    cancel: StoredValue<Cancel, LocalStorage>,
}

impl Writing {
    fn start(self, locale: Locale, out: Out, table: Option<TableName>, reachable: bool) {
        let cancel = Cancel::default();
        self.cancel.set_value(cancel.clone());
        self.share.set(Some(0.0));
        spawn_local(async move {
            let list = table.map(|table| export::Wanted {
                table,
                ids: None,
                columns: None,
            });
            let progress = move |share| {
                self.share.try_set(Some(share));
            };
            let done = export::file(
                self.app,
                tag(locale),
                out,
                list,
                reachable,
                &cancel,
                progress,
            )
            .await;
            let left_out = match (out, table) {
                (Out::Calendar, _) => export::days_left_out(self.app),
                (_, Some(TableName::Customers)) if reachable => export::unreachable(self.app, None),
                _ => 0,
            };
            told(self.app, locale, form_name(out), done.map(|_| left_out));
            self.share.try_set(None);
        });
    }
}

/// Lists for other programs.
#[component]
pub fn Lists() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let reachable = RwSignal::new(true);
    let writing = Writing {
        app,
        share: RwSignal::new(None),
        cancel: StoredValue::new_local(Cancel::default()),
    };
    on_cleanup(move || {
        if let Some(cancel) = writing.cancel.try_get_value() {
            cancel.cancel();
        }
    });
    let busy = move || writing.share.with(Option::is_some);
    let start = move |out, table| {
        let reachable = reachable.get_untracked();
        writing.start(i18n.get_locale_untracked(), out, table, reachable);
    };
    let card = move |version| {
        let written = export::cards(app, None, version, reachable.get_untracked());
        told(app, i18n.get_locale_untracked(), "vCard", written);
    };
    let row = move |table: TableName| {
        let name = move || texts::table(i18n.get_locale(), table);
        let form = move |out: Out| {
            let label = move || {
                let locale = i18n.get_locale();
                match out {
                    Out::Workbook => td_string!(locale, data.export_xlsx, what = name()),
                    Out::Json => td_string!(locale, data.export_json, what = name()),
                    _ => td_string!(locale, data.export_csv, what = name()),
                }
            };
            let words = match out {
                Out::Workbook => "Excel",
                _ => form_name(out),
            };
            view! {
                <button
                    type="button"
                    class="btn small"
                    disabled=busy
                    aria-label=label
                    on:click=move |_| start(out, Some(table))
                >
                    {words}
                </button>
            }
        };
        view! {
            <li class="row">
                <span class="grow">{name}</span>
                {FORMS.map(form).collect_view()}
            </li>
        }
    };
    let lists = LISTS.map(row);
    view! {
        <section class="box stack data-out" aria-labelledby="data-lists">
            <h2 id="data-lists">{t!(i18n, data.lists)}</h2>
            <p class="soft">{t!(i18n, data.lists_text)}</p>
            <ul class="data-lists">{lists.collect_view()}</ul>
            <div class="row wrap">
                <button type="button" class="btn" disabled=busy on:click=move |_| start(Out::Workbook, None)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_everything)}
                </button>
                <button type="button" class="btn" disabled=busy on:click=move |_| start(Out::Folder, None)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_folder)}
                </button>
                <button type="button" class="btn" disabled=busy on:click=move |_| start(Out::Page, None)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_page)}
                </button>
            </div>
            <div class="row" hidden=move || !busy()>
                <progress class="progress" max="1" prop:value=move || writing.share.get().unwrap_or(0.0)
                    aria-label=move || t_string!(i18n, data.writing)></progress>
                <button
                    type="button"
                    class="btn small"
                    on:click=move |_| writing.cancel.with_value(Cancel::cancel)
                >
                    {t!(i18n, common.cancel)}
                </button>
            </div>
            <div class="row wrap">
                <button type="button" class="btn" disabled=busy on:click=move |_| start(Out::Calendar, None)>
                    <Icon name="download"/>
                    {t!(i18n, data.export_calendar)}
                </button>
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
