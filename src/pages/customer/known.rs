//! Everything that is known of a person as a file: to read, with its history and the attached files, and for
//! programs. What belongs to it is `exchange::person`'s; here it gets its words.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{
        App, Notice,
        data::export::{
            LeftOut,
            person::{Known, hand_over, known},
        },
        format::{Fmt, use_fmt},
    },
    domain::{Change, LoggedEdit, TableName, Timestamp, change::UPDATED},
    exchange::person,
    i18n::{Locale, t, td_string, use_i18n},
    pages::{
        data::failure_text,
        history::{
            name_behind, part_name,
            texts::{Reading, table_text},
            what,
        },
    },
    platform::files,
    ui::Icon,
};

use super::subject::Subject;

/// Both files.
#[component]
pub fn FileButtons(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let app = subject.app;
    let busy = RwSignal::new(false);
    let read = move |_| {
        busy.set(true);
        let (locale, name) = (i18n.get_locale_untracked(), untrack(|| subject.name()));
        spawn_local(async move {
            let known = known(app, subject.id).await;
            let told = match page(app, fmt, locale, &name, &known) {
                Ok(page) => hand_over(app, &short(&name), &page, &known).await,
                Err(error) => Err(error.into()),
            };
            match told {
                Ok(left_out) => tell(app, locale, &left_out),
                Err(error) => app.notify(Notice::Problem(failure_text(locale, "HTML", &error))),
            }
            busy.try_set(false);
        });
    };
    let machine = move |_| {
        let name = untrack(|| subject.name());
        spawn_local(async move {
            app.whole().await;
            let records = app.peek(|all| person::about(all, subject.id));
            let text = person::json(&records).map_err(|error| error.to_string());
            let written = text.and_then(|text| {
                let name = format!("{}.json", short(&name));
                files::download(&name, "application/json", &[text.as_bytes()])
                    .map_err(|error| error.to_string())
            });
            if let Err(error) = written {
                app.notify(Notice::Problem(error));
            }
        });
    };
    view! {
        <button type="button" class="btn small" disabled=move || busy.get() on:click=read>
            <Icon name="file"/>
            {t!(i18n, clean.file_read)}
        </button>
        <button type="button" class="btn small" on:click=machine>
            <Icon name="download"/>
            {t!(i18n, clean.file_machine)}
        </button>
    }
}

/// Says what could not be read and is not in the file.
fn tell(app: App, locale: Locale, left_out: &LeftOut) {
    if !left_out.files.is_empty() {
        let names = left_out.files.join(" · ");
        let text = td_string!(locale, clean.file_left_out, names = names);
        app.notify(Notice::Problem(text));
    }
    if left_out.history {
        let text = td_string!(locale, clean.file_no_history).to_owned();
        app.notify(Notice::Problem(text));
    }
}

/// A name that goes into a file's name.
fn short(name: &str) -> String {
    let signs = name.chars().filter(|sign| sign.is_alphanumeric());
    signs.take(40).collect()
}

fn page(
    app: App,
    fmt: Fmt,
    locale: Locale,
    name: &str,
    known: &Known,
) -> Result<String, serde_json::Error> {
    let behind = |text: &str| {
        let id = text.parse().ok()?;
        app.peek(|all| name_behind(all, id))
    };
    let reading = Reading {
        locale,
        currency: fmt.currency(),
        name_of: &behind,
        date_time: &|at| fmt.date_time(Timestamp(at)),
    };
    let told = known.history.iter().flat_map(|change| {
        let edits = change.edits.iter();
        edits.map(|edit| told(app, fmt, &reading, change, edit))
    });
    let told: Vec<person::Told> = told.collect();
    let title = td_string!(locale, clean.file_title, name = name.to_owned());
    let words = person::Words {
        language: locale.as_ref(),
        title: &title,
        table: &|table: TableName| table_text(locale, table).to_owned(),
        field: &|field| part_name(app, locale, field),
        value: &|field, value| reading.value(field, value),
        history: td_string!(locale, common.history),
    };
    person::html(&known.records, &told, &known.places, &words)
}

/// One edit of the log. Whoever of the team made it is no data of this person.
fn told(
    app: App,
    fmt: Fmt,
    reading: &Reading<'_>,
    change: &Change,
    edit: &LoggedEdit,
) -> person::Told {
    let fields = match edit {
        LoggedEdit::Updated { fields, .. } => fields.as_slice(),
        _ => &[],
    };
    let parts = fields.iter().filter(|part| part.field != UPDATED);
    let parts = parts.map(|part| {
        [
            part_name(app, reading.locale, &part.field),
            reading.value(&part.field, &part.before),
            reading.value(&part.field, &part.after),
        ]
    });
    person::Told {
        when: fmt.date_time(change.at),
        what: what(app, reading.locale, edit),
        parts: parts.collect(),
    }
}
