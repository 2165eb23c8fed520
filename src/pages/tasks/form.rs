//! The dialog that makes or changes a to-do.

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    new_task,
    repeat::{Choice, RepeatField},
    texts,
};
use crate::{
    app::{
        state::use_app,
        unsaved::{self, use_unsaved},
        use_saving,
    },
    domain::{
        AttachedTo, Customer, Id, Member, Priority, Repeat, TableName, Task,
        commands::{Add, Along, Save},
    },
    i18n::{t, t_string, use_i18n},
    pages::{
        files::{FormFiles, Holding},
        own::{self, DraftFields, Drafts, OwnerLine},
        parts::{CustomerField, UnsavedOffer, picked as picked_customer, resolve},
    },
    ui::{Dialog, Foot, LineField, Picked, field::unique_id},
};

/// The dialog. `task` is the one to change; `None` makes a new one, for `customer` if there is one.
#[component]
pub fn TaskDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which task.
    task: RwSignal<Option<Id<Task>>>,
    /// For whom a new one is.
    customer: Signal<Option<Id<Customer>>>,
    /// The day a new one is due; today unless there is one.
    #[prop(optional, into)]
    day: Signal<Option<NaiveDate>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, today.edit_title).to_owned())>
            <Form open task customer day/>
        </Dialog>
    }
}

/// What is kept of a new one until it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Texts {
    title: String,
    note: String,
    due: String,
    time: String,
    own: own::Texts,
    #[serde(default)]
    remind: Option<u32>,
    #[serde(default)]
    repeat: Option<Repeat>,
    #[serde(default)]
    priority: Priority,
    #[serde(default)]
    owner: Option<Id<Member>>,
    /// `None` in what was kept before this was.
    #[serde(default)]
    customer: Option<Picked>,
}

#[component]
fn Form(
    open: RwSignal<bool>,
    task: RwSignal<Option<Id<Task>>>,
    customer: Signal<Option<Id<Customer>>>,
    day: Signal<Option<NaiveDate>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let known = task
        .get_untracked()
        .and_then(|id| app.peek(|records| records.get(id).map(|task| task.as_ref().clone())));
    let base = known.clone().unwrap_or_else(|| Task {
        customer: customer.get_untracked(),
        ..new_task(app, "")
    });
    let title = RwSignal::new(base.title.clone());
    let due = RwSignal::new(base.due.map(|day| day.to_string()).unwrap_or_default());
    let time = RwSignal::new(
        base.time
            .map(|time| time.format("%H:%M").to_string())
            .unwrap_or_default(),
    );
    if let Some(day) = day.get_untracked().filter(|_| known.is_none()) {
        due.set(day.to_string());
    }
    let remind = RwSignal::new(base.remind);
    let choice = Choice::of(base.repeat.as_ref());
    let priority = RwSignal::new(base.priority);
    let note = RwSignal::new(base.note.clone());
    let owner = RwSignal::new(base.owner);
    let picked = RwSignal::new(picked_customer(app, base.customer));
    let saving = use_saving(open);
    let to = AttachedTo {
        table: TableName::Tasks,
        id: base.id.raw(),
    };
    let holding = Holding::new(app, to);
    let own = Drafts::new(app, TableName::Tasks, &base.values);
    let base = StoredValue::new(base);
    let is_new = known.is_none();
    let unsaved = is_new.then(|| {
        use_unsaved(unsaved::Form::Task, move || Texts {
            title: title.get(),
            note: note.get(),
            due: due.get(),
            time: time.get(),
            own: own.texts(),
            remind: remind.get(),
            repeat: due.with(|due| choice.rule(due.parse().ok()?)),
            priority: priority.get(),
            owner: owner.get(),
            customer: Some(picked.get()),
        })
    });
    let take = move |texts: Texts| {
        title.set(texts.title);
        note.set(texts.note);
        due.set(texts.due);
        time.set(texts.time);
        own.type_again(&texts.own);
        remind.set(texts.remind);
        choice.take(texts.repeat.as_ref());
        priority.set(texts.priority);
        owner.set(texts.owner);
        if let Some(customer) = texts.customer {
            picked.set(customer);
        }
    };
    let save = move || {
        let (customer, new) = picked.with_untracked(|picked| resolve(app, picked));
        let before = base.get_value();
        let mut values = before.values.clone();
        if !own.read_onto(&mut values) {
            return;
        }
        let mut after = Task {
            title: title.with_untracked(|title| title.trim().to_owned()),
            due: due.with_untracked(|day| day.parse().ok()),
            time: time.with_untracked(|time| NaiveTime::parse_from_str(time, "%H:%M").ok()),
            remind: untrack(|| said_of(remind.get(), time, due)),
            repeat: untrack(|| {
                let day = due.with(|due| due.parse().ok());
                day.and_then(|day| choice.rule(day))
            }),
            priority: priority.get_untracked(),
            note: note.get_untracked(),
            owner: owner.get_untracked(),
            customer,
            values,
            ..before.clone()
        };
        // Another day or another rule begins the series anew.
        if (after.due, &after.repeat) != (before.due, &before.repeat) {
            after.series = None;
        }
        if is_new {
            saving.save_then(holding.along(Along::new(Add::one(after), new)), move |_| {
                if let Some(unsaved) = unsaved {
                    unsaved.forget();
                }
            });
        } else {
            saving.save(Along::new(Save::new(before, after), new));
        }
    };
    let form = unique_id();
    let of_form = form.clone();
    view! {
        <div class="dialog-form">
            <div class="content">
                {unsaved.map(|unsaved| view! { <UnsavedOffer unsaved take/> })}
                <form
                    class="form"
                    id=form
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        save();
                    }
                >
                    <LineField
                        label=Signal::derive(move || t_string!(i18n, common.title).to_owned())
                        value=title
                        error=saving.error
                        first=true
                        full=true
                    />
                    <When due time/>
                    <RemindField due time remind/>
                    <RepeatField choice due/>
                    <PriorityField priority on_pick=Callback::new(move |one| priority.set(one))/>
                    <CustomerField picked full=true/>
                    <div class="full">
                        <OwnerLine owner=owner on_pick=Callback::new(move |one| owner.set(one))/>
                    </div>
                    <label class="field full">
                        <span class="label">{t!(i18n, common.note)}</span>
                        <textarea class="input" bind:value=note></textarea>
                    </label>
                    <div class="full"><DraftFields drafts=own/></div>
                </form>
                <FormFiles holding is_new/>
            </div>
            <Foot saving form=of_form off=Signal::derive(move || holding.is_busy())/>
        </div>
    }
    .into_any()
}

