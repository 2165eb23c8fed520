//! The birthday of a customer, edited in place: by the civil or the lunar calendar, with or without its
//! year.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::{Birthday, Calendar, lunar},
    i18n::{t, t_string, use_i18n},
};

use super::subject::Subject;

/// What is being edited.
#[derive(Clone, Copy)]
pub struct BirthdayDraft {
    lunar: RwSignal<bool>,
    date: RwSignal<String>,
    without_year: RwSignal<bool>,
    year: RwSignal<String>,
    month: RwSignal<u32>,
    leap: RwSignal<bool>,
    day: RwSignal<u32>,
}

impl BirthdayDraft {
    /// No day.
    pub(crate) fn new() -> Self {
        Self {
            lunar: RwSignal::new(false),
            date: RwSignal::new(String::new()),
            without_year: RwSignal::new(false),
            year: RwSignal::new(String::new()),
            month: RwSignal::new(1),
            leap: RwSignal::new(false),
            day: RwSignal::new(1),
        }
    }

    /// Shows a day, to be changed.
    pub(crate) fn show(self, birthday: Option<Birthday>) {
        let is_lunar = birthday.is_some_and(Birthday::is_lunar);
        self.lunar.set(is_lunar);
        self.without_year
            .set(!is_lunar && birthday.is_some_and(|birthday| birthday.year().is_none()));
        let civil = birthday.filter(|_| !is_lunar);
        let date = civil.and_then(|day| day.in_year(day.year().unwrap_or(2000)));
        self.date
            .set(date.map(|date| date.to_string()).unwrap_or_default());
        if let Some(birthday) = birthday.filter(|birthday| birthday.is_lunar()) {
            let year = birthday.year().map(|year| year.to_string());
            self.year.set(year.unwrap_or_default());
            self.month.set(birthday.month());
            self.day.set(birthday.day());
            let leap = matches!(birthday.calendar(), Calendar::Lunar { leap: true });
            self.leap.set(leap);
        }
    }

    /// The birthday, followed; `Err` if the calendar has no such day.
    pub(crate) fn read(self) -> Result<Option<Birthday>, ()> {
        if self.lunar.get() {
            let year = self.year.with(|year| year.trim().to_owned());
            let year = match year.as_str() {
                "" => None,
                year => Some(year.parse().map_err(drop::<std::num::ParseIntError>)?),
            };
            return Birthday::lunar(year, self.month.get(), self.day.get(), self.leap.get())
                .map(Some)
                .ok_or(());
        }
        let birthday = self.date.with(|date| Birthday::parse(date));
        Ok(birthday.and_then(|birthday| {
            let year = birthday.year().filter(|_| !self.without_year.get());
            Birthday::new(year, birthday.month(), birthday.day())
        }))
    }
}

