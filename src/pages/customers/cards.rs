//! The customers as cards side by side, as many as there is room for; only the rows of cards in sight are
//! drawn. Takes the place of the plain list on a wide screen. A card shows the columns of the view.

use leptos::{html, prelude::*};
use web_sys::Element;

use super::{
    columns::{self, needs_sales},
    member::Member,
    row::row_id,
    state::ListState,
    tick::Tick,
};
use crate::{
    app::format::use_fmt,
    domain::{Customer, Id},
    i18n::{t_string, use_i18n},
    pages::parts::SilentMark,
    query::Column,
    ui::{
        Avatar,
        size::use_size,
        virtual_list::{RowPlace, Scroller, VirtualList, offset},
    },
};

/// Height of a card with the gap below it, in CSS pixels.
pub const HEIGHT: f64 = 132.0;
/// The least width of a card with its gap.
const WIDTH: f64 = 280.0;
/// Columns of the view that a card has room for, beside name and contact.
const SHOWN: usize = 4;

/// The cards.
#[component]
pub fn Cards(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Div>::new();
    let across = use_across(state, node);
    let scroller = Scroller::new(Signal::stored(HEIGHT), Signal::stored(0.0));
    let count =
        Signal::derive(move || state.order.with(|order| order.len().div_ceil(across.get())));
    let shown = on_card(state);
    Effect::new(move |_| {
        if let Some(index) = state.active.get() {
            scroller.reveal(index / across.get_untracked());
        }
    });
    let key = move |row: usize| {
        let first = row * across.get();
        state
            .order
            .with(|order| order.get(first).map(|id| id.raw()))
    };
    let row =
        move |place: RowPlace| view! { <CardRow state across shown scroller place/> }.into_any();
    let active = Signal::derive(move || {
        let id = state.at(state.active.get()?)?;
        Some(row_id(id.raw()))
    });
    view! {
        <div
            class="list customers-list card-grid"
            node_ref=node
            style:--across=move || across.get().to_string()
        >
            <VirtualList
                scroller=scroller
                count=count
                key=key
                row=row
                head=move || ().into_any()
                label=Signal::derive(move || t_string!(i18n, customers.heading).to_owned())
                active=active
                columns=Signal::derive(move || across.get())
            />
        </div>
    }
}

/// How many cards stand side by side in an area, which the keys that go up and down need to know, too.
/// Call inside the component of the area.
pub fn use_across(state: ListState, node: NodeRef<html::Div>) -> Memo<usize> {
    let width = RwSignal::new(0.0);
    use_size(node, width, Element::client_width);
    let across = Memo::new(move |_| fitting(width.get()));
    Effect::new(move |_| state.across.set(across.get()));
    on_cleanup(move || {
        state.across.try_set(1);
    });
    across
}

/// The columns of the view that a card shows.
pub fn on_card(state: ListState) -> Memo<Vec<Column>> {
    Memo::new(move |_| {
        let mut shown = columns::shown(state.layout);
        shown.retain(|column| !matches!(column, Column::Name | Column::Phone | Column::Email));
        shown.truncate(SHOWN);
        shown
    })
}

/// How many cards fit side by side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number, never below one"
)]
fn fitting(width: f64) -> usize {
    (width / WIDTH).max(1.0) as usize
}

/// A row of cards.
#[component]
fn CardRow(
    state: ListState,
    across: Memo<usize>,
    shown: Memo<Vec<Column>>,
    scroller: Scroller,
    place: RowPlace,
) -> impl IntoView {
    let here = Memo::new(move |_| {
        let first = place.index.get()? * across.get();
        state.order.with(|order| {
            let cards = order.iter().skip(first).take(across.get());
            Some(cards.copied().collect::<Vec<_>>())
        })
    });
    view! {
        <div
            class="card-row"
            role="row"
            hidden=move || here.with(Option::is_none)
            aria-rowindex=move || place.index.get().map(|index| (index + 2).to_string())
            style:transform=move || offset(scroller, place.index.get().unwrap_or_default())
        >
            <For each=move || here.get().unwrap_or_default() key=|id| *id let:id>
                <Card state id shown named=true/>
            </For>
        </div>
    }
}

/// A card.
#[component]
pub fn Card(
    state: ListState,
    id: Id<Customer>,
    shown: Memo<Vec<Column>>,
    /// True if it goes by the name of the customer's row: only one may.
    named: bool,
) -> impl IntoView {
    let fmt = use_fmt();
    let member = Member::new(state, id);
    let mark = Signal::derive(move || {
        let name = |one: &Customer| one.name.clone();
        member
            .customer
            .with(|one| one.as_deref().map(name))
            .unwrap_or_default()
    });
    let silent = move || {
        member
            .customer
            .with(|one| one.as_ref().is_some_and(|one| !one.may_contact_somehow()))
    };
    let contact = move || {
        member.customer.with(|one| {
            let one = one.as_ref()?;
            let phone = one.phones.first().map(|phone| phone.number.clone());
            phone.or_else(|| one.emails.first().map(|email| email.address.clone()))
        })
    };
    let fact = move |column: Column| {
        let text = move || {
            let customer = member.customer.get()?;
            if needs_sales(column) && !state.app.loaded.get() {
                return Some("·".to_owned());
            }
            let facts = needs_sales(column).then(|| state.facts.get());
            let facts = facts.as_ref().and_then(|facts| facts.get(id));
            Some(columns::text(column, &customer, facts, state, fmt))
        };
        view! {
            <span class="card-fact">
                <span class="muted clip">{columns::label_signal(state.app, fmt, column)}</span>
                <span class="clip" dir="auto">{text}</span>
            </span>
        }
    };
    view! {
        <div
            class="card-one"
            role="gridcell"
            id=named.then(|| row_id(id.raw()))
            class:active=move || member.is_active()
            class:open=move || member.is_open()
            class:selected=move || member.is_selected()
            aria-selected=move || member.is_selected().to_string()
            on:click=move |event| member.click(&event)
        >
            <div class="row">
                <span class="who grow">
                    <Avatar name=mark/>
                    <span class="clip strong" dir="auto">{move || member.name()}</span>
                    <SilentMark silent=Signal::derive(silent)/>
                </span>
                <Tick member/>
            </div>
            <span class="clip muted num small">{contact}</span>
            <div class="card-facts num">
                {move || shown.get().into_iter().map(fact).collect_view()}
            </div>
        </div>
    }
    .into_any()
}
