//! The list of customers: search, filters, table or cards, selection, the side panel and the dialog for
//! a new customer. The record itself is drawn by `pages::customer`.

mod address;
mod around;
mod bulk;
mod calendar;
mod cards;
mod chips;
mod columns;
mod create;
mod create_draft;
mod create_parts;
mod folding;
mod footer;
mod grouped;
mod grouping;
mod journey;
mod keys;
mod known;
mod letters;
mod list;
mod listed;
mod look;
mod member;
pub(super) mod own;
mod row;
mod state;
mod tick;
mod views;

use std::time::Duration;

use leptos::{html, prelude::*};

use crate::{
    app::{Route, format::use_fmt},
    domain::TableName,
    i18n::{counted, t, t_string, use_i18n},
    pages::{
        customer::Panel,
        filters::FilterDialog,
        views::{ColumnsMenu, ViewsMenu},
    },
    query::{Filter, NameKeys, Shape},
    ui::{Empty, Icon, keys::is_enter},
};

pub use known::{Known, find_known};
pub use own::{standing, status as lead_status};

use state::ListState;

/// The page.
#[component]
pub fn Customers() -> impl IntoView {
    let i18n = use_i18n();
    let fmt = use_fmt();
    let state = ListState::new();
    let search = NodeRef::<html::Input>::new();
    follow_width(state);
    keys::listen(state);
    let views = views::views_of(state);
    let open = Memo::new(move |_| state.address.with(|address| address.open));
    let nobody = Memo::new(move |_| {
        state.app.read(&[TableName::Customers], |records| {
            records.customers.is_empty()
        })
    });
    let nobody_listed = move || state.order.with(|order| order.is_empty());
    // Until the names are known there is no order, and nobody stands in it.
    let waits = Memo::new(move |_| {
        nobody_listed() && state.search.with_names(NameKeys::is_empty) != Some(false)
    });
    let none_found = Memo::new(move |_| nobody_listed() && !waits.get());
    let listed = move || {
        t_string!(
            i18n,
            common.customers_n,
            count = counted(i18n.get_locale(), state.order.with(|order| order.len()))
        )
    };
    view! {
        <div class="customers fill">
            <div class="head">
                <h1>{t!(i18n, customers.heading)}</h1>
                <ViewsMenu
                    views
                    all=Signal::derive(move || t_string!(i18n, customers.view_all).to_owned())
                    icon="users"
                />
                <span class="muted num" role="status" hidden=move || nobody.get() || waits.get()>
                    {move || { fmt.locale(); listed() }}
                </span>
                <div class="actions">
                    <a class="btn clean-link" href=Route::Duplicates.href() hidden=move || nobody.get()>
                        <Icon name="copy"/>
                        {t!(i18n, clean.heading)}
                    </a>
                    <SearchBox state=state node=search/>
                    <journey::JourneyButton state=state/>
                    <look::LookMenu state=state/>
                    <ColumnsMenu
                        columns=state.columns
                        label=Callback::new(move |key: String| columns::named(state.app, fmt, &key))
                        fixed="name"
                    />
                </div>
            </div>
            <chips::Chips state=state views/>
            <bulk::BulkBar state=state/>
            <div class="split">
                {move || match (nobody.get(), none_found.get()) {
                    (true, _) => view! { <NothingYet state=state/> }.into_any(),
                    (_, true) => view! { <NothingFound state=state/> }.into_any(),
                    _ => view! { <Listed state=state/> }.into_any(),
                }}
                {move || {
                    open.get()
                        .map(|id| {
                            let close = Callback::new(move |()| {
                                state.open(None);
                                state.scroller.focus();
                            });
                            view! { <Panel id=id on_close=close/> }.into_any()
                        })
                }}
            </div>
            <create::CreateDialog state=state/>
            <FilterDialog
                open=state.building
                table=TableName::Customers
                filter=Signal::derive(move || {
                    state.address.with(|address| address.list.filter.clone())
                })
                count=Callback::new(move |filter| {
                    let count = state.count(filter);
                    Signal::derive(move || t_string!(i18n, common.customers_n, count = counted(i18n.get_locale(), count.get())))
                })
                on_apply=Callback::new(move |filter| state.set_filter(filter))
            />
        </div>
    }
}