/// The birthday.
#[component]
pub fn BirthdayField(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let known = Memo::new(move |_| subject.get(|customer| customer.birthday));
    let editing = RwSignal::new(false);
    let draft = BirthdayDraft::new();
    let start = move |_| {
        draft.show(known.get_untracked());
        editing.set(true);
    };
    let shown = move || {
        known
            .get()
            .map_or_else(|| "—".to_owned(), |birthday| fmt.birthday(birthday))
    };
    // The next civil day of a lunar birthday is what one wants to know.
    let next = move || {
        let birthday = known.get().filter(|birthday| birthday.is_lunar())?;
        let day = birthday.next(subject.app.moment().today)?;
        Some(t_string!(i18n, touch.next_on, day = fmt.date(day)))
    };
    let name = move || t_string!(i18n, customers.birthday);
    view! {
        <div class="detail" hidden=move || subject.is_company()>
            <span class="detail-label">{name}</span>
            {move || {
                if editing.get() {
                    view! { <Editor subject draft editing/> }.into_any()
                } else {
                    view! {
                        <span class="inline-field">
                            <button
                                type="button"
                                class="inline"
                                aria-label=move || format!("{}: {}", name(), shown())
                                on:click=start
                            >
                                {shown}
                            </button>
                            <small class="muted">{next}</small>
                        </span>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Editor(subject: Subject, draft: BirthdayDraft, editing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let save = move || {
        if let Ok(birthday) = untrack(|| draft.read()) {
            editing.set(false);
            subject.save(|customer| customer.birthday = birthday);
        }
    };
    view! {
        <span class="row wrap">
            <BirthdayInputs draft/>
            <button
                type="button"
                class="btn small primary"
                disabled=move || draft.read().is_err()
                on:click=move |_| save()
            >
                {t!(i18n, common.save)}
            </button>
            <button type="button" class="btn small" on:click=move |_| editing.set(false)>
                {t!(i18n, common.cancel)}
            </button>
        </span>
    }
    .into_any()
}

/// The controls of a birthday: by which calendar, and the day.
#[component]
pub fn BirthdayInputs(draft: BirthdayDraft) -> impl IntoView {
    let i18n = use_i18n();
    let calendar = move |lunar: bool| {
        let name = move || {
            if lunar {
                t_string!(i18n, touch.lunar)
            } else {
                t_string!(i18n, touch.civil)
            }
        };
        view! {
            <button
                type="button"
                aria-pressed=move || (draft.lunar.get() == lunar).to_string()
                on:click=move |_| draft.lunar.set(lunar)
            >
                {name}
            </button>
        }
    };
    view! {
        <span class="segmented" role="group" aria-label=move || t_string!(i18n, touch.calendar_kind)>
            {[false, true].map(calendar).into_iter().collect_view()}
        </span>
        {move || {
            if draft.lunar.get() {
                view! { <LunarDay draft/> }.into_any()
            } else {
                view! { <CivilDay draft/> }.into_any()
            }
        }}
        <span class="small bad" role="status">
            {move || draft.read().is_err().then(|| t_string!(i18n, touch.no_such_day))}
        </span>
    }
}

#[component]
fn CivilDay(draft: BirthdayDraft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <input
            class="input date"
            type="date"
            aria-label=move || t_string!(i18n, customers.birthday)
            prop:value=move || draft.date.get()
            on:input=move |event| draft.date.set(event_target_value(&event))
        />
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || draft.without_year.get()
                on:change=move |event| draft.without_year.set(event_target_checked(&event))
            />
            {t!(i18n, customers.without_year)}
        </label>
    }
}

#[component]
fn LunarDay(draft: BirthdayDraft) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let number = move |value: RwSignal<u32>| {
        move |event| {
            if let Ok(number) = event_target_value(&event).parse() {
                value.set(number);
            }
        }
    };
    let month = move |month: u32| {
        view! {
            <option value=month.to_string() selected=move || draft.month.get() == month>
                {move || fmt.lunar_month(month)}
            </option>
        }
    };
    let day = move |day: u32| {
        view! {
            <option value=day.to_string() selected=move || draft.day.get() == day>
                {move || fmt.lunar_day(day)}
            </option>
        }
    };
    view! {
        <input
            class="input short"
            type="number"
            min=lunar::FIRST.to_string()
            max=lunar::LAST.to_string()
            aria-label=move || t_string!(i18n, touch.birth_year)
            placeholder=move || t_string!(i18n, touch.birth_year)
            prop:value=move || draft.year.get()
            on:input=move |event| draft.year.set(event_target_value(&event))
        />
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, touch.lunar_month)
            on:change=number(draft.month)
        >
            {(1..=12).map(month).collect_view()}
        </select>
        <select
            class="input compact"
            aria-label=move || t_string!(i18n, touch.lunar_day)
            on:change=number(draft.day)
        >
            {(1..=30).map(day).collect_view()}
        </select>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || draft.leap.get()
                on:change=move |event| draft.leap.set(event_target_checked(&event))
            />
            {t!(i18n, touch.leap_month)}
        </label>
    }
}
