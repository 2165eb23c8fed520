//! A mark beside the name of whoever asked not to be contacted, wherever a name stands with ways to reach it.

use leptos::prelude::*;

use crate::{
    i18n::{t, t_string, use_i18n},
    ui::Icon,
};

/// The mark, said in words to who cannot see it; nothing for everybody else.
#[component]
pub fn SilentMark(
    /// True if the person asked not to be contacted.
    #[prop(into)]
    silent: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        silent.get().then(|| {
            view! {
                <span class="silent" title=move || t_string!(i18n, customers.ask_silent)>
                    <Icon name="bell-off"/>
                    <span class="visually-hidden">{t!(i18n, customers.ask_silent)}</span>
                </span>
            }
        })
    }
}
