//! A touch while it is filled in, new or put right: what it holds, and the controls for it. Saves nothing.

use chrono::{Days, NaiveDateTime};
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

use super::{About, texts};
use crate::{
    app::{App, state::use_app},
    domain::{Activity, ActivityKind, Customer, Id, Reached, Task, Timestamp, commands::LogTouch},
    i18n::{t, t_string, use_i18n},
    platform::clock,
    ui::Field,
};

/// Days until a next step is due unless another day is chosen.
const NEXT_DAYS: u64 = 7;

/// How a field for day and time writes them.
const WRITTEN: &str = "%Y-%m-%dT%H:%M";

/// The kinds in the order of the buttons: what a shop has most comes first.
const KINDS: [ActivityKind; 8] = [
    ActivityKind::Note,
    ActivityKind::Visit,
    ActivityKind::CallIn,
    ActivityKind::CallOut,
    ActivityKind::Message,
    ActivityKind::Email,
    ActivityKind::Letter,
    ActivityKind::Meeting,
];

/// What has been filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub kind: RwSignal<ActivityKind>,
    pub text: RwSignal<String>,
    /// Day and time as the field has them; blank for now.
    pub when: RwSignal<String>,
    pub outcome: RwSignal<Option<Reached>>,
    pub content: RwSignal<Option<u8>>,
    /// What is to be done next; blank for nothing.
    pub next: RwSignal<String>,
    pub due: RwSignal<String>,
}

/// What would have to be thought up, or remembered, again. Blank is how a form begins: a note, taken now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    text: String,
    next: String,
    kind: Option<ActivityKind>,
    when: String,
    outcome: Option<Reached>,
    content: Option<u8>,
    /// The day of the next step, where there is one.
    due: String,
}

impl Draft {
    /// Nothing yet.
    pub fn new(app: App) -> Self {
        let due = app.moment().today + Days::new(NEXT_DAYS);
        Self {
            kind: RwSignal::new(ActivityKind::Note),
            text: RwSignal::new(String::new()),
            when: RwSignal::new(String::new()),
            outcome: RwSignal::new(None),
            content: RwSignal::new(None),
            next: RwSignal::new(String::new()),
            due: RwSignal::new(due.to_string()),
        }
    }

    /// What a touch says that was written down.
    pub fn of(app: App, touch: &Activity) -> Self {
        let draft = Self::new(app);
        draft.kind.set(touch.kind);
        draft.text.set(touch.text.clone());
        draft.when.set(written(app, touch.at));
        draft.outcome.set(touch.outcome);
        draft.content.set(touch.satisfaction);
        draft
    }

    /// The touch with what is filled in.
    pub fn put_into(self, app: App, touch: Activity) -> Activity {
        let kind = self.kind.get_untracked();
        let when = self.when.get_untracked();
        // The field holds no seconds: what was not changed stays as it was.
        let at = if when.is_empty() || when == written(app, touch.at) {
            touch.at
        } else {
            read(app, &when).unwrap_or(touch.at)
        };
        Activity {
            kind,
            at,
            text: self.text.with_untracked(|text| text.trim().to_owned()),
            outcome: self.outcome.get_untracked().filter(|_| kind.is_contact()),
            satisfaction: self.content.get_untracked().filter(|_| kind.is_contact()),
            ..touch
        }
    }

    /// What is kept until it is saved.
    pub fn words(self) -> Words {
        let next = self.next.get();
        let due = self.due.get();
        Words {
            text: self.text.get(),
            kind: Some(self.kind.get()).filter(|kind| *kind != ActivityKind::Note),
            when: self.when.get(),
            outcome: self.outcome.get(),
            content: self.content.get(),
            due: if next.is_empty() { String::new() } else { due },
            next,
        }
    }

    /// Types them again.
    pub fn type_again(self, words: Words) {
        self.text.set(words.text);
        self.next.set(words.next);
        self.kind.set(words.kind.unwrap_or(ActivityKind::Note));
        self.when.set(words.when);
        self.outcome.set(words.outcome);
        self.content.set(words.content);
        if !words.due.is_empty() {
            self.due.set(words.due);
        }
    }

    /// True if it is said to take place later than now: a touch has taken place, what is to come is a task.
    pub fn is_to_come(self, app: App) -> bool {
        let at = self.when.with(|when| read(app, when));
        at.is_some_and(|at| at > app.moment().now)
    }

