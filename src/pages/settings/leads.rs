//! Why leads are rejected: the reasons that are offered, in the shop's own words.

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Section, save::SaveFoot};
use crate::{
    app::{state::use_app, use_saving},
    domain::{Shop, commands::Save},
    i18n::{t, t_string, use_i18n},
    pages::parts::reason_lines,
};

/// The section.
#[component]
pub fn LeadSettings() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let saved = Memo::new(move |_| {
        let shop = app.settings();
        shop.map_or_else(Vec::new, |shop| shop.reject_reasons.clone())
    });
    // Undo, another tab or a restore may change them while the page is open.
    Effect::new(move |_| text.set(saved.with(|reasons| reasons.join("\n"))));
    // No dialog: nothing closes when it is saved.
    let saving = use_saving(RwSignal::new(true));
    let changed =
        Memo::new(move |_| saved.with(|saved| *saved != text.with(|text| reason_lines(text))));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(shop) = app.peek(|records| records.settings().cloned()) else {
            return;
        };
        let base = Shop::clone(&shop);
        let edited = Shop {
            reject_reasons: text.with_untracked(|text| reason_lines(text)),
            ..base.clone()
        };
        saving.save(Save::new(base, edited));
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, people.reject_reasons).to_owned())>
            <form class="stack" on:submit=save>
                <p class="small soft">{t!(i18n, people.reject_blank)}</p>
                <label class="field">
                    <span class="label">{t!(i18n, people.reject_lines)}</span>
                    <textarea
                        class="input"
                        rows="5"
                        dir="auto"
                        placeholder=move || t_string!(i18n, people.reject_usual)
                        bind:value=text
                    ></textarea>
                </label>
                <SaveFoot saving off=Signal::derive(move || !changed.get())/>
            </form>
        </Section>
    }
    .into_any()
}
