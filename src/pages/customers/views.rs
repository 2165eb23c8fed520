//! Saved views: the menu that opens them, and the chip that says that something was changed, with the
//! ways to keep it.

use leptos::prelude::*;

use crate::{
    app::Saving,
    domain::{
        Id, TableName, View, ViewColumn,
        commands::{Add, Delete, Save},
    },
    i18n::{t, t_string, use_i18n},
    platform::random,
    ui::{
        AskText,
        menu::{Menu, MenuItem},
    },
};

use super::{columns, state::ListState};

/// What the dialog names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// A new view of what is shown.
    New,
    /// The view that is open.
    Open,
}

/// What is shown now, as a view.
fn shown(state: ListState, id: Id<View>, name: String) -> View {
    let now = state.app.moment().now;
    let list = state.address.with_untracked(|address| address.list.clone());
    let columns = untrack(|| state.layout.visible());
    let columns = columns.into_iter().map(|placed| ViewColumn {
        width: pixels(placed.width),
        key: placed.key,
    });
    View {
        id,
        list: TableName::Customers,
        name,
        columns: columns.collect(),
        sort: list
            .sort
            .map(crate::query::Sort::to_query)
            .unwrap_or_default(),
        filter: list.filter_text(),
        text: state.text.with_untracked(|text| text.trim().to_owned()),
        look: list.look.to_query(),
        created: now,
        updated: now,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "layouts keep widths far below this"
)]
fn pixels(width: f64) -> u16 {
    width.clamp(0.0, 2000.0) as u16
}

/// The views of the list by name; followed.
fn views(state: ListState) -> Vec<(Id<View>, String)> {
    let mut views: Vec<_> = state.app.read(&[TableName::Views], |records| {
        let views = records.views.iter();
        views
            .filter(|view| view.list == TableName::Customers)
            .map(|view| (view.id, view.name.clone()))
            .collect()
    });
    views.sort_by(|(_, a), (_, b)| a.cmp(b));
    views
}

/// True if the list shows something else than its view; without a view, if it shows not everybody.
fn is_changed(state: ListState) -> bool {
    let listing = state.address.with(super::address::Address::is_changed);
    let columns = state.view.with(|view| {
        view.as_deref()
            .is_some_and(|view| columns::are_changed(state, view))
    });
    listing || columns
}

/// The menu of views.
#[component]
pub fn ViewsMenu(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let naming = RwSignal::new(Naming::New);
    let open = RwSignal::new(false);
    let label = Signal::derive(move || {
        let name = state
            .view
            .with(|view| view.as_ref().map(|view| view.name.clone()));
        name.unwrap_or_else(|| t_string!(i18n, customers.view_all).to_owned())
    });
    let name = move |what: Naming| {
        Callback::new(move |()| {
            naming.set(what);
            open.set(true);
        })
    };
    let delete = Callback::new(move |()| {
        let Some(view) = state.view.get_untracked() else {
            return;
        };
        let command = Delete {
            records: vec![(TableName::Views, view.id.raw())],
            seed: random::seed(),
        };
        columns::forget_unsaved(view.id);
        state.open_view(None);
        state.app.run(command, |_| ());
    });
    view! {
        <Menu label=label icon="list" class="btn small views-menu">
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, customers.view_all).to_owned())
                icon="users"
                on_select=Callback::new(move |()| state.open_view(None))
            />
            {move || {
                views(state)
                    .into_iter()
                    .map(|(id, name)| {
                        view! {
                            <MenuItem
                                label=Signal::stored(name)
                                icon="list"
                                on_select=Callback::new(move |()| state.open_view(Some(id)))
                            />
                        }
                    })
                    .collect_view()
            }}
            <hr/>
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, customers.view_new).to_owned())
                icon="plus"
                on_select=name(Naming::New)
            />
            {move || {
                state
                    .view
                    .with(Option::is_some)
                    .then(|| {
                        view! {
                            <MenuItem
                                label=Signal::derive(move || t_string!(i18n, customers.view_rename).to_owned())
                                icon="edit"
                                on_select=name(Naming::Open)
                            />
                            <MenuItem
                                label=Signal::derive(move || t_string!(i18n, customers.view_delete).to_owned())
                                icon="trash"
                                danger=true
                                on_select=delete
                            />
                        }
                    })
            }}
        </Menu>
        <NameDialog state=state naming=naming open=open/>
    }
}

