//! The records of a group side by side: who stays, and for each field that differs whose word counts.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    app::{App, Route, format::use_fmt, search::use_search, state::use_app},
    clean,
    domain::{
        Customer, Id, TableName, Timestamp,
        commands::MergeCustomers,
        spread::own_field,
        unite::{self, Choice},
    },
    i18n::{t, t_string, use_i18n},
    pages::history::{
        name_behind, own_name,
        texts::{Reading, field_text},
    },
    ui::{Icon, field::unique_id},
};

use super::found::merging;

/// Lists that are united whatever is chosen, in the order they are shown.
const LISTS: [&str; 4] = ["phones", "emails", "addresses", "tags"];

/// The table with its choices and the button.
#[component]
pub fn Compare(
    /// Who may be one.
    group: Vec<Id<Customer>>,
    /// After they were merged.
    #[prop(optional)]
    on_merged: Option<Callback<()>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let members = {
        let ids = group.clone();
        Memo::new(move |_| members(app, &ids))
    };
    let first = members.with_untracked(|all| clean::best(all.iter().map(AsRef::as_ref)));
    let Some(first) = first else {
        return ().into_any();
    };
    let keep = RwSignal::new(first);
    let choice = RwSignal::new(Choice::new());
    let radio = unique_id();
    let rows = {
        let radio = radio.clone();
        move || {
            let fields = members.with(|all| {
                let all: Vec<&Customer> = all.iter().map(AsRef::as_ref).collect();
                unite::differing(&all).unwrap_or_default()
            });
            let radio = radio.clone();
            fields
                .into_iter()
                .filter(|field| is_shown(app, field))
                .map(move |field| view! { <Row members keep choice group=format!("{radio}-{field}") field=field.clone()/> })
                .collect_view()
        }
    };
    let lists = move || {
        LISTS
            .into_iter()
            .filter(|field| members.with(|all| all.iter().any(|one| !blank(&value(one, field)))))
            .map(|field| view! { <ListRow members field/> })
            .collect_view()
    };
    let merge = move |_| {
        let merging = merging(&group, keep.get_untracked(), choice.get_untracked());
        app.run(MergeCustomers(vec![merging]), move |_| {
            if let Some(on_merged) = on_merged {
                on_merged.try_run(());
            }
        });
    };
    view! {
        <div class="clean-compare">
            <table>
                <caption class="visually-hidden">{t!(i18n, clean.compare)}</caption>
                <thead>
                    <tr>
                        <th scope="row">{t!(i18n, clean.keep)}</th>
                        {move || {
                            let radio = radio.clone();
                            members
                                .get()
                                .into_iter()
                                .map(move |one| view! { <Head one keep name=format!("{radio}-keep")/> })
                                .collect_view()
                        }}
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    {lists}
                    <Links members/>
                </tbody>
            </table>
        </div>
        <div class="row wrap">
            <p class="small muted grow">{t!(i18n, clean.united)}</p>
            <button type="button" class="btn primary" on:click=merge>
                <Icon name="users"/>
                {t!(i18n, clean.merge)}
            </button>
        </div>
    }
    .into_any()
}

fn members(app: App, ids: &[Id<Customer>]) -> Vec<Arc<Customer>> {
    app.read(&[TableName::Customers], |records| {
        ids.iter()
            .filter_map(|id| records.get(*id).cloned())
            .collect()
    })
}

/// A field of the record as JSON; `null` if it has none.
fn value(one: &Customer, field: &str) -> Value {
    unite::object(one)
        .ok()
        .and_then(|mut fields| fields.remove(field))
        .unwrap_or_default()
}

/// False for an own field that was taken away: its values are out of sight.
fn is_shown(app: App, field: &str) -> bool {
    own_field(field).is_none() || own_name(app, field).is_some()
}

