//! How the shop keeps in touch: touches a year for each class or segment, and the days before a birthday.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Section, save::SaveFoot};
use crate::{
    app::{state::use_app, use_saving},
    domain::{ContactRules, PlanBasis, Shop, commands::Save},
    i18n::{t, t_string, use_i18n},
    pages::tasks::{basis_text, group_text},
    query::plan::PlanGroup,
    ui::Field,
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
    // Apart from the figures, so that typing in one does not draw all of them anew.
    let basis = Memo::new(move |_| rules.with(|rules| rules.basis));
    let number = move |(place, group): (usize, PlanGroup)| {
        view! {
            <label class="field">
                <span class="label">{move || group_text(i18n.get_locale(), group)}</span>
                <input
                    class="input"
                    type="number"
                    min="0"
                    max="52"
                    prop:value=move || {
                        rules.with(|rules| rules.figures().get(place).copied().unwrap_or(0)).to_string()
                    }
                    on:input=move |event| {
                        let value = event_target_value(&event).parse::<u8>().unwrap_or(0).min(52);
                        rules.update(|rules| {
                            if let Some(slot) = rules.figures_mut().get_mut(place) {
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
                        <BasisField rules/>
                        {move || PlanGroup::all(basis.get()).into_iter().enumerate().map(number).collect_view()}
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
                    <SaveFoot saving off=Signal::derive(move || !changed.get())/>
                </form>
            </Section>
        </div>
    }
    .into_any()
}

/// By what the plan tells customers apart. The figures of both are kept, so that one can look at either.
#[component]
fn BasisField(rules: RwSignal<ContactRules>) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(place, basis): (usize, PlanBasis)| {
        let chosen = move || rules.with(|rules| rules.basis) == basis;
        view! {
            <option value=place.to_string() prop:selected=chosen>
                {move || basis_text(i18n.get_locale(), basis)}
            </option>
        }
    };
    view! {
        <Field label=Signal::derive(move || t_string!(i18n, touch.plan_basis).to_owned()) let:parts>
            <select
                class="input"
                id=parts.id()
                aria-describedby=parts.described_by()
                on:change=move |event| {
                    let chosen = event_target_value(&event).parse().ok();
                    if let Some(basis) = chosen.and_then(|place: usize| PlanBasis::ALL.get(place).copied()) {
                        rules.update(|rules| rules.basis = basis);
                    }
                }
            >
                {PlanBasis::ALL.into_iter().enumerate().map(option).collect_view()}
            </select>
        </Field>
    }
}
