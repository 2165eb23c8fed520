//! One row of the list: a line of cells on a desktop, a card on a phone. It is made once and then shows
//! one customer after the other, so that everything in it follows the record that stands there.

use std::sync::Arc;

use leptos::{ev::MouseEvent, prelude::*};
use uuid::Uuid;

use super::{
    columns::{self, needs_sales},
    state::ListState,
};
use crate::{
    app::{Fmt, format::use_fmt},
    domain::{Customer, CustomerKind, Id, TableName, name::Name},
    i18n::{t_string, td_string, use_i18n},
    pages::{loyalty::texts, parts::SilentMark},
    query::{Align, Column, groups::Segment},
    ui::{
        Avatar, Icon,
        virtual_list::{RowPlace, offset},
    },
};

/// Id of a row's element.
pub fn row_id(id: Uuid) -> String {
    format!("row-{id}")
}

/// Who stands in a row. A row that waits for a place keeps who stood there last: nobody sees it, and its
/// cells have nothing to do.
type Who = Memo<Option<Arc<Customer>>>;

/// What the cells of a row need. Copied into each.
#[derive(Clone, Copy)]
struct Cells {
    state: ListState,
    fmt: Fmt,
    who: Who,
}

impl Cells {
    /// A text about the customer; empty without one.
    fn text(
        self,
        text: impl Fn(&Arc<Customer>) -> String + Send + Sync + 'static,
    ) -> impl Fn() -> String {
        move || {
            self.who
                .with(|who| who.as_ref().map(&text).unwrap_or_default())
        }
    }

    fn name(self) -> impl Fn() -> String {
        self.text(|customer| customer.display_name().to_owned())
    }

    fn id(self) -> Option<Id<Customer>> {
        self.who
            .with(|who| who.as_ref().map(|customer| customer.id))
    }
}

