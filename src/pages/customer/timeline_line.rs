//! One entry of the timeline in words.

use leptos::prelude::*;

use crate::{
    app::{Fmt, Route, route::href_of},
    domain::{Activity, ActivityKind, Outcome, Reached, TableName},
    i18n::td_string,
    pages::{
        care::texts as care_texts,
        files::texts as file_texts,
        history::FieldChanges,
        parts::name_of as customer_name,
        touch::{texts, use_touch_desk},
    },
    query::timeline::{Entry, What},
    ui::{Icon, NoteText},
};

/// The entry as a line.
pub fn line(fmt: Fmt, entry: &Entry) -> AnyView {
    drawn(fmt, entry, words(fmt, entry))
}

/// The entry as a line of the page of the deal that it is about, which need not be named there, nor led to.
pub fn line_of_deal(fmt: Fmt, entry: &Entry) -> AnyView {
    let locale = fmt.locale();
    let (tone, title, detail, _) = words(fmt, entry);
    let title = match &entry.what {
        What::Stage(_, stage) if stage.is_empty() => {
            let gone = td_string!(locale, pipeline.gone_stage).to_owned();
            td_string!(locale, pipeline.entered, stage = gone)
        }
        What::Stage(_, stage) => td_string!(locale, pipeline.entered, stage = stage.clone()),
        What::Closed(deal) => match &deal.outcome {
            Outcome::Won { reason, .. } if !reason.is_empty() => {
                td_string!(locale, pipeline.won_because, reason = reason.clone())
            }
            Outcome::Lost { reason, .. } => {
                td_string!(locale, pipeline.lost_because, reason = reason.clone())
            }
            _ => td_string!(locale, pipeline.won).to_owned(),
        },
        _ => return drawn(fmt, entry, (tone, title, detail, None)),
    };
    drawn(fmt, entry, (tone, title, String::new(), None))
}

fn drawn(fmt: Fmt, entry: &Entry, (tone, title, detail, href): Words) -> AnyView {
    let when = match entry.day {
        Some(day) => fmt.date(day),
        None => fmt.date_time(entry.at),
    };
    let by = fmt.app().person_name(fmt.locale(), &entry.by);
    let when = if by.is_empty() {
        when
    } else {
        format!("{by} · {when}")
    };
    view! {
        <li>
            <span class=format!("dot {tone}")></span>
            <div class="grow">
                {match href {
                    Some(href) => view! { <a href=href dir="auto">{title}</a> }.into_any(),
                    None => view! { <span dir="auto">{title}</span> }.into_any(),
                }}
                {whose(fmt, entry)}
                {more(fmt, entry, detail)}
            </div>
            <span class="muted small num nowrap">{when}</span>
            {edit_touch(fmt, entry)}
        </li>
    }
    .into_any()
}

/// With whom of a company it was.
fn whose(fmt: Fmt, entry: &Entry) -> Option<AnyView> {
    let id = entry.of?;
    let name = customer_name(fmt.app(), Some(id))?;
    let href = Route::Customer(id).href();
    Some(view! { " " <a class="small muted" href=href dir="auto">{name}</a> }.into_any())
}

/// The way to put a touch right.
fn edit_touch(fmt: Fmt, entry: &Entry) -> Option<AnyView> {
    let What::Touch(touch) = &entry.what else {
        return None;
    };
    let (locale, id, desk) = (fmt.locale(), touch.id, use_touch_desk());
    let kind = texts::activity(locale, touch.kind);
    let label = format!("{}: {kind}", td_string!(locale, common.edit));
    Some(
        view! {
            <button
                type="button"
                class="btn ghost icon-only small edit-touch"
                aria-label=label.clone()
                title=label
                on:click=move |_| desk.edit(id)
            >
                <Icon name="edit"/>
            </button>
        }
        .into_any(),
    )
}

/// What stands below the title: a note with its marks, the fields that changed, or a plain detail.
fn more(fmt: Fmt, entry: &Entry, detail: String) -> Option<AnyView> {
    match &entry.what {
        What::Touch(touch) => Some(
            view! {
                {ending(fmt, touch)}
                {(!detail.is_empty()).then(|| view! { <NoteText text=detail/> })}
            }
            .into_any(),
        ),
        What::Changed(edited) => {
            let fields = edited.fields.clone();
            Some(view! { <div class="log-details small"><FieldChanges fields/></div> }.into_any())
        }
        _ => (!detail.is_empty())
            .then(|| view! { <p class="muted small prewrap" dir="auto">{detail}</p> }.into_any()),
    }
}

