//! Language and theme of this device, and who works on it; all act at once.

use leptos::prelude::*;

use super::Section;
use crate::{
    app::preferences,
    i18n::{t, t_string, use_i18n},
    pages::{parts::AtCounter, start::LanguageSwitch},
    platform::prefs::Theme,
    ui::Icon,
};

const THEMES: [(Theme, &str); 3] = [
    (Theme::System, "monitor"),
    (Theme::Light, "sun"),
    (Theme::Dark, "moon"),
];

/// The section.
#[component]
pub fn Device() -> impl IntoView {
    let i18n = use_i18n();
    let theme = RwSignal::new(preferences::theme());
    let changed = window_event_listener_untyped("regulars:preferences", move |_| {
        theme.set(preferences::theme());
    });
    on_cleanup(move || changed.remove());
    let text = move |one| match one {
        Theme::System => t_string!(i18n, settings.system),
        Theme::Light => t_string!(i18n, settings.light),
        Theme::Dark => t_string!(i18n, settings.dark),
    };
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, settings.device).to_owned())>
            <div class="setting">
                <span class="grow">{t!(i18n, start.language)}</span>
                <LanguageSwitch/>
            </div>
            <div class="setting">
                <span class="grow">{t!(i18n, settings.theme)}</span>
                <div class="segmented" role="group" aria-label=move || t_string!(i18n, settings.theme)>
                    {THEMES
                        .map(|(one, icon)| {
                            view! {
                                <button
                                    type="button"
                                    class="with-icon"
                                    aria-pressed=move || (theme.get() == one).to_string()
                                    on:click=move |_| preferences::set_theme(one)
                                >
                                    <Icon name=icon/>
                                    {move || text(one)}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
            </div>
            <AtCounter class="setting"/>
        </Section>
    }
}
