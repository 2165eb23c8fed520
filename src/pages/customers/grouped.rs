//! The list in groups: heads that fold, with how many there are and what their figures add up to, and the
//! customers below them as rows or cards. Takes the place of the plain list while grouping is on.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::{Customer, Id},
    i18n::{t_string, use_i18n},
    pages::tables::said,
    query::{Align, Column, shared::Shared},
    ui::{
        Avatar, Icon,
        virtual_list::{RowPlace, Scroller, VirtualList, offset},
    },
};

use super::{
    cards::{Card, on_card, use_across},
    columns,
    folding::{Folding, LINE, Line, follow_keyboard, lines},
    footer, grouping,
    member::Member,
    row::row_id,
    state::ListState,
    tick::Tick,
};

/// The list.
#[component]
pub fn Grouped(
    state: ListState,
    /// Cards side by side instead of lines.
    cards: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let node = NodeRef::new();
    let across = cards.then(|| use_across(state, node));
    let scroller = if cards {
        Scroller::new(Signal::stored(LINE), Signal::stored(0.0))
    } else {
        Scroller::new(state.scroller.row, state.scroller.header)
    };
    let folded = RwSignal::new(HashSet::<Shared>::new());
    let lines = Memo::new(move |_| {
        let groups = state.groups.get();
        let groups = groups.as_deref().map(Vec::as_slice).unwrap_or_default();
        let across = across.map(|across| across.get());
        Arc::new(folded.with(|folded| lines(groups, folded, across)))
    });
    let shown = if cards {
        on_card(state)
    } else {
        Memo::new(move |_| columns::shown(state.layout))
    };
    let folding = Folding {
        state,
        fmt,
        scroller,
        folded,
        lines,
        shown,
        across,
    };
    follow_keyboard(folding);
    // A head has an identity of its own by its place; customers have theirs.
    let key = move |index: usize| {
        let line = lines.with(|lines| lines.get(index).copied())?;
        match line {
            Line::Head(place) => Some(Uuid::from_u128(u128::try_from(place).unwrap_or_default())),
            Line::Member(id) => Some(id.raw()),
            Line::Cards(group, first) => folding.cards(group, first).first().map(|id| id.raw()),
            Line::Taken => None,
        }
    };
    let row = move |place: RowPlace| view! { <AnyLine folding place/> }.into_any();
    let active = Signal::derive(move || {
        let id = state.at(state.active.get()?)?;
        Some(row_id(id.raw()))
    });
    view! {
        <div
            class="list customers-list grouped"
            class:cards=move || state.narrow.get() && !cards
            class:card-grid=cards
            node_ref=node
            style:--across=move || across.map(|across| across.get().to_string())
            style:--columns=move || state.layout.template()
        >
            <VirtualList
                scroller=scroller
                count=Signal::derive(move || lines.with(|lines| lines.len()))
                key=key
                row=row
                head=move || (!cards).then(|| view! { <Heads folding/> }).into_any()
                label=Signal::derive(move || t_string!(i18n, customers.heading).to_owned())
                active=active
                columns=Signal::derive(move || {
                    across.map_or_else(|| shown.with(Vec::len) + 1, |across| across.get())
                })
            />
        </div>
    }
}

/// What stands at a place now: the head of a group, a customer, or nothing.
#[component]
fn AnyLine(folding: Folding, place: RowPlace) -> impl IntoView {
    let line = Memo::new(move |_| {
        let index = place.index.get()?;
        let line = folding.lines.with(|lines| lines.get(index).copied())?;
        Some((index, line))
    });
    move || match line.get() {
        Some((index, Line::Head(place))) => view! { <Head folding index place/> }.into_any(),
        Some((index, Line::Member(id))) => view! { <MemberLine folding index id/> }.into_any(),
        Some((index, Line::Cards(group, first))) => {
            view! { <CardLine folding index group first/> }.into_any()
        }
        Some((_, Line::Taken)) | None => ().into_any(),
    }
}

/// Cards of a group side by side.
#[component]
fn CardLine(folding: Folding, index: usize, group: usize, first: usize) -> impl IntoView {
    let here = Memo::new(move |_| folding.cards(group, first));
    view! {
        <div
            class="card-row"
            role="row"
            aria-rowindex=(index + 2).to_string()
            style:transform=move || offset(folding.scroller, index)
        >
            <For each=move || here.get() key=|id| *id let:id>
                <Card
                    state=folding.state
                    id
                    shown=folding.shown
                    named=folding.is_named(index, id)
                />
            </For>
        </div>
    }
}

