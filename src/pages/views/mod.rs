//! Saved views of a list: the menu that opens them, and the chip that says that something was changed, with the
//! ways to keep it. Knows which list it is, how what is shown is put into a view, and how to go to one;
//! nothing of what the short forms in a view mean.

mod columns;
mod columns_menu;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    app::{App, Route, Saving, state::use_app},
    domain::{
        Id, TableName, View, ViewOf,
        commands::{Add, Delete, Save},
    },
    i18n::{t, t_string, use_i18n},
    platform::random,
    ui::{
        AskText,
        menu::{Menu, MenuItem},
    },
};

pub use columns::{Columns, Kept};
pub use columns_menu::ColumnsMenu;
pub use words::{ListAt, WordList};

/// The saved views of one list.
#[derive(Clone, Copy)]
pub struct SavedViews {
    /// Which list.
    pub list: ViewOf,
    /// The view that is open.
    pub open: Memo<Option<Arc<View>>>,
    /// True if the list shows something else than its view; without a view, something else than usual.
    pub changed: Memo<bool>,
    /// The view with what is shown now in it.
    pub shown: Callback<View, View>,
    /// Goes to a view, or to the usual list.
    pub go: Callback<Option<Id<View>>>,
    /// Back to what the view says; after it was saved, its address alone says everything.
    pub reset: Callback<()>,
    /// What this device keeps of unsaved changes of that view is of no use any more.
    pub forget: Callback<Id<View>>,
}

/// The page of a list that has views.
pub const fn page_of(list: ViewOf) -> Option<Route> {
    let ViewOf::Records(table) = list else {
        return Some(Route::Leads);
    };
    match table {
        TableName::Customers => Some(Route::Customers),
        TableName::Deals => Some(Route::Pipeline),
        TableName::Sales => Some(Route::Sales),
        TableName::Tasks => Some(Route::Tasks),
        TableName::Cases => Some(Route::Cases),
        TableName::Products => Some(Route::Products),
        TableName::Files => Some(Route::Files),
        _ => None,
    }
}

/// The view of that list which `?view=` names; `None` if it is gone, or of another list.
pub fn open_view(app: App, query: Memo<ParamsMap>, list: ViewOf) -> Memo<Option<Arc<View>>> {
    Memo::new(move |_| {
        let id = query.with(|query| Id::parse(query.get_str("view")?))?;
        app.read(&[TableName::Views], |records| {
            let view = records.get::<View>(id);
            view.filter(|view| view.of() == list).cloned()
        })
    })
}

impl SavedViews {
    /// The identity and the name of the view that is open.
    fn name(self) -> Option<String> {
        self.open
            .with(|view| view.as_ref().map(|view| view.name.clone()))
    }

    /// The views of the list by name; followed.
    fn all(self, app: App) -> Vec<(Id<View>, String)> {
        let mut views: Vec<_> = app.read(&[TableName::Views], |records| {
            let views = records.views.iter().filter(|view| view.of() == self.list);
            views.map(|view| (view.id, view.name.clone())).collect()
        });
        views.sort_by(|(_, a), (_, b)| a.cmp(b));
        views
    }

    /// Writes what is shown into the view that is open.
    fn save(self, app: App) {
        let Some(base) = self.open.get_untracked() else {
            return;
        };
        let id = base.id;
        let edited = self.shown.run(View::clone(&base));
        app.run(Save::new(View::clone(&base), edited), move |_| {
            // Somebody may have left the page, or the view, meanwhile.
            self.forget.try_run(id);
            let is_open = |view: &Option<Arc<View>>| view.as_ref().is_some_and(|one| one.id == id);
            if self.open.try_with_untracked(is_open) == Some(true) {
                self.reset.run(());
            }
        });
    }

    /// Writes what is shown as a view of that name, and goes there.
    fn save_new(self, app: App, name: String, saving: Saving) {
        let now = app.moment().now;
        let view = self.shown.run(View {
            id: app.new_id(),
            list: self.list.table(),
            name,
            columns: Vec::new(),
            sort: String::new(),
            filter: String::new(),
            text: String::new(),
            look: self.list.look().to_owned(),
            created: now,
            updated: now,
        });
        let id = view.id;
        let left = self.open.get_untracked().map(|view| view.id);
        saving.save_then(Add::one(view), move |_| {
            // The view one came from is as it was.
            if let Some(left) = left {
                self.forget.try_run(left);
            }
            self.go.try_run(Some(id));
        });
    }

