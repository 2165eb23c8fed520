//! The rows of the list: a table on a desktop, cards on a phone, both virtual.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use uuid::Uuid;

use crate::{
    app::{Fmt, format::use_fmt},
    domain::{Customer, CustomerKind, Id, TableName, name::Name},
    i18n::{t, t_string, td_string, use_i18n},
    pages::{loyalty::texts, touch::use_touch_desk},
    query::{Align, Column, Direction, Sort, groups::Segment},
    ui::{
        Avatar, Icon,
        table::{ColumnHead, Sorted},
        virtual_list::{VirtualList, offset},
    },
};

use super::{
    address::BY_NAME,
    columns::{self, needs_sales},
    state::ListState,
};

/// Id of a row's element.
pub fn row_id(id: Uuid) -> String {
    format!("row-{id}")
}

/// The list.
#[component]
pub fn List(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let count = Signal::derive(move || state.order.with(|order| order.len()));
    let shown = Memo::new(move |_| columns::shown(state.layout));
    let active = Signal::derive(move || {
        let index = state.active.get()?;
        state
            .order
            .with(|order| order.get(index).map(|id| row_id(id.raw())))
    });
    let key = move |index: usize| {
        state
            .order
            .with(|order| order.get(index).map(|id| id.raw()))
    };
    let row = move |index: usize, id: Uuid| {
        view! { <ListRow state=state fmt=fmt shown=shown index=index id=Id::new(id)/> }.into_any()
    };
    view! {
        <div
            class="list customers-list"
            class:cards=move || state.narrow.get()
            style:--columns=move || state.layout.template()
        >
            <VirtualList
                scroller=state.scroller
                count=count
                key=key
                row=row
                head=move || view! { <ListHead state=state fmt=fmt shown=shown/> }.into_any()
                label=Signal::derive(move || t_string!(i18n, customers.heading).to_owned())
                active=active
                columns=Signal::derive(move || shown.with(Vec::len) + 1)
            />
        </div>
    }
}

/// The head: names of the columns, or only the words for a screen reader on a phone.
#[component]
fn ListHead(state: ListState, fmt: Fmt, shown: Memo<Vec<Column>>) -> impl IntoView {
    let i18n = use_i18n();
    let by = move || {
        state
            .address
            .with(|address| address.list.sort.unwrap_or(BY_NAME))
    };
    let head = move |column: Column| {
        let sorted = Signal::derive(move || match by() {
            Sort { column: other, .. } if other != column => Sorted::No,
            Sort {
                direction: Direction::Up,
                ..
            } => Sorted::Up,
            Sort {
                direction: Direction::Down,
                ..
            } => Sorted::Down,
        });
        let on_sort = move |()| {
            let direction = match sorted.get_untracked() {
                Sorted::Up => Direction::Down,
                Sorted::Down => Direction::Up,
                // Figures and days are looked at from the great end.
                Sorted::No if needs_sales(column) => Direction::Down,
                Sorted::No => Direction::Up,
            };
            state.change(true, |address| {
                address.list.sort =
                    Some(Sort { column, direction }).filter(|sort| *sort != BY_NAME);
            });
        };
        view! {
            <ColumnHead
                layout=state.layout
                key=column.key().into_owned()
                label=columns::label_signal(state.app, fmt, column)
                end=column.align() == Align::End
                sorted=sorted
                on_sort=Callback::new(on_sort)
            />
        }
    };
    view! {
        <div class="vlist-head" role="rowgroup">
            <div class="tr" role="row" aria-rowindex="1">
                {move || shown.get().into_iter().map(head).collect_view()}
                <span role="columnheader" class="visually-hidden">{t!(i18n, customers.selected)}</span>
            </div>
        </div>
    }
}

#[component]
fn ListRow(
    state: ListState,
    fmt: Fmt,
    shown: Memo<Vec<Column>>,
    index: usize,
    id: Id<Customer>,
) -> impl IntoView {
    let i18n = use_i18n();
    let customer = Memo::new(move |_| {
        state
            .app
            .read(&[TableName::Customers], |records| records.get(id).cloned())
    });
    let is_selected = move || state.selected.with(|selected| selected.contains(&id.raw()));
    let is_open = move || state.address.with(|address| address.open == Some(id));
    let on_click = move |event: MouseEvent| {
        state.active.set(Some(index));
        if event.shift_key() {
            state.select_to(index);
        } else if event.ctrl_key() || event.meta_key() {
            state.toggle(index);
        } else {
            state.anchor.set(index);
            state.open(Some(id));
        }
    };
    let on_check = move |event: MouseEvent| {
        event.stop_propagation();
        state.active.set(Some(index));
        if event.shift_key() {
            state.select_to(index);
        } else {
            state.toggle(index);
        }
    };
    let check = move |name: String| {
        view! {
            <div class="td-check" role="gridcell">
                <input
                    type="checkbox"
                    class="row-check"
                    tabindex="-1"
                    aria-label=move || t_string!(i18n, customers.select_one, name = name.clone())
                    prop:checked=is_selected
                    on:click=on_check
                />
            </div>
        }
    };
    view! {
        <div
            class="tr row-line"
            role="row"
            id=row_id(id.raw())
            class:active=move || state.active.get() == Some(index)
            class:open=is_open
            class:selected=is_selected
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || is_selected().to_string()
            style:transform=move || offset(state.scroller, index)
            on:click=on_click
        >
            {move || {
                let customer = customer.get()?;
                let name = customer.display_name().to_owned();
                let cells = if state.narrow.get() {
                    card(state, fmt, &customer).into_any()
                } else {
                    let cells = shown.get().into_iter().map(|column| cell(column, &customer, state, fmt));
                    cells.collect_view().into_any()
                };
                Some(view! { {check(name)} {cells} })
            }}
        </div>
    }
}

