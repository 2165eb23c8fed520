//! The birthday of a customer, edited in place, with or without its year.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    domain::Birthday,
    i18n::{t, t_string, use_i18n},
};

use super::subject::Subject;

/// The birthday; a tick says that the year is not known.
#[component]
pub fn BirthdayField(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let known = Memo::new(move |_| subject.get(|customer| customer.birthday));
    let editing = RwSignal::new(false);
    let without_year = RwSignal::new(false);
    let date = RwSignal::new(String::new());
    let start = move |_| {
        let birthday = known.get_untracked();
        without_year.set(birthday.is_some_and(|birthday| birthday.year().is_none()));
        let day = birthday.and_then(|birthday| birthday.in_year(birthday.year().unwrap_or(2000)));
        date.set(day.map(|day| day.to_string()).unwrap_or_default());
        editing.set(true);
    };
    let save = move || {
        let birthday = Birthday::parse(&date.get_untracked()).and_then(|birthday| {
            let year = birthday.year().filter(|_| !without_year.get_untracked());
            Birthday::new(year, birthday.month(), birthday.day())
        });
        editing.set(false);
        subject.save(|customer| customer.birthday = birthday);
    };
    let shown = move || {
        known
            .get()
            .map_or_else(|| "—".to_owned(), |birthday| fmt.birthday(birthday))
    };
    let name = move || t_string!(i18n, customers.birthday);
    view! {
        <div class="detail" hidden=move || subject.is_company()>
            <span class="detail-label">{name}</span>
            {move || {
                if editing.get() {
                    view! {
                        <span class="row wrap">
                            <input
                                class="input date"
                                type="date"
                                aria-label=name
                                prop:value=move || date.get()
                                on:input=move |event| date.set(event_target_value(&event))
                            />
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=move || without_year.get()
                                    on:change=move |event| without_year.set(event_target_checked(&event))
                                />
                                {t!(i18n, customers.without_year)}
                            </label>
                            <button type="button" class="btn small primary" on:click=move |_| save()>
                                {t!(i18n, common.save)}
                            </button>
                            <button type="button" class="btn small" on:click=move |_| editing.set(false)>
                                {t!(i18n, common.cancel)}
                            </button>
                        </span>
                    }
                        .into_any()
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
                        </span>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
