//! Who is calling? A field over everything (Alt+K): any part of a number finds the customer, Enter opens
//! the record with the call card on top.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use crate::{
    app::{Route, search::use_search, state::use_app},
    domain::{Customer, Id, contact::digits},
    i18n::{t, t_string, use_i18n},
    pages::{
        parts::SilentMark,
        shell::actions::{use_doer, use_overlays},
    },
    search::own_number,
    ui::{Dialog, Empty, keys::is_enter},
};

/// Matches shown.
const SHOWN: usize = 8;

/// The dialog; once per page.
#[component]
pub fn CallerDialog() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Dialog
            open=use_overlays().caller
            title=Signal::derive(move || t_string!(i18n, touch.who_calls).to_owned())
        >
            <Inside/>
        </Dialog>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let i18n = use_i18n();
    let app = use_app();
    let doer = use_doer();
    let open = use_overlays().caller;
    let search = use_search();
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        let text = typed.get();
        if text.trim().is_empty() {
            return Vec::new();
        }
        let number = digits(&text);
        let ids = search.find(&text, SHOWN);
        app.peek(|records| {
            let one = |id: &Id<Customer>| {
                let one = records.get(*id)?;
                // The number that answers stands beside the name.
                let mut phones = one.phones.iter();
                let hit = phones.find(|phone| phone.digits().contains(&number));
                let hit = hit.map(|phone| phone.number.clone());
                let own = || own_number(records, one, &number);
                let first = || one.phones.first().map(|phone| phone.number.clone());
                let phone = hit.or_else(own).or_else(first);
                let company = one.company.and_then(|id| records.get(id));
                let company = company.map(|one| one.display_name().to_owned());
                Some(Match {
                    id: *id,
                    name: one.display_name().to_owned(),
                    phone: phone.unwrap_or_default(),
                    company: company.unwrap_or_default(),
                    silent: !one.may_contact_somehow(),
                })
            };
            ids.iter().filter_map(one).collect::<Vec<_>>()
        })
    });
    let choose = move |place: usize| {
        if let Some(one) = found.with_untracked(|found| found.get(place).cloned()) {
            open.set(false);
            doer.go(format!("{}&call=1", Route::Customer(one.id).href()));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => active.update(|at| *at = (*at + count - 1) % count),
            _ if is_enter(&event) => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let field = NodeRef::<html::Input>::new();
    let none = move || !typed.with(|typed| typed.trim().is_empty()) && found.with(Vec::is_empty);
    view! {
        <div class="content stack caller">
            <input
                class="input"
                type="tel"
                role="combobox"
                autofocus
                autocomplete="off"
                node_ref=field
                aria-label=move || t_string!(i18n, touch.number)
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls="caller-list"
                aria-activedescendant=move || {
                    found.with(|found| !found.is_empty()).then(|| option_id(active.get()))
                }
                placeholder=move || t_string!(i18n, touch.number_hint)
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                }
                on:keydown=on_key
            />
            <div id="caller-list" role="listbox" aria-label=move || t_string!(i18n, common.customers)>
                {move || {
                    let line = |(place, one)| line(place, one, active, Callback::new(choose));
                    found.get().into_iter().enumerate().map(line).collect_view()
                }}
            </div>
            <div role="status">
                {move || {
                    none()
                        .then(|| {
                            view! {
                                <Empty
                                    icon="phone"
                                    title=Signal::derive(move || t_string!(i18n, common.nothing_found).to_owned())
                                >
                                    <a
                                        class="btn"
                                        href=move || {
                                            let typed = typed.with(|typed| String::from(js_sys::encode_uri_component(typed.trim())));
                                            format!("{}?new=1&name={typed}", Route::Customers.href())
                                        }
                                        on:click=move |_| open.set(false)
                                    >
                                        {t!(i18n, common.new_customer)}
                                    </a>
                                </Empty>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}

/// Somebody who may be calling.
#[derive(Debug, Clone, PartialEq)]
struct Match {
    id: Id<Customer>,
    name: String,
    phone: String,
    company: String,
    silent: bool,
}

fn line(
    place: usize,
    one: Match,
    active: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <div
            class="menu-item"
            role="option"
            id=option_id(place)
            aria-selected=move || (active.get() == place).to_string()
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(place)
        >
            <span class="clip" dir="auto">{one.name}</span>
            <span class="grow"><SilentMark silent=Signal::stored(one.silent)/></span>
            <span class="muted clip" dir="auto">{one.company}</span>
            <span class="push num nowrap">{one.phone}</span>
        </div>
    }
}

fn option_id(place: usize) -> String {
    format!("caller-{place}")
}
