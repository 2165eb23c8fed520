//! The list of shortcuts, from the table of actions.

use leptos::prelude::*;

use super::actions::{Action, use_overlays};
use crate::{
    i18n::{Locale, t, t_string, td_string, use_i18n},
    ui::Dialog,
};

/// Keys, and what they do in the language.
type InLists = (&'static [&'static str], fn(Locale) -> &'static str);

/// What the lists listen to while they are on screen.
const IN_LISTS: &[InLists] = &[
    (&["j", "k"], |locale| td_string!(locale, settings.keys_move)),
    (&["Enter"], |locale| td_string!(locale, settings.keys_open)),
    (&["x"], |locale| td_string!(locale, settings.keys_tick)),
    (&["e"], |locale| td_string!(locale, settings.keys_edit)),
    (&["l"], |locale| td_string!(locale, touch.log)),
    (&["f"], |locale| td_string!(locale, settings.keys_filter)),
    (&["PageUp", "PageDown", "Home"], |locale| {
        td_string!(locale, settings.keys_month)
    }),
    (&["Delete"], |locale| td_string!(locale, common.delete)),
    (&["s"], |locale| td_string!(locale, settings.keys_sale)),
];

/// The dialog that `?` opens.
#[component]
pub fn KeysHelp() -> impl IntoView {
    let i18n = use_i18n();
    let overlays = use_overlays();
    view! {
        <Dialog open=overlays.help title=Signal::derive(move || t_string!(i18n, common.keys).to_owned())>
            // Longer than some screens, and the keyboard scrolls only what it can be on.
            <div class="content" tabindex="0">
                <KeyList/>
            </div>
        </Dialog>
    }
}

/// Every shortcut with what it does.
#[component]
pub fn KeyList() -> impl IntoView {
    let i18n = use_i18n();
    let with_keys = |wanted: fn(Action) -> bool| {
        Action::all()
            .into_iter()
            .filter(move |action| !action.keys().is_empty() && wanted(*action))
            .map(|action| view! { <KeyRow action/> })
            .collect_view()
    };
    let in_lists = IN_LISTS.iter().map(|(keys, what)| {
        view! {
            <div>
                <dt>{move || what(i18n.get_locale())}</dt>
                <dd>
                    {keys.iter().map(|key| view! { <Keys sequence=key/> }).collect_view()}
                </dd>
            </div>
        }
    });
    let is_page = |action| matches!(action, Action::Go(_));
    view! {
        <div class="keys">
            <section>
                <h3>{t!(i18n, common.actions)}</h3>
                <dl>{with_keys(|action| !matches!(action, Action::Go(_)))}</dl>
            </section>
            <section>
                <h3>{t!(i18n, common.pages)}</h3>
                <dl>{with_keys(is_page)}</dl>
            </section>
            <section>
                <h3>{t!(i18n, settings.keys_list)}</h3>
                <dl>{in_lists.collect_view()}</dl>
            </section>
        </div>
    }
}

#[component]
fn KeyRow(action: Action) -> impl IntoView {
    let i18n = use_i18n();
    let keys = action
        .keys()
        .iter()
        .map(|alternative| view! { <Keys sequence=alternative/> })
        .collect_view();
    view! {
        <div>
            <dt>{move || action.text(i18n.get_locale())}</dt>
            <dd>{keys}</dd>
        </div>
    }
}

/// Keys to press one after the other.
#[component]
pub fn Keys(
    /// As the table of actions writes it: `g c`, `Mod K`.
    sequence: &'static str,
) -> impl IntoView {
    let keys = sequence
        .split(' ')
        .map(|key| {
            let key = match key {
                "Mod" if on_mac() => "⌘",
                "Mod" => "Ctrl",
                "Shift" if on_mac() => "⇧",
                key => key,
            };
            view! { <kbd>{key}</kbd> }
        })
        .collect_view();
    view! { <span class="key-sequence">{keys}</span> }
}

fn on_mac() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Mac OS") || agent.contains("iPhone") || agent.contains("iPad")
}