#[component]
fn When(due: RwSignal<String>, time: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="field">
            <span class="label">{t!(i18n, today.due)}</span>
            <input type="date" class="input" bind:value=due/>
        </label>
        <label class="field">
            <span class="label">{t!(i18n, today.time)}</span>
            <input type="time" class="input" bind:value=time/>
        </label>
    }
}

/// The reminder as it fits the task: without a time it is so many whole days before, without a day there is none.
fn said_of(remind: Option<u32>, time: RwSignal<String>, due: RwSignal<String>) -> Option<u32> {
    let timed = time.with(|time| !time.is_empty());
    let dated = due.with(|due| !due.is_empty());
    remind.filter(|minutes| timed || (dated && minutes % texts::DAY == 0))
}

/// How long before its time to be reminded, or before its day where it has no time; nothing to choose without either.
#[component]
fn RemindField(
    due: RwSignal<String>,
    time: RwSignal<String>,
    remind: RwSignal<Option<u32>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let timed = Memo::new(move |_| time.with(|time| !time.is_empty()));
    let text = move |minutes| {
        if timed.get() {
            texts::reminder(i18n.get_locale(), minutes)
        } else {
            texts::day_reminder(i18n.get_locale(), minutes)
        }
    };
    let first = remind.get_untracked();
    let choices = Memo::new(move |_| {
        let usual: &[u32] = if timed.get() {
            &[0, 10, 60, texts::DAY]
        } else {
            &[
                0,
                texts::DAY,
                2 * texts::DAY,
                3 * texts::DAY,
                7 * texts::DAY,
            ]
        };
        // A reminder from elsewhere is offered beside the usual ones.
        let known = said_of(first, time, due);
        let mut choices: Vec<u32> = usual.iter().copied().chain(known).collect();
        choices.sort_unstable();
        choices.dedup();
        choices
    });
    let nothing = move || time.with(String::is_empty) && due.with(String::is_empty);
    let option = move |minutes: u32| {
        view! {
            <option value=minutes.to_string() selected=move || remind.get() == Some(minutes)>
                {move || text(minutes)}
            </option>
        }
    };
    view! {
        <label class="field full" hidden=nothing>
            <span class="label">{t!(i18n, touch.remind)}</span>
            <select
                class="input"
                on:change=move |event| remind.set(event_target_value(&event).parse().ok())
            >
                <option value="" selected=move || remind.get().is_none()>
                    {move || t_string!(i18n, touch.no_reminder)}
                </option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}

/// How urgent.
#[component]
pub fn PriorityField(
    /// The choice.
    #[prop(into)]
    priority: Signal<Priority>,
    /// Takes another one.
    on_pick: Callback<Priority>,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = Priority::ALL;
    view! {
        <fieldset class="field full plain">
            <legend class="label">{t!(i18n, today.priority)}</legend>
            <div class="segmented">
                {all
                    .into_iter()
                    .map(|one| {
                        view! {
                            <button
                                type="button"
                                aria-pressed=move || (priority.get() == one).to_string()
                                on:click=move |_| on_pick.run(one)
                            >
                                {move || texts::priority(i18n.get_locale(), one)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}
