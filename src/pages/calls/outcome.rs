//! Logging a call: direction, a word about it, and one button for how it ended. A call-back becomes a
//! task with its time in the same change.

use chrono::{Duration, NaiveTime, Timelike};
use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{Activity, ActivityKind, Customer, Id, Reached, Task, commands::LogTouch},
    i18n::{t, t_string, use_i18n},
    pages::{parts::name_of as customer_name, touch::texts},
    platform::clock,
    ui::Icon,
};

/// The buttons.
#[component]
pub fn LogCall(
    /// With whom.
    customer: Id<Customer>,
    /// For which call list.
    #[prop(optional_no_strip)]
    list: Option<Id<Task>>,
    /// Who rang, to begin with.
    kind: ActivityKind,
    /// After logging.
    #[prop(into)]
    on_logged: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let kind = RwSignal::new(kind);
    let text = RwSignal::new(String::new());
    let (day, time) = in_an_hour(app);
    let day = RwSignal::new(day);
    let time = RwSignal::new(time);
    let log = move |outcome: Reached| {
        let touch = Activity {
            text: text.with_untracked(|text| text.trim().to_owned()),
            outcome: Some(outcome),
            list,
            ..app.new_touch(kind.get_untracked(), Some(customer))
        };
        let name = untrack(|| customer_name(app, Some(customer))).unwrap_or_default();
        let next = (outcome == Reached::CallBack).then(|| Task {
            due: day.with_untracked(|day| day.parse().ok()),
            time: time.with_untracked(|time| NaiveTime::parse_from_str(time, "%H:%M").ok()),
            remind: Some(0),
            customer: Some(customer),
            ..app.new_task(&t_string!(i18n, touch.call_back_title, name = name))
        });
        app.run(LogTouch { touch, next }, move |_| {
            text.try_set(String::new());
            on_logged.try_run(());
        });
    };
    let direction = move |one: ActivityKind| {
        view! {
            <button
                type="button"
                aria-pressed=move || (kind.get() == one).to_string()
                on:click=move |_| kind.set(one)
            >
                {move || texts::activity(i18n.get_locale(), one)}
            </button>
        }
    };
    let button = move |outcome: Reached| {
        let main = outcome == Reached::Reached;
        view! {
            <button type="button" class="btn" class:primary=main on:click=move |_| log(outcome)>
                {move || texts::outcome(i18n.get_locale(), outcome)}
            </button>
        }
    };
    view! {
        <div class="log-call stack tight" role="group" aria-label=move || t_string!(i18n, touch.log_call)>
            <div class="row wrap">
                <div class="segmented">
                    {[ActivityKind::CallIn, ActivityKind::CallOut].map(direction).collect_view()}
                </div>
                <input
                    class="input grow"
                    dir="auto"
                    aria-label=move || t_string!(i18n, customers.touch_text)
                    placeholder=move || t_string!(i18n, touch.call_text)
                    bind:value=text
                />
            </div>
            <div class="row wrap">
                {[Reached::Reached, Reached::NoAnswer, Reached::NotInterested].map(button).collect_view()}
                <span class="row call-back">
                    {button(Reached::CallBack)}
                    <input
                        type="date"
                        class="input date"
                        aria-label=move || t_string!(i18n, touch.call_back_day)
                        bind:value=day
                    />
                    <input
                        type="time"
                        class="input time"
                        aria-label=move || t_string!(i18n, touch.call_back_time)
                        bind:value=time
                    />
                </span>
            </div>
            <p class="muted small"><Icon name="info"/>{t!(i18n, touch.one_click)}</p>
        </div>
    }
    .into_any()
}

/// Day and time an hour from now on the shop's clocks, at a whole quarter.
fn in_an_hour(app: App) -> (String, String) {
    let (day, time) = clock::civil(app.moment().now, &app.zone());
    let at = day.and_time(time) + Duration::minutes(60 + i64::from(14 - time.minute() % 15));
    let minute = at.minute() / 15 * 15;
    (
        at.date().to_string(),
        format!("{:02}:{minute:02}", at.hour()),
    )
}