    /// Gives the view that is open another name.
    fn rename(self, name: String, saving: Saving) {
        let Some(base) = self.open.get_untracked() else {
            return;
        };
        let edited = View {
            name,
            ..View::clone(&base)
        };
        saving.save(Save::new(View::clone(&base), edited));
    }

    /// Deletes the view that is open. Undo is offered.
    fn delete(self, app: App) {
        let Some(view) = self.open.get_untracked() else {
            return;
        };
        let command = Delete {
            records: vec![(TableName::Views, view.id.raw())],
            seed: random::seed(),
        };
        self.forget.run(view.id);
        self.go.run(None);
        app.run(command, |_| ());
    }
}

/// What the dialog names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// A new view of what is shown.
    New,
    /// The view that is open.
    Open,
}

/// The menu of views.
#[component]
pub fn ViewsMenu(
    /// Of which list.
    views: SavedViews,
    /// What the list is called while no view is open.
    all: Signal<String>,
    /// The icon of that.
    icon: &'static str,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let naming = RwSignal::new(Naming::New);
    let open = RwSignal::new(false);
    let label = Signal::derive(move || views.name().unwrap_or_else(|| all.get()));
    let name = move |what: Naming| {
        Callback::new(move |()| {
            naming.set(what);
            open.set(true);
        })
    };
    let saved = move || {
        let one = |(id, name): (Id<View>, String)| {
            view! {
                <MenuItem
                    label=Signal::stored(name)
                    icon="list"
                    on_select=Callback::new(move |()| views.go.run(Some(id)))
                />
            }
        };
        views.all(app).into_iter().map(one).collect_view()
    };
    let of_open = move || {
        views.open.with(Option::is_some).then(|| {
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
                    on_select=Callback::new(move |()| views.delete(app))
                />
            }
        })
    };
    view! {
        <Menu label=label icon="list" class="btn small views-menu">
            <MenuItem label=all icon=icon on_select=Callback::new(move |()| views.go.run(None))/>
            {saved}
            <hr/>
            <MenuItem
                label=Signal::derive(move || t_string!(i18n, customers.view_new).to_owned())
                icon="plus"
                on_select=name(Naming::New)
            />
            {of_open}
        </Menu>
        <NameDialog views naming open/>
    }
    .into_any()
}

/// Says that something was changed, and offers to keep it.
#[component]
pub fn ViewChanged(
    /// Of which list.
    views: SavedViews,
) -> impl IntoView {
    let app = use_app();
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let chip = move || {
        view! {
            <span class="chip on changed" role="group" aria-label=move || t_string!(i18n, customers.view_changed)>
                <span class="muted">{t!(i18n, customers.view_changed)}</span>
                <button
                    type="button"
                    class="link"
                    hidden=move || views.open.with(Option::is_none)
                    on:click=move |_| views.save(app)
                >
                    {t!(i18n, common.save)}
                </button>
                <button type="button" class="link" on:click=move |_| open.set(true)>
                    {t!(i18n, customers.view_save_new)}
                </button>
                <button type="button" class="link" on:click=move |_| views.reset.run(())>
                    {t!(i18n, common.reset)}
                </button>
            </span>
        }
    };
    view! {
        {move || views.changed.get().then(chip)}
        <NameDialog views naming=RwSignal::new(Naming::New) open/>
    }
    .into_any()
}

/// Asks for a name.
#[component]
fn NameDialog(views: SavedViews, naming: RwSignal<Naming>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
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
        Naming::Open => views.name().unwrap_or_default(),
    });
    let done = move |(name, saving): (String, Saving)| match naming.get_untracked() {
        Naming::New => views.save_new(app, name, saving),
        Naming::Open => views.rename(name, saving),
    };
    view! {
        <AskText
            open=open
            title=title
            label=Signal::derive(move || t_string!(i18n, customers.view_name).to_owned())
            action=Signal::derive(move || t_string!(i18n, common.save).to_owned())
            first=first
            on_done=Callback::new(done)
        />
    }
}
