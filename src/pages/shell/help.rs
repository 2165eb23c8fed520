//! The list of shortcuts, from the table of actions.

use leptos::prelude::*;

use super::actions::{Action, use_overlays};
use crate::{
    i18n::{t, t_string, use_i18n},
    ui::Dialog,
};

/// The dialog that `?` opens.
#[component]
pub fn KeysHelp() -> impl IntoView {
    let i18n = use_i18n();
    let overlays = use_overlays();
    view! {
        <Dialog open=overlays.help title=Signal::derive(move || t_string!(i18n, common.keys).to_owned())>
            <div class="content">
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