    /// The command that writes it down.
    pub fn command(self, app: App, customer: Option<Id<Customer>>, about: About) -> LogTouch {
        let new = Activity {
            deal: match about {
                About::Deal(id) => Some(id),
                _ => None,
            },
            case: match about {
                About::Case(id) => Some(id),
                _ => None,
            },
            ..app.new_touch(self.kind.get_untracked(), customer)
        };
        let touch = self.put_into(app, new);
        let title = self.next.with_untracked(|title| title.trim().to_owned());
        let next = (!title.is_empty()).then(|| Task {
            due: self.due.with_untracked(|day| day.parse().ok()),
            customer,
            deal: touch.deal,
            ..app.new_task(&title)
        });
        LogTouch { touch, next }
    }

    /// Empties it for the next one.
    pub fn clear(self) {
        self.kind.try_set(ActivityKind::Note);
        self.text.try_set(String::new());
        self.when.try_set(String::new());
        self.outcome.try_set(None);
        self.content.try_set(None);
        self.next.try_set(String::new());
    }
}

/// An instant as the field for day and time has it.
fn written(app: App, at: Timestamp) -> String {
    let (day, time) = clock::civil(at, &app.zone());
    day.and_time(time).format(WRITTEN).to_string()
}

/// What stands in the field for day and time; browsers may add seconds.
fn read(app: App, text: &str) -> Option<Timestamp> {
    let minutes = NaiveDateTime::parse_from_str(text, WRITTEN);
    let moment = minutes.or_else(|_| text.parse()).ok()?;
    Some(clock::instant(moment.date(), moment.time(), &app.zone()))
}

/// The buttons for what it was; one of them leads on into the text.
#[component]
pub(super) fn Kinds(draft: Draft, text: NodeRef<html::Textarea>) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |kind: ActivityKind| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (draft.kind.get() == kind).to_string()
                on:click=move |_| {
                    draft.kind.set(kind);
                    if let Some(field) = text.get_untracked() {
                        // Focus on a shown element can't fail.
                        field.focus().ok();
                    }
                }
            >
                {move || texts::activity(i18n.get_locale(), kind)}
            </button>
        }
    };
    view! {
        <div class="row wrap" role="group" aria-label=move || t_string!(i18n, touch.kind)>
            {KINDS.into_iter().map(option).collect_view()}
        </div>
    }
}

/// When it took place.
#[component]
pub(super) fn When(
    draft: Draft,
    /// It is known already; otherwise blank stands for now.
    #[prop(optional)]
    known: bool,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let label = move || {
        let words = if known {
            t_string!(i18n, touch.when)
        } else {
            t_string!(i18n, touch.when_else)
        };
        words.to_owned()
    };
    let error = move || {
        if draft.is_to_come(app) {
            t_string!(i18n, touch.to_come).to_owned()
        } else {
            String::new()
        }
    };
    view! {
        <Field
            label=Signal::derive(label)
            error=Signal::derive(error)
            children=move |parts| {
                view! {
                    <input
                        type="datetime-local"
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        aria-invalid=move || parts.invalid.get().then_some("true")
                        bind:value=draft.when
                    />
                }
            }
        />
    }
}

/// How it ended, and how content the customer was.
#[component]
pub(super) fn Ending(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let outcome = place.and_then(|place| Reached::ALL.get(place).copied());
        draft.outcome.set(outcome);
    };
    // Saving clears the form: the list follows.
    let place = move || {
        let outcome = draft.outcome.get()?;
        let place = Reached::ALL.iter().position(|one| *one == outcome)?;
        Some(place.to_string())
    };
    let place = move || place().unwrap_or_default();
    let level = move |value: u8| {
        view! {
        <button
                type="button"
                aria-label=move || t_string!(i18n, touch.content_of, value = value)
                aria-pressed=move || (draft.content.get() == Some(value)).to_string()
                on:click=move |_| draft.content.update(|now| *now = (*now != Some(value)).then_some(value))
            >
                {value}
        </button>
        }
    };
    view! {
        <label class="field">
                <span class="label">{t!(i18n, touch.outcome)}</span>
                <select class="input" prop:value=place on:change=chosen>
                    <option value="">"—"</option>
                    {Reached::ALL
                        .into_iter()
                        .enumerate()
                        .map(|(place, one)| {
                            view! {
                                <option value=place.to_string()>
                                    {move || texts::outcome(i18n.get_locale(), one)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
        </label>
        <fieldset class="field plain">
                <legend class="label">{t!(i18n, touch.content)}</legend>
                <div class="segmented">{(1..=5).map(level).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
