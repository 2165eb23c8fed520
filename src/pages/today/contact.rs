//! Whom to get in touch with, and which deals to push, each with the reason.

use leptos::prelude::*;

use super::rows::{Group, Person, SHOWN};
use crate::{
    app::{Route, format::use_fmt},
    i18n::{counted, t_string, use_i18n},
    pages::tasks::{anniversary, why},
    query::{
        plan::{Due, Plan},
        today::{Anniversary, Rot, Rotting, Slipping},
    },
    ui::Icon,
};

/// Regulars who slip.
#[component]
pub fn Regulars(regulars: Memo<Vec<Slipping>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |one: Slipping| {
        let why = move || {
            let days = |count: i64| {
                t_string!(i18n, common.days, count = counted(i18n.get_locale(), count))
            };
            let money = fmt.money_whole(one.year, fmt.currency());
            t_string!(
                i18n,
                today.slip_text,
                away = days(one.away),
                usual = fmt.count(usize::try_from(one.usual).unwrap_or_default()),
                money = money
            )
        };
        view! { <Person customer=one.customer.clone() why=Signal::derive(why)/> }
    };
    view! {
        <Group
            title=Signal::derive(move || t_string!(i18n, today.regulars).to_owned())
            count=Signal::derive(move || regulars.with(Vec::len))
            more=Route::Loyalty.href()
        >
            {move || regulars.get().into_iter().take(SHOWN).map(row).collect_view()}
        </Group>
    }
}

/// Birthdays and other anniversaries to come.
#[component]
pub fn Anniversaries(days: Memo<Vec<Anniversary>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |one: Anniversary| {
        let customer = one.customer.clone();
        view! { <Person customer why=Signal::derive(move || anniversary(fmt, &one))/> }
    };
    let title = move || {
        let others = days.with(|days| days.iter().any(|day| day.field.is_some()));
        let title = if others {
            t_string!(i18n, today.anniversaries)
        } else {
            t_string!(i18n, today.birthdays)
        };
        title.to_owned()
    };
    view! {
        <Group
            title=Signal::derive(title)
            count=Signal::derive(move || days.with(Vec::len))
            more=Route::Customers.href()
        >
            {move || days.get().into_iter().take(SHOWN).map(row).collect_view()}
        </Group>
    }
}

/// Who is due a touch by the contact plan.
#[component]
pub fn DueTouches(plan: Memo<Plan>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |one: Due| {
        let customer = one.customer.clone();
        view! { <Person customer why=Signal::derive(move || why(fmt, &one))/> }
    };
    let first = move || plan.with(|plan| plan.due.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    view! {
        <Group
            title=Signal::derive(move || t_string!(i18n, touch.due_now).to_owned())
            count=Signal::derive(move || plan.with(|plan| plan.due.len()))
            more=format!("{}?as=plan", Route::Tasks.href())
        >
            {move || first().into_iter().map(row).collect_view()}
        </Group>
    }
}

/// Deals that rot.
#[component]
pub fn Deals(deals: Memo<Vec<Rotting>>) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let row = move |one: Rotting| {
        let (value, currency, why) = (one.deal.value, one.deal.currency, one.why);
        let words = move || {
            let money = fmt.money_whole(value, currency);
            let days = |count: i64| {
                t_string!(i18n, common.days, count = counted(i18n.get_locale(), count))
            };
            match why {
                Rot::Late(late) => {
                    t_string!(i18n, today.late_by, days = days(late), money = money)
                }
                Rot::Stale(stale) => {
                    t_string!(i18n, today.stale_for, days = days(stale), money = money)
                }
            }
        };
        let title = one.deal.title.clone();
        let name = title.clone();
        let label = move || {
            let action = t_string!(i18n, today.open).to_owned();
            t_string!(i18n, today.act_for, action = action, name = name.clone())
        };
        let href = Route::Deal(one.deal.id).href();
        view! {
            <li class="todo-row">
                <span class="todo-icon warn"><Icon name="clock"/></span>
                <span class="todo-main">
                    <a class="todo-title" href=href.clone()>{title}</a>
                    <small>{words}</small>
                </span>
                <a class="btn" href=href aria-label=label>{move || t_string!(i18n, today.open)}</a>
            </li>
        }
    };
    view! {
        <Group
            title=Signal::derive(move || t_string!(i18n, today.rotting).to_owned())
            count=Signal::derive(move || deals.with(Vec::len))
            more=Route::Pipeline.href()
        >
            {move || deals.get().into_iter().take(SHOWN).map(row).collect_view()}
        </Group>
    }
}
