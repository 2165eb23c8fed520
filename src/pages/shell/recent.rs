//! Which records were looked at last, newest first; each workspace has its own.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    app::{Route, route::folder_of, state::use_app},
    domain::TableName,
    platform::prefs::{Pref, Workspace},
};

/// How many are remembered.
const KEPT: usize = 12;

/// A record that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its table.
    pub table: TableName,
    /// Its identity.
    pub id: Uuid,
}

const OWN: Pref<Vec<Visit>> = Pref::new("regulars.recent");
const SAMPLE: Pref<Vec<Visit>> = Pref::new("regulars.recent.sample");

const fn of(workspace: Workspace) -> &'static Pref<Vec<Visit>> {
    match workspace {
        Workspace::Own => &OWN,
        Workspace::Sample => &SAMPLE,
    }
}

/// The records looked at last, newest first.
pub fn visits(workspace: Workspace) -> Vec<Visit> {
    of(workspace).get().unwrap_or_default()
}

/// Notes a visit.
pub fn note(workspace: Workspace, visit: Visit) {
    let mut visits = visits(workspace);
    visits.retain(|other| *other != visit);
    visits.insert(0, visit);
    visits.truncate(KEPT);
    of(workspace).set(&visits);
}

/// Notes each record whose page or panel is opened; draws nothing.
#[component]
pub fn NoteVisits() -> impl IntoView {
    let app = use_app();
    let location = use_location();
    Effect::new(move |_| {
        let path = location.pathname.get();
        let folder = folder_of(&path);
        let table = match folder {
            _ if folder == Route::Customers.folder() || folder == "customer" => {
                TableName::Customers
            }
            "deal" => TableName::Deals,
            "sale" => TableName::Sales,
            "case" => TableName::Cases,
            _ => return,
        };
        let id = location.query.with(|query| query.get("id"));
        if let Some(id) = id.and_then(|id| Uuid::try_parse(&id).ok()) {
            note(app.workspace, Visit { table, id });
        }
    });
}