/// The row.
#[component]
pub fn ListRow(state: ListState, shown: Memo<Vec<Column>>, place: RowPlace) -> impl IntoView {
    let i18n = use_i18n();
    let who = Memo::new_with_compare(
        move |before: Option<&Option<Arc<Customer>>>| {
            let Some(key) = place.key.get() else {
                return before.cloned().flatten();
            };
            state.app.read(&[TableName::Customers], |records| {
                records.get(Id::new(key)).cloned()
            })
        },
        |before, after| match (
            before.and_then(Option::as_ref),
            after.and_then(Option::as_ref),
        ) {
            (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
            (before, after) => before.is_some() || after.is_some(),
        },
    );
    let cells = Cells {
        state,
        fmt: use_fmt(),
        who,
    };
    let is_selected = Memo::new(move |_| {
        let key = place.key.get();
        key.is_some_and(|key| state.selection.has(key))
    });
    let is_open = move || {
        let open = state.address.with(|address| address.open.map(Id::raw));
        open.is_some() && open == place.key.get()
    };
    let is_active = move || {
        place
            .index
            .get()
            .is_some_and(|index| state.active.get() == Some(index))
    };
    let on_click = move |event: MouseEvent| {
        let Some(index) = place.index.get_untracked() else {
            return;
        };
        state.active.set(Some(index));
        if event.shift_key() {
            state.select_to(index);
        } else if event.ctrl_key() || event.meta_key() {
            state.toggle(index);
        } else {
            state.anchor.set(index);
            state.open(state.at(index));
        }
    };
    let on_check = move |event: MouseEvent| {
        if let Some(index) = place.index.get_untracked() {
            state.tick(index, &event);
        }
    };
    let name = cells.name();
    view! {
        <div
            class="tr row-line"
            role="row"
            id=move || place.key.get().map(row_id)
            hidden=move || place.key.with(Option::is_none) || who.with(Option::is_none)
            class:active=is_active
            class:open=is_open
            class:selected=move || is_selected.get()
            aria-rowindex=move || place.index.get().map(|index| (index + 2).to_string())
            aria-selected=move || is_selected.get().to_string()
            style:transform=move || offset(state.scroller, place.index.get().unwrap_or_default())
            on:click=on_click
        >
            <div class="td-check" role="gridcell">
                <input
                    type="checkbox"
                    class="row-check"
                    tabindex="-1"
                    aria-label=move || t_string!(i18n, customers.select_one, name = name())
                    prop:checked=move || is_selected.get()
                    on:click=on_check
                />
            </div>
            {move || {
                if state.narrow.get() {
                    card(cells).into_any()
                } else {
                    shown.get().into_iter().map(|column| cell(cells, column)).collect_view().into_any()
                }
            }}
        </div>
    }
}

fn cell(cells: Cells, column: Column) -> AnyView {
    match column {
        Column::Name => view! {
            <div class="td td-name" role="gridcell">{person(cells)} {log_touch(cells)}</div>
        }
        .into_any(),
        Column::Segment => {
            view! { <div class="td" role="gridcell">{move || segment(cells)}</div> }.into_any()
        }
        Column::Tags => {
            view! { <div class="td td-tags" role="gridcell">{move || tags(cells)}</div> }.into_any()
        }
        _ => {
            let Cells { state, fmt, .. } = cells;
            let text = cells.text(move |customer| {
                if needs_sales(column) && !state.app.loaded.get() {
                    return "·".to_owned();
                }
                let facts = needs_sales(column).then(|| state.facts.get());
                let facts = facts.as_ref().and_then(|facts| facts.get(customer.id));
                columns::text(column, customer, facts, state, fmt)
            });
            view! {
                <div class="td num" class:end=column.align() == Align::End role="gridcell" dir="auto">
                    <span class="clip">{text}</span>
                </div>
            }
            .into_any()
        }
    }
}

/// Writes a touch down without leaving the list; `l` does the same for the row the keyboard is on.
fn log_touch(cells: Cells) -> impl IntoView {
    let name = cells.name();
    let label = move || td_string!(cells.fmt.locale(), touch.log_with, name = name());
    view! {
        <button
            type="button"
            class="btn ghost icon-only small row-touch"
            tabindex="-1"
            aria-label=label
            on:click=move |event: MouseEvent| {
                event.stop_propagation();
                cells.state.desk.begin(untrack(|| cells.id()));
            }
        >
            <Icon name="message"/>
        </button>
    }
}

fn person(cells: Cells) -> impl IntoView {
    let name = cells.name();
    let company = Memo::new(move |_| {
        cells.who.with(|who| {
            who.as_ref()
                .is_some_and(|customer| customer.kind == CustomerKind::Company)
        })
    });
    let silent = Memo::new(move |_| {
        cells
            .who
            .with(|who| who.as_ref().is_some_and(|one| !one.may_contact_somehow()))
    });
    // A customer with no name is marked by what stands for it.
    let mark = Signal::derive(move || Name {
        full: name(),
        ..Name::default()
    });
    view! {
        <span class="who">
            <Avatar name=mark/>
            <span class="clip" dir="auto">{cells.name()}</span>
            {move || company.get().then(|| view! { <Icon name="company"/> })}
            <SilentMark silent/>
        </span>
    }
}

/// The segment with its tone; nothing while the reports are being made or for somebody without sales.
fn segment(cells: Cells) -> Option<impl IntoView> {
    let loyalty = cells.state.loyalty.get()?;
    let segment = loyalty.groups(cells.id()?).segment?;
    let tone = match segment {
        Segment::Champions | Segment::Loyal => "good",
        Segment::PotentialLoyalist | Segment::New | Segment::Promising => "info",
        Segment::NeedsAttention | Segment::AboutToSleep | Segment::AtRisk => "warn",
        Segment::CantLose => "bad",
        Segment::Hibernating | Segment::Lost => "",
    };
    Some(view! {
        <span class=format!("dot {tone}")></span>
        <span class="clip">{texts::segment(cells.fmt.locale(), segment)}</span>
    })
}

fn tags(cells: Cells) -> impl IntoView {
    let tags = cells.who.with(|who| {
        let tags = who.iter().flat_map(|customer| &customer.tags);
        tags.take(4).cloned().collect::<Vec<_>>()
    });
    tags.into_iter()
        .map(|tag| view! { <span class="tag"><span class="clip" dir="auto">{tag}</span></span> })
        .collect_view()
}

/// A customer on a phone.
fn card(cells: Cells) -> impl IntoView {
    let Cells { state, fmt, .. } = cells;
    let contact = cells.text(|customer| {
        let phone = customer.phones.first().map(|phone| phone.number.clone());
        let email = || customer.emails.first().map(|email| email.address.clone());
        phone.or_else(email).unwrap_or_default()
    });
    let figures = cells.text(move |customer| {
        if !state.app.loaded.get() {
            return "·".to_owned();
        }
        let facts = state.facts.get().get(customer.id).copied();
        let spent = facts.map(|facts| fmt.money(facts.total, fmt.currency()));
        spent.unwrap_or_default()
    });
    view! {
        <div class="card-main" role="gridcell">
            {person(cells)}
            <span class="card-sub clip muted num">{contact}</span>
        </div>
        <div class="card-end num" role="gridcell">
            <span class="row">{move || segment(cells)}</span>
            <span>{figures}</span>
        </div>
    }
}
