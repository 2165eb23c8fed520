//! Where each list was left in this tab, with its filter, order and view: the way back from a record or from another
//! page leads there again. A reload begins anew. Knows no markup and no page.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use super::route::{Route, folder_of};

/// The lists that are come back to.
const LISTS: [&str; 8] = [
    "customers",
    "leads",
    "pipeline",
    "sales",
    "tasks",
    "cases",
    "products",
    "files",
];

/// The queries of lists by their folder.
#[derive(Debug, Clone, Copy)]
pub struct Left(RwSignal<BTreeMap<String, String>>);

impl Left {
    /// Begins to follow the address. Call once, inside the router.
    pub fn follow() -> Self {
        let left = RwSignal::new(BTreeMap::new());
        let path = use_location().pathname;
        let query = use_query_map();
        Effect::new(move |_| {
            let folder = path.with(|path| folder_of(path).to_owned());
            let mut query = query.get();
            // A form that opens with the page, or the record in a panel, is not what the list shows; what was
            // searched for is over, and may be the name of somebody who is erased.
            if !LISTS.contains(&folder.as_str()) || query.get("new").is_some() {
                return;
            }
            for passing in ["id", "q"] {
                query.remove(passing);
            }
            left.update(|left| {
                left.insert(folder, query.to_query_string());
            });
        });
        Self(left)
    }

    /// The URL of `list` as it was left; of all of it if it was not open yet. Followed.
    pub fn href(self, list: &Route) -> String {
        let query = self.0.with(|left| left.get(list.folder()).cloned());
        list.href() + &query.unwrap_or_default()
    }
}

/// Where the lists were left.
pub fn use_left() -> Left {
    // The frame provides it before anything is drawn.
    use_context::<Left>().unwrap_or_else(|| Left(RwSignal::new(BTreeMap::new())))
}
