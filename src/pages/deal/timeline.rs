//! What happened to a deal: touches and notes, the stages it entered, how it ended; newest first.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    app::{format::use_fmt, state::use_app},
    domain::{Activity, Deal, Id, Member, Outcome, TableName, Timestamp},
    i18n::{t, t_string, use_i18n},
    pages::touch::{About, TouchForm, texts::activity as activity_text},
    query::{board::Card, timeline::noon},
};

/// One entry.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    at: Timestamp,
    /// The civil day, where no instant is known.
    day: Option<NaiveDate>,
    dot: &'static str,
    what: String,
    text: String,
    /// Who did it, where the record says so.
    by: Option<Id<Member>>,
}

/// The box with the timeline and a line to add to it.
#[component]
pub fn Timeline(deal: Memo<Option<Card>>, id: Id<Deal>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let touches = move |locale| {
        app.read(&[TableName::Activities], |records| {
            let about = |one: &&std::sync::Arc<Activity>| one.deal == Some(id);
            let entry = |one: &std::sync::Arc<Activity>| Entry {
                at: one.at,
                day: None,
                dot: "dot info",
                what: activity_text(locale, one.kind).to_owned(),
                text: one.text.clone(),
                by: one.by,
            };
            records
                .activities
                .iter()
                .filter(about)
                .map(entry)
                .collect::<Vec<_>>()
        })
    };
    let files = move || {
        app.read(&[TableName::Files], |records| {
            let own = records.files.iter().filter(|file| file.to.id == id.raw());
            own.map(|file| Entry {
                at: file.created,
                day: None,
                dot: "dot",
                what: t_string!(i18n, files.added, name = file.name.clone()),
                text: String::new(),
                by: None,
            })
            .collect::<Vec<_>>()
        })
    };
    let moves = move |deal: &Deal| {
        app.read(&[TableName::Pipelines], |records| {
            let board = records.get(deal.pipeline);
            deal.history
                .iter()
                .map(|visit| {
                    let name = board
                        .and_then(|board| board.stage(visit.stage))
                        .map_or_else(
                            || t_string!(i18n, pipeline.gone_stage).to_owned(),
                            |stage| stage.name.clone(),
                        );
                    Entry {
                        at: visit.at,
                        day: None,
                        dot: "dot accent",
                        what: t_string!(i18n, pipeline.entered, stage = name),
                        text: String::new(),
                        by: None,
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    let entries = move || {
        let Some(Card(deal)) = deal.get() else {
            return Vec::new();
        };
        let mut all = touches(i18n.get_locale());
        all.extend(moves(&deal));
        all.extend(files());
        all.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        let end = match &deal.outcome {
            Outcome::Open => None,
            Outcome::Won { on, reason } if reason.is_empty() => {
                let won = t_string!(i18n, pipeline.won).to_owned();
                Some(("dot good", *on, won))
            }
            Outcome::Won { on, reason } => Some((
                "dot good",
                *on,
                t_string!(i18n, pipeline.won_because, reason = reason.clone()),
            )),
            Outcome::Lost { on, reason } => Some((
                "dot bad",
                *on,
                t_string!(i18n, pipeline.lost_because, reason = reason.clone()),
            )),
        };
        if let Some((dot, on, what)) = end {
            let entry = Entry {
                at: noon(on),
                day: Some(on),
                dot,
                what,
                text: String::new(),
                by: deal.closed_by,
            };
            all.insert(0, entry);
        }
        all
    };
    let row = move |entry: Entry| {
        let by = entry
            .by
            .map(|id| app.person_name(fmt.locale(), &id.to_string()));
        let by = by.map(|name| format!("{name} · "));
        let when = match entry.day {
            Some(day) => fmt.date(day),
            None => fmt.date_time(entry.at),
        };
        view! {
            <li>
                <span class=entry.dot></span>
                <span>
                    <span>{entry.what}</span>
                    <span class="prewrap soft" hidden=entry.text.is_empty()>" " {entry.text.clone()}</span>
                </span>
                <small class="num">{by} {when}</small>
            </li>
        }
    };
    view! {
        <section class="box" aria-label=move || t_string!(i18n, pipeline.timeline)>
            <header><h2>{t!(i18n, pipeline.timeline)}</h2></header>
            <TouchForm
                customer=Signal::derive(move || {
                    deal.with(|deal| deal.as_ref().and_then(|card| card.0.customer))
                })
                about=About::Deal(id)
                on_saved=Callback::new(|()| ())
            />
            <ul class="timeline">{move || entries().into_iter().map(row).collect_view()}</ul>
        </section>
    }
}