/// How a touch ended and how content the customer was.
fn ending(fmt: Fmt, touch: &Activity) -> Option<AnyView> {
    let locale = fmt.locale();
    let outcome = touch.outcome.map(|outcome| {
        let tone = match outcome {
            Reached::Reached => "good",
            Reached::NoAnswer => "",
            Reached::CallBack => "info",
            Reached::NotInterested => "bad",
        };
        let text = texts::outcome(locale, outcome);
        view! { <span class=format!("tag {tone}")>{text}</span> }
    });
    let content = touch.satisfaction.map(|value| {
        let tone = match value {
            0..=2 => "bad",
            3 => "warn",
            _ => "good",
        };
        let text = td_string!(locale, touch.content_is, value = value);
        view! { <span class=format!("tag {tone}")>{text}</span> }
    });
    (outcome.is_some() || content.is_some()).then(|| {
        view! { <span class="row wrap touch-ending">{outcome} {content}</span> }.into_any()
    })
}

/// Tone of the dot, title, detail, and where it leads.
type Words = (&'static str, String, String, Option<String>);

fn words(fmt: Fmt, entry: &Entry) -> Words {
    let locale = fmt.locale();
    match &entry.what {
        What::Touch(touch) => {
            let tone = match touch.kind {
                ActivityKind::Note => "",
                ActivityKind::Visit | ActivityKind::Meeting => "accent",
                _ => "info",
            };
            let name = texts::activity(locale, touch.kind).to_owned();
            (tone, name, touch.text.clone(), None)
        }
        What::Sale(sale) => {
            let amount = fmt.money(sale.total, sale.currency);
            let title = if sale.is_refund() {
                td_string!(locale, customers.refunded, amount = amount)
            } else {
                td_string!(locale, customers.bought, amount = amount)
            };
            let lines: Vec<&str> = sale.lines.iter().map(|line| line.name.as_str()).collect();
            let mut detail = if lines.is_empty() {
                sale.note.clone()
            } else {
                lines.join(" · ")
            };
            let points = sale.points_that_count();
            if points != 0 {
                let points = care_texts::signed(fmt, points);
                let points = td_string!(locale, care.points_n, points = points);
                detail = [detail.as_str(), points.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ");
            }
            let tone = if sale.is_refund() { "bad" } else { "good" };
            (tone, title, detail, Some(Route::Sale(sale.id).href()))
        }
        What::Stage(deal, stage) => {
            let title = td_string!(
                locale,
                customers.deal_moved,
                deal = deal.title.clone(),
                stage = stage.clone()
            );
            let value = fmt.money(deal.value, deal.currency);
            ("accent", title, value, Some(Route::Deal(deal.id).href()))
        }
        What::Closed(deal) => {
            let href = Some(Route::Deal(deal.id).href());
            match &deal.outcome {
                Outcome::Lost { reason, .. } => {
                    let title = td_string!(locale, customers.deal_lost, deal = deal.title.clone());
                    ("bad", title, reason.clone(), href)
                }
                Outcome::Won { reason, .. } => {
                    let title = td_string!(locale, customers.deal_won, deal = deal.title.clone());
                    ("good", title, reason.clone(), href)
                }
                Outcome::Open => ("accent", deal.title.clone(), String::new(), href),
            }
        }
        What::Case(case) => {
            let title = td_string!(locale, care.case_came, title = case.title.clone());
            let tone = if case.is_open() { "warn" } else { "" };
            (
                tone,
                title,
                case.note.clone(),
                Some(Route::Case(case.id).href()),
            )
        }
        What::Solved(case) => {
            let title = td_string!(locale, care.case_solved, title = case.title.clone());
            (
                "good",
                title,
                case.solution.clone(),
                Some(Route::Case(case.id).href()),
            )
        }
        What::Points(entry) => {
            let title = care_texts::did(locale, entry.reason);
            let title = format!("{title}: {}", care_texts::signed(fmt, entry.points));
            ("accent", title, entry.note.clone(), None)
        }
        What::Task(task) => {
            let (tone, title) = if task.done.is_some() {
                let title = td_string!(locale, customers.task_done, task = task.title.clone());
                ("good", title)
            } else {
                let title = td_string!(locale, customers.task_open, task = task.title.clone());
                ("warn", title)
            };
            let due = task
                .due
                .map(|due| fmt.relative_day(due))
                .unwrap_or_default();
            (tone, title, due, None)
        }
        What::File(file) => {
            let title = td_string!(locale, files.added, name = file.name.clone());
            // One's own page is where one is.
            let elsewhere = file.to.table != TableName::Customers;
            let href = elsewhere.then(|| href_of(file.to.table, file.to.id));
            let href = href.flatten();
            let detail = file_texts::category(locale, file.category).to_owned();
            ("", title, detail, href)
        }
        What::Created => {
            let title = td_string!(locale, customers.was_created).to_owned();
            ("", title, String::new(), None)
        }
        What::Changed(edited) => {
            let title = td_string!(locale, touch.changed);
            match &edited.on {
                Some((table, id, name)) => {
                    let title = format!("{name} · {title}");
                    ("", title, String::new(), href_of(*table, *id))
                }
                None => ("", title.to_owned(), String::new(), None),
            }
        }
    }
}
