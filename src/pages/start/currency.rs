//! Choosing a currency by its name in the person's language.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    domain::Currency,
    i18n::{t_string, tag, use_i18n},
    platform::intl,
    ui::field::FieldParts,
};

/// What most shops need, before the long list.
const COMMON: [&str; 18] = [
    "CNY", "HKD", "TWD", "MOP", "SGD", "MYR", "JPY", "KRW", "USD", "EUR", "GBP", "CAD", "AUD",
    "NZD", "CHF", "INR", "THB", "VND",
];

/// A select of currencies: common ones first, then every other the browser can name.
#[component]
pub fn CurrencySelect(
    /// Ids of the field around it.
    parts: FieldParts,
    /// What is chosen.
    value: RwSignal<Currency>,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |code: String| {
        let (shown, of) = (code.clone(), code.clone());
        let selected = move || value.get().code() == of;
        let text = move || {
            let name = intl::display_name(tag(i18n.get_locale()), "currency", &shown);
            format!("{name} ({shown})")
        };
        view! { <option value=code prop:selected=selected>{text}</option> }
    };
    let others = others(value.get_untracked());
    view! {
        <select
            class="input"
            id=parts.id()
            aria-describedby=parts.described_by()
            on:change=move |event| {
                if let Some(chosen) = Currency::parse(&event_target_value(&event)) {
                    value.set(chosen);
                }
            }
        >
            <optgroup label=move || t_string!(i18n, start.currency_common)>
                {COMMON.map(|code| option(code.to_owned())).collect_view()}
            </optgroup>
            <optgroup label=move || t_string!(i18n, start.currency_others)>
                {others.into_iter().map(option).collect_view()}
            </optgroup>
        </select>
    }
}

/// Every currency but the common ones; the chosen one is there even if the browser doesn't know it.
fn others(chosen: Currency) -> Vec<String> {
    intl::supported("currency")
        .into_iter()
        .chain([chosen.code().to_owned()])
        .filter(|code| !COMMON.contains(&code.as_str()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}