/// Says that something was changed, and offers to keep it.
#[component]
pub fn Changed(state: ListState) -> impl IntoView {
    let i18n = use_i18n();
    let changed = Memo::new(move |_| is_changed(state));
    let in_view = move || state.view.with(Option::is_some);
    let naming = RwSignal::new(Naming::New);
    let open = RwSignal::new(false);
    let save = move |_| {
        let Some(base) = state.view.get_untracked() else {
            return;
        };
        let edited = View {
            created: base.created,
            ..shown(state, base.id, base.name.clone())
        };
        let id = base.id;
        state
            .app
            .run(Save::new(View::clone(&base), edited), move |_| {
                columns::forget_unsaved(id);
                // What was changed is the view's now: the address need not say it any more.
                if state
                    .view
                    .try_with_untracked(|view| view.as_ref().is_some_and(|view| view.id == id))
                    == Some(true)
                {
                    state.change(true, |_| ());
                }
            });
    };
    let reset = move |_| {
        columns::reset(state);
        let base = state.address.with_untracked(|address| address.base.clone());
        state.active.set(None);
        state.text.set(base.text.clone());
        state.change(false, |address| address.list = base);
    };
    view! {
        {move || {
            changed
                .get()
                .then(|| {
                    view! {
                        <span class="chip on changed" role="group" aria-label=move || t_string!(i18n, customers.view_changed)>
                            <span class="muted">{t!(i18n, customers.view_changed)}</span>
                            <button type="button" class="link" hidden=move || !in_view() on:click=save>
                                {t!(i18n, common.save)}
                            </button>
                            <button
                                type="button"
                                class="link"
                                on:click=move |_| {
                                    naming.set(Naming::New);
                                    open.set(true);
                                }
                            >
                                {t!(i18n, customers.view_save_new)}
                            </button>
                            <button type="button" class="link" on:click=reset>
                                {t!(i18n, common.reset)}
                            </button>
                        </span>
                    }
                })
        }}
        <NameDialog state=state naming=naming open=open/>
    }
}

/// Asks for a name.
#[component]
fn NameDialog(state: ListState, naming: RwSignal<Naming>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || {
        match naming.get() {
            Naming::New => t_string!(i18n, customers.view_new),
            Naming::Open => t_string!(i18n, customers.view_rename),
        }
        .to_owned()
    });
    let first = Signal::derive(move || match naming.get() {
        Naming::New => String::new(),
        Naming::Open => state
            .view
            .with(|view| view.as_ref().map(|view| view.name.clone()))
            .unwrap_or_default(),
    });
    let done = Callback::new(move |(name, saving): (String, Saving)| {
        keep(state, naming.get_untracked(), name, saving);
    });
    view! {
        <AskText
            open=open
            title=title
            label=Signal::derive(move || t_string!(i18n, customers.view_name).to_owned())
            action=Signal::derive(move || t_string!(i18n, common.save).to_owned())
            first=first
            on_done=done
        />
    }
}

/// Writes the view under its name.
fn keep(state: ListState, naming: Naming, name: String, saving: Saving) {
    match (naming, state.view.get_untracked()) {
        (Naming::Open, Some(base)) => {
            let edited = View {
                name,
                ..View::clone(&base)
            };
            saving.save(Save::new(View::clone(&base), edited));
        }
        _ => {
            let view = shown(state, state.app.new_id(), name);
            let id = view.id;
            let left = state.view.get_untracked().map(|view| view.id);
            saving.save_then(Add::one(view), move |_| {
                // The view one came from is as it was.
                if let Some(left) = left {
                    columns::forget_unsaved(left);
                }
                state.open_view(Some(id));
            });
        }
    }
}
