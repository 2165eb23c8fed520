//! The team as choices, and a list narrowed to what one of them looks after.

use leptos::prelude::*;

use crate::{
    app::{App, state::use_app},
    domain::{Id, TableName},
    i18n::{t_string, use_i18n},
    query::words::Whose,
};

/// Those of the team who work here, as choices by identity; followed.
pub fn team(app: App) -> Vec<(String, String)> {
    let mut team: Vec<(String, String)> = app.read(&[TableName::Members], |records| {
        let here = records.members.iter().filter(|member| !member.left);
        here.map(|member| (member.id.to_string(), member.name.clone()))
            .collect()
    });
    team.sort_by(|(_, a), (_, b)| a.cmp(b));
    team
}

/// Narrows a list to what one of the team looks after, or nobody; nothing while there is no team.
#[component]
pub fn OwnerSelect(
    /// Whose.
    chosen: Signal<Whose>,
    /// Takes whose from now on.
    on_choose: Callback<Whose>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let members = Memo::new(move |_| team(app));
    // A value begins with a mark, so that "nobody" is another choice than "whoever".
    let choose = move |event| {
        let picked = event_target_value(&event);
        on_choose.run(picked.strip_prefix('=').map(Id::parse));
    };
    let option = move |(id, name): (String, String)| {
        let own = Id::parse(&id);
        view! {
            <option value=format!("={id}") prop:selected=move || chosen.get() == Some(own)>{name}</option>
        }
    };
    view! {
        <select
            class="input compact"
            hidden=move || members.with(Vec::is_empty)
            aria-label=move || t_string!(i18n, customers.owner)
            on:change=choose
        >
            <option value="" prop:selected=move || chosen.get().is_none()>
                {move || t_string!(i18n, people.any_owner)}
            </option>
            <option value="=" prop:selected=move || chosen.get() == Some(None)>
                {move || t_string!(i18n, people.unassigned)}
            </option>
            {move || members.get().into_iter().map(option).collect_view()}
        </select>
    }
}