#[component]
fn Heads(folding: Folding) -> impl IntoView {
    let i18n = use_i18n();
    let (state, fmt) = (folding.state, folding.fmt);
    let head = move |column: Column| {
        let end = column.align() == Align::End;
        let label = columns::label_signal(state.app, fmt, column);
        view! { <div class="th" class:end=end role="columnheader"><span class="th-sort">{label}</span></div> }
    };
    view! {
        <div class="vlist-head" role="rowgroup">
            <div class="tr" role="row" aria-rowindex="1">
                {move || folding.shown.get().into_iter().map(head).collect_view()}
                <span role="columnheader" class="visually-hidden">
                    {move || t_string!(i18n, customers.selected)}
                </span>
            </div>
        </div>
    }
}

/// The head of a group: folds it, selects it, says how many there are.
#[component]
fn Head(folding: Folding, index: usize, place: usize) -> impl IntoView {
    let i18n = use_i18n();
    let (state, fmt) = (folding.state, folding.fmt);
    let group = Memo::new(move |_| folding.group(place));
    let by = move || state.look.get().grouping();
    let name = move || {
        let group = group.get()?;
        Some(grouping::name(fmt, by()?, &group.shared))
    };
    let count = move || group.with(|group| group.as_ref().map_or(0, |group| group.ids.len()));
    let is_folded = move || {
        group.with(|group| {
            let shared = group.as_ref().map(|group| &group.shared);
            shared.is_some_and(|shared| folding.folded.with(|folded| folded.contains(shared)))
        })
    };
    let fold = move |_| {
        let Some(shared) =
            group.with_untracked(|group| group.as_ref().map(|one| one.shared.clone()))
        else {
            return;
        };
        folding.folded.update(|folded| {
            if !folded.remove(&shared) {
                folded.insert(shared);
            }
        });
    };
    let select = move |_| {
        let ids = group.with_untracked(|group| group.as_ref().map(|group| group.ids.clone()));
        state
            .selection
            .add(ids.unwrap_or_default().iter().map(|id| id.raw()));
    };
    let sums = move || {
        let group = group.get()?;
        Some(said(fmt, &footer::named_sums(state, fmt, &group.ids)))
    };
    view! {
        <div
            class="tr group-head"
            role="row"
            aria-rowindex=(index + 2).to_string()
            style:transform=move || offset(folding.scroller, index)
        >
            <div class="group-cell" role="gridcell">
                <button
                    type="button"
                    class="group-fold"
                    aria-expanded=move || (!is_folded()).to_string()
                    on:click=fold
                >
                    <Icon name=Signal::derive(move || if is_folded() { "chevron-right" } else { "chevron-down" })/>
                    <span class="clip" dir="auto">{name}</span>
                    <span class="num muted">{move || fmt.count(count())}</span>
                </button>
                <span class="clip muted small num">{sums}</span>
                <button
                    type="button"
                    class="link small"
                    aria-label=move || {
                        let name = name().unwrap_or_default();
                        t_string!(i18n, people.select_group, name = name)
                    }
                    on:click=select
                >
                    {move || t_string!(i18n, people.select)}
                </button>
            </div>
        </div>
    }
}

#[component]
fn MemberLine(folding: Folding, index: usize, id: Id<Customer>) -> impl IntoView {
    let (state, fmt) = (folding.state, folding.fmt);
    let member = Member::new(state, id);
    let first = folding.is_named(index, id);
    view! {
        <div
            class="tr row-line"
            role="row"
            id=first.then(|| row_id(id.raw()))
            class:active=move || member.is_active()
            class:open=move || member.is_open()
            class:selected=move || member.is_selected()
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || member.is_selected().to_string()
            style:transform=move || offset(folding.scroller, index)
            on:click=move |event| member.click(&event)
        >
            <div class="td-check" role="gridcell">
                <Tick member/>
            </div>
            {move || {
                let customer = member.customer.get()?;
                let shown = if state.narrow.get() {
                    vec![Column::Name, Column::Phone]
                } else {
                    folding.shown.get()
                };
                let cells = shown.into_iter().map(|column| cell(column, &customer, state, fmt));
                Some(cells.collect_view())
            }}
        </div>
    }
}

fn cell(column: Column, customer: &Arc<Customer>, state: ListState, fmt: Fmt) -> AnyView {
    if column == Column::Name {
        let name = customer.display_name().to_owned();
        return view! {
            <div class="td td-name" role="gridcell">
                <span class="who">
                    <Avatar name=Signal::stored(customer.name.clone())/>
                    <span class="clip" dir="auto">{name}</span>
                </span>
            </div>
        }
        .into_any();
    }
    let end = column.align() == Align::End;
    let customer = customer.clone();
    let text = move || {
        let facts = state.facts.get();
        columns::text(column, &customer, facts.get(customer.id), state, fmt)
    };
    view! {
        <div class="td num" class:end=end role="gridcell" dir="auto"><span class="clip">{text}</span></div>
    }
    .into_any()
}
