//! Choosing who is at the counter: changes are signed with their name from then on. There only where
//! there is a team.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::Id,
    i18n::{t, t_string, use_i18n},
    pages::parts::team,
    ui::field::unique_id,
};

/// A labelled list of the team.
#[component]
pub fn AtCounter(
    /// Classes of the line.
    class: &'static str,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let control = unique_id();
    let members = Memo::new(move |_| team(app));
    let chosen = move |id: &str| app.at_counter().is_some_and(|one| one.to_string() == id);
    move || {
        let members = members.get();
        (!members.is_empty()).then(|| {
            view! {
                <div class=class>
                    <label class="grow" for=control.clone()>{t!(i18n, people.at_counter)}</label>
                    <select
                        class="input compact"
                        id=control.clone()
                        on:change=move |event| app.set_at_counter(Id::parse(&event_target_value(&event)))
                    >
                        <option value="" selected=move || app.at_counter().is_none()>
                            {move || t_string!(i18n, settings.nobody)}
                        </option>
                        {members
                            .into_iter()
                            .map(|(id, name)| {
                                let value = id.clone();
                                view! { <option value=value selected=move || chosen(&id)>{name}</option> }
                            })
                            .collect_view()}
                    </select>
                </div>
            }
        })
    }
}
