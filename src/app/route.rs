//! Where things are. Every page is a real folder of the built site and records are named in the query,
//! so that any URL works on a host without rewrite rules. `?id=` names the record.

use leptos_router::{NavigateOptions, hooks::use_query_map};
use uuid::Uuid;

use crate::domain::{Case, Customer, Deal, Id, Sale, TableName, Task};

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What to do now.
    Today,
    /// The list of customers.
    Customers,
    /// The list, with a filter in its query (as written by `query`).
    CustomersWhere(String),
    /// Duplicates, what records lack, and whom to forget.
    Duplicates,
    /// One customer's full page.
    Customer(Id<Customer>),
    /// The inbox of leads.
    Leads,
    /// The board.
    Pipeline,
    /// One deal.
    Deal(Id<Deal>),
    /// After-sales requests.
    Cases,
    /// One of them.
    Case(Id<Case>),
    /// The list of sales.
    Sales,
    /// One sale.
    Sale(Id<Sale>),
    /// The shop's products.
    Products,
    /// The files of the whole shop.
    Files,
    /// All to-dos.
    Tasks,
    /// Call lists.
    Calls,
    /// One call list.
    CallList(Id<Task>),
    /// Loyalty reports.
    Loyalty,
    /// Import, export, backup.
    Data,
    /// The change log.
    History,
    /// What was deleted.
    Trash,
    /// Settings.
    Settings,
    /// First run.
    Start,
}

impl Route {
    /// Folder of the page, without slashes; empty for the first page.
    pub const fn folder(&self) -> &'static str {
        match self {
            Self::Today => "",
            Self::Customers | Self::CustomersWhere(_) => "customers",
            Self::Duplicates => "duplicates",
            Self::Customer(_) => "customer",
            Self::Leads => "leads",
            Self::Pipeline => "pipeline",
            Self::Deal(_) => "deal",
            Self::Cases => "cases",
            Self::Case(_) => "case",
            Self::Sales => "sales",
            Self::Sale(_) => "sale",
            Self::Products => "products",
            Self::Files => "files",
            Self::Tasks => "tasks",
            Self::Calls | Self::CallList(_) => "calls",
            Self::Loyalty => "loyalty",
            Self::Data => "data",
            Self::History => "history",
            Self::Trash => "trash",
            Self::Settings => "settings",
            Self::Start => "start",
        }
    }

    fn query(&self) -> String {
        match self {
            Self::CustomersWhere(filter) => format!("?{filter}"),
            Self::Customer(id) => format!("?id={id}"),
            Self::Deal(id) => format!("?id={id}"),
            Self::Case(id) => format!("?id={id}"),
            Self::Sale(id) => format!("?id={id}"),
            Self::CallList(id) => format!("?id={id}"),
            _ => String::new(),
        }
    }

    /// The URL, from the root of the host.
    pub fn href(&self) -> String {
        let folder = self.folder();
        let slash = if folder.is_empty() { "" } else { "/" };
        format!("{}/{folder}{slash}{}", base(), self.query())
    }
}

/// The URL of a record: its page, or the page of its list, where it opens in a dialog; `None` for what has neither.
pub fn href_of(table: TableName, id: Uuid) -> Option<String> {
    let listed = |list: Route| format!("{}?id={id}", list.href());
    Some(match table {
        TableName::Customers => Route::Customer(Id::new(id)).href(),
        TableName::Deals => Route::Deal(Id::new(id)).href(),
        TableName::Sales => Route::Sale(Id::new(id)).href(),
        TableName::Cases => Route::Case(Id::new(id)).href(),
        TableName::Tasks => listed(Route::Tasks),
        TableName::Products => listed(Route::Products),
        _ => return None,
    })
}

/// Path of the app's root without the slash at its end: empty, or `/shop`.
pub fn base() -> String {
    thread_local! {
        static BASE: String = find_base().unwrap_or_default();
    }
    BASE.with(Clone::clone)
}

/// The folder that a path of the app leads to, as [`Route::folder`] names it.
pub fn folder_of(path: &str) -> &str {
    path.strip_prefix(&base()).unwrap_or(path).trim_matches('/')
}

fn find_base() -> Option<String> {
    let uri = web_sys::window()?.document()?.base_uri().ok()??;
    let path = web_sys::Url::new(&uri).ok()?.pathname();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(folder.to_owned())
}

/// Goes to a place; call inside a component or handler made there.
pub fn use_go() -> impl Fn(&Route) + Clone + 'static {
    let navigate = leptos_router::hooks::use_navigate();
    move |route: &Route| {
        navigate(&route.href(), whole_path());
    }
}

/// Takes the place of the address that is open, such as when a page is done with what it was opened for: the
/// way back does not lead there again.
pub fn use_replace() -> impl Fn(&Route) + Clone + 'static {
    let navigate = leptos_router::hooks::use_navigate();
    move |route: &Route| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..whole_path()
        };
        navigate(&route.href(), options);
    }
}

/// For a path that begins with [`base`]. Left to itself the router would add the base, but drop the
/// slash of the root, and `/shop` is not a folder on every host.
pub fn whole_path() -> NavigateOptions {
    NavigateOptions {
        resolve: false,
        ..NavigateOptions::default()
    }
}

/// The record named by `?id=` of the current URL.
pub fn use_query_id<T: 'static>() -> impl Fn() -> Option<Id<T>> + Copy + 'static {
    let query = use_query_map();
    move || {
        use leptos::prelude::With;
        let text = query.with(|query| query.get("id"))?;
        Uuid::try_parse(&text).ok().map(Id::new)
    }
}