/// The customers, drawn as the view or the address says, with what the figures add up to.
#[component]
fn Listed(state: ListState) -> impl IntoView {
    let calendar = Memo::new(move |_| match state.look.get().shape {
        Shape::Calendar(by) => Some(by),
        _ => None,
    });
    let grouped = Memo::new(move |_| state.look.get().grouping().is_some());
    // On a phone one card fits, and the plain list and the lines of groups draw those.
    let cards = Memo::new(move |_| state.look.get().shape == Shape::Cards && !state.phone.get());
    move || match calendar.get() {
        Some(by) => view! { <calendar::Calendar state=state by=by/> }.into_any(),
        None => view! {
            <div class="listed">
                {move || {
                    if grouped.get() {
                        let cards = cards.get();
                        view! { <grouped::Grouped state=state cards=cards/> }.into_any()
                    } else if cards.get() {
                        view! { <cards::Cards state=state/> }.into_any()
                    } else {
                        view! { <list::List state=state/> }.into_any()
                    }
                }}
                <footer::Footer state=state/>
            </div>
        }
        .into_any(),
    }
}

/// The search box. The list follows every letter, the address a moment later.
#[component]
fn SearchBox(state: ListState, node: NodeRef<html::Input>) -> impl IntoView {
    let i18n = use_i18n();
    let typed = StoredValue::new(0_u32);
    // Back and links change the address: the box follows.
    Effect::new(move |_| {
        let text = state.address.with(|address| address.list.text.clone());
        if text.trim() != state.text.get_untracked().trim() {
            state.text.set(text);
        }
    });
    let on_input = move |event| {
        state.text.set(event_target_value(&event));
        state.active.set(None);
        typed.update_value(|typed| *typed += 1);
        let now = typed.get_value();
        set_timeout(
            move || {
                if typed.try_get_value() == Some(now) {
                    state.change(true, |_| ());
                }
            },
            Duration::from_millis(300),
        );
    };
    view! {
        <div class="search-box">
            <Icon name="search"/>
            <input
                class="input"
                type="search"
                node_ref=node
                aria-label=move || t_string!(i18n, customers.search)
                placeholder=move || t_string!(i18n, customers.search_hint)
                autocomplete="off"
                spellcheck="false"
                prop:value=move || state.text.get()
                on:input=on_input
                on:keydown=move |event| {
                    let down = event.key() == "ArrowDown" && !event.is_composing();
                    if down || is_enter(&event) {
                        event.prevent_default();
                        state.scroller.focus();
                        state.go_to(0);
                        if !down {
                            state.open(state.at(0));
                        }
                    } else if event.key() == "Escape" && !event.is_composing() {
                        event.prevent_default();
                        state.text.set(String::new());
                        state.change(true, |_| ());
                        state.scroller.focus();
                    }
                }
            />
        </div>
    }
}

#[component]
fn NothingYet(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Empty
            icon="users"
            title=Signal::derive(move || t_string!(i18n, customers.nothing_yet).to_owned())
            text=Signal::derive(move || t_string!(i18n, customers.nothing_yet_text).to_owned())
        >
            <button
                type="button"
                class="btn primary"
                on:click=move |_| state.change(false, |address| address.new = true)
            >
                {t!(i18n, common.new_customer)}
            </button>
            <a class="btn" href=Route::Data.href()>{t!(i18n, common.import)}</a>
        </Empty>
    }
}

#[component]
fn NothingFound(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let typed = move || state.text.with(|text| text.trim().to_owned());
    let text = move || match typed() {
        text if text.is_empty() => t_string!(i18n, customers.nobody_passes).to_owned(),
        text => t_string!(i18n, customers.nobody_answers, text = text),
    };
    let clear = move |_| {
        state.text.set(String::new());
        state.set_filter(Filter::default());
        state.change(true, |_| ());
    };
    let create = move |_| {
        state.change(false, |address| {
            address.name.clone_from(&address.list.text);
            address.new = true;
        });
    };
    view! {
        <Empty
            icon="search"
            title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
            text=Signal::derive(text)
        >
            <button type="button" class="btn" on:click=clear>{t!(i18n, customers.show_all)}</button>
            <button type="button" class="btn primary" hidden=move || typed().is_empty() on:click=create>
                {move || t_string!(i18n, customers.create_named, name = typed())}
            </button>
        </Empty>
    }
}

/// Cards below 640 px, and wherever they were chosen.
fn follow_width(state: ListState) {
    let measure = move || {
        let wide = window().inner_width().ok().and_then(|width| width.as_f64());
        let cards = state.look.get().shape == Shape::Cards;
        let phone = wide.is_some_and(|wide| wide <= 640.0);
        if state.phone.get_untracked() != phone {
            state.phone.set(phone);
        }
        let narrow = cards || phone;
        if state.narrow.get_untracked() != narrow {
            state.narrow.set(narrow);
        }
    };
    untrack(measure);
    Effect::new(move |_| measure());
    let handle = window_event_listener_untyped("resize", move |_| untrack(measure));
    on_cleanup(move || handle.remove());
}
