//! How the shop keeps in touch: touches a year for each class, and the days before a birthday.

use leptos::{ev::SubmitEvent, prelude::*};

use super::Section;
use crate::{
    app::{state::use_app, use_saving},
    domain::{ContactRules, Shop, commands::Save},
    i18n::{t, t_string, use_i18n},
    pages::tasks::class_text,
    query::groups::Class,
};

/// The section.
#[component]
pub fn ContactSettings() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let rules = RwSignal::new(ContactRules::default());
    // Undo, another tab or a restore may change them while the page is open.
    Effect::new(move |_| {
        if let Some(shop) = app.settings() {
            rules.set(shop.contact);
        }
    });
    // No dialog: nothing closes when it is saved.
    let saving = use_saving(RwSignal::new(true));
    let changed = Memo::new(move |_| {
        app.settings()
            .is_some_and(|shop| shop.contact != rules.get())
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(shop) = app.peek(|records| records.settings().cloned()) else {
            return;
        };
        let base = Shop::clone(&shop);
        let edited = Shop {
            contact: rules.get_untracked(),
            ..base.clone()
        };
        saving.save(Save::new(base, edited));
    };
    let number = move |place: usize| {
        let class = Class::ALL.get(place).copied();
        view! {
            <label class="field">
                <span class="label">{move || class_text(i18n.get_locale(), class)}</span>
                <input
                    class="input"
                    type="number"
                    min="0"
                    max="52"
                    prop:value=move || {
                        rules.with(|rules| rules.per_year.get(place).copied().unwrap_or(0)).to_string()
                    }
                    on:input=move |event| {
                        let value = event_target_value(&event).parse::<u8>().unwrap_or(0).min(52);
                        rules.update(|rules| {
                            if let Some(slot) = rules.per_year.get_mut(place) {
                                *slot = value;
                            }
                        });
                    }
                />
            </label>
        }
    };
    view! {
        <div id="contact">
            <Section title=Signal::derive(move || t_string!(i18n, touch.plan_settings).to_owned())>
                <form class="stack" on:submit=save>
                    <p class="small soft">{t!(i18n, touch.plan_about)}</p>
                    <div class="form">
                        {(0..ContactRules::default().per_year.len()).map(number).collect_view()}
                        <label class="field">
                            <span class="label">{t!(i18n, touch.birthday_days)}</span>
                            <input
                                class="input"
                                type="number"
                                min="0"
                                max="60"
                                prop:value=move || rules.with(|rules| rules.birthday_days).to_string()
                                on:input=move |event| {
                                    let days = event_target_value(&event).parse::<u8>().unwrap_or(0).min(60);
                                    rules.update(|rules| rules.birthday_days = days);
                                }
                            />
                        </label>
                    </div>
                    <p class="bad small" role="alert" hidden=move || saving.error.with(String::is_empty)>
                        {saving.error}
                    </p>
                    <div>
                        <button type="submit" class="btn primary" disabled=move || !changed.get() || saving.disabled()>
                            {t!(i18n, common.save)}
                        </button>
                    </div>
                </form>
            </Section>
        </div>
    }
    .into_any()
}