fn blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// Who it is, and whether it stays.
#[component]
fn Head(one: Arc<Customer>, keep: RwSignal<Id<Customer>>, name: String) -> impl IntoView {
    let i18n = use_i18n();
    let id = one.id;
    let called = one.display_name().to_owned();
    let full = clean::completeness(&one, &untrack(|| use_app().customer_layout()));
    view! {
        <th scope="col">
            <label class="check">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || keep.get() == id
                    on:change=move |_| keep.set(id)
                />
                <span>{called}</span>
            </label>
            <a class="small" href=Route::Customer(id).href()>{t!(i18n, clean.open)}</a>
            <span class="small muted num">{move || t_string!(i18n, clean.complete, share = full)}</span>
        </th>
    }
}

/// A field that differs: whose word counts.
#[component]
fn Row(
    members: Memo<Vec<Arc<Customer>>>,
    keep: RwSignal<Id<Customer>>,
    choice: RwSignal<Choice>,
    field: String,
    group: String,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let name = field.clone();
    let field = StoredValue::new(field);
    // Without a choice the kept record counts where it says something, else the first that does.
    let taken = Memo::new(move |_| {
        let field = field.get_value();
        let chosen = choice.with(|choice| choice.get(&field).copied());
        chosen.or_else(|| {
            members.with(|all| {
                let says = |one: &&Arc<Customer>| !blank(&value(one, &field));
                let kept = all.iter().find(|one| one.id == keep.get()).filter(says);
                kept.or_else(|| all.iter().find(says)).map(|one| one.id)
            })
        })
    });
    let cells = move || {
        let group = group.clone();
        members
            .get()
            .into_iter()
            .map(move |one| {
                let id = one.id;
                let said = value(&one, &field.get_value());
                view! {
                    <td>
                        <label class="check">
                            <input
                                type="radio"
                                name=group.clone()
                                prop:checked=move || taken.get() == Some(id)
                                on:change=move |_| {
                                    choice.update(|choice| {
                                        choice.insert(field.get_value(), id);
                                    });
                                }
                            />
                            <Said field=field.get_value() value=said/>
                        </label>
                    </td>
                }
            })
            .collect_view()
    };
    view! {
        <tr>
            <th scope="row">
                {move || own_name(app, &name).unwrap_or_else(|| field_text(i18n.get_locale(), &name))}
            </th>
            {cells}
        </tr>
    }
}

/// A list: all of it is kept.
#[component]
fn ListRow(members: Memo<Vec<Arc<Customer>>>, field: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <tr>
            <th scope="row">{move || field_text(i18n.get_locale(), field)}</th>
            {move || {
                members
                    .get()
                    .into_iter()
                    .map(|one| {
                        view! { <td><Said field=field.to_owned() value=value(&one, field)/></td> }
                    })
                    .collect_view()
            }}
        </tr>
    }
}

/// A value in words.
#[component]
fn Said(field: String, value: Value) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let said = move || {
        let name = |text: &str| {
            let id = Uuid::try_parse(text).ok()?;
            app.peek(|records| name_behind(records, id))
        };
        let reading = Reading {
            locale: i18n.get_locale(),
            currency: fmt.currency(),
            name_of: &name,
            date_time: &|at| fmt.date_time(Timestamp(at)),
        };
        reading.value(&field, &value)
    };
    view! { <span>{said}</span> }
}

/// What hangs on each record: what the sales say, and since when it is known.
#[component]
fn Links(members: Memo<Vec<Arc<Customer>>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let search = use_search();
    view! {
        <tr>
            <th scope="row">{t!(i18n, customers.visits)}</th>
            {move || {
                let facts = search.facts();
                members
                    .get()
                    .into_iter()
                    .map(|one| {
                        let known = facts.get(one.id).copied().unwrap_or_default();
                        let visits = fmt.count(known.visits as usize);
                        let spent = fmt.money(known.total, fmt.currency());
                        view! { <td class="num">{format!("{visits} · {spent}")}</td> }
                    })
                    .collect_view()
            }}
        </tr>
        <tr>
            <th scope="row">{t!(i18n, clean.known_since)}</th>
            {move || {
                members
                    .get()
                    .into_iter()
                    .map(|one| view! { <td class="num">{fmt.date_time(one.created)}</td> })
                    .collect_view()
            }}
        </tr>
    }
}
