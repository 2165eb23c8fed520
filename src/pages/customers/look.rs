//! The menu of how the list looks: table, cards or calendar, in which groups, with sums or without.

use leptos::prelude::*;

use crate::{
    app::format::use_fmt,
    i18n::{Locale, t, t_string, td_string, use_i18n},
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
                    <GroupBy state=state/>
                    <label class="menu-item">
                        <input
                            type="checkbox"
                            prop:checked=move || state.look.get().sums
                            on:change=move |event| {
                                let sums = event_target_checked(&event);
                                set(&|look| look.sums = sums);
                            }
                        />
                        <span>{t!(i18n, people.sums)}</span>
                    </label>
                </div>
            </div>
        </details>
    }
}

#[component]
fn GroupBy(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let offered = Memo::new(move |_| grouping::offered(state.app));
    let choose = move |event| {
        let group = Grouping::from_key(&event_target_value(&event));
        state.active.set(None);
        state.change(false, |address| address.list.look.group = group);
    };
    let option = move |by: Grouping| {
        view! {
            <option value=by.key() selected=move || state.look.get().group == Some(by)>
                {move || grouping::grouping_name(state.app, fmt.locale(), by)}
            </option>
        }
    };
    view! {
        <label class="menu-item look-group">
            <span>{t!(i18n, people.group_by)}</span>
            <select class="input compact" on:change=choose>
                <option value="" selected=move || state.look.get().group.is_none()>
                    {move || t_string!(i18n, people.no_group)}
                </option>
                {move || offered.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
