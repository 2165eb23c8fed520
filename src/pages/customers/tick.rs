//! The box that selects one customer, in a line of a group and on a card. The plain list, whose rows change
//! their customer, has its own.

use leptos::prelude::*;

use super::member::Member;
use crate::i18n::{t_string, use_i18n};

/// The box.
#[component]
pub fn Tick(member: Member) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <input
            type="checkbox"
            class="row-check"
            tabindex="-1"
            aria-label=move || t_string!(i18n, customers.select_one, name = member.name())
            prop:checked=move || member.is_selected()
            on:click=move |event| member.check(&event)
        />
    }
}
