//! What could not be taken, by file, row and column, and the rows as a file to correct.

use leptos::{prelude::*, task::spawn_local};

use super::{card::Card, texts};
use crate::{
    app::{
        Notice,
        data::{
            self, Failure,
            reading::{Decisions, Issue, Stage},
        },
        format::use_fmt,
    },
    exchange::import::Format,
    i18n::{Locale, t, t_string, tag, td_string, use_i18n},
    platform::files,
    ui::Icon,
};

/// `members.csv, row 12, column “Birthday”: …`
fn place(locale: Locale, file: &str, issue: &Issue) -> String {
    let mut text = if issue.row == 0 {
        file.to_owned()
    } else {
        td_string!(
            locale,
            data.problem_place,
            file = file.to_owned(),
            row = issue.row
        )
    };
    if !issue.column.is_empty() {
        text.push_str(if locale == Locale::en { ", " } else { "，" });
        let column = issue.column.clone();
        text.push_str(&td_string!(locale, data.problem_column, column = column));
    }
    text
}

/// The list of problems.
#[component]
pub fn Problems(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let issues = Memo::new(move |_| {
        let found = card
            .reading
            .with(|r| r.as_ref().map(|r| (r.issues.clone(), r.counts)));
        found.unwrap_or_default()
    });
    let more = move || issues.with(|(issues, counts)| counts.issues.saturating_sub(issues.len()));
    view! {
        <details class="data-problems" hidden=move || issues.with(|(issues, _)| issues.is_empty())>
            <summary>
                {t!(i18n, data.problems)} " "
                <span class="tag warn">{move || fmt.count(issues.with(|(_, counts)| counts.issues))}</span>
            </summary>
            <ul>
                {move || {
                    let locale = i18n.get_locale();
                    issues
                        .with(|(issues, _)| {
                            issues
                                .iter()
                                .map(|issue| {
                                    let name = card.name.get_value();
                                    view! {
                                        <li>
                                            <span class="muted">{place(locale, &name, issue)}</span>
                                            " "
                                            {texts::reason(locale, &issue.reason)}
                                            " "
                                            <q hidden=issue.value.is_empty()>{issue.value.clone()}</q>
                                        </li>
                                    }
                                })
                                .collect_view()
                        })
                }}
            </ul>
            <p class="muted" hidden=move || more() == 0>
                {move || t_string!(i18n, data.more_problems, count = fmt.count(more()))}
            </p>
        </details>
        <Rejects card/>
    }
}

/// How files are called and told apart that are built like this one.
const fn form(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Vcard => ("vcf", "text/vcard;charset=utf-8"),
        Format::Ics => ("ics", "text/calendar;charset=utf-8"),
        Format::Csv | Format::Tsv | Format::Json => ("csv", "text/csv;charset=utf-8"),
    }
}

/// The buttons that hand over the rejected rows, and those that are taken without a value.
#[component]
pub fn Rejects(card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| {
        let counts = card.reading.with(|r| r.as_ref().map(|r| r.counts));
        counts.unwrap_or_default()
    });
    let hand_over = move |stage| {
        let locale = i18n.get_locale_untracked();
        spawn_local(async move {
            if let Err(failure) = download(card, stage, locale).await {
                let text = texts::failure(locale, &card.name.get_value(), &failure);
                card.app.notify(Notice::Problem(text));
            }
        });
    };
    view! {
        <button
            type="button" class="btn small data-rejects"
            hidden=move || counts.with(|counts| counts.rejected == 0)
            on:click=move |_| hand_over(Stage::Rejects)
        >
            <Icon name="download"/>
            {t!(i18n, data.rejects)}
        </button>
        <button
            type="button" class="btn small data-lacking"
            hidden=move || counts.with(|counts| counts.lacking == 0)
            on:click=move |_| hand_over(Stage::Lacking)
        >
            <Icon name="download"/>
            {t!(i18n, data.lacking)}
        </button>
    }
}

async fn download(card: Card, stage: Stage, locale: Locale) -> Result<(), Failure> {
    let bytes = card.bytes().ok_or(Failure::Empty)?;
    let decisions = Decisions {
        kind: card.reading.with_untracked(|r| r.as_ref().map(|r| r.kind)),
        ..card.decisions.get_untracked()
    };
    let title = td_string!(locale, data.reason);
    let reason = |reason: &data::reading::Reason| texts::reason(locale, reason);
    let text = data::rejects(
        card.app,
        tag(locale),
        &bytes,
        decisions,
        stage,
        title,
        reason,
    )
    .await?;
    let name = card.name.get_value();
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    let format = card
        .reading
        .with_untracked(|r| r.as_ref().map(|r| r.format));
    let (ending, mime) = form(format.unwrap_or(Format::Csv));
    let stem = stem.to_owned();
    let name = if stage == Stage::Lacking {
        td_string!(locale, data.lacking_name, name = stem, ending = ending)
    } else {
        td_string!(locale, data.rejects_name, name = stem, ending = ending)
    };
    files::download(&name, mime, &[text.as_bytes()])?;
    Ok(())
}
