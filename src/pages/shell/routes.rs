//! Which page belongs to which URL.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::route::base,
    i18n::{t, use_i18n},
    pages::piece::{Lazy, Piece},
};

/// The piece that the current URL will ask for, known before the router runs.
pub fn piece_here() -> Piece {
    let path = window().location().pathname().unwrap_or_default();
    let page = path.strip_prefix(&base()).unwrap_or(&path);
    match page.trim_matches('/') {
        "customers" | "customer" | "leads" | "pipeline" | "deal" | "sales" | "sale"
        | "products" | "calls" => Piece::Customers,
        "loyalty" => Piece::Loyalty,
        "data" | "duplicates" | "history" | "trash" | "settings" => Piece::Data,
        _ => Piece::Today,
    }
}

/// The page of the current URL, fetched as a piece of its own.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Lazy piece=Piece::Today/> }.into_any()/>
            <Route path=path!("/start") view=|| view! { <Lazy piece=Piece::Today/> }.into_any()/>
            <Route path=path!("/customers") view=|| view! { <Lazy piece=Piece::Customers/> }.into_any()/>
            <Route path=path!("/customer") view=|| view! { <Lazy piece=Piece::Customer/> }.into_any()/>
            <Route path=path!("/duplicates") view=|| view! { <Lazy piece=Piece::Duplicates/> }.into_any()/>
            <Route path=path!("/leads") view=|| view! { <Lazy piece=Piece::Leads/> }.into_any()/>
            <Route path=path!("/pipeline") view=|| view! { <Lazy piece=Piece::Pipeline/> }.into_any()/>
            <Route path=path!("/deal") view=|| view! { <Lazy piece=Piece::Deal/> }.into_any()/>
            <Route path=path!("/sales") view=|| view! { <Lazy piece=Piece::Sales/> }.into_any()/>
            <Route path=path!("/sale") view=|| view! { <Lazy piece=Piece::Sale/> }.into_any()/>
            <Route path=path!("/products") view=|| view! { <Lazy piece=Piece::Products/> }.into_any()/>
            <Route path=path!("/tasks") view=|| view! { <Lazy piece=Piece::Tasks/> }.into_any()/>
            <Route path=path!("/calls") view=|| view! { <Lazy piece=Piece::Calls/> }.into_any()/>
            <Route path=path!("/loyalty") view=|| view! { <Lazy piece=Piece::Loyalty/> }.into_any()/>
            <Route path=path!("/data") view=|| view! { <Lazy piece=Piece::Data/> }.into_any()/>
            <Route path=path!("/history") view=|| view! { <Lazy piece=Piece::History/> }.into_any()/>
            <Route path=path!("/trash") view=|| view! { <Lazy piece=Piece::Trash/> }.into_any()/>
            <Route path=path!("/settings") view=|| view! { <Lazy piece=Piece::Settings/> }.into_any()/>
        </Routes>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! { <div class="empty"><h1>{t!(i18n, common.nothing_found)}</h1></div> }
}
