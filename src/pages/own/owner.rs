//! Choosing who of the team looks after a record. There only where there is a team.

use leptos::prelude::*;

use crate::{
    app::state::use_app,
    domain::{Id, Member, TableName},
    i18n::{t, t_string, use_i18n},
    ui::field::unique_id,
};

/// A line with a choice of members; nothing where the shop has no team.
#[component]
pub fn OwnerLine(
    /// Who looks after it.
    #[prop(into)]
    owner: Signal<Option<Id<Member>>>,
    /// Takes the choice.
    on_pick: Callback<Option<Id<Member>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let control = unique_id();
    let team = Memo::new(move |_| {
        let now = owner.get();
        let mut team: Vec<(Id<Member>, String)> = app.read(&[TableName::Members], |records| {
            let offered = records.members.iter();
            offered
                .filter(|member| !member.left || now == Some(member.id))
                .map(|member| (member.id, member.name.clone()))
                .collect()
        });
        team.sort_by(|(_, a), (_, b)| a.cmp(b));
        team
    });
    move || {
        let team = team.get();
        (!team.is_empty()).then(|| {
            view! {
                <div class="detail">
                    <label class="detail-label" for=control.clone()>{t!(i18n, customers.owner)}</label>
                    <select
                        class="input"
                        id=control.clone()
                        on:change=move |event| on_pick.run(Id::parse(&event_target_value(&event)))
                    >
                        <option value="" selected=move || owner.get().is_none()>
                            {move || t_string!(i18n, settings.nobody)}
                        </option>
                        {team
                            .into_iter()
                            .map(|(id, name)| {
                                view! {
                                    <option value=id.to_string() selected=move || owner.get() == Some(id)>
                                        {name}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            }
        })
    }
}
