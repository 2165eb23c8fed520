//! The command palette: one field that finds people, deals, sales, products, tasks, notes, texts, the team, pages,
//! settings and actions (the combobox pattern of the ARIA practices guide, in a modal dialog).

mod find;
mod record;

use js_sys::encode_uri_component;
use leptos::{ev::KeyboardEvent, html, prelude::*};
use uuid::Uuid;
use wasm_bindgen::JsCast;

use self::find::{Detail, Group, Offer, Target};
use super::{
    actions::{use_doer, use_overlays},
    help::Keys,
};
use crate::{
    app::{Route, route::href_of, search::use_search, state::use_app},
    domain::{Id, Records, TableName, ViewOf},
    i18n::{Locale, t, t_string, td_string, use_i18n},
    pages::{history::texts::table_text, parts::SilentMark, settings::Part, views::page_of},
    query::notes::Notes,
    ui::{Icon, keys::is_enter},
};

/// The palette; once per page.
#[component]
pub fn Palette() -> impl IntoView {
    let i18n = use_i18n();
    let open = use_overlays().palette;
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() {
            // Fails only if it is open already.
            dialog.show_modal().ok();
        } else if dialog.open() {
            dialog.close();
        }
    });
    let on_backdrop = move |event: leptos::ev::MouseEvent| {
        let target = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|element| element.tag_name() == "DIALOG") {
            open.set(false);
        }
    };
    view! {
        <dialog
            class="dialog palette"
            node_ref=node
            aria-label=move || t_string!(i18n, common.search)
            on:close=move |_| {
                open.try_set(false);
            }
            on:mousedown=on_backdrop
        >
            {move || open.get().then(|| view! { <Inside/> })}
        </dialog>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let doer = use_doer();
    let open = use_overlays().palette;
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let search = use_search();
    // Made when the palette opens and dropped with it: nothing else needs the words of all notes.
    let notes = StoredValue::new_local(Notes::default());
    let offers = Memo::new(move |_| {
        let find = |text: &str, limit: usize| {
            let found = search.find(text, limit);
            found.into_iter().map(Id::raw).collect::<Vec<Uuid>>()
        };
        let typed = typed.get();
        // What is read after the first screen is found once it is there.
        app.loaded.track();
        // A blank field, a single sign and a command need no notes.
        if typed.trim().chars().count() > 1 && !typed.starts_with('>') {
            app.peek(|records| notes.update_value(|notes| notes.follow(records)));
        }
        notes.with_value(|notes| find::offers(app, doer, i18n.get_locale(), &typed, &find, notes))
    });
    let count = move || offers.with(Vec::len);
    let choose = move |place: usize| {
        let Some(offer) = offers.with_untracked(|offers| offers.get(place).cloned()) else {
            return;
        };
        open.set(false);
        match offer.target {
            Target::Do(action) => doer.run(action),
            Target::Customers => {
                let text = typed.with_untracked(|typed| encode_uri_component(typed.trim()));
                doer.go(Route::CustomersWhere(format!("q={text}")).href());
            }
            Target::Open(visit) => {
                let place = app.peek(|records| place_of(records, visit.table, visit.id));
                doer.go(place.unwrap_or_else(|| Route::Today.href()));
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let last = count().saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowDown" => active.get_untracked() + 1,
            "ArrowUp" => active.get_untracked().checked_sub(1).unwrap_or(last),
            "PageDown" => (active.get_untracked() + 8).min(last),
            "PageUp" => active.get_untracked().saturating_sub(8),
            _ if is_enter(&event) => {
                event.prevent_default();
                choose(active.get_untracked());
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(if to > last { 0 } else { to });
    };
    // The chosen line stays in sight.
    Effect::new(move |_| {
        let id = option_id(active.get());
        if let Some(line) = document().get_element_by_id(&id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Focus on a shown element can't fail.
            field.focus().ok();
        }
    });
    view! {
        <div class="palette-field">
            <Icon name="search"/>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                aria-label=move || t_string!(i18n, common.search)
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls="palette-list"
                aria-activedescendant=move || (count() > 0).then(|| option_id(active.get()))
                placeholder=move || t_string!(i18n, settings.palette_placeholder)
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                }
                on:keydown=on_key
            />
            <button type="button" class="btn ghost small" on:click=move |_| open.set(false)>
                {t!(i18n, common.close)}
            </button>
        </div>
        <div class="palette-list" id="palette-list" role="listbox" aria-label=move || t_string!(i18n, settings.palette_results)>
            {move || groups(&offers.get(), i18n.get_locale(), active, Callback::new(choose))}
        </div>
        <p class="palette-none" role="status">
            {move || {
                (count() == 0).then(|| t_string!(i18n, common.nothing_found))
            }}
        </p>
        <p class="palette-foot" aria-hidden="true">
            <span><kbd>"↑"</kbd> <kbd>"↓"</kbd></span>
            <span><kbd>"↵"</kbd> " " {t!(i18n, common.open)}</span>
            <span><kbd>">"</kbd> " " {t!(i18n, common.actions)}</span>
            <span><kbd>"esc"</kbd> " " {t!(i18n, common.close)}</span>
        </p>
    }
}

fn groups(
    offers: &[Offer],
    locale: Locale,
    active: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView + use<> {
    let mut groups: Vec<(Group, Vec<(usize, Offer)>)> = Vec::new();
    for (place, offer) in offers.iter().cloned().enumerate() {
        match groups.last_mut() {
            Some((group, lines)) if *group == offer.group => lines.push((place, offer)),
            _ => groups.push((offer.group, vec![(place, offer)])),
        }
    }
    groups
        .into_iter()
        .map(|(group, lines)| {
            let name = group_text(locale, group);
            view! {
                <div role="group" aria-label=name>
                    <div class="menu-head" role="presentation" aria-hidden="true">{name}</div>
                    {lines
                        .into_iter()
                        .map(|(place, offer)| view! { <Line place offer active choose/> })
                        .collect_view()}
                </div>
            }
        })
        .collect_view()
}

#[component]
fn Line(
    place: usize,
    offer: Offer,
    active: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let keys = match offer.target {
        Target::Do(action) => action.keys().first().copied(),
        Target::Open(_) | Target::Customers => None,
    };
    let i18n = use_i18n();
    let detail = move || match &offer.detail {
        Detail::Said(text) => text.clone(),
        Detail::Of(ViewOf::Records(list)) => table_text(i18n.get_locale(), *list).to_owned(),
        Detail::Of(ViewOf::Leads) => t_string!(i18n, people.leads).to_owned(),
    };
    view! {
        <div
            class="menu-item"
            role="option"
            id=option_id(place)
            aria-selected=move || (active.get() == place).to_string()
            on:mousemove=move |_| {
                if active.get_untracked() != place {
                    active.set(place);
                }
            }
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(place)
        >
            <Icon name=offer.icon/>
            <span class="clip">{offer.title}</span>
            <span class="grow"><SilentMark silent=Signal::stored(offer.silent)/></span>
            <span class="push clip num">{detail}</span>
            {keys.map(|sequence| view! { <Keys sequence/> })}
        </div>
    }
}

fn option_id(place: usize) -> String {
    format!("palette-{place}")
}

fn group_text(locale: Locale, group: Group) -> &'static str {
    match group {
        Group::Recent => td_string!(locale, common.recent),
        Group::Customers => td_string!(locale, common.customers),
        Group::Deals => td_string!(locale, settings.palette_deals),
        Group::Sales => td_string!(locale, common.sales),
        Group::Views => td_string!(locale, history.table_views),
        Group::Templates => td_string!(locale, history.table_templates),
        Group::Team => td_string!(locale, history.table_members),
        Group::Products => td_string!(locale, common.products),
        Group::Tasks => td_string!(locale, common.tasks),
        Group::Cases => td_string!(locale, care.cases),
        Group::Files => td_string!(locale, history.table_files),
        Group::Notes => td_string!(locale, people.notes),
        Group::Settings => td_string!(locale, common.settings),
        Group::Actions => td_string!(locale, common.actions),
        Group::Pages => td_string!(locale, common.pages),
    }
}

/// Where a record opens; a saved view opens its list, and what the settings hold its part of them.
fn place_of(records: &Records, table: TableName, id: Uuid) -> Option<String> {
    match table {
        TableName::Views => {
            let list = page_of(records.views.get_raw(id)?.of())?;
            Some(format!("{}?view={id}", list.href()))
        }
        TableName::Templates => Some(Part::Templates.href()),
        TableName::Members => Some(Part::Team.href()),
        _ => href_of(table, id),
    }
}
