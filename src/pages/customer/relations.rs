//! Who belongs together: family, friends, who brought whom. Seen from either side; a person who is
//! new can be named here and is written along.

use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    app::Route,
    domain::{
        Customer, Id, Relation, RelationKind, TableName,
        commands::{Add, Along, Delete, Save},
        name::Name,
    },
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::parts::{CustomerField, resolve},
    platform::random,
    ui::{Avatar, Field, Icon, Picked},
};

use super::subject::Subject;

/// What binds two people, in a word. `from` says from which side a referral is seen.
pub fn words(locale: Locale, kind: RelationKind, from: bool) -> &'static str {
    match (kind, from) {
        (RelationKind::Family, _) => td_string!(locale, customers.rel_family),
        (RelationKind::Friend, _) => td_string!(locale, customers.rel_friend),
        (RelationKind::Referrer, true) => td_string!(locale, customers.rel_brought),
        (RelationKind::Referrer, false) => td_string!(locale, customers.rel_brought_by),
        (RelationKind::Colleague, _) => td_string!(locale, customers.rel_colleague),
        (RelationKind::Other, _) => td_string!(locale, customers.rel_other),
    }
}

/// One relation, seen from the subject.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    id: Id<Relation>,
    other: Id<Customer>,
    name: String,
    kind: RelationKind,
    from: bool,
    role: String,
}

