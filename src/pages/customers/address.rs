//! What the list shows, as its address says: `?q=&filter=&sort=&id=&new=1`. So Back works, a view can be
//! kept as a bookmark, and a reload changes nothing.

use leptos_router::params::ParamsMap;

use crate::{
    app::Route,
    domain::{Customer, Id},
    query::{Column, Direction, Filter, Sort, from_query, to_query},
};

/// The order nobody chose.
pub const BY_NAME: Sort = Sort {
    column: Column::Name,
    direction: Direction::Up,
};

/// The state of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// What is searched for.
    pub text: String,
    /// Which customers.
    pub filter: Filter,
    /// In what order, if one was chosen.
    pub sort: Option<Sort>,
    /// Whose panel is open.
    pub open: Option<Id<Customer>>,
    /// The dialog for a new customer is open.
    pub new: bool,
    /// The name it begins with.
    pub name: String,
}

impl Address {
    /// Reads the query of the address; what can't be read is left out.
    pub fn read(query: &ParamsMap) -> Self {
        let get = |key: &str| query.get(key).unwrap_or_default();
        Self {
            text: get("q"),
            filter: from_query(&get("filter")).unwrap_or_default(),
            sort: Sort::from_query(&get("sort")),
            open: Id::parse(&get("id")),
            new: get("new") == "1",
            name: get("name"),
        }
    }

    /// The query of the address, without `?`.
    pub fn query(&self) -> String {
        let mut query = ParamsMap::new();
        if !self.text.trim().is_empty() {
            query.insert("q", self.text.clone());
        }
        if !self.filter.is_everything() {
            query.insert("filter", to_query(&self.filter));
        }
        if let Some(sort) = self.sort {
            query.insert("sort", sort.to_query());
        }
        if let Some(id) = self.open {
            query.insert("id", id.to_string());
        }
        if self.new {
            query.insert("new", "1".to_owned());
        }
        let text = query.to_query_string();
        text.strip_prefix('?').unwrap_or(&text).to_owned()
    }

    /// The whole address.
    pub fn href(&self) -> String {
        Route::CustomersWhere(self.query()).href()
    }
}
