//! The timeline as people read it, and the line that adds to it.

use leptos::{html, prelude::*};

use crate::{
    app::{Fmt, Route, format::use_fmt},
    domain::{Activity, ActivityKind, Outcome, TableName, commands::Add},
    i18n::{t, t_string, td_string, use_i18n},
    ui::{Icon, keys::is_enter},
};

use super::{
    subject::Subject,
    texts,
    timeline::{Entry, Kind, What, timeline},
};

/// Lines shown before somebody asks for more.
const FIRST: usize = 40;

/// What can be written down with one click: the kinds of touch a shop has most.
const TOUCHES: [ActivityKind; 5] = [
    ActivityKind::Note,
    ActivityKind::CallOut,
    ActivityKind::CallIn,
    ActivityKind::Visit,
    ActivityKind::Message,
];

/// The timeline with its filter and the line to add a touch.
#[component]
pub fn Timeline(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let only = RwSignal::new(None::<Kind>);
    let shown = RwSignal::new(FIRST);
    let all = Memo::new(move |_| {
        let tables = [
            TableName::Customers,
            TableName::Activities,
            TableName::Sales,
            TableName::Deals,
            TableName::Tasks,
            TableName::Pipelines,
        ];
        subject
            .app
            .read(&tables, |records| timeline(records, subject.id))
    });
    let passing = Memo::new(move |_| {
        let only = only.get();
        let mut entries = all.get();
        entries.retain(|entry| only.is_none_or(|kind| entry.kind() == kind));
        entries
    });
    let chip = move |kind: Option<Kind>| {
        let name = move || match kind {
            None => t_string!(i18n, common.all),
            Some(Kind::Touch) => t_string!(i18n, customers.touches),
            Some(Kind::Sale) => t_string!(i18n, common.sales),
            Some(Kind::Deal) => t_string!(i18n, common.pipeline),
            Some(Kind::Task | Kind::Record) => t_string!(i18n, common.tasks),
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (only.get() == kind).to_string()
                on:click=move |_| only.set(kind)
            >
                {name}
            </button>
        }
    };
    let kinds = [
        None,
        Some(Kind::Touch),
        Some(Kind::Sale),
        Some(Kind::Deal),
        Some(Kind::Task),
    ];
    let lines = move || {
        let mut entries = passing.get();
        entries.truncate(shown.get());
        entries
    };
    view! {
        <section class="record-part">
            <h2>{t!(i18n, customers.timeline)}</h2>
            <Touch subject=subject/>
            <div class="row wrap timeline-kinds">{kinds.into_iter().map(chip).collect_view()}</div>
            <p class="muted small" hidden=move || subject.app.loaded.get()>{t!(i18n, common.loading)}</p>
            <ol class="timeline">
                {move || {
                    fmt.locale();
                    lines().into_iter().map(|entry| line(fmt, &entry)).collect_view()
                }}
            </ol>
            <button
                type="button"
                class="btn small"
                hidden=move || passing.with(Vec::len) <= shown.get()
                on:click=move |_| shown.update(|shown| *shown += 200)
            >
                {t!(i18n, common.more)}
            </button>
        </section>
    }
}

fn line(fmt: Fmt, entry: &Entry) -> impl IntoView + use<> {
    let (tone, title, detail, href) = words(fmt, entry);
    let when = match entry.day {
        Some(day) => fmt.date(day),
        None => fmt.date_time(entry.at),
    };
    view! {
        <li>
            <span class=format!("dot {tone}")></span>
            <div class="grow">
                {match href {
                    Some(href) => view! { <a href=href dir="auto">{title}</a> }.into_any(),
                    None => view! { <span dir="auto">{title}</span> }.into_any(),
                }}
                {(!detail.is_empty())
                    .then(|| view! { <p class="muted small prewrap" dir="auto">{detail}</p> })}
            </div>
            <span class="muted small num nowrap">{when}</span>
        </li>
    }
}

/// Tone of the dot, title, detail, and where it leads.
fn words(fmt: Fmt, entry: &Entry) -> (&'static str, String, String, Option<String>) {
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
            let detail = if lines.is_empty() {
                sale.note.clone()
            } else {
                lines.join(" · ")
            };
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
        What::Created => {
            let title = td_string!(locale, customers.was_created).to_owned();
            ("", title, String::new(), None)
        }
    }
}

/// Writes a touch down: choose what it was, say what there is to say, Enter.
#[component]
fn Touch(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let kind = RwSignal::new(ActivityKind::Note);
    let text = RwSignal::new(String::new());
    let node = NodeRef::<html::Input>::new();
    let save = move || {
        let said = text.get_untracked().trim().to_owned();
        // A note says something; a visit or a call may go without words.
        if said.is_empty() && kind.get_untracked() == ActivityKind::Note {
            return;
        }
        let now = subject.app.moment().now;
        let activity = Activity {
            id: subject.app.new_id(),
            kind: kind.get_untracked(),
            at: now,
            customer: Some(subject.id),
            deal: None,
            text: said,
            created: now,
            updated: now,
        };
        subject.app.run(Add::one(activity), move |_| {
            text.try_set(String::new());
            kind.try_set(ActivityKind::Note);
        });
    };
    let option = move |touch: ActivityKind| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (kind.get() == touch).to_string()
                on:click=move |_| {
                    kind.set(touch);
                    if let Some(input) = node.get_untracked() {
                        // Focus on a shown element can't fail.
                        input.focus().ok();
                    }
                }
            >
                {move || texts::activity(fmt.locale(), touch)}
            </button>
        }
    };
    view! {
        <div class="touch">
            <div class="row wrap" role="group" aria-label=move || t_string!(i18n, customers.log_touch)>
                {TOUCHES.into_iter().map(option).collect_view()}
            </div>
            <div class="row add-line">
                <input
                    class="input grow"
                    type="text"
                    dir="auto"
                    node_ref=node
                    aria-label=move || t_string!(i18n, customers.touch_text)
                    placeholder=move || t_string!(i18n, customers.touch_hint)
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                    on:keydown=move |event| {
                        if is_enter(&event) {
                            event.prevent_default();
                            save();
                        }
                    }
                />
                <button
                    type="button"
                    class="btn icon-only"
                    aria-label=move || t_string!(i18n, customers.log_touch)
                    on:click=move |_| save()
                >
                    <Icon name="check"/>
                </button>
            </div>
        </div>
    }
}
