//! One deal on the board: what, with whom, how much, by when; and everything that can be done to it
//! without dragging.

use leptos::prelude::*;

use super::{close::Closing, moves::Moves, table_row::Tags};
use crate::{
    app::{Route, format::use_fmt, state::use_app},
    domain::{Deal, Id, TableName},
    i18n::{counted, t, t_string, use_i18n},
    pages::parts::name_of,
    query::board::{Card, Place, position},
    ui::{Avatar, Icon, Menu, MenuItem, board::focus_card},
};

/// A card.
#[component]
pub fn DealCard(id: Id<Deal>, moves: Moves, closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let fmt = use_fmt();
    let deal = Memo::new(move |_| {
        app.read(&[TableName::Deals], |records| {
            records.get(id).cloned().map(Card)
        })
    });
    let field = move |get: fn(&Deal) -> String| {
        move || deal.with(|deal| deal.as_ref().map(|card| get(&card.0)).unwrap_or_default())
    };
    let title = field(|deal| deal.title.clone());
    let customer = move || {
        let id = deal.with(|deal| deal.as_ref().and_then(|card| card.0.customer));
        name_of(app, id).unwrap_or_default()
    };
    let tags = Memo::new(move |_| {
        deal.with(|deal| deal.as_ref().map(|card| card.0.tags.clone()))
            .unwrap_or_default()
    });
    let face = Memo::new(move |_| {
        let id = deal.with(|deal| deal.as_ref().and_then(|card| card.0.customer))?;
        app.read(&[TableName::Customers], |records| {
            records.get(id).map(|customer| customer.name.clone())
        })
    });
    let value = move || {
        deal.with(|deal| {
            deal.as_ref()
                .map(|card| fmt.money_whole(card.0.value, card.0.currency))
        })
    };
    let day = move || deal.with(|deal| deal.as_ref().and_then(|card| card.0.expected_close));
    let late = move || day().is_some_and(|day| day < app.moment().today);
    let stale = move || {
        let days = app.read(&[TableName::Pipelines], |records| {
            deal.with(|deal| {
                let deal = &deal.as_ref()?.0;
                let stage = records.get(deal.pipeline)?.stage(deal.stage)?;
                let now = app.moment().now;
                deal.is_stale(stage, now).then(|| deal.days_in_stage(now))
            })
        });
        days.map(|days| {
            let days = t_string!(i18n, common.days, count = counted(i18n.get_locale(), days));
            t_string!(i18n, pipeline.stale, days = days)
        })
    };
    let held = move || moves.held.get().filter(|held| held.deal == id);
    view! {
        <li
            class="card"
            class:rot=move || stale().is_some()
            class:held=move || held().is_some()
            class:by-key=move || held().is_some_and(|held| held.by_key)
            data-card=id.to_string()
            data-place=id.to_string()
            title=stale
        >
            <div class="card-top">
                <a class="card-link" draggable="false" href=Route::Deal(id).href()>{title}</a>
                <div class="card-tools">
                    <button
                        type="button"
                        class="card-handle"
                        aria-label=move || t_string!(i18n, pipeline.drag, title = title())
                    >
                        <Icon name="drag"/>
                    </button>
                    <CardMenu id title=Signal::derive(title) moves closing/>
                </div>
            </div>
            <p class="clip">{customer}</p>
            {move || {
                let tags = tags.get();
                (!tags.is_empty()).then(|| view! { <Tags tags/> })
            }}
            <div class="card-foot">
                <span class="num">{value}</span>
                <span class="visually-hidden">{stale}</span>
                <span class="num push" class:bad=late>{move || day().map(|day| fmt.date(day))}</span>
                {move || face.get().map(|name| view! { <Avatar name=Signal::stored(name)/> })}
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn CardMenu(id: Id<Deal>, title: Signal<String>, moves: Moves, closing: Closing) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let to_top = move || {
        let place = moves.columns.with_untracked(|columns| {
            let (column, _) = position(columns, id)?;
            let column = columns.get(column)?;
            Some(Place {
                stage: column.stage.id,
                above: column.cards.first().map(|card| card.0.id),
            })
        });
        if let Some(place) = place {
            moves.move_to(id, place);
            focus_card(id.raw());
        }
    };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(i18n, pipeline.card_actions, title = title.get()))
            icon="more"
            icon_only=true
            class="btn ghost icon-only small card-menu"
        >
            <div class="menu-head">{t!(i18n, pipeline.move_head)}</div>
            <MoveItems id moves/>
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.to_top).to_owned())
                icon="arrow-up"
                on_select=move |()| to_top()
            />
            <hr/>
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.mark_won).to_owned())
                icon="check"
                on_select=move |()| closing.win(app, moves, id)
            />
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, pipeline.mark_lost).to_owned())
                icon="x"
                on_select=move |()| closing.ask(Some(moves), id)
            />
        </Menu>
    }
}

/// The other columns.
#[component]
fn MoveItems(id: Id<Deal>, moves: Moves) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let columns = moves.columns.get();
        let here = position(&columns, id).map(|(column, _)| column);
        columns
            .into_iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != here)
            .map(|(_, column)| {
                let (stage, name) = (column.stage.id, column.stage.name);
                let above = column.cards.first().map(|card| card.0.id);
                view! {
                    <MenuItem
                        label=Signal::derive(move || {
                            t_string!(i18n, pipeline.move_to, name = name.clone())
                        })
                        icon="arrow-right"
                        on_select=move |()| {
                            moves.move_to(id, Place { stage, above });
                            focus_card(id.raw());
                        }
                    />
                }
            })
            .collect_view()
    }
}
