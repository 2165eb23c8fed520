//! The form for a touch: what it was, what happened, and if one likes how it ended, what comes next and
//! how content the customer was. One choice and Enter are enough.

use chrono::Days;
use leptos::{html, prelude::*};

use super::texts;
use crate::{
    app::{App, state::use_app},
    domain::{Activity, ActivityKind, Case, Customer, Deal, Id, Reached, Task, commands::LogTouch},
    i18n::{t, t_string, use_i18n},
    pages::parts::{InsertText, appended},
    ui::{Icon, keys::is_enter},
};

/// Days until a next step is due unless another day is chosen.
const NEXT_DAYS: u64 = 7;

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

/// What a touch is about besides the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// Nothing in particular.
    #[default]
    Nothing,
    /// A deal.
    Deal(Id<Deal>),
    /// A case.
    Case(Id<Case>),
}

/// What has been filled in.
#[derive(Clone, Copy)]
struct Draft {
    kind: RwSignal<ActivityKind>,
    text: RwSignal<String>,
    outcome: RwSignal<Option<Reached>>,
    content: RwSignal<Option<u8>>,
    next: RwSignal<String>,
    due: RwSignal<String>,
}

impl Draft {
    fn new(app: App) -> Self {
        let due = app.moment().today + Days::new(NEXT_DAYS);
        Self {
            kind: RwSignal::new(ActivityKind::Note),
            text: RwSignal::new(String::new()),
            outcome: RwSignal::new(None),
            content: RwSignal::new(None),
            next: RwSignal::new(String::new()),
            due: RwSignal::new(due.to_string()),
        }
    }

    fn command(self, app: App, customer: Option<Id<Customer>>, about: About) -> LogTouch {
        let now = app.moment().now;
        let kind = self.kind.get_untracked();
        let touch = Activity {
            text: self.text.with_untracked(|text| text.trim().to_owned()),
            outcome: self.outcome.get_untracked().filter(|_| kind.is_contact()),
            satisfaction: self.content.get_untracked().filter(|_| kind.is_contact()),
            deal: match about {
                About::Deal(id) => Some(id),
                _ => None,
            },
            case: match about {
                About::Case(id) => Some(id),
                _ => None,
            },
            ..app.new_touch(kind, customer)
        };
        let title = self.next.with_untracked(|title| title.trim().to_owned());
        let next = (!title.is_empty()).then(|| Task {
            due: self.due.with_untracked(|day| day.parse().ok()),
            customer,
            deal: touch.deal,
            ..Task::new(app.new_id(), title, now)
        });
        LogTouch { touch, next }
    }

    fn clear(self) {
        self.kind.try_set(ActivityKind::Note);
        self.text.try_set(String::new());
        self.outcome.try_set(None);
        self.content.try_set(None);
        self.next.try_set(String::new());
    }
}

/// The form.
#[component]
pub fn TouchForm(
    /// With whom; nothing is saved while it is not known, unless it is about something.
    #[prop(into)]
    customer: Signal<Option<Id<Customer>>>,
    /// What it is about.
    #[prop(optional)]
    about: About,
    /// A visit is chosen already and the keyboard is in the text, as in a dialog.
    #[prop(optional)]
    opened: bool,
    /// After saving.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let draft = Draft::new(app);
    if opened {
        draft.kind.set(ActivityKind::Visit);
    }
    let node = NodeRef::<html::Textarea>::new();
    let save = move || {
        let customer = customer.get_untracked();
        if customer.is_none() && about == About::Nothing {
            return;
        }
        let command = draft.command(app, customer, about);
        app.run(command, move |_| {
            draft.clear();
            on_saved.try_run(());
        });
    };
    let option = move |kind: ActivityKind| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (draft.kind.get() == kind).to_string()
                on:click=move |_| {
                    draft.kind.set(kind);
                    if let Some(field) = node.get_untracked() {
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
        <div class="touch">
            <div class="row wrap" role="group" aria-label=move || t_string!(i18n, touch.kind)>
                {KINDS.into_iter().map(option).collect_view()}
            </div>
            <div class="row add-line">
                <textarea
                    class="input grow"
                    rows="1"
                    dir="auto"
                    node_ref=node
                    autofocus=opened
                    aria-label=move || t_string!(i18n, customers.touch_text)
                    placeholder=move || t_string!(i18n, customers.touch_hint)
                    bind:value=draft.text
                    on:keydown=move |event| {
                        if is_enter(&event) && !event.shift_key() {
                            event.prevent_default();
                            save();
                        }
                    }
                ></textarea>
                <button
                    type="button"
                    class="btn icon-only"
                    class:primary=opened
                    disabled=move || customer.get().is_none() && about == About::Nothing
                    aria-label=move || t_string!(i18n, customers.log_touch)
                    on:click=move |_| save()
                >
                    <Icon name="check"/>
                </button>
            </div>
            <InsertText
                customer
                on_insert=Callback::new(move |text: String| {
                    draft.text.update(|written| appended(written, &text));
                })
            />
            <details class="touch-more">
                <summary>{t!(i18n, touch.more)}</summary>
                <More draft/>
            </details>
        </div>
    }
    .into_any()
}

/// Outcome, satisfaction, next step.
#[component]
fn More(draft: Draft) -> impl IntoView {
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
        <div class="form">
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
            <label class="field">
                <span class="label">{t!(i18n, touch.next_step)}</span>
                <input class="input" dir="auto" bind:value=draft.next/>
            </label>
            <label class="field">
                <span class="label">{t!(i18n, touch.next_due)}</span>
                <input type="date" class="input" bind:value=draft.due/>
            </label>
        </div>
    }
    .into_any()
}
