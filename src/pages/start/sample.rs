//! The second way in: a shop full of invented people, in a database of its own.

use leptos::prelude::*;

use crate::{
    app::{
        format::use_fmt,
        sample::{self, SampleWish, USUAL_SIZE},
    },
    i18n::{t, t_string, use_i18n},
    sample::SIZES,
    ui::{Icon, field::unique_id},
};

/// How many customers the sample shop is to have.
#[component]
pub fn SizeSelect(
    /// The number.
    size: RwSignal<u32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let id = unique_id();
    view! {
        <label class="visually-hidden" for=id.clone()>{t!(i18n, start.sample_size)}</label>
        <select
            class="input start-size"
            id=id
            on:change=move |event| {
                if let Ok(chosen) = event_target_value(&event).parse() {
                    size.set(chosen);
                }
            }
        >
            {SIZES
                .map(|one| {
                    let text = move || {
                        let count = fmt.count(usize::try_from(one).unwrap_or_default());
                        t_string!(i18n, start.sample_customers, count = count)
                    };
                    view! {
                        <option value=one.to_string() prop:selected=move || size.get() == one>{text}</option>
                    }
                })
                .collect_view()}
        </select>
    }
}

/// The card on the first screen.
#[component]
pub fn SampleShop() -> impl IntoView {
    let i18n = use_i18n();
    let size = RwSignal::new(USUAL_SIZE);
    let enter = move |_| {
        let wish = SampleWish {
            customers: size.get_untracked(),
            ..sample::wish()
        };
        sample::enter(&wish);
    };
    view! {
        <section class="start-sample" aria-labelledby="start-sample">
            <div class="grow">
                <h2 id="start-sample">{t!(i18n, start.sample_title)}</h2>
                <p class="small soft">{t!(i18n, start.sample_text)}</p>
            </div>
            <SizeSelect size/>
            <button type="button" class="btn" on:click=enter>
                <Icon name="eye"/>
                {t!(i18n, start.sample_open)}
            </button>
        </section>
    }
}