/// The part of the record.
#[component]
pub fn Relations(subject: Subject) -> impl IntoView {
    let i18n = use_i18n();
    let adding = RwSignal::new(false);
    let tables = [TableName::Relations, TableName::Customers];
    let seen = Memo::new(move |_| {
        subject.app.read(&tables, |records| {
            let relations = records.relations.iter();
            relations
                .filter_map(|relation| {
                    let other = relation.other(subject.id)?;
                    Some(Seen {
                        id: relation.id,
                        other,
                        name: records.get(other)?.display_name().to_owned(),
                        kind: relation.kind,
                        from: relation.from == subject.id,
                        role: relation.role.clone(),
                    })
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="record-part relations">
            <div class="row">
                <h2 class="grow">{t!(i18n, customers.relations)}</h2>
                <button
                    type="button"
                    class="btn ghost icon-only small"
                    aria-label=move || t_string!(i18n, customers.rel_add)
                    aria-expanded=move || adding.get().to_string()
                    on:click=move |_| adding.update(|adding| *adding = !*adding)
                >
                    <Icon name="plus"/>
                </button>
            </div>
            {move || adding.get().then(|| view! { <AddRelation subject=subject adding=adding/> })}
            <ul>
                {move || {
                    seen.get()
                        .into_iter()
                        .map(|one| view! { <Line subject=subject one=one/> })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}

#[component]
fn Line(subject: Subject, one: Seen) -> impl IntoView {
    let i18n = use_i18n();
    let mark = Name {
        full: one.name.clone(),
        ..Name::default()
    };
    let (kind, from) = (one.kind, one.from);
    let role = (!one.role.is_empty()).then(|| format!(" · {}", one.role));
    let name = one.name.clone();
    let editing = RwSignal::new(false);
    let kept = StoredValue::new(one.clone());
    let remove = move |_| {
        let command = Delete {
            records: vec![(TableName::Relations, one.id.raw())],
            seed: random::seed(),
        };
        subject.app.run(command, |_| ());
    };
    view! {
        <li class="row">
            <a class="linked grow" href=Route::Customer(one.other).href()>
                <Avatar name=Signal::stored(mark)/>
                <span class="clip" dir="auto">{one.name.clone()}</span>
                <span class="muted clip push">
                    {move || words(i18n.get_locale(), kind, from)} {role}
                </span>
            </a>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || {
                    t_string!(i18n, customers.rel_edit, name = kept.with_value(|one| one.name.clone()))
                }
                aria-expanded=move || editing.get().to_string()
                on:click=move |_| editing.update(|editing| *editing = !*editing)
            >
                <Icon name="edit"/>
            </button>
            <button
                type="button"
                class="btn ghost icon-only small"
                aria-label=move || t_string!(i18n, customers.rel_remove, name = name.clone())
                on:click=remove
            >
                <Icon name="x"/>
            </button>
        </li>
        {move || editing.get().then(|| view! { <li><EditRelation subject one=kept.get_value() editing/></li> })}
    }
}

/// What binds them, to be put right; who they are stays.
#[component]
fn EditRelation(subject: Subject, one: Seen, editing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let choice = RwSignal::new((one.kind, one.from || one.kind != RelationKind::Referrer));
    let role = RwSignal::new(one.role);
    let (id, other) = (one.id, one.other);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let app = subject.app;
        let Some(base) = app.peek(|records| records.get(id).cloned()) else {
            return;
        };
        let base = Relation::clone(&base);
        let (kind, from) = choice.get_untracked();
        // Only a referral has two sides; another kind stays as it was written.
        let (from, to) = match (kind, from) {
            (RelationKind::Referrer, true) => (subject.id, other),
            (RelationKind::Referrer, false) => (other, subject.id),
            _ => (base.from, base.to),
        };
        let edited = Relation {
            from,
            to,
            kind,
            role: role.with_untracked(|role| role.trim().to_owned()),
            ..base.clone()
        };
        if edited == base {
            editing.set(false);
            return;
        }
        app.run(Save::new(base, edited), move |_| {
            editing.try_set(false);
        });
    };
    view! {
        <form class="stack tight" on:submit=submit>
            <Binding choice role/>
            <div class="row">
                <button type="submit" class="btn small primary">{t!(i18n, common.save)}</button>
                <button type="button" class="btn small" on:click=move |_| editing.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn AddRelation(subject: Subject, adding: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let picked = RwSignal::new(Picked::Nothing);
    // Place of the kind, and whether the subject is its `from`.
    let choice = RwSignal::new((RelationKind::Family, true));
    let role = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let app = subject.app;
        let (other, new) = picked.with_untracked(|picked| resolve(app, picked));
        let Some(other) = other else { return };
        let (kind, from) = choice.get_untracked();
        let (from, to) = if from {
            (subject.id, other)
        } else {
            (other, subject.id)
        };
        let now = app.moment().now;
        let relation = Relation {
            id: app.new_id(),
            from,
            to,
            kind,
            role: role.with_untracked(|role| role.trim().to_owned()),
            created: now,
            updated: now,
        };
        app.run(Along::new(Add::one(relation), new), move |_| {
            adding.try_set(false);
        });
    };
    view! {
        <form class="stack tight" on:submit=submit>
            <CustomerField picked=picked/>
            <Binding choice role/>
            <div class="row">
                <button type="submit" class="btn small primary">{t!(i18n, common.add)}</button>
                <button type="button" class="btn small" on:click=move |_| adding.set(false)>
                    {t!(i18n, common.cancel)}
                </button>
            </div>
        </form>
    }
}

/// The kind of a relation with the side it is seen from, and a word about it.
#[component]
fn Binding(choice: RwSignal<(RelationKind, bool)>, role: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let choices: Vec<(RelationKind, bool)> = RelationKind::ALL
        .into_iter()
        .flat_map(|kind| match kind {
            RelationKind::Referrer => vec![(kind, false), (kind, true)],
            other => vec![(other, true)],
        })
        .collect();
    let all = StoredValue::new(choices.clone());
    view! {
            <div class="form">
                <Field label=Signal::derive(move || t_string!(i18n, customers.relation).to_owned()) let:parts>
                    <select
                        class="input"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        on:change=move |event| {
                            let place = event_target_value(&event).parse::<usize>().ok();
                            let chosen = place.and_then(|place| all.with_value(|all| all.get(place).copied()));
                            if let Some(chosen) = chosen {
                                choice.set(chosen);
                            }
                        }
                    >
                        {choices
                            .into_iter()
                            .enumerate()
                            .map(|(place, (kind, from))| {
                                view! {
                                    <option value=place.to_string() selected=move || choice.get() == (kind, from)>
                                        {move || words(i18n.get_locale(), kind, from)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </Field>
                <Field label=Signal::derive(move || t_string!(i18n, customers.rel_role).to_owned()) let:parts>
                    <input
                        class="input"
                        type="text"
                        maxlength="120"
                        id=parts.id()
                        aria-describedby=parts.described_by()
                        prop:value=move || role.get()
                        on:input=move |event| role.set(event_target_value(&event))
                    />
                </Field>
            </div>
    }
}
