//! Choosing what a file is to the shop.

use leptos::prelude::*;

use super::texts;
use crate::{
    domain::FileCategory,
    i18n::{t_string, use_i18n},
};

/// The choice.
#[component]
pub fn CategorySelect(
    /// What is chosen; `None` is any, where any can be chosen.
    #[prop(into)]
    chosen: Signal<Option<FileCategory>>,
    /// Takes what is chosen from now on.
    on_pick: Callback<Option<FileCategory>>,
    /// Any can be chosen.
    #[prop(optional)]
    any: bool,
    /// Accessible name, where no label says it.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// What it looks like.
    #[prop(default = "input")]
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(place, one): (usize, FileCategory)| {
        view! {
            <option value=place.to_string() prop:selected=move || chosen.get() == Some(one)>
                {move || texts::category(i18n.get_locale(), one)}
            </option>
        }
    };
    let every = move || {
        view! {
            <option value="" prop:selected=move || chosen.get().is_none()>
                {move || t_string!(i18n, files.any_category)}
            </option>
        }
    };
    let pick = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        on_pick.run(place.and_then(|place| FileCategory::ALL.get(place).copied()));
    };
    view! {
        <select class=class aria-label=move || label.get() on:change=pick>
            {any.then(every)}
            {FileCategory::ALL.into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}
