//! The team: who there is, what each looks after, and handing over everything of one to another.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, prelude::*};

use super::{Section, row::RowButton};
use crate::{
    app::{format::use_fmt, state::use_app, use_saving},
    domain::{
        Id, Member, TableName,
        commands::{Add, Delete, HandOver, Save},
    },
    i18n::{counted, t, t_string, use_i18n},
    platform::random,
    query::{Workload, workload},
    ui::{Dialog, Field, Foot, Icon},
};

/// What a workload is counted from.
const COUNTED: &[TableName] = &[
    TableName::Customers,
    TableName::Deals,
    TableName::Cases,
    TableName::Tasks,
];

/// The section.
#[component]
pub fn Team() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let members = Memo::new(move |_| {
        app.read(&[TableName::Members], |records| {
            let mut all: Vec<Arc<Member>> = records.members.iter().cloned().collect();
            all.sort_by(|a, b| (a.left, &a.name).cmp(&(b.left, &b.name)));
            all
        })
    });
    let name = RwSignal::new(String::new());
    let giving = RwSignal::new(None::<Id<Member>>);
    let open = RwSignal::new(false);
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if typed.is_empty() {
            return;
        }
        let now = app.moment().now;
        let member = Member {
            id: app.new_id(),
            name: typed,
            left: false,
            created: now,
            updated: now,
        };
        app.run(Add::one(member), move |_| {
            name.try_set(String::new());
        });
    };
    let hand_over = Callback::new(move |id| {
        giving.set(Some(id));
        open.set(true);
    });
    view! {
        <Section title=Signal::derive(move || t_string!(i18n, history.table_members).to_owned())>
            <p class="soft">{t!(i18n, settings.team_text)}</p>
            <ul class="settings-tags">
                <For each=move || members.get() key=|member| (member.id, member.updated) let(member)>
                    <MemberRow member hand_over/>
                </For>
            </ul>
            <form class="row" on:submit=add>
                <input
                    class="input grow"
                    type="text"
                    maxlength="120"
                    aria-label=move || t_string!(i18n, settings.member_name)
                    placeholder=move || t_string!(i18n, settings.member_name)
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="btn">
                    <Icon name="plus"/>
                    {t!(i18n, settings.member_add)}
                </button>
            </form>
            <HandOverDialog open=open giving=giving members=members/>
        </Section>
    }
}

#[component]
fn MemberRow(member: Arc<Member>, hand_over: Callback<Id<Member>>) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let id = member.id;
    let left = member.left;
    let name = StoredValue::new(member.name.clone());
    let load = Memo::new(move |_| app.read(COUNTED, |records| workload(records, Some(id))));
    let toggled = member.clone();
    let toggle = move |()| {
        let edited = Member {
            left: !left,
            ..Member::clone(&toggled)
        };
        app.run(Save::new(Member::clone(&toggled), edited), |_| ());
    };
    let remove = move |()| {
        let command = Delete {
            records: vec![(TableName::Members, id.raw())],
            seed: random::seed(),
        };
        app.run(command, |_| ());
    };
    view! {
        <li class="setting wrap">
            <span class="strong" class:muted=left dir="auto">{name.get_value()}</span>
            <span class="grow small muted num"><Load load=load/></span>
            <button
                type="button"
                class="btn small"
                disabled=move || load.get().is_nothing()
                aria-label=move || t_string!(i18n, settings.hand_over_of, name = name.get_value())
                on:click=move |_| hand_over.run(id)
            >
                {t!(i18n, settings.hand_over)}
            </button>
            <RowButton
                icon=if left { "eye-off" } else { "eye" }
                label=Signal::derive(move || t_string!(i18n, settings.member_here, name = name.get_value()))
                pressed=(!left).to_string()
                on_press=Callback::new(toggle)
            />
            <RowButton
                icon="trash"
                label=Signal::derive(move || t_string!(i18n, settings.member_remove, name = name.get_value()))
                on_press=Callback::new(remove)
            />
        </li>
    }
}

/// A workload in words.
#[component]
fn Load(#[prop(into)] load: Signal<Workload>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let load = load.get();
        let locale = i18n.get_locale();
        let parts = [
            (load.customers > 0).then(|| {
                t_string!(
                    i18n,
                    common.customers_n,
                    count = counted(locale, load.customers)
                )
            }),
            (load.open_deals > 0).then(|| {
                t_string!(
                    i18n,
                    settings.load_deals,
                    count = counted(locale, load.open_deals)
                )
            }),
            (load.open_cases > 0).then(|| {
                t_string!(
                    i18n,
                    settings.load_cases,
                    count = counted(locale, load.open_cases)
                )
            }),
            (load.open_tasks > 0).then(|| {
                t_string!(
                    i18n,
                    settings.load_tasks,
                    count = counted(locale, load.open_tasks)
                )
            }),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            t_string!(i18n, settings.load_nothing).to_owned()
        } else {
            parts.join(" · ")
        }
    }
}

/// Asks who gets everything, and says how much that is.
#[component]
fn HandOverDialog(
    open: RwSignal<bool>,
    giving: RwSignal<Option<Id<Member>>>,
    members: Memo<Vec<Arc<Member>>>,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let name = move || {
        let from = giving.get();
        members.with(|all| {
            let member = all.iter().find(|member| Some(member.id) == from);
            member.map(|member| member.name.clone()).unwrap_or_default()
        })
    };
    let title = Signal::derive(move || t_string!(i18n, settings.hand_over_of, name = name()));
    view! {
        <Dialog open=open title=title>
            {move || {
                let from = giving.get_untracked()?;
                let to = RwSignal::new(String::new());
                let load = Memo::new(move |_| app.read(COUNTED, |records| workload(records, Some(from))));
                let preview = move || {
                    let load = load.get();
                    t_string!(
                        i18n,
                        settings.hand_over_what,
                        customers = fmt.count(load.customers),
                        leads = fmt.count(load.leads),
                        deals = fmt.count(load.open_deals + load.closed_deals),
                        cases = fmt.count(load.open_cases + load.solved_cases),
                        tasks = fmt.count(load.open_tasks + load.done_tasks)
                    )
                };
                let saving = use_saving(open);
                let submit = move |event: SubmitEvent| {
                    event.prevent_default();
                    let to = to.with_untracked(|to| Id::parse(to));
                    saving.save(HandOver { from, to });
                };
                let others = members
                    .get_untracked()
                    .into_iter()
                    .filter(|member| member.id != from && !member.left)
                    .map(|member| {
                        view! { <option value=member.id.to_string()>{member.name.clone()}</option> }
                    })
                    .collect_view();
                Some(view! {
                    <form class="dialog-form" on:submit=submit>
                        <div class="content">
                            <p class="num">{preview}</p>
                            <Field
                                label=Signal::derive(move || t_string!(i18n, settings.hand_over_to).to_owned())
                                error=saving.error
                                let:parts
                            >
                                <select
                                    class="input"
                                    id=parts.id()
                                    aria-describedby=parts.described_by()
                                    on:change=move |event| to.set(event_target_value(&event))
                                >
                                    <option value="">{t!(i18n, settings.nobody)}</option>
                                    {others}
                                </select>
                            </Field>
                        </div>
                        <Foot saving action=Signal::derive(move || t_string!(i18n, settings.hand_over).to_owned())/>
                    </form>
                })
            }}
        </Dialog>
    }
}
