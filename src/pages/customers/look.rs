//! The menu of how the list looks: table, cards or calendar, in which groups, with sums or without.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    i18n::{Locale, t_string, td_string, use_i18n},
    pages::tables::GroupAndSums,
    query::{Grouping, Look, OnDay, Shape},
    ui::Icon,
};

use super::{grouping, state::ListState};

/// What a day of the calendar stands for, in words.
pub fn on_day(locale: Locale, by: OnDay) -> &'static str {
    match by {
        OnDay::Birthday => td_string!(locale, today.anniversaries),
        OnDay::Due => td_string!(locale, people.by_due),
        OnDay::Created => td_string!(locale, customers.created),
    }
}

fn shape_text(locale: Locale, shape: Shape) -> &'static str {
    match shape {
        Shape::Table => td_string!(locale, people.as_table),
        Shape::Cards => td_string!(locale, people.as_cards),
        Shape::Calendar(_) => td_string!(locale, people.as_calendar),
    }
}

/// The button with the menu.
#[component]
pub fn LookMenu(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let set = move |change: &dyn Fn(&mut Look)| {
        state.active.set(None);
        state.change(false, |address| change(&mut address.list.look));
    };
    let same =
        |one: Shape, other: Shape| std::mem::discriminant(&one) == std::mem::discriminant(&other);
    let shape = move |(shape, icon): (Shape, &'static str)| {
        view! {
            <button
                type="button"
                class="with-icon"
                aria-pressed=move || same(state.look.get().shape, shape).to_string()
                on:click=move |_| set(&|look| {
                    if !same(look.shape, shape) {
                        look.shape = shape;
                    }
                })
            >
                <Icon name=icon/>
                {move || shape_text(i18n.get_locale(), shape)}
            </button>
        }
    };
    let shapes = [
        (Shape::Table, "list"),
        (Shape::Cards, "grid"),
        (Shape::Calendar(OnDay::default()), "calendar"),
    ];
    let offered = move || {
        let all = grouping::offered(state.app).into_iter();
        let named = all.map(|by| {
            (
                by.key(),
                grouping::grouping_name(state.app, fmt.locale(), by),
            )
        });
        named.collect()
    };
    let calendar = move || matches!(state.look.get().shape, Shape::Calendar(_));
    view! {
        <details class="menu-anchor look-menu">
            <summary class="btn icon-only" aria-label=move || t_string!(i18n, people.look)>
                <Icon name="grid"/>
            </summary>
            <div class="popup look-popup">
                <div class="segmented" role="group" aria-label=move || t_string!(i18n, people.look)>
                    {shapes.map(shape).into_iter().collect_view()}
                </div>
                <div hidden=calendar>
                    <GroupAndSums
                        offered=Signal::derive(offered)
                        chosen=Signal::derive(move || {
                            state.look.get().group.map(Grouping::key).unwrap_or_default()
                        })
                        on_group=Callback::new(move |key: String| {
                            set(&|look| look.group = Grouping::from_key(&key));
                        })
                        sums=Signal::derive(move || state.look.get().sums)
                        on_sums=Callback::new(move |sums| set(&|look| look.sums = sums))
                    />
                </div>
            </div>
        </details>
    }
}
