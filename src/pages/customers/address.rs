//! What the list shows, as its address says: `?view=&q=&filter=&sort=&look=&on=&id=&new=1`. So Back works and a
//! reload changes nothing. With a view the address says only what differs from it; a filter that was
//! taken away is written out, so that it does not come back.

use chrono::NaiveDate;
use leptos_router::params::ParamsMap;

use crate::{
    app::Route,
    domain::{Customer, Id, View},
    query::{Column, Direction, Filter, Look, Sort, from_query, to_query},
};

/// The order nobody chose.
pub const BY_NAME: Sort = Sort {
    column: Column::Name,
    direction: Direction::Up,
};

/// What is listed, and in what order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// What is searched for.
    pub text: String,
    /// Which customers.
    pub filter: Filter,
    /// In what order, if one was chosen.
    pub sort: Option<Sort>,
    /// Drawn as what, in which groups, with sums or without.
    pub look: Look,
}

impl Listing {
    /// What a saved view lists; what can't be read is left out.
    pub fn of(view: &View) -> Self {
        Self {
            text: view.text.clone(),
            filter: from_query(&view.filter).unwrap_or_default(),
            sort: chosen(&view.sort),
            look: Look::from_query(&view.look),
        }
    }

    /// The filter as views keep it: blank if everything passes.
    pub fn filter_text(&self) -> String {
        if self.filter.is_everything() {
            String::new()
        } else {
            to_query(&self.filter)
        }
    }
}

fn chosen(sort: &str) -> Option<Sort> {
    Sort::from_query(sort).filter(|sort| *sort != BY_NAME)
}

/// The state of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// The saved view that is open.
    pub view: Option<Id<View>>,
    /// What that view lists.
    pub base: Listing,
    /// What is listed.
    pub list: Listing,
    /// The day whose month a calendar shows; today's if there is none.
    pub on: Option<NaiveDate>,
    /// Whose panel is open.
    pub open: Option<Id<Customer>>,
    /// The dialog for a new customer is open.
    pub new: bool,
    /// The name it begins with.
    pub name: String,
    /// The new customer begins as a lead.
    pub lead: bool,
}

impl Address {
    /// Reads the query of the address over the view that is open; what can't be read is left out.
    pub fn read(query: &ParamsMap, view: Option<&View>) -> Self {
        let get = |key: &str| query.get(key).unwrap_or_default();
        let base = view.map(Listing::of).unwrap_or_default();
        let list = Listing {
            text: query.get("q").unwrap_or_else(|| base.text.clone()),
            filter: query.get("filter").map_or_else(
                || base.filter.clone(),
                |text| from_query(&text).unwrap_or_default(),
            ),
            sort: query.get("sort").map_or(base.sort, |text| chosen(&text)),
            look: query
                .get("look")
                .map_or(base.look, |text| Look::from_query(&text)),
        };
        // Beyond these a calendar has nothing to show, and sums of days could leave the calendar.
        let sane = |day: &NaiveDate| (1900..2200).contains(&chrono::Datelike::year(day));
        Self {
            view: view.map(|view| view.id),
            base,
            list,
            on: get("on").parse().ok().filter(sane),
            open: Id::parse(&get("id")),
            new: get("new") == "1",
            name: get("name"),
            lead: get("lead") == "1",
        }
    }

    /// True if something else is listed than the view says. Words typed where no view is open look for
    /// somebody: a chip that came and went with them would move the list under the eyes of who reads it.
    pub fn is_changed(&self) -> bool {
        let searched = self.list.text.trim() != self.base.text.trim();
        (searched && self.view.is_some())
            || self.list.filter != self.base.filter
            || self.list.sort != self.base.sort
            || self.list.look != self.base.look
    }

    /// The query of the address, without `?`.
    pub fn query(&self) -> String {
        let mut query = ParamsMap::new();
        if let Some(view) = self.view {
            query.insert("view", view.to_string());
        }
        if self.list.text.trim() != self.base.text.trim() {
            query.insert("q", self.list.text.clone());
        }
        if self.list.filter != self.base.filter {
            query.insert("filter", to_query(&self.list.filter));
        }
        if self.list.sort != self.base.sort {
            query.insert("sort", self.list.sort.unwrap_or(BY_NAME).to_query());
        }
        if self.list.look != self.base.look {
            query.insert("look", self.list.look.to_query());
        }
        if let Some(on) = self.on {
            query.insert("on", on.to_string());
        }
        if let Some(id) = self.open {
            query.insert("id", id.to_string());
        }
        if self.new {
            query.insert("new", "1".to_owned());
            if !self.name.is_empty() {
                query.insert("name", self.name.clone());
            }
            if self.lead {
                query.insert("lead", "1".to_owned());
            }
        }
        let text = query.to_query_string();
        text.strip_prefix('?').unwrap_or(&text).to_owned()
    }

    /// The whole address.
    pub fn href(&self) -> String {
        Route::CustomersWhere(self.query()).href()
    }
}
