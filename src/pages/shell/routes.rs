//! Which page belongs to which URL.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::route::folder_of,
    i18n::{t, use_i18n},
    pages::piece::{Lazy, Piece},
};

/// `path => Piece`: each path once, for the router and for what is known before it runs.
macro_rules! pages {
    ($($path:tt => $piece:ident,)+) => {
        /// The piece that the current URL will ask for, known before the router runs.
        pub fn piece_here() -> Piece {
            let path = window().location().pathname().unwrap_or_default();
            match format!("/{}", folder_of(&path)).as_str() {
                $($path => Piece::$piece,)+
                _ => Piece::Today,
            }
        }

        /// The page of the current URL, fetched as a piece of its own.
        #[component]
        pub fn Pages() -> impl IntoView {
            view! {
                <Routes fallback=NotFound>
                    $(<Route path=path!($path) view=|| view! { <Lazy piece=Piece::$piece/> }.into_any()/>)+
                </Routes>
            }
        }
    };
}

pages! {
    "/" => Today,
    "/start" => Today,
    "/customers" => Customers,
    "/customer" => Customer,
    "/duplicates" => Duplicates,
    "/leads" => Leads,
    "/pipeline" => Pipeline,
    "/deal" => Deal,
    "/cases" => Cases,
    "/case" => Case,
    "/sales" => Sales,
    "/sale" => Sale,
    "/products" => Products,
    "/files" => Files,
    "/tasks" => Tasks,
    "/calls" => Calls,
    "/loyalty" => Loyalty,
    "/data" => Data,
    "/history" => History,
    "/trash" => Trash,
    "/settings" => Settings,
}

#[component]
fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! { <div class="empty"><h1>{t!(i18n, common.nothing_found)}</h1></div> }
}