fn cell(column: Column, customer: &Arc<Customer>, state: ListState, fmt: Fmt) -> AnyView {
    let end = column.align() == Align::End;
    match column {
        Column::Name => view! {
            <div class="td td-name" role="gridcell">{who(customer)} {log_touch(fmt, customer)}</div>
        }
        .into_any(),
        Column::Segment => {
            let id = customer.id;
            view! { <div class="td" role="gridcell">{move || segment(state, fmt, id)}</div> }
                .into_any()
        }
        Column::Tags => {
            view! { <div class="td td-tags" role="gridcell">{tags(customer)}</div> }.into_any()
        }
        _ => {
            let customer = customer.clone();
            let text = move || {
                if needs_sales(column) && !state.app.loaded.get() {
                    return "·".to_owned();
                }
                let facts = state.facts.get();
                columns::text(column, &customer, facts.get(customer.id), state, fmt)
            };
            view! {
                <div class="td num" class:end=end role="gridcell" dir="auto">
                    <span class="clip">{text}</span>
                </div>
            }
            .into_any()
        }
    }
}

/// Writes a touch down without leaving the list; `l` does the same for the row the keyboard is on.
fn log_touch(fmt: Fmt, customer: &Customer) -> impl IntoView {
    let desk = use_touch_desk();
    let (id, name) = (customer.id, customer.display_name().to_owned());
    let label = move || td_string!(fmt.locale(), touch.log_with, name = name.clone());
    view! {
        <button
            type="button"
            class="btn ghost icon-only small row-touch"
            tabindex="-1"
            aria-label=label
            on:click=move |event: MouseEvent| {
                event.stop_propagation();
                desk.begin(Some(id));
            }
        >
            <Icon name="message"/>
        </button>
    }
}

fn who(customer: &Customer) -> impl IntoView {
    let company = customer.kind == CustomerKind::Company;
    // A customer with no name is marked by what stands for it.
    let name = Name {
        full: customer.display_name().to_owned(),
        ..Name::default()
    };
    view! {
        <span class="who">
            <Avatar name=Signal::stored(name.clone())/>
            <span class="clip" dir="auto">{name.full}</span>
            {company.then(|| view! { <Icon name="company"/> })}
        </span>
    }
}

/// The segment with its tone; nothing while the reports are being made or for somebody without sales.
fn segment(state: ListState, fmt: Fmt, id: Id<Customer>) -> Option<impl IntoView> {
    let loyalty = state.loyalty.get()?;
    let segment = loyalty.groups(id).segment?;
    let tone = match segment {
        Segment::Champions | Segment::Loyal => "good",
        Segment::PotentialLoyalist | Segment::New | Segment::Promising => "info",
        Segment::NeedsAttention | Segment::AboutToSleep | Segment::AtRisk => "warn",
        Segment::CantLose => "bad",
        Segment::Hibernating | Segment::Lost => "",
    };
    Some(view! {
        <span class=format!("dot {tone}")></span>
        <span class="clip">{texts::segment(fmt.locale(), segment)}</span>
    })
}

fn tags(customer: &Customer) -> impl IntoView {
    let tags = customer.tags.iter().take(4).cloned();
    tags.map(|tag| view! { <span class="tag"><span class="clip" dir="auto">{tag}</span></span> })
        .collect_view()
}

/// A customer on a phone.
fn card(state: ListState, fmt: Fmt, customer: &Arc<Customer>) -> impl IntoView {
    let contact = customer
        .phones
        .first()
        .map(|phone| phone.number.clone())
        .or_else(|| customer.emails.first().map(|email| email.address.clone()))
        .unwrap_or_default();
    let id = customer.id;
    let figures = move || {
        if !state.app.loaded.get() {
            return "·".to_owned();
        }
        let facts = state.facts.get().get(id).copied();
        let spent = facts.map(|facts| fmt.money(facts.total, fmt.currency()));
        spent.unwrap_or_default()
    };
    view! {
        <div class="card-main" role="gridcell">
            {who(customer)}
            <span class="card-sub clip muted num">{contact}</span>
        </div>
        <div class="card-end num" role="gridcell">
            <span class="row">{move || segment(state, fmt, id)}</span>
            <span>{figures}</span>
        </div>
    }
}
