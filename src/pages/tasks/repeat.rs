//! How a task comes again, chosen in a form: every so many days, weeks, months or years, on which days,
//! and until when. A rule that the form can't show is kept as it is until another is chosen.

use chrono::{Datelike, NaiveDate, Weekday};
use leptos::prelude::*;

use super::{rule_text, texts};
use crate::{
    app::format::use_fmt,
    domain::{ByDay, Frequency, Repeat},
    i18n::{t, t_string, use_i18n},
};

/// The periods in the order of the list.
const FREQUENCIES: [Frequency; 4] = [
    Frequency::Daily,
    Frequency::Weekly,
    Frequency::Monthly,
    Frequency::Yearly,
];
/// The days of the week from Monday.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// On which day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum InMonth {
    /// The day of the date.
    #[default]
    Date,
    /// The weekday of the date, as which of the month it is.
    Weekday,
    /// The last day.
    Last,
}

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Choice {
    frequency: RwSignal<Option<Frequency>>,
    interval: RwSignal<String>,
    week: RwSignal<[bool; 7]>,
    in_month: RwSignal<InMonth>,
    times: RwSignal<String>,
    until: RwSignal<String>,
    /// The rule as it was, while nothing is touched.
    kept: RwSignal<Option<Repeat>>,
}

impl Choice {
    /// The choices that make a rule.
    pub fn of(rule: Option<&Repeat>) -> Self {
        let by_day = rule.map(|rule| rule.by_day.as_slice()).unwrap_or_default();
        let in_month = match rule {
            Some(rule) if rule.by_month_day == [-1] => InMonth::Last,
            Some(rule) if rule.by_day.iter().any(|by| by.nth.is_some()) => InMonth::Weekday,
            _ => InMonth::Date,
        };
        Self {
            frequency: RwSignal::new(rule.map(|rule| rule.frequency)),
            interval: RwSignal::new(rule.map_or(1, |rule| rule.interval).to_string()),
            week: RwSignal::new(WEEK.map(|day| by_day.iter().any(|by| by.day == day))),
            in_month: RwSignal::new(in_month),
            times: RwSignal::new(
                rule.and_then(|rule| rule.count)
                    .map(|count| count.to_string())
                    .unwrap_or_default(),
            ),
            until: RwSignal::new(
                rule.and_then(|rule| rule.until)
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            kept: RwSignal::new(rule.cloned()),
        }
    }

    /// Chooses what makes that rule; nothing for none.
    pub fn take(self, rule: Option<&Repeat>) {
        let other = Self::of(rule);
        self.frequency.set(other.frequency.get_untracked());
        self.interval.set(other.interval.get_untracked());
        self.week.set(other.week.get_untracked());
        self.in_month.set(other.in_month.get_untracked());
        self.times.set(other.times.get_untracked());
        self.until.set(other.until.get_untracked());
        self.kept.set(other.kept.get_untracked());
    }

    /// The rule for a task due on `due`; `None` if it does not repeat.
    pub fn rule(self, due: NaiveDate) -> Option<Repeat> {
        if let Some(kept) = self.kept.get() {
            return Some(kept);
        }
        let frequency = self.frequency.get()?;
        let interval = self.interval.with(|text| text.trim().parse().unwrap_or(1));
        let mut rule = Repeat::every(frequency, interval);
        match (frequency, self.in_month.get()) {
            (Frequency::Weekly, _) => {
                let chosen = WEEK.into_iter().zip(self.week.get());
                let days = chosen.filter(|(_, on)| *on);
                rule.by_day = days.map(|(day, _)| ByDay { nth: None, day }).collect();
            }
            (Frequency::Monthly, InMonth::Weekday) => {
                let nth = i32::try_from(due.day0() / 7 + 1).unwrap_or(1);
                // A fifth one is the last: not every month has five.
                let nth = Some(if nth == 5 { -1 } else { nth });
                let day = due.weekday();
                rule.by_day = vec![ByDay { nth, day }];
            }
            (Frequency::Monthly, InMonth::Last) => rule.by_month_day = vec![-1],
            _ => {}
        }
        rule.until = self.until.with(|day| day.parse().ok());
        rule.count = self
            .times
            .with(|times| times.trim().parse().ok().filter(|times| *times > 0))
            .filter(|_| rule.until.is_none());
        // What is written must be read again.
        Repeat::parse(&rule.to_string())
    }

    fn touch(self) {
        self.kept.set(None);
    }
}

/// The controls.
#[component]
pub fn RepeatField(
    /// What is chosen.
    choice: Choice,
    /// The day the task is due, as the form has it.
    due: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let pick = move |event| {
        choice.touch();
        let place = event_target_value(&event).parse::<usize>().ok();
        let frequency = place.and_then(|place| FREQUENCIES.get(place).copied());
        choice.frequency.set(frequency);
    };
    let option = move |(place, one): (usize, Frequency)| {
        view! {
            <option value=place.to_string() selected=move || choice.frequency.get() == Some(one)>
                {move || texts::frequency(i18n.get_locale(), one)}
            </option>
        }
    };
    let on = move |one: Frequency| choice.frequency.get() == Some(one);
    let said = move || {
        let day = due.with(|due| due.parse::<NaiveDate>().ok());
        let rule = choice.rule(day?)?;
        Some(rule_text::repeat(fmt.locale(), &rule))
    };
    let no_day = move || {
        choice.frequency.get().is_some() && due.with(|due| due.parse::<NaiveDate>().is_err())
    };
    view! {
        <fieldset class="field full plain repeat">
            <legend class="label">{t!(i18n, touch.repeat)}</legend>
            <div class="row wrap">
                <select
                    class="input compact"
                    aria-label=move || t_string!(i18n, touch.repeat)
                    on:change=pick
                >
                    <option value="" selected=move || choice.frequency.get().is_none()>
                        {move || t_string!(i18n, touch.never_again)}
                    </option>
                    {FREQUENCIES.into_iter().enumerate().map(option).collect_view()}
                </select>
                {move || choice.frequency.get().is_some().then(|| view! { <Interval choice/> })}
            </div>
            {move || on(Frequency::Weekly).then(|| view! { <WeekDays choice/> })}
            {move || on(Frequency::Monthly).then(|| view! { <MonthDay choice/> })}
            {move || choice.frequency.get().is_some().then(|| view! { <End choice/> })}
            <p class="hint" role="status">{said}</p>
            <p class="hint bad" hidden=move || !no_day()>{t!(i18n, touch.repeat_needs_day)}</p>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Interval(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <label class="row small">
            {t!(i18n, touch.every_how_many)}
            <input
                class="input short"
                type="number"
                min="1"
                max="999"
                prop:value=move || choice.interval.get()
                on:input=move |event| {
                    choice.touch();
                    choice.interval.set(event_target_value(&event));
                }
            />
        </label>
    }
}

#[component]
fn WeekDays(choice: Choice) -> impl IntoView {
    let fmt = use_fmt();
    let i18n = use_i18n();
    let one = move |(place, day): (usize, Weekday)| {
        let on = move || {
            choice
                .week
                .with(|week| week.get(place).copied().unwrap_or(false))
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || on().to_string()
                on:click=move |_| {
                    choice.touch();
                    choice.week.update(|week| {
                        if let Some(on) = week.get_mut(place) {
                            *on = !*on;
                        }
                    });
                }
            >
                {move || texts::weekday(fmt.locale(), day)}
            </button>
        }
    };
    view! {
        <div class="row wrap" role="group" aria-label=move || t_string!(i18n, touch.on_days)>
            {WEEK.into_iter().enumerate().map(one).collect_view()}
        </div>
    }
}

#[component]
fn MonthDay(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |kind: InMonth| {
        let text = move || match kind {
            InMonth::Date => t_string!(i18n, touch.same_date),
            InMonth::Weekday => t_string!(i18n, touch.same_weekday),
            InMonth::Last => t_string!(i18n, touch.last_day),
        };
        view! {
            <button
                type="button"
                aria-pressed=move || (choice.in_month.get() == kind).to_string()
                on:click=move |_| {
                    choice.touch();
                    choice.in_month.set(kind);
                }
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label=move || t_string!(i18n, touch.on_days)>
            {[InMonth::Date, InMonth::Weekday, InMonth::Last].map(one).into_iter().collect_view()}
        </div>
    }
}

#[component]
fn End(choice: Choice) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="row wrap small">
            <label class="row">
                {t!(i18n, touch.until)}
                <input
                    class="input date"
                    type="date"
                    prop:value=move || choice.until.get()
                    on:input=move |event| {
                        choice.touch();
                        choice.until.set(event_target_value(&event));
                    }
                />
            </label>
            <label class="row">
                {t!(i18n, touch.times)}
                <input
                    class="input short"
                    type="number"
                    min="1"
                    disabled=move || choice.until.with(|until| !until.is_empty())
                    prop:value=move || choice.times.get()
                    on:input=move |event| {
                        choice.touch();
                        choice.times.set(event_target_value(&event));
                    }
                />
            </label>
        </div>
    }
}
