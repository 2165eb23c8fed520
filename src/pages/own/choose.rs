//! Narrowing a list by the shop's own fields with choices: one list of choices a field.

use std::sync::Arc;

use leptos::prelude::*;

use super::shown_fields;
use crate::{
    app::state::use_app,
    domain::{FieldDef, FieldKind, Id, TableName},
    i18n::{t_string, use_i18n},
    query::own::Chosen,
};

/// The lists; none where the table has no field with choices.
#[component]
pub fn ChooseOwn(
    /// Of which table.
    table: TableName,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Chosen>,
    /// Takes what is chosen from now on.
    on_choose: Callback<Chosen>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fields = Memo::new(move |_| {
        let mut fields = shown_fields(app, table);
        fields.retain(|field| field.kind.makes_groups());
        fields
    });
    let word = move |id: Id<FieldDef>| {
        chosen.with(|chosen| {
            let found = chosen.iter().find(|(field, _)| *field == id);
            found.map(|(_, word)| word.clone()).unwrap_or_default()
        })
    };
    let one = move |field: Arc<FieldDef>| {
        let (id, name) = (field.id, field.name.clone());
        let mut options: Vec<(String, String)> = field
            .options
            .iter()
            .map(|option| (option.id.to_string(), option.name.clone()))
            .collect();
        if field.kind == FieldKind::YesNo {
            options = vec![
                ("yes".to_owned(), t_string!(i18n, common.yes).to_owned()),
                ("no".to_owned(), t_string!(i18n, common.no).to_owned()),
            ];
        }
        let choose = move |event| {
            let word = event_target_value(&event);
            let mut now = chosen.get_untracked();
            now.retain(|(field, _)| *field != id);
            if !word.is_empty() {
                now.push((id, word));
            }
            on_choose.run(now);
        };
        let first = name.clone();
        view! {
            <select class="input compact" aria-label=name on:change=choose>
                <option value="" prop:selected=move || word(id).is_empty()>
                    {move || t_string!(i18n, people.any_of, what = first.clone())}
                </option>
                {options
                    .into_iter()
                    .map(|(value, name)| {
                        let mine = value.clone();
                        view! { <option value=value prop:selected=move || word(id) == mine>{name}</option> }
                    })
                    .collect_view()}
            </select>
        }
    };
    move || fields.get().into_iter().map(one).collect_view()
}
